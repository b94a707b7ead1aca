"""Scores of bodies (部门得分): frozen ones as they were, the running month as it is, and the counts behind both."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, Q

from tongban.handling.cases.rules.attribution import Owner
from tongban.oversight.supervision.models import Card, LibraryEdition, Scorecard
from tongban.oversight.supervision.rules.appraising import Library, Score, in_force, score
from tongban.oversight.supervision.rules.cards import CardStatus, Colour

from .indicators import indicators
from .period import Period

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class BodyScore:
    """One body in a period (一个部门): its counts, its score now by them, and the frozen total if there is one."""

    agency_id: int
    counts: Counts
    score: Score
    frozen: Decimal | None
    frozen_at: datetime | None

    @property
    def total(self) -> Decimal | None:
        return self.frozen if self.frozen_at is not None else self.score.total


@dataclass(frozen=True, slots=True)
class Scores:
    """All bodies in a period by one edition, the best first."""

    edition: LibraryEdition
    library: Library
    rows: tuple[BodyScore, ...]
    is_frozen: bool


def editions() -> list[LibraryEdition]:
    """All editions, the newest first (one statement)."""
    return list(LibraryEdition.objects.select_related("published_by").order_by("-number"))


def edition_for(month: date, known: list[LibraryEdition]) -> LibraryEdition | None:
    """The edition that a month is scored by."""
    key = in_force([(each.since, each.pk) for each in known], month)
    return next((each for each in known if each.pk == key), None)


def counts_of(months: Period) -> dict[int, dict[str, int]]:
    """The counts of every body with a case in these months, cases and cards (three statements)."""
    found = {agency: asdict(tally) for agency, tally in indicators(months).by_agency.items()}
    raised = Card.objects.filter(raised_at__gte=months.since, raised_at__lt=months.until, owner=Owner.OFFICE)
    rows = raised.exclude(status=CardStatus.LIFTED).order_by().values("agency_id").annotate(
        yellow=Count("pk", filter=Q(colour=Colour.YELLOW)), red=Count("pk", filter=Q(colour=Colour.RED))
    )  # fmt: skip
    carded = {row["agency_id"]: (row["yellow"], row["red"]) for row in rows}
    for agency, counts in found.items():
        counts["yellow"], counts["red"] = carded.get(agency, (0, 0))
    return found


def key_of(months: Period) -> str:
    """How a period is called: 2026-11, or 2026 for a whole year; other stretches are none that is frozen."""
    if months.first == months.last:
        return f"{months.first:%Y-%m}"
    is_year = (months.first.month, months.last.month) == (1, 12) and months.first.year == months.last.year
    return f"{months.first:%Y}" if is_year else ""


def scores(months: Period, *, library: Library | None = None) -> Scores | None:
    """The scores of a period, frozen ones from what was kept; with another library they are a trial (试算).

    None before the first edition. At most six statements.
    """
    known = editions()
    frozen = {each.agency_id: each for each in Scorecard.objects.filter(period=key_of(months))}
    if frozen:
        edition = next(each for each in known if each.pk == next(iter(frozen.values())).edition_id)
    else:
        chosen = edition_for(months.last, known)
        if chosen is None:
            return None
        edition = chosen
    counted: Mapping[int, Counts] = {key: each.counts for key, each in frozen.items()} or counts_of(months)
    used = library or edition.library
    rows = [_body(agency, counts, used, frozen.get(agency)) for agency, counts in counted.items()]
    rows.sort(key=lambda each: (-(each.total if each.total is not None else Decimal(-1)), each.agency_id))
    return Scores(edition, used, tuple(rows), bool(frozen))


def _body(agency: int, counts: Counts, library: Library, kept: Scorecard | None) -> BodyScore:
    return BodyScore(
        agency_id=agency,
        counts=counts,
        score=score(library, counts),
        frozen=kept.total if kept is not None else None,
        frozen_at=kept.frozen_at if kept is not None else None,
    )
