"""What dossiers do when a case is closed, when a list is carried out; idempotent, told by the ledger."""

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.models import Case
from tongban.handling.cases.rules.states import Status

from .commands.destroying import remove_contents
from .commands.slipping import make_slip


def give_slip(entry: Entry) -> None:
    """办结后给办事小票: one for each closed case, however often this is told."""
    number = entry.chain.removeprefix("case:")
    case = Case.objects.select_related("applicant", "agency").filter(number=number, status=Status.CLOSED).first()
    if case is not None:
        make_slip(case, by=SYSTEM, at=entry.at)


def contents_are_removed(entry: Entry) -> None:
    """销毁后清除内容: once the act stands in the ledger, and again until nothing of it lies on the shelf."""
    remove_contents(int(entry.chain.removeprefix("destruction:")))
