"""Drawing a number (取号): always possible, without account, name or appointment. R-100."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotFound, NotNow, NotYours
from tongban.foundation.ledger.commands import advance, begin
from tongban.handling.halls.bound import BOUND
from tongban.handling.halls.models import Appointment, Ticket
from tongban.handling.halls.queries.appointments import is_over
from tongban.handling.halls.queries.zones import domain_of_option, line_now
from tongban.handling.halls.rules.flow import APPOINTMENTS, CLERKS, GIVERS, TICKETS
from tongban.handling.halls.rules.order import is_in_time, turn_at
from tongban.handling.halls.rules.states import Priority, TicketStatus
from tongban.registers.catalog.queries import guide

from .guiding import name_on_arrival

MOST_A_MINUTE = 8
"""So many numbers a terminal gives out in a minute: faster is nobody who means to wait for them."""
_MINUTE = timedelta(minutes=1)
_NEXT = """
INSERT INTO halls_lastnumber (venue_id, day, line, last) VALUES (%s, %s, %s, 1)
ON CONFLICT (venue_id, day, line) DO UPDATE SET last = halls_lastnumber.last + 1 RETURNING last
"""


@transaction.atomic
def draw(
    line: str,
    *,
    priority: str = "",
    option_code: str = "",
    context: Mapping[str, Any] | None = None,
    by: Actor,
    at: datetime,
) -> Ticket:
    """取号: at a desk or a terminal of the place, for whoever stands there. Raises `Invalid` with all that is wrong,
    `NotNow` for a terminal that gave out so many within a minute that nobody can stand in front of it for them.

    A matter of a domain is waited for in its zone while the place has one (`rules.zoning`), else with all matters.
    `context` is what the consult desk found out, for the window.
    """
    faults = []
    if BOUND.policy.line(line) is None:
        faults.append(Fault("/line", "choice", "请选办哪类业务。"))
    if priority not in set(Priority):
        faults.append(Fault("/priority", "choice", "请选要不要优先。"))
    if faults:
        raise Invalid(faults=faults)
    made = Ticket(line=line, priority=priority, context=dict(context or {}))
    if option_code:
        found = guide(option_code)
        made.option_code, made.option_name = found.option_code, found.name[:200]
        if line == BOUND.policy.matters:
            made.domain = BOUND.policy.domain_of(found.agency_key)
    return drawn_at(_place_of(by, at=at), made, is_booked=False, by=by, at=at)


@transaction.atomic
def check_in(appointment: Appointment, *, priority: str = "", by: Actor, at: datetime) -> Ticket:
    """到场取号: who booked gets a number like everybody, with a head start when they come in time."""
    taken = APPOINTMENTS.take("arrive", appointment, by=by)
    slot = appointment.slot
    if slot.venue_id != by.venue_id:
        raise NotFound("这个预约不在您这个大厅。")
    if local_day(slot.starts_at) != local_day(at):
        when = "已经过了" if is_over(appointment, at=at) else "不是今天"
        raise NotNow(f"预约的日子{when}。请直接取号，没有预约也能办。")
    if priority not in set(Priority):
        raise Invalid(faults=[Fault("/priority", "choice", "请选要不要优先。")])
    made = Ticket(
        line=BOUND.policy.matters,
        domain=domain_of_option(appointment.option_code),
        priority=priority,
        appointment=appointment,
        option_code=appointment.option_code,
        option_name=appointment.option_name,
    )
    in_time = is_in_time(at, slot.starts_at, slot.ends_at)
    drawn = drawn_at(_place_of(by, at=at), made, is_booked=in_time, by=by, at=at)
    advance(appointment, taken, by=by, at=at, facts={"ticket": drawn.number, "in_time": in_time})
    return drawn


def drawn_at(venue_id: int, made: Ticket, *, is_booked: bool, by: Actor, at: datetime) -> Ticket:
    """The next number of the day, and the place in the order."""
    made.venue_id, made.day, made.status = venue_id, local_day(at), TicketStatus.NEW
    made.kiosk_id = by.kiosk_id
    _into_zone(made, at=at)
    step = TICKETS.take("draw", made, by=by)
    earlier = BOUND.policy.earlier(is_priority=bool(made.priority), is_booked=is_booked)
    made.number = f"{made.line}{_next(made.venue_id, made.day, made.line):03d}"
    made.status, made.drawn_at, made.turn_at = TicketStatus.WAITING, at, turn_at(at, earlier)
    facts = {"number": made.number, "venue": made.venue_id, "priority": made.priority, "is_booked": is_booked}
    facts |= {"channel": made.channel}
    begin(made, step, by=by, at=at, facts=facts)
    name_on_arrival(made, at=at)
    return made


def _into_zone(made: Ticket, *, at: datetime) -> None:
    """The line by the zones of this moment: what is set up now counts for this number (R-079)."""
    policy, asked = BOUND.policy, BOUND.policy.line(made.line)
    if asked is not None and asked.is_domain:
        made.domain = asked.code
    if made.domain:
        made.line = line_now(made.domain, made.venue_id, at=at)
        made.domain = "" if made.domain == policy.matters else made.domain


def _place_of(by: Actor, *, at: datetime) -> int:
    """Where the number is given out: the clerk's place, or the terminal's."""
    if by.kiosk_id is None:
        return venue_of(by)
    if by.venue_id is None or not by.roles & GIVERS:
        raise NotYours("这台机器没有登记在大厅里，不能取号。")
    if Ticket.objects.filter(kiosk=by.kiosk_id, venue=by.venue_id, drawn_at__gt=at - _MINUTE).count() >= MOST_A_MINUTE:
        raise NotNow("刚才在这台机器上取的号太多了。请过一分钟再取，或者到导办台取号。")
    return by.venue_id


def venue_of(by: Actor) -> int:
    """The place at which somebody gives out and calls numbers; `NotYours` for whoever sits at none."""
    if by.venue_id is None or not by.roles & CLERKS:
        raise NotYours("取号、叫号由大厅的窗口人员办理。")
    return by.venue_id


def _next(venue_id: int, day: date, line: str) -> int:
    """One statement: two at once get two numbers, and none is left out."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [venue_id, day, line])
        return int(cursor.fetchone()[0])
