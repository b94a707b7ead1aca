"""How the places and channels run right now (场所运行, R-185): on one page; closing a place, and opening it again."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import LOCAL, local_day, now
from tongban.foundation.kernel.errors import Declined, Invalid, NotFound
from tongban.foundation.worktime.queries import calendar
from tongban.handling.halls.models import Kiosk
from tongban.handling.halls.queries.kiosks import is_silent
from tongban.handling.halls.rules.states import KioskStatus
from tongban.registers.agencies.closings import Closing, read
from tongban.registers.agencies.commands import close_place, reopen_place
from tongban.registers.agencies.models import Staff, Venue
from tongban.registers.catalog.channels import standings
from tongban.registers.entrances.queries import health_counts
from tongban.registers.entrances.rules import Health
from tongban.registers.servicemap.queries import loads, sites
from tongban.registers.servicemap.rules.finding import Sought, found
from tongban.registers.servicemap.rules.opening import week_ahead
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .frame import WATCHERS, show
from .narrowing import narrowed, text

LOOKERS = (Role.SUPERVISOR, Role.DECIDER)
PAGE = 30
_NAME = "console-places"
_SHOWN = (("open", "正在办公"), ("closed", "不在办公"), ("out", "临时关闭"), ("silent", "终端没有报到"))


@require_safe
@staff(*LOOKERS)
def overview(request: HttpRequest) -> HttpResponse:
    """Every place and every channel as of this moment (eight statements)."""
    asked, at = narrowed(request, _NAME, "q", "show"), now()
    rows = _rows(at)
    wanted = [each for each in rows if _is_wanted(each, asked["q"], asked["show"])]
    first = asked.after_key
    page = asked.page([each for each in wanted if each["at"] > first][: PAGE + 1], PAGE, key="at")
    waiting = loads([each["key"] for each in page.rows], at=at)
    context = {
        "asked": asked,
        "page": page,
        "at": at,
        "loads": waiting,
        "shown": asked.chips("show", _SHOWN),
        "total": len(rows),
        "open": sum(each["is_open"] for each in rows),
        "out": sum(each["is_out"] for each in rows),
        "silent": sum(each["silent"] for each in rows),
        "channels": _channels(at),
        "may_watch": bool(actor_of(request).roles & frozenset(WATCHERS)),
    }
    return show(request, "console/places.html", context, current="places")


@require_safe
@staff(*LOOKERS)
def one(request: HttpRequest, key: str) -> HttpResponse:
    """One place: its next days, what it is closed for, and the form that closes it."""
    return _one(request, _venue(key))


@require_POST
@staff(*LOOKERS)
@done_once
def close(request: HttpRequest, key: str) -> HttpResponse:
    """Announce a closing: every page that says when the place is open says so from the next reading on."""
    venue, data, at = _venue(key), request.POST, now()
    begins = at if text(data, "begins_at") == "" and data.get("at_once") == "on" else _moment(text(data, "begins_at"))
    given: dict[str, Any] = {"begins_at": begins, "ends_at": _moment(text(data, "ends_at"))}
    try:
        close_place(venue, **given, reason=text(data, "reason", 100), by=actor_of(request), at=at)
    except Declined as refusal:
        return _one(request, venue, problems_of(refusal), status=int(refusal.status))
    return redirect("console-place", key=key)


@require_POST
@staff(*LOOKERS)
@done_once
def reopen(request: HttpRequest, key: str) -> HttpResponse:
    """The closing is over now."""
    venue, begins = _venue(key), _moment(text(request.POST, "begins_at"))
    try:
        if begins is None:
            raise Invalid("请选择要恢复的是哪一次关闭。")
        reopen_place(venue, begins_at=begins, by=actor_of(request), at=now())
    except Declined as refusal:
        return _one(request, venue, problems_of(refusal), status=int(refusal.status))
    return redirect("console-place", key=key)


def _one(request: HttpRequest, venue: Venue, problems: Sequence[Problem] = (), *, status: int = 200) -> HttpResponse:
    at, data = now(), request.POST
    closings = [each for each in read(venue.closings) if each.ends_at > at]
    context = {
        "venue": venue,
        "week": week_ahead(venue.week, local_day(at), calendar()),
        "closings": [_closing(each, at) for each in closings],
        "may_close": _may_close(actor_of(request), venue),
        "typed": {name: text(data, name, 100) for name in ("begins_at", "ends_at", "reason")},
        "at_once": data.get("at_once") == "on" or not data,
        "problems": problems,
        "wrong": {each.anchor: each.text for each in problems if each.anchor},
    }
    return show(request, "console/place.html", context, current="places", status=status)


def _closing(each: Closing, at: datetime) -> dict[str, Any]:
    return {"each": each, "is_now": each.covers(at), "key": each.begins_at.isoformat()}


def _may_close(actor: Actor, venue: Venue) -> bool:
    return Role.SUPERVISOR in actor.roles or actor.agency_id == venue.agency_id


def _rows(at: datetime) -> list[dict[str, Any]]:
    """Every place with its hours, people and terminals, the city's hall first (three statements)."""
    kiosks = list(Kiosk.objects.filter(status=KioskStatus.RUNNING).select_related("venue"))
    terminals = Counter(each.venue.key for each in kiosks)
    silent = Counter(each.venue.key for each in kiosks if is_silent(each, at=at))
    people = Counter(Staff.objects.filter(is_active=True, venue__isnull=False).values_list("venue__key", flat=True))
    rows = found(sites(), Sought(), origin=None, at=at, calendar=calendar())
    return [
        {
            "at": each.number,
            "key": each.site.key,
            "name": each.site.name,
            "is_open": each.opening.is_open,
            "is_out": each.opening.words.startswith("临时关闭"),
            "words": each.opening.words,
            "people": people[each.site.key],
            "terminals": terminals[each.site.key],
            "silent": silent[each.site.key],
        }
        for each in rows
    ]


def _channels(at: datetime) -> list[dict[str, Any]]:
    """Every way by which guides are told, and the sites elsewhere: how they stand (three statements)."""
    by_label: dict[str, list[bool]] = {}
    for each in standings(at):
        by_label.setdefault(each.label, []).append(each.is_alarming)
    rows = [
        {"name": label, "kind": "warn" if any(late) else "done", "words": _channel_words(late)}
        for label, late in by_label.items()
    ]
    health = health_counts()
    failing = health[Health.FAILING]
    words = (
        f"{failing}个打不开" if failing else f"{health[Health.ANSWERING]}个能打开，{health[Health.UNSEEN]}个没有检查"
    )
    return [*rows, {"name": "部门网站和业务系统", "kind": "warn" if failing else "info", "words": words}]


def _channel_words(late: list[bool]) -> str:
    behind = sum(late)
    return f"{len(late)}个节点，{behind}个没有跟上最新的指南" if behind else f"{len(late)}个节点，都是最新的指南"


def _is_wanted(each: dict[str, Any], words: str, shown: str) -> bool:
    wanted = {"open": each["is_open"], "closed": not each["is_open"], "out": each["is_out"], "silent": each["silent"]}
    return words in each["name"] and bool(wanted.get(shown, True))


def _venue(key: str) -> Venue:
    venue = Venue.objects.filter(key=key, is_active=True).first()
    if venue is None:
        raise NotFound("没有这个场所。")
    return venue


def _moment(typed: str) -> datetime | None:
    """A moment as a field for it writes it, of this place where it names none; None if it is none."""
    try:
        found = datetime.fromisoformat(typed)
    except ValueError:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=LOCAL)
