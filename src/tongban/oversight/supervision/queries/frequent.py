"""The frequent matters of a day (高频事项), and how far they are offered across provinces (跨省通办). R-005, R-006."""

from datetime import date

from tongban.oversight.supervision.rules.frequent import Frequent, Offered, frequent, offered
from tongban.registers.lists.queries import codes_on

from .indicators import volumes
from .period import period

CROSS_PROVINCE = "cross_province"


def frequent_matters(on: date) -> tuple[Frequent, ...]:
    """By the twelve months to this day, as they were counted (one statement)."""
    return frequent(volumes(period("", "", on=on)))


def crossing_coverage(on: date) -> Offered:
    """The frequent matters against the city's list 跨省通办 of that day (two statements)."""
    return offered(frequent_matters(on), codes_on(CROSS_PROVINCE, on) or frozenset())
