"""Rosters (排班): the week of a place by windows, what windows ask, assigning, publishing, standing in. R-187."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotFound
from tongban.oversight.workforce.commands import rostering
from tongban.oversight.workforce.models import Duty, Roster, WindowPost
from tongban.oversight.workforce.queries.attendance import attendance_at, counted
from tongban.oversight.workforce.queries.rostering import (
    away_in,
    cells_of,
    could_stand_in,
    course_names,
    duties_of,
    duty_with,
    posts_at,
    roster_of,
)
from tongban.oversight.workforce.rules.attendance import Presence
from tongban.oversight.workforce.rules.leave import CLERKS
from tongban.oversight.workforce.rules.rostering import LEVELS, RosterStatus, Session
from tongban.registers.agencies.models import Staff
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .choosing import day_of, wrong_of
from .frame import show
from .narrowing import text, whole
from .people import Place, day_name, place_of, tabs

SESSIONS = [(each.value, each.label) for each in Session]
ROLES = [(str(each), each.label) for each in sorted(CLERKS)]
_FIELDS = ("window", "role", "level", "post", "staff", "do")


@require_safe
@staff(Role.SUPERVISOR)
def week(request: HttpRequest) -> HttpResponse:
    """The week of a place: who sits where, which sessions have nobody (eight statements)."""
    return _week(request, place_of(request))


@require_POST
@staff(Role.SUPERVISOR)
@done_once
def act(request: HttpRequest) -> HttpResponse:
    """One act on the windows or the roster of the week; a refusal keeps what was typed."""
    place = place_of(request)
    try:
        _take(request, place)
    except Declined as refusal:
        return _week(request, place, problems_of(refusal), status=int(refusal.status))
    return redirect(_here(place))


def _take(request: HttpRequest, place: Place) -> None:
    given: dict[str, Any] = {"by": actor_of(request), "at": now()}
    sent, does = _sent(request), text(request.POST, "do", 10)
    if does == "post":
        courses = [each.replace("\x00", "")[:40] for each in request.POST.getlist("courses")[:20]]
        level = whole(sent["level"])
        rostering.set_post(place.venue, sent["window"], role=sent["role"], courses=courses, level=level, **given)
    elif does == "plan":
        rostering.plan_roster(place.venue, place.week, **given)
    elif does in ("assign", "publish"):
        roster = roster_of(place.venue, place.week)
        if roster is None:
            raise NotFound("这一周还没有开始编排。")
        if does == "publish":
            rostering.publish(roster, **given)
            return
        days = [day for each in request.POST.getlist("days")[:7] if (day := day_of(each[:10])) is not None]
        sessions = [each[:2] for each in request.POST.getlist("sessions")[:2]]
        rostering.assign(roster, _post(place, sent), days=days, sessions=sessions, staff=_person(place, sent), **given)
    else:
        raise NotFound("没有这一步。")


def _post(place: Place, sent: dict[str, str]) -> WindowPost:
    found = WindowPost.objects.filter(venue=place.venue, pk=whole(sent["post"])).first()
    if found is None:
        raise Invalid(faults=[Fault("/post", "choice", "请选窗口。")])
    return found


def _person(place: Place, sent: dict[str, str]) -> Staff:
    found = Staff.objects.filter(venue=place.venue, pk=whole(sent["staff"])).first()
    if found is None:
        raise Invalid(faults=[Fault("/staff", "choice", "请选人。")])
    return found


def _sent(request: HttpRequest) -> dict[str, str]:
    return {name: text(request.POST, name) for name in _FIELDS}


def _here(place: Place) -> str:
    kept = urlencode({"venue": place.venue.key, "day": place.week.isoformat()})
    return f"{reverse('console-workforce')}?{kept}"


def _week(request: HttpRequest, place: Place, problems: Sequence[Problem] = (), *, status: int = 200) -> HttpResponse:
    posts = posts_at(place.venue)
    roster = roster_of(place.venue, place.week)
    duties = duties_of(roster) if roster is not None else {}
    away = away_in(place.week, {each.staff_id for each in duties.values()}) if duties else set()
    cells = cells_of(place.venue, place.week, posts)
    days = sorted({day for _, day, _ in cells}) or [place.week + timedelta(days=n) for n in range(5)]
    names = course_names()
    context = {
        "tabs": tabs("console-workforce"),
        "place": place,
        "roster": roster,
        "is_draft": roster is not None and roster.status == RosterStatus.DRAFT,
        "posts": posts,
        "asks": {each.pk: _asks(each, names) for each in posts},
        "columns": _columns(days),
        "rows": [_row(each, days, duties, cells) for each in posts],
        "away": {each.pk for each in duties.values() if (each.staff_id, each.day) in away},
        "gaps": len(set(cells) - set(duties)),
        "days": [(day.isoformat(), day_name(day)) for day in days],
        "people": [(str(each.pk), f"{each.name}（{each.post}）") for each in _people(place)],
        "windows": [(str(each.pk), each.window) for each in posts],
        "sessions": SESSIONS,
        "roles": ROLES,
        "levels": [("0", "不要求"), *((str(key), label) for key, label in LEVELS.items())],
        "courses": list(names.items()),
        "action": f"{reverse('console-workforce-act')}?{_here(place).partition('?')[2]}",
        "sent": _sent(request),
        "chosen_days": request.POST.getlist("days")[:7],
        "chosen_sessions": request.POST.getlist("sessions")[:2] or [each for each, _ in SESSIONS],
        "problems": problems,
        "wrong": wrong_of(problems),
        "once": once_input,
    }
    return show(request, "console/workforce.html", context, current="workforce", status=status)


def _people(place: Place) -> list[Staff]:
    roles = {str(each) for each in CLERKS}
    rows = Staff.objects.filter(venue=place.venue, is_active=True).order_by("number")
    return [each for each in rows if roles & set(each.roles)]


def _asks(post: WindowPost, names: dict[str, str]) -> str:
    level = [f"行政办事员{LEVELS[post.level]}以上"] if post.level else []
    return "，".join([Role(post.role).label, *level, *(names.get(each, each) for each in post.courses)])


def _columns(days: list[date]) -> list[dict[str, Any]]:
    found = [{"key": day.isoformat(), "label": day_name(day)} for day in days]
    return [{"key": "window", "label": "窗口", "head": True}, *found]


def _row(post: WindowPost, days: list[date], duties: dict[Any, Duty], cells: list[Any]) -> dict[str, Any]:
    needed, row = set(cells), {"window": post}
    for day in days:
        row[day.isoformat()] = [  # type: ignore[assignment]
            (each.label, duties.get((post.window, day, each.value)))
            for each in Session
            if (post.window, day, each.value) in needed
        ]
    return row


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.SUPERVISOR)
@done_once
def duty(request: HttpRequest, pk: int) -> HttpResponse:
    """One session: who has it, who could stand in; taken out of a roster that is being made."""
    actor = actor_of(request)
    found = duty_with(actor, pk)
    problems: Sequence[Problem] = ()
    status = 200
    sent = {name: text(request.POST, name, 200) for name in ("staff", "reason")}
    if request.method == "POST":
        here = f"{reverse('console-workforce')}?{_at(found.roster)}"
        try:
            if text(request.POST, "do", 10) == "clear":
                rostering.clear(found.roster, found, by=actor, at=now())
            else:
                person = Staff.objects.filter(pk=whole(sent["staff"])).first()
                if person is None:
                    raise Invalid(faults=[Fault("/staff", "choice", "请选谁来顶班。")])
                rostering.substitute(found, staff=person, reason=sent["reason"], by=actor, at=now())
        except Declined as refusal:
            problems, status = problems_of(refusal), int(refusal.status)
        else:
            return redirect(here)
    is_draft = found.roster.status == RosterStatus.DRAFT
    fit = [] if is_draft or found.day < local_day(now()) else could_stand_in(found)
    context = {
        "duty": found,
        "day": day_name(found.day),
        "back": f"{reverse('console-workforce')}?{_at(found.roster)}",
        "is_draft": is_draft,
        "is_over": found.day < local_day(now()),
        "fit": [(str(each.staff_id), f"{each.name}，这一周{each.duties}班") for each in fit],
        "sent": sent,
        "problems": problems,
        "wrong": wrong_of(problems),
        "once": once_input(),
    }
    return show(request, "console/duty.html", context, current="workforce", status=status)


def _at(roster: Roster) -> str:
    return urlencode({"venue": roster.venue.key, "day": roster.week.isoformat()})


@require_safe
@staff(Role.SUPERVISOR)
def attendance(request: HttpRequest) -> HttpResponse:
    """A day of a place against its roster, and the month so far by person (eight statements)."""
    place, at = place_of(request), now()
    first = place.day.replace(day=1)
    context = {
        "tabs": tabs("console-attendance"),
        "place": place,
        "day": day_name(place.day),
        "rows": attendance_at(place.venue, day=place.day, at=at),
        "month": f"{place.day:%-m月}",
        "people": counted(place.venue, first=first, last=place.day, at=at),
        "kinds": [each for each in Presence if each not in (Presence.COMING, Presence.THERE)],
    }
    return show(request, "console/attendance.html", context, current="workforce")
