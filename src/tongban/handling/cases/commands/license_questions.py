"""A yes or no about the applicant instead of a licence's face (是否类核验, R-129): in a case, for it, on a ground."""

from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.handling.cases.models import Case
from tongban.handling.cases.rules.query_codes import query_index
from tongban.handling.cases.rules.states import ENDS
from tongban.registers.licenses.commands import answer
from tongban.registers.licenses.models import Ground, LicenseAnswer
from tongban.registers.licenses.rules.predicates import Question

_ON_DUTY = frozenset({Role.EXAMINER, Role.REVIEWER, Role.DECIDER})


@transaction.atomic
def ask_yes_or_no(
    case: Case, question: Question, *, purpose: str, query_code: str = "", by: Actor, at: datetime
) -> LicenseAnswer:
    """是否类核验 of the applicant: a window with the query code that the applicant says, the body of the case on duty.

    `NotNow` when the case is over, `NotYours` for everybody else; `Invalid` names all that is missing.
    """
    if case.state in ENDS:
        raise NotNow("办件已经结束，不能再核验。")
    faults = [] if purpose.strip() else [Fault("/purpose", "missing", "请写明为什么要核验，申请人看得到。")]
    if by.roles & _ON_DUTY and by.agency_id == case.agency_id:
        ground = Ground.DUTY
    elif Role.COUNTER in by.roles:
        ground = Ground.QUERY_CODE
        typed = "".join(query_code.split())
        if not typed or bytes(case.query_index) != bytes(query_index(case.number, typed)):
            said = "查询码不对，请申请人核对收件凭证上的查询码。申请人报了查询码，就是同意核验。"
            faults.append(Fault("/query_code", "query_code", said))
    else:
        raise NotYours("承办部门和综合窗口可以核验。")
    if faults:
        raise Invalid(faults=faults)
    return answer(
        case.applicant, question, case_number=case.number, purpose=purpose.strip(), ground=ground, by=by, at=at
    )
