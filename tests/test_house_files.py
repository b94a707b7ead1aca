"""House rules of the files: nothing of the machine they were written on, every dependency with its reason."""

import re

from tests.source import ROOT, is_test, place, texts, tracked

# In parts, so that this file does not name what it looks for.
HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("files", "python" + "hosted", "org"),
        ("registry", "npmjs", "org"),
        ("deb", "debian", "org"),
        ("mirrors", "aliyun", "com"),
    )
]
MACHINE = re.compile("|".join([re.escape(f"{ROOT}/"), *map(re.escape, HOSTS), "/" + "root/\\.", "/" + "Users/"]))
MOST_BYTES = 200 * 1024
LARGE = {".ttf", ".woff2", ".lock"}


def test_no_file_names_this_machine_or_a_registry():
    found = [
        place(path, number)
        for path, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        if len(line) < 2000 and MACHINE.search(line)
    ]
    assert found == []


def test_every_dependency_carries_its_reason():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = text[text.index("dependencies = [") : text.index("[project.scripts]")]
    without = [line.strip() for line in block.splitlines() if line.startswith('  "') and "#" not in line]
    assert without == []


def test_pictures_of_the_documents_are_small():
    pictures = [path for path in tracked() if path.is_relative_to(ROOT / "docs" / "img")]
    assert {place(path): size for path in pictures if (size := path.stat().st_size) > MOST_BYTES} == {}


def test_nothing_large_slips_in():
    found = {
        place(path): path.stat().st_size
        for path in tracked()
        if path.suffix not in LARGE and not is_test(path) and path.stat().st_size > 5 * MOST_BYTES
    }
    assert found == {}


def test_no_document_links_to_what_is_not_there():
    link = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")
    found = [
        f"{place(path)} → {target}"
        for path, text in texts()
        if path.suffix == ".md"
        for target in link.findall(text)
        if not (path.parent / target).exists()
    ]
    assert found == []
