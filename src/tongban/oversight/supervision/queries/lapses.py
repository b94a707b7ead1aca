"""Limits that were missed (超期的时限): what runs over its end, what was stopped after it, and whose time it was."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.models import Case, Clock, OverdueExplanation
from tongban.handling.cases.rules.attribution import Part, attribute, outside_codes
from tongban.handling.cases.rules.clocks import ClockKind
from tongban.oversight.supervision.rules.cards import KINDS, Lapse
from tongban.registers.catalog.queries import guide_of


def missed(*, at: datetime) -> QuerySet[Clock]:
    """Every clock that runs over its end now, and those that were stopped too late; what is over longest first."""
    running = Q(ended_at=None, paused_since=None, due_at__lt=at, due_on__lt=local_day(at))
    late = Q(ended_at__gt=F("due_at"))
    disputed = OverdueExplanation.objects.filter(case=OuterRef("case"), disputed_at__isnull=False)
    rows = Clock.objects.filter(running | late, kind__in=KINDS).select_related("case__receiver")
    return rows.annotate(is_disputed=Exists(disputed)).order_by("due_at", "pk")


def lapse_of(clock: Clock, *, at: datetime) -> Lapse:
    """The clock as the rules look at it; `is_disputed` is what `missed` found."""
    option = guide_of(clock.case.option_version_id).option
    return Lapse(
        kind=ClockKind(clock.kind),
        started_at=clock.started_at,
        due_on=clock.due_on,
        until=clock.ended_at or at,
        is_on_the_spot=option.case_type == "on_the_spot",
        is_deemed=clock.case.is_deemed,
        is_disputed=bool(getattr(clock, "is_disputed", False)),
    )


def parts_of(cases: Iterable[Case], *, until: datetime) -> Mapping[int, tuple[Part, ...]]:
    """Whose time it was, for each of these cases (one statement)."""
    wanted = {each.chain: each for each in cases}
    events: dict[str, list[Entry]] = {}
    for entry in _entries(list(wanted)):
        events.setdefault(entry.chain, []).append(entry)
    return {
        case.pk: attribute(
            events.get(chain, []), outside=outside_codes(guide_of(case.option_version_id).option), until=until
        )
        for chain, case in wanted.items()
    }


def _entries(chains: Sequence[str]) -> Iterator[Entry]:
    rows = Entry.objects.filter(chain__in=chains).only("chain", "seq", "at", "verb", "to_status", "facts")
    yield from rows.order_by("chain", "seq") if chains else ()
