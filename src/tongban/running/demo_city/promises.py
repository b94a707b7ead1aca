"""What became of the demo city's promises (演示承诺核查): one false, one kept, one to mend, one still open."""

from datetime import datetime, timedelta

from tongban.foundation.kernel.actors import SYSTEM, Role
from tongban.foundation.kernel.clock import local_day
from tongban.handling.cases.commands.committing import revoke
from tongban.handling.cases.models import Case, Commitment
from tongban.oversight.regulation.commands import checking, opening, repairing
from tongban.oversight.regulation.models import CommitmentCheck

from .cases import _staff, _working_hours

_FALSE = {
    "fact": "现场没有消毒设备，从业人员没有健康证明，与承诺完全不符（样例）。",
    "ground": "行政许可法 第六十九条第二款",
}


def load_promises(*, at: datetime) -> int:
    """The checks of those that were decided on a promise, told after the cases themselves; the number told."""
    rows = Commitment.objects.select_related("case__applicant").filter(case__decided_at__isnull=False).order_by("pk")
    promises = list(rows)
    for promise, outcome in zip(promises, (_false, _kept, _to_mend, _open), strict=False):
        assert promise.case.decided_at is not None
        opening.open_check(promise, at=promise.case.decided_at)
        outcome(_fresh(promise), at)
    return len(promises)


def _fresh(promise: Commitment) -> CommitmentCheck:
    rows = CommitmentCheck.objects.select_related("case__applicant", "agency", "revocation")
    return rows.get(case_id=promise.case_id)


def _taken(check: CommitmentCheck, at: datetime, days_ago: int) -> datetime:
    """Somebody of the body went there, so many workdays ago; when the finding was written."""
    times = _working_hours(at, days_ago)
    checking.take_on(check, by=_staff(Role.EXAMINER, check.agency_id), at=next(times))
    return next(times)


def _kept(check: CommitmentCheck, at: datetime) -> None:
    found = _taken(check, at, 18)
    words = "现场看过，消毒设备齐全，健康证明都有（样例）。"
    checking.confirm(check, finding=words, by=_staff(Role.EXAMINER, check.agency_id), at=found)


def _to_mend(check: CommitmentCheck, at: datetime) -> None:
    found = _taken(check, at, 3)
    checking.order_rectification(
        check,
        finding="有一间更衣室没有公示卫生制度（样例）。",
        demand="把卫生制度公示在更衣室门口，拍照发给核查人。",
        due_on=local_day(at) + timedelta(days=20),
        by=_staff(Role.EXAMINER, check.agency_id),
        at=found,
    )


def _false(check: CommitmentCheck, at: datetime) -> None:
    found = _taken(check, at, 30)
    checking.advise_revocation(check, **_FALSE, by=_staff(Role.EXAMINER, check.agency_id), at=found)
    decided = next(_working_hours(at, 20))
    checking.revoke(check, **_FALSE, by=_staff(Role.DECIDER, check.agency_id), at=decided)
    assert check.revocation is not None
    case = Case.objects.select_related("applicant", "agency").get(pk=check.case_id)
    revoke(case, number=check.revocation.number, reason=_FALSE["fact"], by=SYSTEM, at=decided)
    repairing.bar(check, at=decided)


def _open(check: CommitmentCheck, at: datetime) -> None:
    """Nobody has looked at it yet."""
