"""What every step of a draft looks at first (文稿的检查): whose policy it is, what is wrong, whose hand it is."""

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Fault, Invalid, NotYours
from tongban.handling.benefits.models import Policy, PolicyDraft
from tongban.handling.benefits.queries.policies import around, content_of, may_edit
from tongban.handling.benefits.rules.content import faults_of
from tongban.handling.benefits.rules.states import Operation

LONGEST_REASON = 500


def refuse_stranger(policy: Policy, by: Actor) -> None:
    """Policies are drafted by the body that grants them, or by the body that runs the city's center."""
    if not may_edit(by, policy.agency_id):
        raise NotYours("这项政策由责任部门或者市政务服务管理部门的事项编制岗起草，您的单位不能改。")


def refuse_faults(draft: PolicyDraft) -> None:
    """`Invalid` with everything that is wrong; an ending has no content of its own."""
    if draft.operation == Operation.END:
        return
    faults = faults_of(content_of(draft), around())
    if faults:
        raise Invalid(f"“{draft.title}”还有{len(faults)}处要改。", faults=faults)


def staff_of(by: Actor) -> int:
    """Whose hand it is; a system has none."""
    if by.staff_id is None:
        raise NotYours("政策由工作人员本人起草、送审和审核。")
    return by.staff_id


def said(reason: str) -> str:
    """A reason that says something."""
    found = reason.replace("\x00", "").strip()
    if not found:
        raise Invalid(faults=[Fault("/reason", "blank", "请写明理由，审核的人和以后查的人都看得到。")])
    return found[:LONGEST_REASON]
