"""Bundles for everybody (一件事): what is done together, in which order, what is asked once, and why each paper is."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.registers.bundles.queries import InForce, Whole, edition_on, in_force_on, whole
from tongban.registers.bundles.rules.content import Content, Member
from tongban.registers.catalog.content import Question
from tongban.web.portal.pages import page, public
from tongban.web.ui.audience import everybody

_YES_NO = (("yes", "是"), ("no", "否"))
_LONGEST_ANSWER = 60
_GIVEN = {
    True: "办齐了一次送达；先办好的最多等到依法送达的期限，不想等的可以先领",
    False: "办好一项送达一项",
}


@everybody
@require_safe
def bundles(request: HttpRequest) -> HttpResponse:
    """Every bundle in force (one statement while the guides of its members are warm)."""
    rows = [(each, _for_whom(each.content)) for each in in_force_on(local_day(now()))]
    return public(page(request, "bundles", {"rows": rows}))


@everybody
@require_safe
def bundle(request: HttpRequest, code: str) -> HttpResponse:
    """One bundle in the situation that the address tells: its members, days, form and papers."""
    found = edition_on(code, local_day(now()))
    values = _values(request, found.content)
    made = whole(found.content, values)
    context = {
        "bundle": found,
        "whole": made,
        "levels": [[_member(made, each) for each in level] for level in made.levels],
        "situations": list(_situations(found.content, values)),
        "answers": _answers(found, made),
        "said": urlencode(values),
        "not_needed": [made.title(key) for key in made.chosen.not_needed],
        "once": [each for each in made.entries if len(each.fills) > 1],
    }
    return public(page(request, "bundle", context))


def _for_whom(content: Content) -> str:
    return "、".join(word for key, word in (("person", "个人"), ("enterprise", "企业")) if key in content.audience)


def _values(request: HttpRequest, content: Content) -> dict[str, Any]:
    """What the address answers: only choices that there are."""
    found: dict[str, Any] = {}
    for question in content.questions:
        said = request.GET.get(question.code, "")[:_LONGEST_ANSWER]
        if said in {value for value, _ in _choices(question)}:
            found[question.code] = said
    return found


def _choices(question: Question) -> list[tuple[str, str]]:
    listed = [(each.value, each.label) for each in question.choices]
    return listed or (list(_YES_NO) if question.kind == "yes_no" else [])


def _situations(content: Content, values: Mapping[str, Any]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Links that change one answer and keep the others."""
    for question in content.questions:
        choices = _choices(question)
        if choices:
            yield question.text, [_link(question.code, value, label, values) for value, label in choices]


def _link(code: str, value: str, label: str, values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "label": label,
        "href": "?" + urlencode({**values, code: value}),
        "is_current": values.get(code) == value,
    }


def _answers(found: InForce, made: Whole) -> list[tuple[str, str]]:
    """The five answers first: how many matters, how long, how many papers, how much to fill in, how it is given."""
    limit = found.content.promise_for(made.chosen.keys | set(made.chosen.undecided))
    days = limit.words if limit is not None else f"{made.way.workdays}个工作日"
    apart = f"，分开办要{made.apart_days}个工作日" if made.apart_days > made.way.workdays else ""
    papers, more = len(made.papers.needed), len(made.without_licenses)
    fewer = made.papers.apart - papers - more
    without = f"，没有电子证照的最多{papers + more}份" if more else ""
    return [
        ("办几个事项", f"{len(made.chosen.needed) + len(made.chosen.undecided)}个"),
        ("要多久", f"{days}{apart}"),
        ("交几份材料", f"{papers}份{without}" + (f"，比分开办至少少{fewer}份" if fewer > 0 else "")),
        ("填几项", f"{len(made.entries)}项，相同的只填一次"),
        ("怎么拿结果", _GIVEN[found.content.is_ended_together and len(made.chosen.needed) > 1]),
    ]


def _member(made: Whole, member: Member) -> dict[str, Any]:
    guide = made.guides.get(member.key)
    return {
        "title": made.title(member.key),
        "guide": guide,
        "limit": guide.option.promised_limit.words if guide is not None else "",
        "is_optional": member.is_optional,
        "is_undecided": member.key in made.chosen.undecided,
        "gate": member.gate.name if member.gate is not None else "",
        "gate_basis": member.gate.basis.text if member.gate is not None else "",
        "results": [each.name for each in guide.option.results] if guide is not None else [],
    }
