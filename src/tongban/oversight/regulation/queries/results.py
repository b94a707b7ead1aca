"""What supervision says of somebody (监管结果), for whoever decides on their next application; R-053."""

from collections.abc import Sequence
from dataclasses import dataclass

from tongban.handling.cases.models import Case
from tongban.oversight.regulation.models import CommitmentCheck, CreditRecord, EndingProposal, SupervisionFinding
from tongban.oversight.regulation.rules.interplay import OPEN_PROPOSALS
from tongban.oversight.regulation.rules.states import CheckStatus, CreditStatus

NEWEST = 3
MOST = 30


@dataclass(frozen=True, slots=True)
class Results:
    """Findings the newest first, promises that did not hold, breaches that count, and licences about to be ended."""

    findings: Sequence[SupervisionFinding]
    checks: Sequence[CommitmentCheck]
    credit: Sequence[CreditRecord]
    proposals: Sequence[EndingProposal]

    @property
    def newest(self) -> Sequence[SupervisionFinding]:
        return self.findings[:NEWEST]

    @property
    def earlier(self) -> Sequence[SupervisionFinding]:
        return self.findings[NEWEST:]

    @property
    def bad(self) -> int:
        return sum(each.kind != "passed" for each in self.findings)


def results_of(case: Case) -> Results:
    """All that supervision knows of the applicant of a case that the reader may see (four statements)."""
    party = case.applicant_id
    findings = SupervisionFinding.objects.filter(push__case__applicant_id=party).select_related("push", "agency")
    checks = CommitmentCheck.objects.filter(case__applicant_id=party).exclude(status=CheckStatus.TRUE)
    credit = CreditRecord.objects.filter(party_id=party).exclude(status=CreditStatus.LIFTED)
    proposals = EndingProposal.objects.filter(push__case__applicant_id=party, status__in=sorted(OPEN_PROPOSALS))
    return Results(
        findings=list(findings.order_by("-found_on", "-pk")[:MOST]),
        checks=list(checks.select_related("agency", "case").order_by("-pk")[:MOST]),
        credit=list(credit.select_related("agency").order_by("-began_on")[:MOST]),
        proposals=list(proposals.select_related("push__agency").order_by("-pk")[:MOST]),
    )
