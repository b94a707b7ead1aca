"""The stretch of time that figures are about (统计期间): whole months of the city's clock."""

from dataclasses import dataclass
from datetime import date, datetime, time

from tongban.foundation.kernel.clock import LOCAL

MOST_MONTHS = 12
RECENT_MONTHS = 36


@dataclass(frozen=True, slots=True)
class Period:
    """From the first of a month to the end of another, both within; at most twelve months."""

    first: date
    last: date

    @property
    def since(self) -> datetime:
        return datetime.combine(self.first, time(), LOCAL)

    @property
    def until(self) -> datetime:
        return datetime.combine(following(self.last), time(), LOCAL)

    @property
    def months(self) -> tuple[date, ...]:
        found = [self.first]
        while found[-1] < self.last:
            found.append(following(found[-1]))
        return tuple(found)


def period(first: str, last: str, *, on: date) -> Period:
    """The months asked for, 2026-01; what is not one, or too long, gives the twelve months to this one."""
    end = min(_month(last) or on.replace(day=1), on.replace(day=1))
    longest = _back(end, MOST_MONTHS - 1)
    begin = _month(first) or longest
    return Period(min(max(begin, longest), end), end)


def of_month(month: date) -> Period:
    return Period(month, month)


def recent_months(on: date) -> tuple[date, ...]:
    """This month and the ones before it, three years back (可选月份)."""
    return tuple(_back(on.replace(day=1), count) for count in range(RECENT_MONTHS))


def month_of(text: str) -> date | None:
    """A month as written in an address, 2026-11; None for anything else."""
    return _month(text)


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text[:7]}-01") if len(text) == len("2026-11") else None
    except ValueError:
        return None


def following(month: date) -> date:
    """The month after."""
    return _back(month, -1)


def _back(month: date, count: int) -> date:
    whole = month.year * 12 + month.month - 1 - count
    return date(whole // 12, whole % 12 + 1, 1)
