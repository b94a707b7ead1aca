"""Coaching (申报辅导): the record of a case, and what coaching is good for in figures."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q

from tongban.handling.cases.models import Case
from tongban.handling.contacts.models import Coaching, CoachingFailure, FirstContact


@dataclass(frozen=True, slots=True)
class CoachingFigures:
    """Cases received in a time: how many were coached, and how many of each kind were never told to correct."""

    received: int
    coached: int
    coached_first_pass: int
    others_first_pass: int
    failures: int

    @property
    def share(self) -> float | None:
        """辅导率."""
        return self.coached / self.received if self.received else None

    @property
    def coached_rate(self) -> float | None:
        """一次通过率, of the coached."""
        return self.coached_first_pass / self.coached if self.coached else None

    @property
    def others_rate(self) -> float | None:
        others = self.received - self.coached
        return self.others_first_pass / others if others else None


def coaching_of(number: str) -> Coaching | None:
    """The coaching of this draft or case, if there was any (one statement)."""
    return Coaching.objects.select_related("agent", "failure").filter(number=number).first() if number else None


def coachings_of(contact: FirstContact) -> list[Coaching]:
    """What was coached in this contact, with the comments (two statements)."""
    rows = contact.coachings.select_related("agent", "failure").prefetch_related("notes__staff")
    return list(rows.order_by("pk"))


def coaching_figures(*, since: datetime, until: datetime) -> CoachingFigures:
    """Coaching share and first-pass rate (two statements); a case passes when no one-time notice was given."""
    is_coached = Exists(Coaching.objects.filter(number=OuterRef("number")))
    rows = Case.objects.filter(received_at__gte=since, received_at__lt=until).annotate(is_coached=is_coached)
    whole = Q(correction_notice__isnull=True)
    found = rows.aggregate(
        received=Count("pk"),
        coached=Count("pk", filter=Q(is_coached=True)),
        coached_first_pass=Count("pk", filter=whole & Q(is_coached=True)),
        others_first_pass=Count("pk", filter=whole & Q(is_coached=False)),
    )
    failures = CoachingFailure.objects.filter(at__gte=since, at__lt=until).count()
    return CoachingFigures(**found, failures=failures)
