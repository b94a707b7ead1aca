"""What regulation hears (事中事后监管): a decision on a promise opens its check, a revocation marks the case."""

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.commands.committing import revoke
from tongban.handling.cases.models import Case, Commitment

from .commands.opening import open_check
from .commands.repairing import bar
from .models import CommitmentCheck, CreditRecord


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


def _check(entry: Entry) -> CommitmentCheck:
    pk = int(entry.chain.removeprefix("commitment-check:"))
    return CommitmentCheck.objects.select_related("case__applicant", "agency", "revocation").get(pk=pk)
