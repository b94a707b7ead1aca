"""How long a licence holds (有效期): from its first to its last day, both included; no last day is 长期."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar

from tongban.foundation.kernel.errors import Fault, Invalid

LONG = "长期"


@dataclass(frozen=True, slots=True)
class Term:
    """The days on which a licence holds."""

    valid_from: date
    valid_to: date | None = None

    @property
    def words(self) -> str:
        """长期, or the two days."""
        first = f"{self.valid_from:%Y年%m月%d日}"
        return f"{first}至{self.valid_to:%Y年%m月%d日}" if self.valid_to else f"{first}起，{LONG}"

    def covers(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


def check_term(term: Term, *, issued_on: date) -> None:
    """`Invalid` for days that are in no order."""
    if term.valid_to is not None and term.valid_to < term.valid_from:
        raise Invalid(faults=[Fault("/valid_to", "order", "有效期的最后一天不能早于第一天。")])
    if term.valid_to is not None and term.valid_to < issued_on:
        raise Invalid(faults=[Fault("/valid_to", "past", "有效期在颁发那天已经过了，请核对。")])


def term_of(first: date, *, years: int = 0, months: int = 0, days: int = 0) -> Term:
    """The term of so many years, months or days that begins on `first`; without any it is 长期."""
    if not (years or months or days):
        return Term(first)
    if days:
        return Term(first, first + timedelta(days=days - 1))
    month = first.month - 1 + months
    year, month = first.year + years + month // 12, month % 12 + 1
    day = min(first.day, monthrange(year, month)[1])
    end = date(year, month, day)
    return Term(first, end if day < first.day else end - timedelta(days=1))


class Known(Protocol):
    """An edition as one knows it: from which day it tells, and since when that is known."""

    @property
    def effective_on(self) -> date: ...
    @property
    def recorded_at(self) -> datetime: ...
    @property
    def number(self) -> int: ...


E = TypeVar("E", bound=Known)


def told_by(editions: Iterable[E], *, on: date, known_at: datetime) -> E | None:
    """Which edition tells of a day, by what was known at an instant (双时态): the last recorded one that reaches it.

    A correction that is effective from an earlier day tells of all days since then, once it is recorded.
    """
    found = [each for each in editions if each.recorded_at <= known_at and each.effective_on <= on]
    return max(found, key=lambda each: (each.recorded_at, each.number), default=None)
