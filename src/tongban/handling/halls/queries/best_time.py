"""When one waits least at a place (错峰提示): from the waits of the last four weeks. R-169."""

from datetime import datetime, timedelta

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F
from django.db.models.functions import ExtractHour, ExtractIsoWeekDay

from tongban.foundation.kernel.clock import LOCAL, local_day
from tongban.handling.halls.models import Ticket
from tongban.handling.halls.rules.best_time import WEEKS, HourOfWeek, quietest


def best_times(venue_id: int, *, at: datetime) -> tuple[HourOfWeek, ...]:
    """The hours of the week with the least wait; none while there is too little to compare (one statement)."""
    today = local_day(at)
    first = today - timedelta(weeks=WEEKS)
    rows = Ticket.objects.filter(venue_id=venue_id, day__gte=first, day__lt=today, called_at__isnull=False)
    waited = ExpressionWrapper(F("called_at") - F("drawn_at"), output_field=DurationField())
    cells = rows.annotate(
        weekday=ExtractIsoWeekDay("drawn_at", tzinfo=LOCAL), hour=ExtractHour("drawn_at", tzinfo=LOCAL)
    )
    found = cells.order_by().values_list("weekday", "hour").annotate(people=Count("pk"), waits=Avg(waited))
    return quietest(
        HourOfWeek(weekday, hour, people, max(0.0, waits.total_seconds() / 60))
        for weekday, hour, people, waits in found
    )
