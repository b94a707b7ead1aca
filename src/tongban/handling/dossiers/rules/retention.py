"""How long an archive is kept (档案保管期限): 永久, 30年 or 10年 by the kind of item and how it ended; pure.

The table is the city's data, the first row that fits counts. A term begins on the first of January after the end of
the case; what is over is not thrown away by itself, it is due for appraisal (到期鉴定, 档案法 第二十一条).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tongban.registers.catalog.kinds import ItemKind

ENDINGS = {"granted": "准予", "refused": "不准予", "none": "没有作决定就结束"}
OUTCOMES = frozenset(ENDINGS)
TERMS = frozenset({10, 30})
PERMANENT = "永久"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table; no kinds is every kind; no years is for ever."""

    kinds: frozenset[str]
    outcomes: frozenset[str]
    years: int | None
    basis: str

    @property
    def label(self) -> str:
        return PERMANENT if self.years is None else f"{self.years}年"


@dataclass(frozen=True, slots=True)
class Retention:
    """How long and why; `until` is the last day of the term, None for ever."""

    label: str
    basis: str
    first: date
    until: date | None


DEFAULT = (
    Row(frozenset(), frozenset({"granted"}), None, "电子文件归档与电子档案管理规范（GB/T 18894）"),
    Row(frozenset(), OUTCOMES, 30, "电子文件归档与电子档案管理规范（GB/T 18894）"),
)
"""What holds where a city has no table."""


def read_table(plain: Iterable[Mapping[str, Any]]) -> tuple[Row, ...]:
    """The city's table; `ValueError` for a word that is none, and for an ending that no row covers."""
    rows = tuple(
        Row(frozenset(row.get("kinds", ())), frozenset(row["outcomes"]), row.get("years"), str(row["basis"]))
        for row in plain
    )
    for each in rows:
        if not each.outcomes <= OUTCOMES or not each.kinds <= set(ItemKind) or each.years not in (None, *TERMS):
            raise ValueError(f"not a row of retention: {each}")
    for kind in ItemKind:
        for outcome in sorted(OUTCOMES):
            if _row(rows, kind, outcome) is None:
                raise ValueError(f"no row covers {kind} {outcome}")
    return rows


def retention_of(kind: str, outcome: str, *, ended_on: date, table: Sequence[Row]) -> Retention:
    """The term of a case of this kind that ended so on this day; an empty outcome is that nothing was decided."""
    row = _row(table, kind, outcome or "none")
    assert row is not None, "a table covers every ending"
    first = date(ended_on.year + 1, 1, 1)
    until = date(ended_on.year + row.years, 12, 31) if row.years is not None else None
    return Retention(row.label, row.basis, first, until)


def _row(rows: Sequence[Row], kind: str, outcome: str) -> Row | None:
    return next((each for each in rows if outcome in each.outcomes and (not each.kinds or kind in each.kinds)), None)
