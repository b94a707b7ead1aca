"""How far comprehensive windows cover the matters of the city (综合窗口覆盖), on any day. R-003."""

from datetime import date

from tongban.foundation.kernel.actors import Role
from tongban.oversight.supervision.rules.windows import WindowCoverage, coverage
from tongban.registers.agencies.models import Staff
from tongban.registers.catalog.queries import guides_on
from tongban.registers.lists.queries import rows_everywhere
from tongban.registers.lists.rules.rows import key_of, words

STATIONING = "stationing"


def window_coverage(on: date) -> WindowCoverage:
    """Every matter of a day's catalogue against the windows that are staffed now (four statements, warm).

    The posts of past days are not kept; the catalogue, the negative lists and the places in them are those of the day.
    """
    return coverage(guides_on(on), windows=comprehensive_windows(), exempt=exempt_on(on))


def comprehensive_windows() -> frozenset[str]:
    """The places where somebody in post serves at a comprehensive window (one statement)."""
    rows = Staff.objects.filter(is_active=True, roles__contains=[Role.COUNTER.value], venue__is_active=True)
    return frozenset(rows.values_list("venue__key", flat=True))


def exempt_on(on: date) -> dict[str, str]:
    """What the negative lists of all institutions leave out, by code or name, with the ground."""
    found: dict[str, str] = {}
    for row in rows_everywhere(STATIONING, on):
        ground = words(row.get("ground"))
        found.setdefault(key_of(row), ground)
        found.setdefault(words(row.get("name")), ground)
    return found
