"""The rules of the gate as data (质量检查规则): code, severity, clause, what is said, what to do; pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tongban.foundation.kernel.written import read_yaml
from tongban.registers.catalog.findings import Finding, Severity

from .completeness import Element
from .listed import Spot

_RULES = Path(__file__).with_name("rules.yaml")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule (检查规则); `group` is the noun it is about, and the file that holds its function."""

    code: str
    group: str
    severity: Severity
    clause: str
    says: str
    todo: str

    def finding(self, found: Spot, *, below: str = "", option_code: str = "", source: str = "") -> Finding:
        """The finding at a spot: what is wrong, then what to do."""
        blanks = {key: str(value) for key, value in found.said.items()}
        message = self.says.format_map(blanks) + self.todo.format_map(blanks)
        return Finding(
            code=self.code,
            severity=self.severity,
            pointer=f"{below}{found.pointer}",
            message=message.replace("。。", "。"),
            clause=self.clause,
            option_code=option_code,
            source=source,
        )


@dataclass(frozen=True, slots=True)
class Group:
    """Rules about one noun; `kind` says when they are asked: list, across (all lists), or apart (by themselves)."""

    name: str
    title: str
    kind: str
    rules: tuple[Rule, ...]


@cache
def groups() -> tuple[Group, ...]:
    return tuple(_read_groups(_plain()["groups"]))


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule by its code."""
    return {rule.code: rule for group in groups() for rule in group.rules}


@cache
def elements() -> tuple[Element, ...]:
    """The elements of a list with their weight in the score of completeness."""
    return tuple(Element(**each) for each in _plain()["elements"])


def as_markdown() -> str:
    """The rules as a document for those who write and review lists."""
    lines = [
        "# Quality rules of lists",
        "",
        "Made from `registers/catalog/quality/rules.yaml` by `script/tongban docs`; do not edit.",
        "",
        "A list with an error (错误) cannot be published; a warning (提醒) needs a word from the reviewer.",
        "一致性检查 means the eleven checks of the quality sheet of elements, 方案 the city's plan.",
        "Words and points of the readability score stand in `words.yaml` beside it.",
        "",
    ]
    for group in groups():
        lines += [f"## {group.title}", "", "| rule | 程度 | 说什么 | 怎么改 | 来源 |", "|---|---|---|---|---|"]
        lines += [
            f"| `{each.code}` | {each.severity.label} | {each.says} | {each.todo} | {each.clause} |"
            for each in group.rules
        ]
        lines.append("")
    demanded = {"all": "所有事项", "power": "行政权力", "license": "行政许可", "": "—"}
    lines += ["## 要素和完整度", "", "| element | 要素 | 必填 | 分量 |", "|---|---|---|---|"]
    lines += [f"| `{each.path}` | {each.label} | {demanded[each.must]} | {each.weight} |" for each in elements()]
    return "\n".join([*lines, ""])


def _plain() -> Any:
    return read_yaml(_RULES.read_bytes())


def _read_groups(plain: Mapping[str, Any]) -> Iterator[Group]:
    for name, each in plain.items():
        kind = "across" if each.get("across") else "apart" if each.get("apart") else "list"
        found = tuple(Rule(**{**rule, "group": name, "severity": Severity(rule["severity"])}) for rule in each["rules"])
        yield Group(name, each["title"], kind, found)
