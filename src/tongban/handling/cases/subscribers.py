"""What cases do when something happened: serve and close what waits for nobody; idempotent, told by the ledger."""

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.ledger.models import Entry
from tongban.registers.licenses.commands import revoke
from tongban.registers.licenses.models import License
from tongban.registers.licenses.rules.states import Status as Standing

from .commands.delivering import close, serve_where_wanted
from .commands.list_changes import tell_drafts
from .models import Case
from .rules.states import Status


def close_served(entry: Entry) -> None:
    """送达后办结归档: a served case is closed; one that is closed already stays so."""
    case = _standing(entry, Status.SERVED)
    if case is not None:
        close(case, by=SYSTEM, at=entry.at)


def serve_electronically(entry: Entry) -> None:
    """电子送达: who wants the result electronically only has it when it is made; owed materials come first."""
    case = _standing(entry, Status.ISSUED)
    if case is not None:
        serve_where_wanted(case, at=entry.at)


def revoke_license(entry: Entry) -> None:
    """决定撤销，证照同时撤销: the licence that rests on the decision; one that has ended already stays so."""
    number = entry.chain.removeprefix("case:")
    rows = License.objects.filter(status__in=[Standing.VALID, Standing.HELD], editions__case_number=number)
    for license in rows.select_related("type", "issuer").distinct():
        reason = str(entry.facts.get("reason", "")) or "准予决定已经撤销"
        revoke(license, ground=entry.basis, reason=reason, by=SYSTEM, at=entry.at)


def tell_of_list_change(entry: Entry) -> None:
    """清单变更提示: whoever is filling in under an earlier edition is told of the new one."""
    tell_drafts(entry)


def _standing(entry: Entry, status: Status) -> Case | None:
    """The case that the entry tells of, if it still stands there."""
    number = entry.chain.removeprefix("case:")
    return Case.objects.select_related("applicant", "agency").filter(number=number, status=status).first()
