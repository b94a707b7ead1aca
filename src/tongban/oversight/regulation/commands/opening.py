"""A check is opened when a case was granted on a promise (生成核查任务): by class of risk, the draw explained."""

from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.ledger.commands import advance
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import due
from tongban.handling.cases.models import Commitment
from tongban.handling.cases.rules.reckoning import limit_of
from tongban.oversight.regulation.bound import BOUND
from tongban.oversight.regulation.models import CommitmentCheck
from tongban.oversight.regulation.queries import known_before
from tongban.oversight.regulation.rules.flow import CHECK_FLOW
from tongban.oversight.regulation.rules.risk import draw
from tongban.oversight.regulation.rules.states import CheckStatus
from tongban.registers.catalog.queries import guide_of


@transaction.atomic
def open_check(promise: Commitment, *, at: datetime) -> CommitmentCheck:
    """生成核查任务: due by the list's limit, else by that of the class; counted from the decision (R-145, R-147)."""
    case = promise.case
    known = known_before(case.pk, case.applicant_id, case.option_code, local_day(at))
    drawn = draw(BOUND.table, case.number, known)
    within = guide_of(case.option_version_id).option.commitment.check_within or drawn.risk.check_within
    due_on = due(at, limit_of(within), calendar=calendar()).due_on
    check = CommitmentCheck.objects.create(
        case=case,
        agency_id=case.agency_id,
        status=CheckStatus.OPEN,
        risk=drawn.risk.name,
        factors=list(drawn.factors),
        sampling=drawn.words,
        is_on_site=drawn.is_drawn,
        table_edition=BOUND.table.edition,
        opened_at=at,
        check_due_on=due_on,
        due_on=due_on,
    )
    facts = {
        "case": case.number,
        "risk": drawn.risk.name,
        "points": drawn.points,
        "draw": f"{drawn.draw:.6f}",
        "is_on_site": drawn.is_drawn,
        "table": BOUND.table.edition,
        "due_on": due_on.isoformat(),
    }
    advance(check, CHECK_FLOW.steps["open"], by=SYSTEM, at=at, facts=facts)
    return check
