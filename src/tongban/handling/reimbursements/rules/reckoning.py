"""The reckoning (核定): what each scheme pays of these invoices, step by step, so that anybody can do it again; pure.

Basic insurance first, then serious illness insurance of what is left, then aid of what is left then. In fen; a part of
a fen is never paid.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from .table import AID, LEVELS, REFUND, SERIOUS, Table

NAMES = {REFUND: "基本医保", SERIOUS: "大病保险", AID: "医疗救助"}


@dataclass(frozen=True, slots=True)
class Invoice:
    """One invoice (一张票据): `total` is what was paid, `eligible` what of it stands in the list (目录内), in fen."""

    issuer: str
    number: str
    level: str
    total: int
    eligible: int


@dataclass(frozen=True, slots=True)
class Step:
    """What one scheme pays (一步核定): the amount in fen, and its working in words."""

    scheme: str
    amount: int
    working: str


def reckon(table: Table, invoices: Sequence[Invoice], *, schemes: Collection[str], kind: str = "") -> tuple[Step, ...]:
    """What each of the schemes that take part pays; one that does not take part leaves the rest as it is."""
    left = sum(each.eligible for each in invoices)
    steps = []
    if REFUND in schemes:
        steps.append(_refund(table, invoices))
        left -= steps[-1].amount
    if SERIOUS in schemes:
        steps.append(_serious(table, left))
        left -= steps[-1].amount
    if AID in schemes:
        steps.append(_aid(table, left, kind))
    return tuple(steps)


def yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"


def _refund(table: Table, invoices: Sequence[Invoice]) -> Step:
    """By level of hospital: the deductible once a level, then its share; no more than the most."""
    paid, words = 0, []
    for level, share in table.levels.items():
        eligible = sum(each.eligible for each in invoices if each.level == level)
        if not eligible:
            continue
        counted = max(0, eligible - share.deductible * 100)
        paid += counted * share.percent // 100
        words.append(
            f"{LEVELS[level]}目录内{yuan(eligible)}元，减起付线{share.deductible}元，按{share.percent}%"
            f"是{yuan(counted * share.percent // 100)}元"
        )
    most = table.refund_most * 100
    if paid > most:
        words.append(f"封顶{table.refund_most}元")
    return Step(REFUND, min(paid, most), "；".join(words) or "没有目录内的费用")


def _serious(table: Table, left: int) -> Step:
    """Of what is left above the line, band by band."""
    above = max(0, left - table.serious_from * 100)
    paid, floor, words = 0, 0, []
    for band in table.bands:
        ceiling = band.upto * 100 if band.upto else above
        inside = max(0, min(above, ceiling) - floor)
        if inside:
            paid += inside * band.percent // 100
            words.append(f"其中{yuan(inside)}元按{band.percent}%是{yuan(inside * band.percent // 100)}元")
        floor = max(floor, ceiling)
    said = f"自己负担{yuan(left)}元，超过{table.serious_from}元的部分{yuan(above)}元"
    return Step(SERIOUS, paid, "；".join([said, *words]))


def _aid(table: Table, left: int, kind: str) -> Step:
    """Of what is left, by the kind of people; nothing for a kind that the table does not name."""
    share = table.kinds.get(kind)
    if share is None:
        return Step(AID, 0, "不属于救助对象")
    counted = max(0, left - share.deductible * 100)
    paid = min(counted * share.percent // 100, table.aid_most * 100)
    most = f"，封顶{table.aid_most}元" if paid == table.aid_most * 100 else ""
    said = f"剩下{yuan(left)}元，减起付线{share.deductible}元，按{share.percent}%是{yuan(paid)}元{most}"
    return Step(AID, paid, said)
