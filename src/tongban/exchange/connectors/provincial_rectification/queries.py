"""Reading what the province handed down (省里交办单), and whether both sides say the same of each (对账)."""

from datetime import datetime

from django.db.models import QuerySet

from tongban.exchange.lines import handed as lines
from tongban.exchange.lines.handed import PAGE, Handed, Ours
from tongban.exchange.lines.ports import KEEPERS
from tongban.foundation.kernel.actors import Actor
from tongban.oversight.evaluations.rules.states import RedressStatus

from .bound import BOUND
from .models import ProvincialTask
from .rules import status_of

_LABELS = {status_of(each): each.label for each in RedressStatus}


def visible_to(actor: Actor) -> QuerySet[ProvincialTask]:
    """The tasks: for the bureau and whoever runs the platform."""
    return _rows() if actor.roles & KEEPERS else ProvincialTask.objects.none()


def handed(actor: Actor, *, before: int = 0, most: int = PAGE, at: datetime) -> list[Handed]:
    """Tasks, the newest first, a page at a time (one statement, and one call)."""
    return lines.handed(visible_to(actor), BOUND.system, _ours, _LABELS, before=before, most=most, at=at)


def differing(*, at: datetime) -> list[str]:
    """对账: the numbers of which both sides do not say the same; raises when the system does not answer."""
    return lines.differing(_rows(), BOUND.system, _ours, at=at)


def _rows() -> QuerySet[ProvincialTask]:
    return ProvincialTask.objects.select_related("redress__agency", "redress__evaluation__invitation")


def _ours(row: ProvincialTask) -> Ours:
    redress = row.redress
    if redress is None:
        return Ours(note="；".join(row.faults))
    name, state = redress.evaluation.invitation.name, redress.state
    return Ours(redress.pk, redress.agency.short_name, status_of(state), state.label, name)
