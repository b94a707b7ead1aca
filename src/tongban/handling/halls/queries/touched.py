"""What hangs on an option in halls (预约、今天等候的号), for whoever is about to publish its list."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet

from tongban.foundation.kernel.clock import LOCAL, local_day
from tongban.handling.halls.models import Appointment, Ticket
from tongban.handling.halls.rules.states import LEFT_OVER, AppointmentStatus, TicketStatus
from tongban.registers.catalog.impact import Affected


class BookedAppointments:
    """Appointments that are still to come (已约好的预约), told by day and running number."""

    label = "已约好的预约"
    what_happens = "时间不变；暂停或者取消的，发消息告诉约的人"

    def count(self, option_codes: Sequence[str], *, at: datetime) -> int:
        return self._rows(option_codes, at).count()

    def page(self, option_codes: Sequence[str], *, at: datetime, after: int = 0, most: int = 50) -> Sequence[Affected]:
        rows = self._rows(option_codes, at).filter(pk__gt=after).order_by("pk")
        found = rows.values_list("pk", "slot__starts_at", "status", "booked_at")[:most]
        return [
            Affected(key, f"{begins.astimezone(LOCAL):%Y%m%d}-{key}", AppointmentStatus(status).label, since)
            for key, begins, status, since in found
        ]

    def _rows(self, option_codes: Sequence[str], at: datetime) -> QuerySet[Appointment]:
        to_come = Appointment.objects.filter(status=AppointmentStatus.BOOKED, slot__ends_at__gt=at)
        return to_come.filter(option_code__in=option_codes)


class WaitingTickets:
    """Numbers of today that wait or are at a window (今天等候的号)."""

    label = "今天在大厅等候或者办理的号"
    what_happens = "窗口按叫到时在用的清单办；暂停或者取消的，当面说明"

    def count(self, option_codes: Sequence[str], *, at: datetime) -> int:
        return self._rows(option_codes, at).count()

    def page(self, option_codes: Sequence[str], *, at: datetime, after: int = 0, most: int = 50) -> Sequence[Affected]:
        rows = self._rows(option_codes, at).filter(pk__gt=after).order_by("pk")
        found = rows.values_list("pk", "venue__name", "number", "window", "status", "drawn_at")[:most]
        return [
            Affected(
                key, f"{venue} {number}", f"{TicketStatus(status).label}{f'（{window}）' if window else ''}", since
            )
            for key, venue, number, window, status, since in found
        ]

    def _rows(self, option_codes: Sequence[str], at: datetime) -> QuerySet[Ticket]:
        today = Ticket.objects.filter(day=local_day(at), status__in=sorted(LEFT_OVER))
        return today.filter(option_code__in=option_codes)
