"""What the consult desk could not answer (没答上来的问题), and with what visitors left. R-071."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from tongban.foundation.kernel.actors import Actor, Role
from tongban.handling.halls.models import Consultation
from tongban.handling.halls.rules.flow import CLERKS
from tongban.handling.halls.rules.states import ConsultOutcome


@dataclass(frozen=True, slots=True)
class Consulted:
    """Some days of the desk: how many left with what, which words led nowhere how often, the questions themselves."""

    outcomes: tuple[tuple[ConsultOutcome, int], ...]
    words: tuple[tuple[str, int], ...]
    unanswered: tuple[Consultation, ...]

    @property
    def total(self) -> int:
        return sum(many for _, many in self.outcomes)

    @property
    def unanswered_share(self) -> int | None:
        """Per cent that had no answer; None where nobody asked."""
        missed = dict(self.outcomes).get(ConsultOutcome.UNANSWERED, 0)
        return round(100 * missed / self.total) if self.total else None


def consulted(actor: Actor, *, first: date, last: date, most: int = 50) -> Consulted:
    """Of one's own place; of all places for the supervisor (three statements)."""
    rows = Consultation.objects.filter(day__gte=first, day__lte=last)
    if Role.SUPERVISOR not in actor.roles:
        rows = rows.filter(venue_id=actor.venue_id or 0) if actor.roles & CLERKS else rows.none()
    many = dict(rows.order_by().values_list("outcome").annotate(many=Count("pk")))
    missed = rows.filter(outcome=ConsultOutcome.UNANSWERED)
    words = missed.exclude(words="").order_by().values_list("words").annotate(many=Count("pk"))
    return Consulted(
        outcomes=tuple((each, many[each.value]) for each in ConsultOutcome if each.value in many),
        words=tuple(words.order_by("-many", "words")[:20]),
        unanswered=tuple(missed.select_related("contact__owner", "venue").order_by("-pk")[:most]),
    )
