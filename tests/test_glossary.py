"""The glossary names things as the code does."""

import re

from tests.source import ROOT, modules

GLOSSARY = ROOT / "docs" / "glossary.md"
WORD = re.compile(r"[A-Za-z_]\w+")
OF_PYTHON = {"return"}


def identifiers_in_use() -> list[str]:
    """Every identifier of the first part, from its second column."""
    used = GLOSSARY.read_text(encoding="utf-8").partition("## Reserved")[0]
    cells = [line.split("|")[2] for line in used.splitlines() if line.startswith("| ") and "中文" not in line]
    return [word for cell in cells for code in re.findall(r"`([^`]+)`", cell) for word in WORD.findall(code)]


def test_every_identifier_of_the_glossary_is_in_the_code():
    code = {word for path in modules() for word in WORD.findall(path.read_text(encoding="utf-8"))}
    code |= {part for path in modules() for part in path.with_suffix("").parts} | OF_PYTHON
    missing = sorted({word for word in identifiers_in_use() if word not in code and "-" not in word})
    assert missing == []


def test_no_term_stands_twice():
    lines = GLOSSARY.read_text(encoding="utf-8").splitlines()
    terms = [line.split("|")[1].strip() for line in lines if line.startswith("| ") and "中文" not in line]
    assert sorted({each for each in terms if terms.count(each) > 1}) == []
