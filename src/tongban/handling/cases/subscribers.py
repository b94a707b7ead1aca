"""What cases do when something happened: serve and close what waits for nobody; idempotent, told by the ledger."""

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.ledger.models import Entry

from .commands.delivering import close, serve
from .models import Case
from .queries.wishes import owes_materials, wants_electronic_only
from .rules.states import Status


def close_served(entry: Entry) -> None:
    """送达后办结归档: a served case is closed; one that is closed already stays so."""
    case = _standing(entry, Status.SERVED)
    if case is not None:
        close(case, by=SYSTEM, at=entry.at)


def serve_electronically(entry: Entry) -> None:
    """电子送达: who wants the result electronically only has it when it is made; owed materials come first."""
    case = _standing(entry, Status.ISSUED)
    if case is not None and wants_electronic_only(case) and not owes_materials(case):
        serve(case, way="electronic", by=SYSTEM, at=entry.at)


def _standing(entry: Entry, status: Status) -> Case | None:
    """The case that the entry tells of, if it still stands there."""
    number = entry.chain.removeprefix("case:")
    return Case.objects.select_related("applicant", "agency").filter(number=number, status=status).first()
