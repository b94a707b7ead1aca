"""Which bodies reviewed what is in force (联合审核记录): opinions of drafts, and those of the founding catalogue."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet

from tongban.registers.catalog.models import HandlingOption, ListVersion
from tongban.registers.compiling.models import FoundingOpinion, Opinion
from tongban.registers.compiling.rules.states import Verdict


@dataclass(frozen=True, slots=True)
class Voted:
    """One body that agreed to an edition, by whom, when, and in which words."""

    edition_id: int
    agency_id: int
    agency: str
    staff: str
    at: datetime
    words: str


_FIELDS = ("agency_id", "agency__short_name", "staff__name", "at", "words")


def voices_of(edition_ids: Iterable[int]) -> dict[int, list[Voted]]:
    """Who agreed to these editions, in the order of time (two statements)."""
    wanted, found = set(edition_ids), defaultdict[int, list[Voted]](list)
    drafted = Opinion.objects.filter(
        draft__published_id__in=wanted, verdict=Verdict.AGREE, turn=F("draft__turn")
    ).values_list("draft__published_id", *_FIELDS)
    founding = FoundingOpinion.objects.filter(edition_id__in=wanted).values_list("edition_id", *_FIELDS)
    for row in (*drafted, *founding):
        told = Voted(*row)
        found[told.edition_id].append(told)
    return {key: sorted(each, key=lambda voted: voted.at) for key, each in found.items()}


def in_force_without_review(bodies: int) -> list[str]:
    """The codes of lists in force that fewer bodies than these agreed to: there should be none (three statements)."""
    rows = HandlingOption.objects.filter(current__isnull=False).values_list("list__code", "current__edition_id")
    editions = dict.fromkeys(rows.distinct())
    voices = voices_of({edition for _, edition in editions})
    return sorted({code for code, key in editions if len({each.agency_id for each in voices.get(key, ())}) < bodies})


def founding_unreviewed_by(agency_id: int) -> QuerySet[ListVersion]:
    """The editions of the founding catalogue that this body may review and has not: those of other bodies."""
    rows = ListVersion.objects.filter(is_founding=True).exclude(list__agency_id=agency_id)
    return rows.exclude(founding_opinions__agency_id=agency_id).order_by("pk")
