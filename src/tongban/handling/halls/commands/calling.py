"""Calling numbers (叫号): whose turn it is by the rule alone; nobody is called twice, nobody picked out."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow
from tongban.foundation.ledger.commands import advance, record
from tongban.foundation.ledger.models import Entry
from tongban.handling.contacts.models import Shift
from tongban.handling.contacts.queries.shifts import open_shift
from tongban.handling.contacts.rules.words import noted
from tongban.handling.halls.bound import BOUND
from tongban.handling.halls.models import Ticket, WindowPause
from tongban.handling.halls.queries.guiding import guided_by
from tongban.handling.halls.queries.skills import left_to_others
from tongban.handling.halls.queries.tickets import at_hand, held_by, pause_of
from tongban.handling.halls.queries.turns import whose_turn
from tongban.handling.halls.queries.zones import zones_of
from tongban.handling.halls.rules.flow import REGISTER, TICKETS
from tongban.handling.halls.rules.order import comes_back_at
from tongban.handling.halls.rules.states import TicketResult, TicketStatus
from tongban.handling.halls.rules.zoning import own_lines

from .drawing import venue_of
from .hands import refuse_other

LONGEST_REASON = 60
MOST_HELD = 3
"""So many numbers a window may have set aside at a time."""


@transaction.atomic
def call_next(*, lines: Collection[str] = (), by: Actor, at: datetime) -> Ticket:
    """叫下一位: whose turn it is of one's own lines (or of `lines` among them); `NotNow` when nobody waits.

    First what the window is for by its zone, then whatever else one may call. Two windows that call at once get two
    people: each takes a row that the other does not hold.
    """
    venue_id, shift = venue_of(by), _seat(by, at=at)
    if pause_of(shift) is not None:
        raise NotNow("您的窗口暂停了。请先恢复叫号。")
    if (held := at_hand(shift.staff_id)) is not None:
        raise NotNow(f"{held.number}号还在您手上，先登记结果或者过号，再叫下一位。")
    found = _found(shift, venue_id, lines, by=by, at=at)
    if found is None:
        raise NotNow("现在没有人在等。")
    step = TICKETS.take("call", found, by=by)
    columns = {"called_at": at, "announced_at": at, "calls": 1, "clerk_id": shift.staff_id, "window": shift.window}
    facts = {"number": found.number, "window": shift.window, "waited": int((at - found.drawn_at).total_seconds())}
    advance(found, step, by=by, at=at, facts=facts, changes=columns)
    return found


def _found(shift: Shift, venue_id: int, lines: Collection[str], *, by: Actor, at: datetime) -> Ticket | None:
    """Of the own zone first; of domains that one does not do nothing, while another open window does them."""
    policy = BOUND.policy
    mine = {each.code for each in policy.lines_for(by.roles)}
    without = left_to_others(shift.staff_id, venue_id, day=local_day(at))
    if lines:
        return whose_turn(venue_id, mine & set(lines), without=without, at=at)
    domains = {each.code for each in policy.domains}
    zones = zones_of(venue_id, at=at) if domains else ()
    first, rest = own_lines(shift.window, mine, domains, zones, at)
    found = whose_turn(venue_id, first, without=without, at=at)
    return found if found is not None or not rest else whose_turn(venue_id, rest, without=without, at=at)


@transaction.atomic
def recall(ticket: Ticket, *, by: Actor, at: datetime) -> Entry:
    """再叫一次: the screen shows it first again."""
    step = TICKETS.take("recall", ticket, by=by)
    refuse_other(ticket, by)
    changes = {"announced_at": at, "calls": ticket.calls + 1}
    return advance(ticket, step, by=by, at=at, facts={"calls": ticket.calls + 1}, changes=changes)


@transaction.atomic
def miss(ticket: Ticket, *, by: Actor, at: datetime) -> Entry:
    """过号: called, and nobody came; the number may come back on the same day."""
    step = TICKETS.take("miss", ticket, by=by)
    refuse_other(ticket, by)
    changes = {"ended_at": at, "result": TicketResult.NO_SHOW}
    return advance(ticket, step, by=by, at=at, facts={"calls": ticket.calls}, changes=changes)


@transaction.atomic
def rejoin(ticket: Ticket, *, by: Actor, at: datetime) -> Entry:
    """过号回来: behind the next three, with the same number."""
    step = TICKETS.take("rejoin", ticket, by=by)
    if ticket.day != local_day(at):
        raise NotNow("号票只在当天有效。请再取一个号。")
    rows = Ticket.objects.filter(
        venue_id=ticket.venue_id, day=ticket.day, line=ticket.line, status=TicketStatus.WAITING
    )
    turn = comes_back_at(list(rows.values_list("turn_at", flat=True)), at=at)
    return advance(ticket, step, by=by, at=at, changes={**_WAITS, "turn_at": turn})


@transaction.atomic
def hold(ticket: Ticket, *, by: Actor, at: datetime) -> Entry:
    """挂起: somebody fetches something; the window calls others meanwhile, and holds few at a time."""
    step = TICKETS.take("hold", ticket, by=by)
    refuse_other(ticket, by)
    if len(held_by(ticket.clerk_id or 0)) >= MOST_HELD:
        raise NotNow(f"已经挂起了{MOST_HELD}个号。请先接着办完一个，再挂起。")
    return advance(ticket, step, by=by, at=at)


@transaction.atomic
def take_up(ticket: Ticket, *, by: Actor, at: datetime) -> Entry:
    """回来接着办: without a new wait, at the window that held it, or at another one when that is closed."""
    step = TICKETS.take("take_up", ticket, by=by)
    shift = _seat(by, at=at)
    if ticket.clerk_id != shift.staff_id and open_shift(ticket.clerk_id or 0) is not None:
        refuse_other(ticket, by)
    if (held := at_hand(shift.staff_id)) is not None:
        raise NotNow(f"{held.number}号还在您手上，先登记结果或者挂起，再接着办。")
    changes = {"clerk_id": shift.staff_id, "window": shift.window}
    return advance(ticket, step, by=by, at=at, facts={"window": shift.window}, changes=changes)


@transaction.atomic
def pass_on(ticket: Ticket, *, line: str, by: Actor, at: datetime) -> Entry:
    """转到别的业务: the same number waits for another line, in the place that it had by its time."""
    step = TICKETS.take("pass_on", ticket, by=by)
    if ticket.status != TicketStatus.WAITING:
        refuse_other(ticket, by)
    found = BOUND.policy.line(line)
    if found is None or found.code == ticket.line:
        raise Invalid(faults=[Fault("/line", "choice", "请选转到哪类业务。")])
    facts = {"from": ticket.line, "to": found.code}
    return advance(ticket, step, by=by, at=at, facts=facts, changes=_WAITS | {"line": found.code, "domain": ""})


@transaction.atomic
def pause(*, reason: str = "", by: Actor, at: datetime) -> WindowPause:
    """暂停叫号: one calls nobody until one goes on; whoever is in hand is served first."""
    shift, words = _seat(by, at=at), noted(reason)
    if len(words) > LONGEST_REASON:
        raise Invalid(faults=[Fault("/reason", "too_long", f"最多写{LONGEST_REASON}个字。")])
    if pause_of(shift) is not None:
        raise NotNow("您的窗口已经暂停了。")
    if guided := guided_by(shift.staff_id):
        numbers = "、".join(each.ticket.number for each in guided)
        raise NotNow(f"您还在导引{numbers}号。请先到“全程导引”交给同事，再暂停。")
    made = WindowPause.objects.create(shift=shift, began_at=at, reason=words)
    record(shift.chain, "pause", by=by, at=at, basis=REGISTER, facts={"reason": words})
    return made


@transaction.atomic
def resume(*, by: Actor, at: datetime) -> Entry:
    """恢复叫号."""
    shift = _seat(by, at=at)
    if not WindowPause.objects.filter(shift=shift, ended_at__isnull=True).update(ended_at=at):
        raise NotNow("您的窗口没有暂停。")
    return record(shift.chain, "resume", by=by, at=at, basis=REGISTER)


_WAITS = {
    "clerk_id": None,
    "window": "",
    "called_at": None,
    "announced_at": None,
    "began_at": None,
    "ended_at": None,
    "calls": 0,
    "result": "",
}
"""The columns of a number that waits again."""


def _seat(by: Actor, *, at: datetime) -> Shift:
    """One's own open shift of today, held until the act is done; a window is open from signing on to signing off."""
    rows = Shift.objects.select_for_update(no_key=True)
    found = rows.filter(staff_id=by.staff_id or 0, signed_off_at__isnull=True).first()
    if found is None:
        raise NotNow("您还没有签到。请先签到，再叫号。")
    if local_day(found.signed_on_at) != local_day(at):
        raise NotNow("您的签到还是以前的，那天没有签退。请先签退，再签到。")
    return found
