"""Managing a hall (大厅管理): zones, who does what at windows, sessions outside hours, how long people waited."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import LOCAL, local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.handling.halls.bound import BOUND
from tongban.handling.halls.commands.sessions import SessionGiven, call_off, plan_session
from tongban.handling.halls.commands.zoning import ZoneGiven, set_skills, set_up_zone, take_away_zone
from tongban.handling.halls.models import Zone
from tongban.handling.halls.queries.sessions import session_with, spent, to_come
from tongban.handling.halls.queries.skills import matrix
from tongban.handling.halls.queries.waits import day_of_waits, days_with_numbers
from tongban.handling.halls.queries.zones import standing
from tongban.handling.halls.rules.states import SessionKind
from tongban.handling.halls.rules.zoning import WEEKDAYS, read_windows
from tongban.registers.agencies.models import Staff, Venue
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .contacts import plain
from .frame import show

_TABS = (
    ("desk-halls", "功能专区"),
    ("desk-skills", "窗口能力"),
    ("desk-sessions", "延时服务"),
    ("desk-waits", "等候情况"),
    ("desk-guided", "全程导引"),
)
_TEMPLATES = {
    "desk-halls": "workbench/hall_zones.html",
    "desk-skills": "workbench/hall_skills.html",
    "desk-sessions": "workbench/hall_sessions.html",
    "desk-waits": "workbench/hall_waits.html",
    "desk-guided": "workbench/hall_guided.html",
}
_DAYS = [(str(place), f"周{word}") for place, word in enumerate(WEEKDAYS, 1)]
_KINDS = [(each.value, each.label) for each in SessionKind]


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.SUPERVISOR)
@done_once
def zones(request: HttpRequest) -> HttpResponse:
    """The zones of a hall with their hours; a new one counts for the next number (two statements)."""
    hall, at = hall_of(request), now()
    sent = request.POST
    names = ("line", "name", "floor", "opens", "closes")
    typed: dict[str, Any] = {each: plain(sent.get(each, ""))[:40] for each in names}
    typed |= {"windows": sent.get("windows", "").replace("\x00", "")[:2000], "weekdays": sent.getlist("weekdays")[:7]}
    problems: list[Problem] = []
    if request.method == "POST":
        given = ZoneGiven(
            line=typed["line"],
            name=typed["name"],
            floor=typed["floor"],
            windows=read_windows(typed["windows"]),
            weekdays=[int(each) for each in typed["weekdays"] if each in dict(_DAYS)],
            opens=_time(typed["opens"]),
            closes=_time(typed["closes"]),
        )
        try:
            set_up_zone(hall, given, by=actor_of(request), at=at)
        except Declined as refusal:
            problems = _told(refusal)
        else:
            return redirect(_address("desk-halls", hall))
    context = {
        "rows": [(each, each.hours, each.hours.is_in_force(at)) for each in standing(hall.pk, at=at)],
        "line_name": BOUND.policy.name_of,
        "domains": [("", "请选择"), *((each.code, each.name) for each in BOUND.policy.domains)],
        "days": _DAYS,
        "typed": typed if request.method == "POST" else typed | {"weekdays": ["1", "2", "3", "4", "5"]},
    }
    return hall_page(request, "desk-halls", hall, context, problems)


@require_POST
@staff(Role.SUPERVISOR)
@done_once
def end_zone(request: HttpRequest, key: int) -> HttpResponse:
    """Taken away at once; numbers that wait for it are called by the other windows."""
    found = Zone.objects.select_related("venue").filter(pk=key).first()
    if found is None:
        raise NotFound("没有这个专区。")
    take_away_zone(found, by=actor_of(request), at=now())
    return redirect(_address("desk-halls", found.venue))


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.SUPERVISOR)
@done_once
def skills(request: HttpRequest) -> HttpResponse:
    """Who does which domains; nothing ticked is everything (four statements)."""
    hall = hall_of(request)
    problems: list[Problem] = []
    if request.method == "POST":
        person = _people(hall, [request.POST.get("staff", "")])
        if not person:
            raise NotFound("这个大厅没有这个人。")
        try:
            set_skills(person[0], request.POST.getlist("lines")[:26], by=actor_of(request), at=now())
        except Declined as refusal:
            problems = _told(refusal)
        else:
            return redirect(_address("desk-skills", hall))
    context = {"rows": matrix(hall.pk), "domains": [(each.code, each.name) for each in BOUND.policy.domains]}
    return hall_page(request, "desk-skills", hall, context, problems)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.SUPERVISOR)
@done_once
def sessions(request: HttpRequest) -> HttpResponse:
    """What is announced, a new one, and what was served outside hours this month (five statements)."""
    hall, at, sent = hall_of(request), now(), request.POST
    typed: dict[str, Any] = {each: plain(sent.get(each, ""))[:20] for each in ("kind", "day", "opens", "closes")}
    typed |= {each: sent.getlist(each)[:40] for each in ("lines", "staff")}
    typed["may_book"] = bool(sent.get("may_book")) or request.method != "POST"
    problems: list[Problem] = []
    if request.method == "POST":
        try:
            plan_session(hall, _session(hall, typed), by=actor_of(request), at=at)
        except Declined as refusal:
            problems = _told(refusal)
        else:
            return redirect(_address("desk-sessions", hall))
    today = local_day(at)
    first = today.replace(day=1)
    context = {
        "rows": to_come(at=at, venue_id=hall.pk),
        "line_name": BOUND.policy.name_of,
        "kinds": _KINDS,
        "lines": [(each.code, each.name) for each in BOUND.policy.general],
        "people": [(str(each.staff.pk), f"{each.staff.name}（{each.staff.post}）") for each in matrix(hall.pk)],
        "spent": spent([hall.pk], first=first, last=today),
        "first": first,
        "typed": typed,
        "today": today,
    }
    return hall_page(request, "desk-sessions", hall, context, problems)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.SUPERVISOR)
@done_once
def session(request: HttpRequest, code: UUID) -> HttpResponse:
    """Who is there; called off with a reason, as long as nobody booked (four statements)."""
    found = session_with(code)
    reason = plain(request.POST.get("reason", ""))[:300]
    problems: list[Problem] = []
    if request.method == "POST":
        try:
            call_off(found, reason=reason, by=actor_of(request), at=now())
        except Declined as refusal:
            problems, found = _told(refusal), session_with(code)
        else:
            return redirect(_address("desk-sessions", found.venue))
    context = {
        "session": found,
        "line_name": BOUND.policy.name_of,
        "may_call_off": found.status == "planned" and found.starts_at > now(),
        "reason": reason,
        "problems": problems,
        "wrong": {each.anchor: each.text for each in problems if each.anchor},
        "back": _address("desk-sessions", found.venue),
    }
    return show(request, "workbench/hall_session.html", context, current="halls", status=422 if problems else 200)


@require_safe
@staff(Role.SUPERVISOR)
def waits(request: HttpRequest) -> HttpResponse:
    """How long people waited on a day, how far windows lie apart, how good the told waits were (three statements)."""
    hall = hall_of(request)
    days = days_with_numbers(hall.pk)
    day = next((each for each in days if each.isoformat() == request.GET.get("day")), days[0] if days else None)
    context = {
        "day": day,
        "chips": day_chips("desk-waits", hall, days, day),
        "found": day_of_waits(hall.pk, day=day) if day is not None else None,
        "most_extra": BOUND.policy.head_start.most_extra,
    }
    return hall_page(request, "desk-waits", hall, context, [])


def hall_page(
    request: HttpRequest, name: str, hall: Venue, context: dict[str, Any], problems: list[Problem]
) -> HttpResponse:
    """One of the five pages of a hall, with the others beside it."""
    frame = {
        "hall": hall,
        "halls": [(each.key, each.name) for each in Venue.objects.filter(is_active=True).order_by("pk")],
        "here": reverse(name),
        "tabs": [
            {"label": label, "href": _address(each, hall), "is_current": each == name, "count": None}
            for each, label in _TABS
        ],
        "problems": problems,
        "wrong": {each.anchor: each.text for each in problems if each.anchor},
    }
    return show(request, _TEMPLATES[name], frame | context, current="halls", status=422 if problems else 200)


def day_chips(name: str, hall: Venue, days: list[date], current: date | None) -> list[dict[str, Any]]:
    """The days that one of these pages can show."""
    address = _address(name, hall)
    return [
        {"label": f"{each:%m月%d日}", "href": f"{address}&day={each.isoformat()}", "is_current": each == current}
        for each in days
    ]


def hall_of(request: HttpRequest) -> Venue:
    """The hall in the address, or the first one."""
    rows = Venue.objects.filter(is_active=True)
    key = plain(request.GET.get("venue", ""))[:60]
    found = rows.filter(key=key).first() if key else rows.order_by("pk").first()
    if found is None:
        raise NotFound("没有这个大厅。")
    return found


def _address(name: str, hall: Venue) -> str:
    return f"{reverse(name)}?venue={hall.key}"


def _people(hall: Venue, keys: list[str]) -> list[Staff]:
    known = [int(each) for each in keys if each.isascii() and each.isdigit() and len(each) < 10]
    return list(Staff.objects.filter(venue=hall, pk__in=known).order_by("number"))


def _session(hall: Venue, typed: dict[str, Any]) -> SessionGiven:
    day = _date(typed["day"])
    starts, ends = _time(typed["opens"]) or time.min, _time(typed["closes"]) or time.min
    return SessionGiven(
        kind=typed["kind"],
        starts_at=datetime.combine(day, starts, LOCAL),
        ends_at=datetime.combine(day, ends, LOCAL),
        lines=[each for each in typed["lines"] if len(each) == 1],
        staff=_people(hall, typed["staff"]),
        may_book=typed["may_book"],
    )


def _date(typed: str) -> date:
    """The day; one that is long over, and so refused in words, when it was none."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return date(2000, 1, 1)


def _time(typed: str) -> time | None:
    try:
        return time.fromisoformat(typed).replace(tzinfo=None)
    except ValueError:
        return None


def _told(refusal: Declined) -> list[Problem]:
    if not refusal.faults:
        return [Problem("", typeset(refusal.message))]
    return [Problem(each.anchor, typeset(each.text)) for each in problems_of(refusal)]
