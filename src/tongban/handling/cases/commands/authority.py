"""What a delegation carries when something is decided on it (授权的范围): its days, its seal, its amounts; R-085."""

from datetime import datetime

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Declined
from tongban.foundation.kernel.flow import Step
from tongban.handling.cases.models import Case, Commitment
from tongban.handling.cases.queries.forms import lodged_form
from tongban.handling.cases.rules.duties import needs_delegation
from tongban.registers.agencies.models import Delegation
from tongban.registers.agencies.queries import delegations_given
from tongban.registers.agencies.rules import exceeded


class BeyondDelegation(Declined):
    """The delegation does not reach this decision (超出授权范围): the body's own head decides it."""

    code = "beyond_delegation"
    status = 403


def refuse_beyond_delegation(case: Case, step: Step, *, by: Actor, at: datetime) -> None:
    """Raise `BeyondDelegation` unless one delegation carries this decision; nothing for who decides by their own post.

    Over the cap of risk a promise is decided by the head alone, whatever was delegated (R-147). The delegation is read
    again here: a session of yesterday decides nothing today (two statements at most).
    """
    if not needs_delegation(step, case, by=by):
        return
    promise = Commitment.objects.filter(case=case, withdrawn_at__isnull=True).exclude(beyond_cap="").first()
    if promise is not None:
        raise BeyondDelegation(f"{promise.beyond_cap}您是按授权办的，不能决定，请交给本部门批准人。")
    given = delegations_given(by.staff_id, by.venue_id, step.verb, agency_id=case.agency_id, option=case.option_code)
    reasons = [_why_not(each, case, at=at) for each in given]
    # An actor whose powers stand in no register is not one who signed in; the flow has judged those powers already.
    if reasons and all(reasons):
        raise BeyondDelegation(f"{reasons[0]}请交给本部门批准人办理。", facts={"verb": step.verb})


def _why_not(given: Delegation, case: Case, *, at: datetime) -> str:
    """Why this delegation does not carry the decision on this case; empty when it does."""
    chief, on = given.deputy_of, local_day(at)
    if not given.is_effective(on, at) or (chief is not None and not chief.is_effective(on, at)):
        return f"“{given.document_number}”的授权已经到期或者收回。"
    if chief is not None and chief.staff is not None and chief.staff.is_there(on):
        return f"您是{chief.staff.name}的代理，{chief.staff.name}在岗，代理不办。"
    if given.staff_id is not None and not all(each.may_use_seal for each in (given, chief) if each is not None):
        return f"“{given.document_number}”的授权不包括使用审批专用章，不能作出盖章的决定。"
    bounds = [*given.bounds, *(chief.bounds if chief is not None else ())]
    over = exceeded(bounds, {**case.answers, **lodged_form(case)}) if bounds else ()
    return f"超过了“{given.document_number}”的授权限额：{'；'.join(over)}。" if over else ""
