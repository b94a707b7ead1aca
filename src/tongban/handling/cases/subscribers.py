"""What cases do when something happened: close what was served; idempotent, told by the ledger."""

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.ledger.models import Entry

from .commands.delivering import close
from .models import Case
from .rules.states import Status


def close_served(entry: Entry) -> None:
    """送达后办结归档: a served case is closed; one that is closed already stays so."""
    number = entry.chain.removeprefix("case:")
    case = Case.objects.select_related("applicant", "agency").filter(number=number, status=Status.SERVED).first()
    if case is not None:
        close(case, by=SYSTEM, at=entry.at)
