"""Matters handed down to towns, communities and villages (下沉清单, R-132, R-133): lists, agreements, seals, use."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.handling.cases.queries.stations import taken_at, taken_everywhere
from tongban.handling.cases.rules.flow import FLOW
from tongban.registers.agencies.models import Agency, Venue
from tongban.registers.grassroots.commands import end_agreement, hand_down
from tongban.registers.grassroots.queries.lists import (
    DOWN,
    VenueList,
    agreements_at,
    list_of,
    lists,
    own_options,
    seal_uses,
    visible_to,
)
from tongban.registers.grassroots.rules.agreements import Line, Terms
from tongban.registers.grassroots.rules.modes import Field, Mode
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .frame import show
from .narrowing import narrowed, text, whole

LOOKERS = (Role.DECIDER, Role.SUPERVISOR)
PAGE = 30
MONTH = timedelta(days=30)
_NAME = "console-grassroots"
_SHOWN = (("lacking", "还缺领域的"), ("none", "没有清单的"))


@require_safe
@staff(*LOOKERS)
def places(request: HttpRequest) -> HttpResponse:
    """Every centre and station with its list, and how much of it was used in a month (three statements)."""
    asked, at = narrowed(request, _NAME, "q", "show"), now()
    taken = taken_everywhere(since=at - MONTH)
    every = lists(on=local_day(at))
    rows = [_place(each, taken) for each in every if _is_wanted(each, asked["q"], asked["show"])]
    after = asked.after_key
    page = asked.page([each for each in rows if each["place"] > after][: PAGE + 1], PAGE, key="place")
    context = {
        "asked": asked,
        "page": page,
        "shown": asked.chips("show", _SHOWN),
        "total": len(every),
        "listed": sum(bool(each.matters) for each in every),
        "complete": sum(not each.lacking for each in every),
    }
    return show(request, "console/grassroots.html", context, current="places")


@require_safe
@staff(*LOOKERS)
def place(request: HttpRequest, key: str) -> HttpResponse:
    """The list of one place, its agreements as far as one may read them, and the uses of seals."""
    return _one(request, _venue(key))


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.DECIDER)
@done_once
def agree(request: HttpRequest, key: str) -> HttpResponse:
    """An agreement with a place, as a form: a matter is handed down by choosing its field; every fault at once."""
    venue, actor, problems, status = _venue(key), actor_of(request), list[Problem](), 200
    agency = Agency.objects.filter(pk=actor.agency_id or 0).first()
    if agency is None:
        raise NotFound("没有这个部门。")
    own, data = own_options(agency.key), request.POST
    if request.method == "POST":
        try:
            hand_down(agency, to=venue, terms=_terms(request, own), by=actor, at=now())
        except Declined as refusal:
            problems, status = problems_of(refusal), int(refusal.status)
        else:
            return redirect("console-grassroots-place", key=key)
    names = ("mode", "number", "seal", "valid_from", "valid_to", "capacity")
    context = {
        "venue": venue,
        "agency": agency,
        "typed": {name: text(data, name, 80) for name in names},
        "modes": [(each.value, each.label, each.meaning) for each in Mode],
        "fields": [("", "不下沉"), *((each.value, each.label) for each in Field)],
        "matters": [(code, name, text(data, f"field-{code}", 20)) for code, name in own.items()],
        "problems": problems,
        "wrong": {each.anchor: each.text for each in problems if each.anchor},
    }
    return show(request, "console/grassroots_agree.html", context, current="places", status=status)


@require_POST
@staff(Role.DECIDER)
@done_once
def end(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Take back what was handed down, with the reason."""
    actor, venue = actor_of(request), _venue(key)
    found = visible_to(actor).filter(pk=number, venue=venue).first()
    if found is None:
        raise NotFound("没有这份协议。")
    try:
        end_agreement(found, reason=text(request.POST, "reason", 300), by=actor, at=now())
    except Declined as refusal:
        return _one(request, venue, problems_of(refusal), status=int(refusal.status))
    return redirect("console-grassroots-place", key=key)


def _one(request: HttpRequest, venue: Venue, problems: Sequence[Problem] = (), *, status: int = 200) -> HttpResponse:
    actor, at = actor_of(request), now()
    today = local_day(at)
    agreements = agreements_at(venue.key, actor)
    context = {
        "venue": venue,
        "matters": list_of(venue.key, on=today),
        "taken": taken_at(venue.pk, since=at - MONTH),
        "agreements": [{"each": each, "is_in_force": each.is_in_force(today)} for each in agreements],
        "uses": seal_uses([each.pk for each in agreements if each.way is Mode.AUTHORISED]),
        "labels": {verb: step.label for verb, step in FLOW.steps.items()},
        "may_agree": _may_agree(actor),
        "problems": problems,
    }
    return show(request, "console/grassroots_place.html", context, current="places", status=status)


def _may_agree(actor: Actor) -> bool:
    return Role.DECIDER in actor.roles


def _venue(key: str) -> Venue:
    found = Venue.objects.filter(key=key, level__in=DOWN, is_active=True).first()
    if found is None:
        raise NotFound("没有这个便民服务中心、便民服务站。")
    return found


def _terms(request: HttpRequest, own: Any) -> Terms:
    data = request.POST
    capacity = whole(text(data, "capacity"))
    chosen = ((code, text(data, f"field-{code}", 20)) for code in own)
    lines = tuple(Line(code, field, capacity) for code, field in chosen if field)
    first, last = _day(text(data, "valid_from")), _day(text(data, "valid_to"))
    return Terms(text(data, "mode"), text(data, "number", 80), text(data, "seal", 80), first, last, lines)


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _is_wanted(each: VenueList, words: str, shown: str) -> bool:
    if shown == "none" and each.matters:
        return False
    if shown == "lacking" and not each.lacking:
        return False
    return words in each.venue.name or any(words in one.name for one in each.matters)


def _place(each: VenueList, taken: Any) -> dict[str, Any]:
    modes = [one.agreement.way for one in each.matters]
    return {
        "place": each.venue.pk,
        "venue": each.venue,
        "matters": len(modes),
        "modes": "、".join(f"{mode.label}{modes.count(mode)}件" for mode in Mode if mode in modes),
        "lacking": "、".join(field.label for field in each.lacking),
        "taken": sum(taken.get((each.venue.pk, one.row.option_code), 0) for one in each.matters),
    }
