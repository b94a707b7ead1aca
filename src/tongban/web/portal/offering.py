"""What a guide offers today (告知承诺以公布的清单为准): the pages of a matter show no promise that cannot be given."""

from typing import Any

from django.http import HttpRequest

from tongban.foundation.kernel.clock import local_day, now
from tongban.handling.cases.promises import as_offered
from tongban.registers.catalog.guides import Guide
from tongban.registers.lists.queries import row_on
from tongban.web.ui.outages import outage_of


def offered(request: HttpRequest, found: Guide) -> Guide:
    """The guide as today's published list lets it be used; as it was published while the house is read only."""
    return found if outage_of(request) is not None else as_offered(found, on=local_day(now()))


def promise_row(request: HttpRequest, found: Guide) -> dict[str, Any] | None:
    """What the published list says of this matter (告知承诺制实施清单): the guide shows the same words (R-143)."""
    if not found.option.commitment.is_offered or outage_of(request) is not None:
        return None
    return row_on("commitment", found.option_code, local_day(now()))
