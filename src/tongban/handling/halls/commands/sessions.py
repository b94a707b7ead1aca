"""Announcing sessions outside office hours, and writing down what was served then (延时错时服务). R-166."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow
from tongban.foundation.ledger.commands import advance, begin, record
from tongban.foundation.ledger.models import Entry
from tongban.foundation.worktime.queries import calendar
from tongban.handling.contacts.models import Shift
from tongban.handling.contacts.rules.words import noted
from tongban.handling.halls.bound import BOUND
from tongban.handling.halls.models import ExtendedSession, Overtime, SessionDuty, Ticket
from tongban.handling.halls.queries.sessions import booked_in, on_days, spans_of
from tongban.handling.halls.rules.flow import CLERKS, EXTENDED, SESSIONS
from tongban.handling.halls.rules.sessions import MOST_ON_DUTY, office_hours, overtime, session_faults
from tongban.handling.halls.rules.slots import Span
from tongban.handling.halls.rules.states import SessionKind, SessionStatus
from tongban.registers.agencies.models import Staff, Venue

LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class SessionGiven:
    """A session as somebody plans it: when, what for, who is there, and whether times in it can be booked."""

    kind: str
    starts_at: datetime
    ends_at: datetime
    lines: Collection[str]
    staff: Sequence[Staff]
    may_book: bool = True


@transaction.atomic
def plan_session(venue: Venue, given: SessionGiven, *, by: Actor, at: datetime) -> ExtendedSession:
    """公布: at once in the public calendar, and to be booked. `Invalid` names everything that is wrong."""
    made = ExtendedSession(
        venue=venue,
        kind=given.kind,
        status=SessionStatus.NEW,
        starts_at=given.starts_at,
        ends_at=given.ends_at,
        lines=sorted(set(given.lines)),
        may_book=given.may_book,
    )
    step = SESSIONS.take("plan", made, by=by)
    Venue.objects.select_for_update(no_key=True).get(pk=venue.pk)
    if faults := [*_time_faults(venue, given, at=at), *_faults(venue, given)]:
        raise Invalid("这一场还不能公布。", faults=faults)
    made.status = SessionStatus.PLANNED
    facts = {"venue": venue.pk, "kind": given.kind, "lines": made.lines}
    facts |= {"on_duty": [each.number for each in given.staff]}
    begin(made, step, by=by, at=at, facts=facts)
    SessionDuty.objects.bulk_create(SessionDuty(session=made, staff=each) for each in given.staff)
    return made


@transaction.atomic
def call_off(session: ExtendedSession, *, reason: str, by: Actor, at: datetime) -> Entry:
    """取消: with a reason that stands in the calendar; what somebody booked a time in is held."""
    step = SESSIONS.take("call_off", session, by=by)
    words = noted(reason)
    if not 1 <= len(words) <= LONGEST_REASON:
        raise Invalid(faults=[Fault("/reason", "required", f"请写为什么取消，最多{LONGEST_REASON}个字。")])
    if session.starts_at <= at:
        raise NotNow("这一场已经开始了，不能取消。")
    if many := booked_in(session):
        raise NotNow(f"已经有{many}人约了这一场，不能取消。值班的人来不了，请换人值班。")
    return advance(session, step, by=by, at=at, facts={"reason": words}, changes={"reason": words})


@transaction.atomic
def note_overtime(shift: Shift) -> Overtime | None:
    """延时登记: what a shift that is over served outside office hours; None when nothing, or kept already."""
    if shift.venue is None or shift.signed_off_at is None or hasattr(shift, "overtime"):
        return None
    day = local_day(shift.signed_on_at)
    office = office_hours(shift.venue.weekly_hours, day, calendar=calendar())
    sessions = on_days(shift.venue.pk, [day])
    there = Span(shift.signed_on_at, shift.signed_off_at)
    inside, beyond = overtime(there, office, spans_of(sessions))
    if not inside and not beyond:
        return None
    rows = Ticket.objects.filter(clerk_id=shift.staff_id, day=day, began_at__gte=shift.signed_on_at)
    ended = rows.filter(ended_at__lte=shift.signed_off_at).values_list("ended_at", flat=True)
    served = sum(not any(each.starts_at <= at < each.ends_at for each in office) for at in ended if at is not None)
    made = Overtime.objects.create(shift=shift, day=day, in_session=inside, beyond=beyond, served=served)
    facts = {"in_session": inside, "beyond": beyond, "served": served}
    record(shift.chain, "note_overtime", by=SYSTEM, at=shift.signed_off_at, basis=EXTENDED, facts=facts)
    return made


def _time_faults(venue: Venue, given: SessionGiven, *, at: datetime) -> list[Fault]:
    day = local_day(given.starts_at)
    wanted = Span(given.starts_at, given.ends_at)
    office = office_hours(venue.weekly_hours, day, calendar=calendar())
    others = spans_of(on_days(venue.pk, [day]))
    return [Fault("/starts_at", "time", each) for each in session_faults(wanted, office, others, at=at)]


def _faults(venue: Venue, given: SessionGiven) -> list[Fault]:
    faults, day = [], local_day(given.starts_at)
    if given.kind not in set(SessionKind):
        faults.append(Fault("/kind", "choice", "请选是哪一种延时错时服务。"))
    if not given.lines or set(given.lines) - {each.code for each in BOUND.policy.lines}:
        faults.append(Fault("/lines", "choice", "请选这一场办哪些业务。"))
    if not 1 <= len(given.staff) <= MOST_ON_DUTY:
        faults.append(Fault("/staff", "required", f"请选1到{MOST_ON_DUTY}个值班的人。"))
    for each in given.staff:
        if each.venue_id != venue.pk or not set(each.roles) & CLERKS:
            faults.append(Fault("/staff", "choice", f"{each.name}不是这个大厅叫号的人。"))
        elif not each.is_there(day):
            faults.append(Fault("/staff", "away", f"{each.name}这天请假，请换一个人。"))
    roles = {role for each in given.staff for role in each.roles}
    for code in given.lines:
        line = BOUND.policy.line(code)
        if line is not None and given.staff and not set(line.roles) & roles:
            faults.append(Fault("/lines", "nobody", f"值班的人里没有人办“{line.name}”。"))
    return faults
