"""House rules of what a person reads (docs/ui.md): no code in templates, no empty phrases, full-width punctuation."""

import ast
import re
from collections.abc import Iterator

import pytest
import yaml

from tests.source import ROOT, SRC, modules, place, templates

INLINE = re.compile(
    r"""\sstyle\s*=\s*["'{]|<style\b|\son[a-z]+\s*=\s*["']|javascript:|<script(?![^>]*\bsrc=)(?![^>]*type="application/json")""",
    re.IGNORECASE,
)
EMPTY_PHRASES = ("系统异常", "非法操作", "请联系管理员", "提交失败", "系统错误", "操作失败", "未知错误")
HAN = "[\u3400-\u9fff]"
HALF_WIDTH = re.compile(f"{HAN}[,:;?!]{HAN}")


@pytest.mark.parametrize(
    ("line", "is_inline"),
    [
        ('<p style="color:red">', True),
        ("<style>", True),
        ('<a onclick="go()">', True),
        ("<script>go()</script>", True),
        ('<a href="javascript:go()">', True),
        ('<script src="/static/x.js" defer></script>', False),
        ('<script type="application/json">{}</script>', False),
        ('<p class="style">on=</p>', False),
    ],
)
def test_inline_code_is_noticed(line: str, is_inline: bool):
    assert bool(INLINE.search(line)) is is_inline


def test_templates_hold_no_style_script_or_handler():
    found = [
        f"{place(path, number)} {line.strip()[:80]}"
        for path, text in templates().items()
        for number, line in enumerate(text.splitlines(), 1)
        if INLINE.search(line)
    ]
    assert found == []


def test_templates_trust_nothing_unescaped():
    unescaped = re.compile(r"\|\s*safe\b|autoescape\s+false")
    assert [place(path) for path, text in templates().items() if unescaped.search(text)] == []


def strings() -> Iterator[tuple[str, str]]:
    """Every string of the product's code that is not a docstring, with its place."""
    for path, tree in modules().items():
        if not path.is_relative_to(SRC):
            continue
        said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
                yield place(path, node.lineno), node.value


def lines_of_templates() -> Iterator[tuple[str, str]]:
    comment = re.compile(r"\{#.*?#\}", re.DOTALL)
    for path, text in templates().items():
        kept = comment.sub(lambda found: "\n" * found.group().count("\n"), text)
        for number, line in enumerate(kept.splitlines(), 1):
            yield place(path, number), line


def values_of_the_city() -> Iterator[tuple[str, str]]:
    """Every value of the city's own data: people read it in guides and notices."""
    for path in sorted((ROOT / "city").rglob("*.yaml")):
        for node in _scalars(yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)):
            yield place(path, node.start_mark.line + 1), node.value


def _scalars(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    """The scalars of a YAML tree; an alias leads to the same node, which is told once."""
    waiting, seen = [node], set()
    while waiting:
        each = waiting.pop()
        if each is None or id(each) in seen:
            continue
        seen.add(id(each))
        if isinstance(each, yaml.ScalarNode):
            yield each
        elif isinstance(each, yaml.SequenceNode):
            waiting += each.value
        elif isinstance(each, yaml.MappingNode):
            waiting += [part for pair in each.value for part in pair]


def test_nobody_is_told_an_empty_phrase():
    found = [
        f"{where} {phrase}"
        for source in (strings(), lines_of_templates())
        for where, text in source
        for phrase in EMPTY_PHRASES
        if phrase in text
    ]
    assert found == []


@pytest.mark.parametrize("source", [strings, lines_of_templates, values_of_the_city], ids=["code", "templates", "city"])
def test_chinese_is_written_with_full_width_punctuation(source):
    found = [f"{where} {match.group()}" for where, text in source() if (match := HALF_WIDTH.search(text))]
    assert found == []
