"""Reading what people do on their phones (掌上办): the six fields as they stand, with the cases of a period. R-141."""

from django.db.models import Count

from tongban.handling.cases.models import Case
from tongban.oversight.supervision.rules.mobile import BOUND, FieldOnPhone, on_phones
from tongban.registers.catalog.queries import cards

from .period import Period


def mobile_fields(months: Period | None = None) -> list[FieldOnPhone]:
    """The fields; with months their cases received then are counted (one statement), without none are."""
    counts: dict[tuple[str, str], int] = {}
    if months is not None:
        rows = Case.objects.filter(received_at__gte=months.since, received_at__lt=months.until).order_by()
        for option, channel, number in rows.values_list("option_code", "channel").annotate(number=Count("pk")):
            counts[option, channel] = number
    return on_phones(BOUND, cards(), counts)
