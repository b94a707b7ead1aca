"""What a crossing hears of its case (办理进度): the receiving place is told, and through it the applicant."""

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.rules.flow import FLOW

from .commands.telling import tell_progress
from .models import Crossing, Letter
from .rules.letters import Kind
from .rules.states import CrossingStatus

TOLD = frozenset({"ask_correction", "accept", "deem_accepted", "reject", "grant", "refuse", "issue", "terminate"})


def tell_receiving_place(entry: Entry) -> None:
    """Each such step once; hearing it again makes no second letter."""
    number = entry.chain.removeprefix("case:")
    rows = Crossing.objects.select_related("applicant", "case")
    crossing = rows.filter(case__number=number, status=CrossingStatus.HANDLING).first()
    if crossing is None:
        return
    words = f"{FLOW.steps[entry.verb].label}（{entry.by_agency or '承办部门'}）"
    told = Letter.objects.filter(number=crossing.number, kind=Kind.PROGRESS)
    if not told.filter(at=entry.at).exists():
        tell_progress(crossing, words, by=SYSTEM, at=entry.at)
