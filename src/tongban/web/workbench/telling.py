"""The one-time notice in the making (W08): computed from what is unmet, edited, seen as the citizen will see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Invalid
from tongban.foundation.worktime.queries import calendar
from tongban.handling.cases.commands.steps import matter_of
from tongban.handling.cases.queries.one_case import WholeCase
from tongban.handling.cases.rules import clocks, papers
from tongban.handling.cases.rules.holding import Held
from tongban.handling.cases.rules.reckoning import plan_due
from tongban.handling.cases.rules.telling import read_corrections, shortfalls
from tongban.registers.catalog.content import Option
from tongban.registers.catalog.guides import Guide
from tongban.registers.documents.commands import draft, in_words_of_the_city
from tongban.registers.documents.rendering.sheet import Sheet, sheet_of
from tongban.registers.documents.rules.papers import DocumentKind

from .materials import PHRASES


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the notice: what is wrong, what to do; the rest comes from the list."""

    code: str
    name: str
    problem: str
    remedy: str
    alternatives: tuple[str, ...]
    where: str
    basis: str
    phrases: tuple[str, ...]
    held: str = ""
    ask_again_reason: str = ""


def read_items(post: Mapping[str, Any], codes: Sequence[str]) -> list[dict[str, str]]:
    """The lines that the form brought back."""
    return [
        {
            "requirement_code": code[:60],
            "problem": str(post.get(f"problem-{code}", "")).strip()[:500],
            "remedy": str(post.get(f"remedy-{code}", "")).strip()[:500],
            "ask_again_reason": str(post.get(f"again-{code}", "")).strip()[:200],
        }
        for code in dict.fromkeys(codes)
    ]


def lines_of(whole: WholeCase, option: Option, typed: Mapping[str, Any]) -> tuple[Line, ...]:
    """Everything that stands in the way of acceptance, and what the clerk added; nothing outside the list."""
    gaps = shortfalls(option, whole.attached.materials)
    known = {row.requirement_code for row in whole.attached.materials}
    codes = typed.getlist("item") if hasattr(typed, "getlist") else []
    items = [each for each in read_items(typed, codes) if each["requirement_code"] in known]
    for each in items:
        each["problem"] = each["problem"] or "需要重新提交。"
    try:
        found = read_corrections(option, whole.case.answers, items, gaps)
    except Invalid:
        return ()
    return tuple(
        Line(
            each.code,
            each.name,
            each.problem,
            each.remedy,
            each.alternatives,
            each.where,
            each.basis,
            _phrases(option, each.code),
            ask_again_reason=each.ask_again_reason,
        )
        for each in found
    )


def with_copies(lines: Sequence[Line], held: Mapping[str, Held]) -> tuple[Line, ...]:
    """The lines, each with the copy that is at hand already of what it asks for."""
    return tuple(
        replace(each, held=f"{held[each.code].source.label}：{held[each.code].words}") if each.code in held else each
        for each in lines
    )


def preview_of(whole: WholeCase, guide: Guide, lines: Sequence[Line], *, by: Actor, at: datetime) -> Sheet:
    """The paper as the citizen will get it; nothing is issued, and it has no number yet."""
    items = [{"requirement_code": line.code, "problem": line.problem, "remedy": line.remedy} for line in lines]
    gaps = shortfalls(guide.option, whole.attached.materials)
    corrections = read_corrections(guide.option, whole.case.answers, items, gaps)
    due_on = plan_due(clocks.on_correction_asked(at=at), calendar()).due_on
    found = [each.as_item() for each in corrections]
    kind = DocumentKind.CORRECTION_NOTICE
    body = in_words_of_the_city(kind, papers.correction_notice(matter_of(whole.case), found, due_on=due_on, at=at))
    drafted = draft(kind, number="出具时编号", subject=whole.case.chain, body=body, by=by, at=at)
    return sheet_of(drafted.document(), base_url="")


def _phrases(option: Option, code: str) -> tuple[str, ...]:
    asked = option.material(code)
    return (*(f"不符合要求：{point}" for point in (asked.points if asked else ())), *PHRASES)
