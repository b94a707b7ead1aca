"""May this person open this window, and take this matter, now (开窗口、办事项的资格)? Bound to windows and cases.

A place that keeps no roster for the week is asked nothing: the rule holds where a published roster is in force.
"""

from datetime import date, datetime

from tongban.foundation.kernel.clock import LOCAL, local_day
from tongban.foundation.kernel.kept import Kept
from tongban.handling.contacts.models import Shift
from tongban.oversight.workforce.models import Duty, Roster, Trainee, Training, WindowPost
from tongban.oversight.workforce.rules.rostering import RosterStatus, lacking, monday_of, sessions_near
from tongban.registers.agencies.models import Staff

from .people import needs_of, person
from .rostering import course_names, in_force

FRESH_SECONDS = 2.0


def not_to_be_opened(staff_id: int, venue_id: int | None, window: str, at: datetime) -> list[str]:
    """Why this person may not sit at this window now, everything at once (one statement without a roster)."""
    day = local_day(at)
    roster = in_force(venue_id, day) if venue_id is not None else None
    if roster is None:
        return []
    near = sessions_near(at.astimezone(LOCAL), roster.venue.weekly_hours)
    rows = Duty.objects.filter(roster=roster, staff_id=staff_id, day=day).select_related("post")
    mine = list(rows.order_by("session"))
    now = next((each for each in mine if each.half in near and each.post.window == window), None)
    if now is None:
        return [_where_to_go(mine, window)]
    staff = Staff.objects.get(pk=staff_id)
    found = list(lacking(person(staff, on=day), needs_of(now.post, course_names())))
    return found + _taken(roster, now.post, staff_id, day)


def window_now(staff_id: int, at: datetime) -> str:
    """At which window somebody is to sit now by the roster, to be proposed when signing on (one statement)."""
    rows = Duty.objects.filter(staff_id=staff_id, day=local_day(at), roster__status=RosterStatus.PUBLISHED)
    for each in rows.select_related("post", "roster__venue").order_by("session"):
        if each.half in sessions_near(at.astimezone(LOCAL), each.roster.venue.weekly_hours):
            return each.post.window
    return ""


def _where_to_go(mine: list[Duty], window: str) -> str:
    if not mine:
        return "今天的排班表里没有您。请找大厅值班负责人安排。"
    said = "、".join(f"{each.half.label}{each.post.window}" for each in mine)
    return f"按今天的排班表，“{window}”现在不是您的窗口。您今天的班是：{said}。"


def _taken(roster: Roster, post: WindowPost, staff_id: int, day: date) -> list[str]:
    others = Shift.objects.filter(
        venue_id=roster.venue_id, window=post.window, signed_off_at__isnull=True, signed_on_at__date=day
    )
    found = others.exclude(staff_id=staff_id).select_related("staff").first()
    return [f"{found.staff.name}还在这个窗口，请他先签退。"] if found is not None else []


def untrained(staff_id: int, venue_id: int | None, option_code: str, on: date) -> str:
    """Why this person may not take this matter today, in words; empty when they may (at most three statements).

    A matter that is new or was changed is taken once its training was confirmed by whoever takes it; a change that
    comes into force later is none yet. R-188.
    """
    if venue_id is None or not _keeps_roster(venue_id, on):
        return ""
    taught = Training.objects.filter(kind="matter", course=option_code, since__lte=on).select_related("agency")
    last = taught.order_by("-since", "-pk").first()
    if last is None or Trainee.objects.filter(training=last, staff_id=staff_id, passed_at__isnull=False).exists():
        return ""
    if last.status == "planned":
        return f"“{last.title}”有变化，{last.agency.short_name}还没有培训。培训并确认以后，您的窗口才能受理。"
    return f"“{last.title}”有变化，您还没有确认培训。请先到“我的培训”看要点并确认。"


def is_qualified(staff_id: int, venue_id: int | None, option_code: str, on: date) -> bool:
    """Is this person qualified for this matter today? For whoever assigns matters to windows."""
    return not untrained(staff_id, venue_id, option_code, on)


def _with_roster(week: date) -> frozenset[int]:
    """The places that keep a roster in the week that begins on this Monday."""
    rows = Roster.objects.filter(week=week, status=RosterStatus.PUBLISHED)
    return frozenset(rows.values_list("venue_id", flat=True))


_KEPT = Kept(_with_roster, seconds=FRESH_SECONDS)


def _keeps_roster(venue_id: int, on: date) -> bool:
    return venue_id in _KEPT.of(monday_of(on))


def forget() -> None:
    """Look again at the next call; for whoever has just published a roster."""
    _KEPT.forget()
