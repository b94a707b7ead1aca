"""Paying online (网上支付): what an answer of the platform means for an order, and what differs in a day; pure.

Money is taken once for what is owed. What comes besides is surplus and goes back by itself.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from tongban.handling.fees.ports import LineKind, PaidState, PaymentResult, StatementLine

from .states import ChargeStatus, OrderStatus

LASTS = timedelta(minutes=30)
"""How long an order can be paid; whoever comes later gets a new one."""
WAITED_FOR = frozenset({OrderStatus.OPEN, OrderStatus.LEFT, OrderStatus.CLOSED})


class Verdict(StrEnum):
    """What an answer means (怎么处理): nothing yet, the verb of the order's next step, or an answer that is no good."""

    NOTHING = "nothing"
    CONFIRM = "confirm"
    OVERPAY = "overpay"
    CLOSE = "close_order"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Standing:
    """An order as we know it: what the platform's answer is held against."""

    number: str
    status: OrderStatus
    amount: int
    expires_at: datetime
    charge: ChargeStatus


def verdict(ours: Standing, told: PaymentResult, *, at: datetime) -> Verdict:
    """What follows from an answer. Another order's, another sum, or money without its number is no answer at all."""
    if told.number != ours.number:
        return Verdict.UNREADABLE
    if told.state is PaidState.PAID:
        if told.amount != ours.amount or not told.transaction or told.paid_at is None:
            return Verdict.UNREADABLE
        if ours.status not in WAITED_FOR:
            return Verdict.NOTHING
        return Verdict.CONFIRM if ours.charge is ChargeStatus.DUE else Verdict.OVERPAY
    if ours.status not in (OrderStatus.OPEN, OrderStatus.LEFT):
        return Verdict.NOTHING
    if told.state is PaidState.CLOSED:
        return Verdict.CLOSE
    is_over = ours.status is OrderStatus.LEFT or at >= ours.expires_at
    return Verdict.CLOSE if told.state is PaidState.UNKNOWN and is_over else Verdict.NOTHING


class Differing(StrEnum):
    """In what both sides differ (差异)."""

    MISSING_HERE = "missing_here"
    MISSING_THERE = "missing_there"
    AMOUNT = "amount"
    TWICE = "twice"

    @property
    def label(self) -> str:
        return {
            "missing_here": "支付平台有，我们没有",
            "missing_there": "我们有，支付平台没有",
            "amount": "金额不一样",
            "twice": "支付平台记了两次",
        }[self]


@dataclass(frozen=True, slots=True)
class Difference:
    """One line on which both sides differ; sums in fen, 0 where there is none."""

    what: Differing
    kind: LineKind
    order: str
    ours: int
    theirs: int

    def plain(self) -> dict[str, object]:
        return {
            "what": self.what.value,
            "kind": self.kind.value,
            "order": self.order,
            "ours": self.ours,
            "theirs": self.theirs,
        }


@dataclass(frozen=True, slots=True)
class Compared:
    """A day on both sides: sums in and out, how many lines the statement has, and what differs."""

    ours: Mapping[LineKind, int]
    theirs: Mapping[LineKind, int]
    lines: int
    differences: Sequence[Difference]


def compare(ours: Iterable[StatementLine], theirs: Iterable[StatementLine]) -> Compared:
    """对账: line by line, by order and kind. The same line said twice is one; two moneys for one order are two."""
    mine = {(each.kind, each.order): each for each in ours}
    said: dict[tuple[LineKind, str], dict[str, StatementLine]] = defaultdict(dict)
    for line in theirs:
        said[line.kind, line.order][line.transaction] = line
    found = [_difference(key, mine.get(key), list(said.get(key, {}).values())) for key in sorted({*mine, *said})]
    there = [line for lines in said.values() for line in lines.values()]
    return Compared(_sums(mine.values()), _sums(there), len(there), [each for each in found if each is not None])


def _difference(
    key: tuple[LineKind, str], mine: StatementLine | None, theirs: Sequence[StatementLine]
) -> Difference | None:
    kind, order = key
    ours, total = mine.amount if mine is not None else 0, sum(each.amount for each in theirs)
    if len(theirs) > 1:
        return Difference(Differing.TWICE, kind, order, ours, total)
    if mine is None:
        return Difference(Differing.MISSING_HERE, kind, order, 0, total)
    if not theirs:
        return Difference(Differing.MISSING_THERE, kind, order, ours, 0)
    if ours != total or mine.transaction != theirs[0].transaction:
        return Difference(Differing.AMOUNT, kind, order, ours, total)
    return None


def _sums(lines: Iterable[StatementLine]) -> dict[LineKind, int]:
    found = Counter[LineKind]()
    for each in lines:
        found[each.kind] += each.amount
    return {kind: found[kind] for kind in LineKind}
