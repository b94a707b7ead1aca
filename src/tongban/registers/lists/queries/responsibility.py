"""Who approves and who supervises a matter (审批监管责任), which approvals are cancelled (已取消审批); R-050, R-056.

No statement while the catalogue's revision is the same: a publication of a list moves it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tongban.registers.catalog.kinds import ItemKind
from tongban.registers.catalog.queries import cards, stamp
from tongban.registers.lists.rules.rows import Row, words

from .editions import BASIC_LENGTH, IMPLEMENTATION_LENGTH, current, rows_on

MAP, CANCELLED = "responsibility", "cancelled"


@dataclass(frozen=True, slots=True)
class Responsibility:
    """One row of the map (责任): names of bodies as the list has them."""

    code: str
    name: str
    agency: str
    supervisor: str
    mode: str
    basis: str
    way: str


def responsible(option_code: str, on: date) -> Responsibility | None:
    """Who supervises this option on a day; None where the map has no row, or no body in it."""
    found = next((row for row in rows_on(MAP, on) if row["key"] == option_code[:IMPLEMENTATION_LENGTH]), None)
    if found is None or not words(found.get("supervisor")):
        return None
    return _responsibility(found)


def responsibilities(on: date) -> list[Responsibility]:
    """The whole map of a day, in the order of the catalogue."""
    return [_responsibility(row) for row in rows_on(MAP, on)]


def cancelled_rows(on: date) -> Sequence[Row]:
    """The cancelled approvals on the list of a day."""
    return rows_on(CANCELLED, on)


def cancelled_words(option_code: str, on: date) -> str:
    """Why an application for this option is not taken: `handling.cases.ports.Cancellations`; empty for all others."""
    return _cancelled_words(option_code, on, stamp())


@lru_cache(maxsize=1024)
def _cancelled_words(option_code: str, on: date, _stamp: tuple[int, int]) -> str:
    """The same, kept while the catalogue's revision is the same: applications come one after another."""
    basic = option_code[IMPLEMENTATION_LENGTH - BASIC_LENGTH : IMPLEMENTATION_LENGTH]
    codes = {option_code, option_code[:IMPLEMENTATION_LENGTH], basic}
    row = next((each for each in rows_on(CANCELLED, on) if words(each.get("code")) in codes), None)
    if row is None or words(row.get("cancelled_on")) > on.isoformat():
        return ""
    return f"这项审批已经取消（{words(row['basis'])}），不用申请。日常监管由{words(row['supervisor'])}负责。"


def unsupervised(on: date) -> dict[str, str]:
    """Permits in force whose supervisor the map does not name: implementation code to the item's name (R-050)."""
    mapped = {each.code for each in responsibilities(on) if each.supervisor}
    return {
        card.implementation_code: card.item_name
        for card in cards()
        if card.kind is ItemKind.LICENSE and card.implementation_code not in mapped
    }


def permits_in_force() -> int:
    """How many permits the catalogue has in force, by implementation list."""
    return len({card.implementation_code for card in cards() if card.kind is ItemKind.LICENSE})


def map_edition(on: date) -> str:
    """The edition of the map in force, such as 2026年第1版; empty before the first."""
    head = current(MAP, on=on)
    return head.label if head is not None else ""


def _responsibility(row: Row) -> Responsibility:
    return Responsibility(
        code=str(row["key"]),
        name=words(row.get("name")),
        agency=words(row.get("agency")),
        supervisor=words(row.get("supervisor")),
        mode=words(row.get("mode")),
        basis=words(row.get("basis")),
        way=words(row.get("way")),
    )
