"""Reconciling a day of payments (支付对账): what the platform says came and went, against our books."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow
from tongban.foundation.ledger.commands import advance, begin
from tongban.foundation.ledger.models import Entry
from tongban.handling.fees.models import PaymentDay
from tongban.handling.fees.ports import LineKind, PaymentUnavailable
from tongban.handling.fees.queries.online import known_numbers, lines_of
from tongban.handling.fees.rules.flow import DAYS
from tongban.handling.fees.rules.online import Compared, compare
from tongban.handling.fees.rules.states import DayStatus

from .paying import line, look

LONGEST = 500


def reconcile(day: date, *, at: datetime) -> PaymentDay:
    """对账: a day that is over. What the platform has and we have not is asked for first, for it may be late news.

    Comparing again is allowed until somebody has said what became of a difference. `PaymentUnavailable`.
    """
    if day >= local_day(at):
        raise NotNow("这一天还没有过完，明天再对账。")
    theirs = line().statement(day, at=at)
    _ask_for(_differing(compare(lines_of(day), theirs)), at=at)
    return _write_down(day, compare(lines_of(day), theirs), at=at)


@transaction.atomic
def settle_day(found: PaymentDay, *, words: str, by: Actor, at: datetime) -> Entry:
    """核查差异: whoever supervises says what became of it."""
    step = DAYS.take("settle_day", found, by=by)
    finding = "".join(each for each in words if each.isprintable()).strip()[:LONGEST]
    if not finding:
        raise Invalid(faults=[Fault("/words", "missing", "请写核查的结论。")])
    return advance(found, step, by=by, at=at, facts={"finding": finding}, changes={"finding": finding})


def _differing(found: Compared) -> list[str]:
    return [each.order for each in found.differences]


def _ask_for(numbers: Sequence[str], *, at: datetime) -> None:
    for order in known_numbers(numbers):
        try:
            look(order, at=at)
        except PaymentUnavailable:
            continue  # it stands in the day's differences


@transaction.atomic
def _write_down(day: date, found: Compared, *, at: datetime) -> PaymentDay:
    columns = {
        "compared_at": at,
        "ours_in": found.ours[LineKind.PAYMENT],
        "ours_out": found.ours[LineKind.REFUND],
        "theirs_in": found.theirs[LineKind.PAYMENT],
        "theirs_out": found.theirs[LineKind.REFUND],
        "lines": found.lines,
        "differences": [each.plain() for each in found.differences],
    }
    verb = "find_differing" if found.differences else "find_even"
    facts = {"lines": found.lines, "differences": len(found.differences), "in": columns["ours_in"]}
    held = PaymentDay.objects.select_for_update().filter(day=day).first()
    if held is None:
        held = PaymentDay(day=day, status=DayStatus.NEW, **columns)
        step = DAYS.take(verb, held, by=SYSTEM)
        held.status = step.lands(DayStatus.NEW)
        begin(held, step, by=SYSTEM, at=at, facts=facts)
    elif held.state is not DayStatus.SETTLED:
        advance(held, DAYS.take(verb, held, by=SYSTEM), by=SYSTEM, at=at, facts=facts, changes=columns)
    return held
