"""Places of a quota (名额): in order of acceptance, who is within and who waits (行政许可法 第五十七条)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from tongban.handling.cases.models import Case, Outcome, QuotaPlace
from tongban.handling.cases.rules.states import Status
from tongban.registers.catalog.content import Quota

_LEFT = Q(case__outcome=Outcome.REFUSED) | Q(
    case__status__in=[Status.WITHDRAWN, Status.TERMINATED, Status.TRANSFERRED, Status.RETURNED]
)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands: its place, how many before it still count, and how many there are to give."""

    place: int
    ahead: int
    number: int

    @property
    def is_within(self) -> bool:
        return self.ahead < self.number

    @property
    def words(self) -> str:
        """For the applicant and the staff alike."""
        if self.is_within:
            return f"名额{self.number}个，按受理先后排在第{self.place}位，在名额以内。"
        waiting = f"前面还有{self.ahead}件，名额已满。前面有退出的依次递补。"
        return f"名额{self.number}个，按受理先后排在第{self.place}位，{waiting}"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the public order (名额顺序): numbers only."""

    place: int
    number: str
    state: str


def period_of(quota: Quota, on: date) -> str:
    """The period that a day belongs to: 2026, 2026-11 or all."""
    return {"year": f"{on.year}", "month": f"{on.year}-{on.month:02}"}.get(quota.period, "all")


def standing_of(place: QuotaPlace, quota: Quota) -> Standing:
    """How many of those before still stand (one statement)."""
    before = QuotaPlace.objects.filter(option_code=place.option_code, period=place.period, place__lt=place.place)
    return Standing(place.place, before.exclude(_LEFT).count(), quota.number)


def order_of(option_code: str, period: str, *, at_most: int = 500) -> Sequence[Row]:
    """Everybody's place in this period, in order (one statement)."""
    rows = QuotaPlace.objects.filter(option_code=option_code, period=period).select_related("case").order_by("place")
    return [Row(each.place, each.case.number, _state(each.case)) for each in rows[:at_most]]


def _state(case: Case) -> str:
    if case.outcome:
        return "已准予" if case.outcome == Outcome.GRANTED else "不予许可，名额让出"
    if case.ended_at is not None:
        return "已退出，名额让出"
    return "办理中"
