"""A work order as one table (12345工单): taken in, answered or dispatched, signed for, replied, called back, closed."""

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step

from .states import AT_BODY, AT_CENTRE, Flaw, Outcome, Refusal, Satisfaction
from .states import OrderStatus as S

AGENTS = frozenset({Role.HOTLINE})
"""Who takes calls (话务员)."""
HANDLERS = frozenset({Role.EXAMINER, Role.REVIEWER, Role.DECIDER})
"""Who handles work orders in the responsible body (承办单位)."""
CENTRE = frozenset({Role.HOTLINE, Role.SUPERVISOR})

_APPLICANT = frozenset({Role.APPLICANT})
_SUPERVISOR = frozenset({Role.SUPERVISOR})
_SYSTEM = frozenset({Role.SYSTEM})

TAKE = "国办发〔2020〕53号 明确热线受理范围"
DISPATCH = "国办发〔2020〕53号 优化热线工作流程: 按职责派单"
HANDLE = "国办发〔2020〕53号 优化热线工作流程: 限时办理"
JOINT = "国办发〔2020〕53号 优化热线工作流程: 涉及多个部门的明确主办、协办"
CALL_BACK = "国办发〔2020〕53号 优化热线工作流程: 回访评价"
WATCH = "国办发〔2020〕53号 热线工作督办问责"
SHARE = "国办发〔2020〕53号 热线知识库"
CONCERNS = "实施方案 五(五) 积极回应社会关切"

_REASON = Ask("reason", "理由", "long_text")
_AGENCY = Ask("agency", "承办单位", "choice")


def _choices(kind: type[Outcome] | type[Satisfaction] | type[Refusal] | type[Flaw]) -> tuple[tuple[str, str], ...]:
    return tuple((each.value, each.label) for each in kind)


_SAID = (
    Ask("satisfaction", "满意吗", "choice", choices=_choices(Satisfaction)),
    Ask("words", "意见", "long_text", required=False),
)

FLOW = Flow(
    "12345工单",
    S,
    step(
        "answer",
        {S.TAKEN},
        S.REPLIED,
        by=AGENTS,
        label="当场答复",
        basis=SHARE,
        asks=(Ask("reply", "答复", "long_text"),),
    ),
    step(
        "dispatch",
        {S.TAKEN, S.RETURNED, S.REPLIED},
        S.DISPATCHED,
        by=AGENTS,
        label="派单",
        basis=DISPATCH,
        asks=(_AGENCY,),
    ),
    step(
        "refuse",
        {S.TAKEN},
        S.REFUSED,
        by=AGENTS,
        label="不予受理",
        basis=TAKE,
        asks=(Ask("refusal", "哪种情形", "choice", choices=_choices(Refusal)), _REASON),
        is_grave=True,
    ),
    step(
        "merge", {S.TAKEN}, S.MERGED, by=AGENTS, label="并入同一件", basis=DISPATCH, asks=(Ask("into", "并入哪一件"),)
    ),
    step("sign", {S.DISPATCHED}, S.HANDLING, by=HANDLERS, label="签收", basis=HANDLE),
    step(
        "send_back",
        {S.DISPATCHED},
        S.RETURNED,
        by=HANDLERS,
        label="退回热线",
        basis=DISPATCH,
        asks=(Ask("reason", "为什么不归本单位，归谁", "long_text"),),
    ),
    step(
        "assign",
        {S.RETURNED},
        S.DISPATCHED,
        by=_SUPERVISOR,
        label="裁定承办单位",
        basis=DISPATCH,
        asks=(_AGENCY, _REASON),
        is_grave=True,
    ),
    step(
        "extend",
        {S.HANDLING},
        None,
        by={Role.DECIDER},
        label="延期",
        basis=HANDLE,
        asks=(Ask("days", "延几个工作日", "number"), _REASON),
    ),
    step(
        "reply",
        {S.HANDLING},
        S.REPLIED,
        by=HANDLERS,
        label="答复",
        basis=HANDLE,
        asks=(
            Ask("outcome", "办理结果", "choice", choices=_choices(Outcome)),
            Ask("reply", "答复", "long_text"),
        ),
    ),
    step(
        "ask_joint",
        {S.HANDLING},
        None,
        by=HANDLERS,
        label="请协办单位",
        basis=JOINT,
        asks=(_AGENCY, Ask("reason", "请它查什么、办什么", "long_text")),
    ),
    step(
        "contribute",
        {S.HANDLING},
        None,
        by=HANDLERS,
        label="协办意见",
        basis=JOINT,
        asks=(Ask("words", "查到了什么、办了什么", "long_text"),),
    ),
    step("miss_call", {S.REPLIED}, None, by=AGENTS, label="回访没有接通", basis=CALL_BACK),
    step("call_back", {S.REPLIED}, S.CLOSED, by=AGENTS, label="登记回访", basis=CALL_BACK, asks=_SAID),
    step("rate", {S.REPLIED}, S.CLOSED, by=_APPLICANT, label="评价", basis=CALL_BACK, asks=_SAID),
    step(
        "send_again",
        {S.REPLIED, S.CLOSED},
        S.HANDLING,
        by=CENTRE,
        label="发回重办",
        basis=CALL_BACK,
        asks=(_REASON,),
    ),
    step(
        "settle",
        {S.REPLIED},
        S.CLOSED,
        by=_SUPERVISOR | _SYSTEM,
        label="审核办结",
        basis=CALL_BACK,
        asks=(_REASON,),
    ),
    step("urge", AT_BODY, None, by=CENTRE | _APPLICANT, label="催办", basis=WATCH),
    step("withdraw", AT_CENTRE | AT_BODY, S.WITHDRAWN, by=AGENTS | _APPLICANT, label="撤回", basis=TAKE),
    step("escalate", AT_CENTRE | AT_BODY, None, by=_SYSTEM, label="超期报监督岗", basis=WATCH),
    step(
        "publish",
        {S.CLOSED},
        None,
        by=_SUPERVISOR,
        label="公开答复",
        basis=CONCERNS,
        asks=(Ask("question", "问题（公开的话）", "long_text"), Ask("answer", "答复（公开的话）", "long_text")),
    ),
    step("take_down", {S.CLOSED}, None, by=_SUPERVISOR, label="撤下公开答复", basis=CONCERNS, asks=(_REASON,)),
    step(
        "check",
        {S.CLOSED},
        None,
        by=_SUPERVISOR,
        label="登记质检",
        basis=WATCH,
        asks=(Ask("flaw", "发现的问题", "choice", required=False, choices=_choices(Flaw)), _REASON),
    ),
)
