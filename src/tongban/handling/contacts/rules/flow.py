"""First contact as one table (首问负责): one responsible person until the receiver accepts; R-031, plan 三(一)2."""

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step

from .states import UNFINISHED, Cause, ContactResult, Root
from .states import ContactStatus as S

HOLDERS = frozenset({Role.COUNTER, Role.ISSUER, Role.EXAMINER, Role.REVIEWER, Role.DECIDER})
"""Whoever deals with people can be asked first."""

BASIS = "实施方案 三(一)2 首问负责制度"
REGISTER = "实施方案 三(一)2 受理及处理结果情况登记机制"
ONCE = "实施方案 三(一)2 电话咨询的一次性答复"
UNRESOLVED = "实施方案 三(二)4 办不成事反映窗口"
REVIEWERS = frozenset({Role.REVIEWER, Role.DECIDER, Role.SUPERVISOR})
"""Who may find a result good in place of its author, if they did not handle it."""
_APPLICANT = frozenset({Role.APPLICANT})
_SUPERVISOR = frozenset({Role.SUPERVISOR})
_RESULT = Ask("result", "结果", "choice", choices=tuple((each.value, each.label) for each in ContactResult))

FLOW = Flow(
    "首问负责",
    S,
    step(
        "offer",
        {S.OPEN},
        S.OFFERED,
        by=HOLDERS | _SUPERVISOR,
        label="移交给同事",
        basis=BASIS,
        asks=(Ask("colleague", "交给谁", "choice"), Ask("reason", "为什么移交")),
    ),
    step("take_over", {S.OFFERED}, S.OPEN, by=HOLDERS, label="接下", basis=BASIS),
    step("decline", {S.OFFERED}, S.OPEN, by=HOLDERS, label="不接", basis=BASIS, asks=(Ask("reason", "为什么不接"),)),
    step("take_back", {S.OFFERED}, S.OPEN, by=HOLDERS | _SUPERVISOR, label="不移交了", basis=BASIS),
    step("answer", {S.OPEN}, None, by=HOLDERS, label="按办事指南答复", basis=ONCE),
    step("text_answer", {S.OPEN}, None, by=HOLDERS, label="把答复发短信给对方", basis=ONCE),
    step("give_slip", {S.OPEN}, None, by=HOLDERS, label="出具咨询答复单", basis=ONCE),
    step(
        "reach",
        {S.OPEN},
        None,
        by=HOLDERS,
        label="已经联系上本人",
        basis=BASIS,
        asks=(Ask("words", "说了什么", "long_text"),),
    ),
    step(
        "close",
        {S.OPEN},
        S.CLOSED,
        by=HOLDERS,
        label="登记结果",
        basis=REGISTER,
        asks=(
            _RESULT,
            Ask("case_number", "办件编号", required=False),
            Ask("body", "去哪里办、找谁", required=False),
            Ask("words", "结果说明", "long_text", required=False),
        ),
    ),
    step(
        "settle",
        {S.OPEN},
        S.SETTLED,
        by=HOLDERS,
        label="登记结果，等确认",
        basis=UNRESOLVED,
        asks=(
            _RESULT,
            Ask("words", "结果说明", "long_text"),
            Ask("cause", "办不成的原因", "choice", choices=tuple((each.value, each.label) for each in Cause)),
            Ask("root", "根源要不要改", "choice", choices=tuple((each.value, each.label) for each in Root)),
        ),
    ),
    step("confirm", {S.SETTLED}, S.CLOSED, by=_APPLICANT, label="解决了", basis=UNRESOLVED),
    step(
        "object",
        {S.SETTLED},
        S.OPEN,
        by=_APPLICANT,
        label="没有解决",
        basis=UNRESOLVED,
        asks=(Ask("reason", "哪里没有解决", "long_text"),),
    ),
    step(
        "review",
        {S.SETTLED},
        S.CLOSED,
        by=REVIEWERS,
        label="审核办结",
        basis=UNRESOLVED,
        asks=(Ask("reason", "怎么核实的", "long_text"),),
    ),
    step(
        "ask_joint",
        {S.OPEN},
        None,
        by=HOLDERS,
        label="请别的单位会办",
        basis=UNRESOLVED,
        asks=(Ask("agency", "请哪个单位", "choice"), Ask("words", "要它回答什么", "long_text")),
    ),
    step(
        "give_opinion",
        {S.OPEN},
        None,
        by=HOLDERS,
        label="回会办意见",
        basis=UNRESOLVED,
        asks=(Ask("words", "意见", "long_text"),),
    ),
    step("escalate", UNFINISHED, None, by={Role.SYSTEM}, label="超期报监督岗", basis=BASIS),
)
