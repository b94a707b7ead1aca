"""What regulation hears (事中事后监管): a decision on a promise opens its check, a revocation marks the case; every
decision on a permit is pushed to whoever supervises it, and a licence that has ended settles what was proposed.
"""

from tongban.foundation.kernel.actors import SYSTEM, Role
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.commands.committing import revoke
from tongban.handling.cases.models import Case, Commitment
from tongban.registers.licenses.models import License

from .commands.ending import conclude
from .commands.opening import open_check
from .commands.pushing import push
from .commands.repairing import bar
from .models import CommitmentCheck, CreditRecord, EndingProposal, SupervisionPush
from .rules.interplay import OPEN_PROPOSALS, EndingWay, PushKind

SYSTEM_ROLE = Role.SYSTEM.value


def open_checks(entry: Entry) -> None:
    """Every case that was granted on a promise has one check; hearing it again makes no second one (R-145)."""
    number = entry.chain.removeprefix("case:")
    promise = Commitment.objects.filter(case__number=number, withdrawn_at__isnull=True).first()
    if promise is not None and not CommitmentCheck.objects.filter(case_id=promise.case_id).exists():
        open_check(promise, at=entry.at)


def mark_revoked(entry: Entry) -> None:
    """The case on whose decision a revocation falls says so."""
    check = _check(entry)
    case = Case.objects.select_related("applicant", "agency").get(pk=check.case_id)
    if case.revoked_at is None and check.revocation is not None:
        revoke(case, number=check.revocation.number, reason=check.finding, by=SYSTEM, at=entry.at)


def put_on_record(entry: Entry) -> None:
    """A false promise goes on the credit record of whoever made it (R-146)."""
    check = _check(entry)
    if not CreditRecord.objects.filter(check_of=check).exists():
        bar(check, at=entry.at)


def push_decision(entry: Entry) -> None:
    """Every decision on a permit reaches its supervisor once, however often it is heard (R-053)."""
    _pushed(Case.objects.filter(number=entry.chain.removeprefix("case:")).first(), entry)


def push_license_act(entry: Entry) -> None:
    """What the body does to a licence by its own flow; what follows from a case by itself was told with the case."""
    if entry.by_role == SYSTEM_ROLE:
        return
    license = _license(entry)
    number = license.editions.order_by("-number").values_list("case_number", flat=True).first() or license.case_number
    _pushed(Case.objects.filter(number=number).first(), entry)


def settle_proposals(entry: Entry) -> None:
    """A licence that has ended settles the proposal to end it (R-055)."""
    numbers = list(_license(entry).editions.values_list("case_number", flat=True))
    rows = EndingProposal.objects.filter(push__case__number__in=numbers, status__in=sorted(OPEN_PROPOSALS))
    for proposal in rows.order_by("pk"):
        if entry.verb in EndingWay(proposal.way).ends_by:
            conclude(proposal, how=f"证照已{PushKind(entry.verb).label}。", at=entry.at)


def _pushed(case: Case | None, entry: Entry) -> None:
    if case is not None and not SupervisionPush.objects.filter(entry_id=entry.pk).exists():
        push(case, entry, at=entry.at)


def _license(entry: Entry) -> License:
    return License.objects.get(public_id=entry.chain.removeprefix("license:"))


def _check(entry: Entry) -> CommitmentCheck:
    pk = int(entry.chain.removeprefix("commitment-check:"))
    return CommitmentCheck.objects.select_related("case__applicant", "agency", "revocation").get(pk=pk)
