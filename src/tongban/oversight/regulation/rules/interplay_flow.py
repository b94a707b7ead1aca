"""审管协同 as three tables: a push, a proposal to end a licence, a task on a cancelled approval; plan 三(一)3."""

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step

from .interplay import EndingWay, FindingKind, TaskStatus
from .interplay import ProposalStatus as R
from .interplay import PushStatus as P

INSPECTOR, REVIEWER, DECIDER = Role.INSPECTOR, Role.REVIEWER, Role.DECIDER
SUPERVISOR, SYSTEM = Role.SUPERVISOR, Role.SYSTEM
LINK = "实施方案 三(一)3 健全审批和监管衔接机制"
BOUNDARY = "实施方案 三(一)3 厘清职责边界，确保无缝衔接"
CANCELLED = "实施方案 三(一)3 已取消审批的事项由主管部门负责事中事后监管"
SUPERVISE = "行政许可法 第六十一条: 对被许可人的监督检查"
ENDING = "行政许可法 第六十九条、第七十条"
_KIND = Ask("kind", "监管结果", "choice", choices=tuple((each.value, each.label) for each in FindingKind))
_WAY = Ask("way", "建议", "choice", choices=tuple((each.value, f"{each.label}（{each.about}）") for each in EndingWay))
_FOUND = (_KIND, Ask("found_on", "检查日期", "date"), Ask("words", "情况", "long_text"))
_REASON = Ask("reason", "理由", "long_text")

PUSH_FLOW = Flow(
    "审管推送",
    P,
    step("push", {P.SENT}, P.SENT, by={SYSTEM}, label="推送监管部门", basis=LINK),
    step("ask_arbiter", {P.DISPUTED}, P.DISPUTED, by={SYSTEM}, label="没有监管部门，报请裁定", basis=BOUNDARY),
    step("sign", {P.SENT}, P.SIGNED, by={INSPECTOR}, label="签收", basis=LINK),
    step(
        "dispute",
        {P.SENT},
        P.DISPUTED,
        by={INSPECTOR},
        label="不归本部门监管",
        basis=BOUNDARY,
        asks=(_REASON, Ask("body", "应该归哪个部门（全称）", required=False)),
    ),
    step(
        "rule",
        {P.DISPUTED},
        P.SENT,
        by={SUPERVISOR},
        label="裁定由谁监管",
        basis=BOUNDARY,
        asks=(Ask("body", "由哪个部门监管（全称）"), _REASON),
        is_grave=True,
    ),
    step("record", {P.SIGNED, P.ANSWERED}, None, by={INSPECTOR}, label="登记监管结果", basis=SUPERVISE, asks=_FOUND),
    step(
        "feed_back",
        {P.SIGNED},
        P.ANSWERED,
        by={INSPECTOR},
        label="反馈审批部门",
        basis=LINK,
        asks=(Ask("words", "反馈意见", "long_text"),),
    ),
    step(
        "propose_ending",
        {P.SIGNED, P.ANSWERED},
        None,
        by={INSPECTOR},
        label="建议终止许可",
        basis=ENDING,
        asks=(_WAY, Ask("fact", "事实", "long_text"), Ask("ground", "依据（法律条款）")),
        is_grave=True,
    ),
    step("escalate", {P.SENT, P.SIGNED, P.DISPUTED}, None, by={SYSTEM}, label="超期，提醒双方", basis=LINK),
)

PROPOSAL_FLOW = Flow(
    "终止许可的建议",
    R,
    step("propose", {R.PROPOSED}, R.PROPOSED, by={INSPECTOR}, label="提出建议", basis=ENDING),
    step("take_up", {R.PROPOSED}, R.TAKEN_UP, by={REVIEWER, DECIDER}, label="采纳，进入本部门程序", basis=ENDING),
    step(
        "decline",
        {R.PROPOSED, R.TAKEN_UP},
        R.DECLINED,
        by={DECIDER},
        label="不采纳",
        basis=ENDING,
        asks=(_REASON,),
    ),
    step("conclude", {R.PROPOSED, R.TAKEN_UP}, R.CONCLUDED, by={SYSTEM}, label="证照已终止", basis=ENDING),
)

CANCELLED_TASK_FLOW = Flow(
    "取消审批后的监管",
    TaskStatus,
    step(
        "open",
        {TaskStatus.OPEN},
        TaskStatus.OPEN,
        by={SYSTEM},
        label="生成监管任务",
        basis=CANCELLED,
    ),
    step(
        "finish",
        {TaskStatus.OPEN},
        TaskStatus.DONE,
        by={INSPECTOR},
        label="登记检查情况",
        basis=CANCELLED,
        asks=_FOUND,
    ),
)
