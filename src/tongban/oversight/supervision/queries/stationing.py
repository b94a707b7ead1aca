"""Which matter is handled at which place (应进必进), on any day. R-067."""

from datetime import date

from tongban.oversight.supervision.rules.stationing import DECIDING, Stationing, stationing
from tongban.registers.agencies.models import Venue
from tongban.registers.agencies.queries import delegations_on
from tongban.registers.catalog.queries import guides_on

from .windows import exempt_on


def stationing_on(on: date) -> Stationing:
    """Every matter of a day's catalogue, where it is taken, and whether it is decided there (four statements, warm)."""
    levels = dict(Venue.objects.filter(is_active=True).values_list("key", "level"))
    return stationing(guides_on(on), levels=levels, exempt=exempt_on(on), deciding=_deciding(on))


def _deciding(on: date) -> frozenset[str]:
    """The scopes in which a place, or a chief representative, may decide on this day (one statement)."""
    found = set()
    rows = delegations_on(on).values_list("powers", "covers_all", "option_codes", "agency__key")
    for powers, covers_all, options, agency in rows:
        if DECIDING & set(powers):
            found |= {f"agency:{agency}"} if covers_all else {f"option:{each}" for each in options}
    return frozenset(found)
