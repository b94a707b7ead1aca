"""What came of it (办成情况): counts and sums by bank and cause; nobody is named, few are not shown apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, Sum

from tongban.foundation.kernel.clock import local_day
from tongban.handling.financing.models import Bank, FinancingNeed, Match
from tongban.handling.financing.rules.states import Cause, NeedStatus

_COUNTED = ("matches", "contacts", "credits", "credits_sum", "loans", "loans_sum", "failures", "late")


@dataclass(frozen=True, slots=True)
class OfBank:
    """One bank's matches in a time (对接、授信、放款、未成); sums in fen. Each counts where it got to."""

    bank: Bank
    matches: int = 0
    contacts: int = 0
    credits: int = 0
    credits_sum: int = 0
    loans: int = 0
    loans_sum: int = 0
    failures: int = 0
    late: int = 0


@dataclass(frozen=True, slots=True)
class Totals:
    """Needs and outcomes of the city in a time."""

    needs: int
    open: int
    met: int
    sums: int


def of_banks(*, since: datetime, until: datetime) -> Sequence[OfBank]:
    """Every bank, in the order of admission (two statements); `late` had no answer by its day."""
    begun = Match.objects.filter(begun_at__gte=since, begun_at__lt=until)
    got = begun.values("bank").annotate(
        matches=Count("pk"),
        contacts=Count("pk", Q(status__in=["contacted", "credited", "lent"])),
        credits=Count("pk", Q(credited__isnull=False)),
        credits_sum=Sum("credited", default=0),
        loans=Count("pk", Q(status="lent")),
        loans_sum=Sum("lent", default=0),
        failures=Count("pk", Q(status="failed")),
        late=Count("pk", Q(status="sent", answer_by__lt=local_day(until))),
    )
    rows: dict[int, dict[str, int]] = {}
    for bank, *numbers in got.order_by("bank").values_list("bank", *_COUNTED):
        rows[bank] = dict(zip(_COUNTED, numbers, strict=True))
    banks = Bank.objects.select_related("party").order_by("pk")
    return [OfBank(each, **rows.get(each.pk, {})) for each in banks]


def causes(*, since: datetime, until: datetime) -> list[tuple[str, int]]:
    """Why nothing came of it, the most frequent first (one statement)."""
    rows = Match.objects.filter(status="failed", ended_at__gte=since, ended_at__lt=until).values("cause")
    found = {each["cause"]: each["number"] for each in rows.annotate(number=Count("pk")).order_by("cause")}
    return sorted(((each.label, found[each]) for each in Cause if each in found), key=lambda each: -each[1])


def totals(*, since: datetime, until: datetime) -> Totals:
    """The city's needs in a time (one statement)."""
    found = FinancingNeed.objects.filter(posted_at__gte=since, posted_at__lt=until).aggregate(
        needs=Count("pk"),
        open=Count("pk", Q(status=NeedStatus.OPEN)),
        met=Count("pk", Q(status=NeedStatus.MET)),
        sums=Sum("amount", default=0),
    )
    return Totals(**found)
