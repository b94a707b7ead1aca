"""A bundle as pages show it (一件事全貌): order, days, one form and one set of papers for the situation chosen."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest

from tongban.registers.bundles.queries import Whole, findings_of, whole
from tongban.registers.bundles.rules.content import Content, Fill, Member, Taken
from tongban.registers.bundles.rules.form import FORM, Entry, target
from tongban.registers.bundles.rules.saying import when_words
from tongban.registers.bundles.rules.six import proofs
from tongban.registers.catalog.findings import Finding, Severity

from .narrowing import text

_ANSWERS = "on-"
TAGS = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.NOTE: "info"}
_YES_NO = (("yes", "是"), ("no", "否"))


def shown_whole(request: HttpRequest, content: Content) -> dict[str, Any]:
    """What the macros of `bundle_whole.html` show; the situation stands in the address."""
    values = {each.code: said for each in content.questions if (said := text(request.GET, _ANSWERS + each.code))}
    numbers = {each.code for each in content.questions if each.kind == "number"}
    several = {each.code for each in content.questions if each.kind == "choices"}
    answers: dict[str, Any] = {name: _number(said) if name in numbers else said for name, said in values.items()}
    answers |= {name: [said] for name, said in values.items() if name in several}
    found = whole(content, answers)
    return {
        "whole": found,
        "values": answers,
        "six": proofs(content, found.guides),
        "levels": [[_member(found, each) for each in level] for level in found.levels],
        "circles": ["→".join(f"“{found.title(key)}”" for key in each) for each in found.circles],
        "way": "→".join(found.title(key) for key in found.way.keys),
        "shared": [_shared(found, each) for each in found.entries if len(each.fills) > 1],
        "own": _own(found),
        "situations": list(_situations(request, content, values)),
        "not_needed": [found.title(key) for key in found.chosen.not_needed],
        "undecided": [found.title(key) for key in found.chosen.undecided],
    }


def tagged_findings(content: Content, base: Content | None = None) -> list[tuple[str, Finding]]:
    """What the house finds in it, each with the colour of its severity; `base` is the edition before."""
    return [(TAGS[each.severity], each) for each in findings_of(content, base=base)]


def _number(said: str) -> float | str:
    return float(said) if said.replace(".", "", 1).isdecimal() else said


def _member(found: Whole, member: Member) -> dict[str, Any]:
    guide = found.guides.get(member.key)
    gate = member.gate
    return {
        "key": member.key,
        "title": found.title(member.key),
        "guide": guide,
        "limit": guide.option.promised_limit.words if guide is not None else "",
        "after": [found.title(key) for key in member.after],
        "when": when_words(found.content, member.needed_when) if member.needed_when else "",
        "is_optional": member.is_optional,
        "is_undecided": member.key in found.chosen.undecided,
        "gate": gate.name if gate is not None else "",
        "gate_basis": gate.basis.text if gate is not None else "",
        "results": [each.name for each in guide.option.results] if guide is not None else [],
        "takes": [f"{_taken(found, member, each.code, each.part)}{_giving(found, each)}" for each in member.takes],
    }


def _giving(found: Whole, taken: Taken) -> str:
    source = found.title(taken.source)
    if taken.part != FORM:
        return f"由“{source}”给"
    return f"由“{source}”的结果自动填" if taken.result else f"等“{source}”办好后由承办部门填"


def _taken(found: Whole, member: Member, code: str, part: str) -> str:
    guide = found.guides.get(member.key)
    if guide is None:
        return code
    if part == FORM:
        return next((f"“{each.label}”一栏" for each in guide.option.form if each.code == code), code)
    material = guide.option.material(code)
    return f"材料“{material.name}”" if material is not None else code


def _shared(found: Whole, entry: Entry) -> dict[str, Any]:
    return {"label": entry.label, "places": [place_words(found, each) for each in entry.fills]}


def place_words(found: Whole, fill: Fill) -> str:
    """Where an answer goes, as people call it."""
    guide = found.guides.get(fill.member)
    asked = target(guide.option, fill) if guide is not None else None
    name = getattr(asked, "label", "") or getattr(asked, "text", "") or fill.code
    return f"{found.title(fill.member)}：{name}"


def _own(found: Whole) -> list[tuple[str, list[str]]]:
    """What only one member asks, under its name."""
    single = [each for each in found.entries if len(each.fills) <= 1]
    groups = dict.fromkeys(each.group for each in single)
    return [(group, [each.label for each in single if each.group == group]) for group in groups]


def _situations(request: HttpRequest, content: Content, values: Mapping[str, str]) -> Iterator[tuple[str, list[Any]]]:
    """Chips for every question that chooses; the rest of the address stays as it is."""
    for question in content.questions:
        choices = [(each.value, each.label) for each in question.choices] or (
            list(_YES_NO) if question.kind == "yes_no" else []
        )
        if not choices:
            continue
        links = []
        for value, label in (("", "都看"), *choices):
            given = request.GET.copy()
            given.pop(_ANSWERS + question.code, None)
            if value:
                given[_ANSWERS + question.code] = value
            links.append(
                {
                    "label": label,
                    "href": f"?{given.urlencode()}",
                    "is_current": values.get(question.code, "") == value,
                }
            )
        yield question.text, links
