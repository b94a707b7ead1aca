"""Incidents and drills (信息安全事件、应急演练) as two tables: who handles is never who says that it is over."""

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step

from .states import BEING_HANDLED, Severity
from .states import DrillStatus as D
from .states import IncidentStatus as S

SECURITY, SYSTEM_ADMIN, SUPERVISOR, SYSTEM = Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN, Role.SUPERVISOR, Role.SYSTEM
HANDLE = "数据安全法 第二十九条: 发生数据安全事件时，应当立即采取处置措施"
TELL = "个人信息保护法 第五十七条: 个人信息泄露、篡改、丢失的通知"
REPORT = "国家网络安全事件报告管理办法 第四条"
PLAN = "实施方案 五(四): 信息安全事件应急处置"
DRILL = "实施方案 五(四): 应急培训与演练"
_WORDS = Ask("words", "情况", "long_text")
_YES_NO = (("yes", "是"), ("no", "否"))

INCIDENTS = Flow(
    "信息安全事件",
    S,
    step("report", {S.WRITTEN}, S.REPORTED, by={SECURITY, SYSTEM_ADMIN, SUPERVISOR}, label="登记事件", basis=HANDLE),
    step(
        "assess",
        {S.REPORTED, S.ASSESSED},
        S.ASSESSED,
        by={SECURITY},
        label="研判定级",
        basis=REPORT,
        asks=(
            Ask("severity", "级别", "choice", choices=tuple((each.value, each.label) for each in Severity)),
            Ask("touches_persons", "是否涉及个人信息", "choice", choices=_YES_NO),
            Ask("playbook", "启动哪个预案", "text"),
            _WORDS,
        ),
    ),
    step("dismiss", {S.REPORTED}, S.DISMISSED, by={SECURITY}, label="不是事件", basis=PLAN, asks=(_WORDS,)),
    step("note", BEING_HANDLED, None, by={SECURITY, SYSTEM_ADMIN}, label="记一笔经过", basis=PLAN, asks=(_WORDS,)),
    step("mark", BEING_HANDLED, None, by={SECURITY, SYSTEM_ADMIN}, label="完成一步预案", basis=HANDLE),
    step("add_affected", BEING_HANDLED, None, by={SECURITY}, label="登记受影响的办件", basis=TELL),
    step("notify_authority", BEING_HANDLED, None, by={SECURITY}, label="报告主管部门", basis=REPORT),
    step("notify_persons", BEING_HANDLED, None, by={SECURITY}, label="告知个人", basis=TELL),
    step(
        "spare_persons",
        BEING_HANDLED,
        None,
        by={SUPERVISOR},
        label="决定不告知个人",
        basis="个人信息保护法 第五十七条第二款: 采取措施能够有效避免危害的，可以不通知个人",
        asks=(Ask("words", "采取了什么措施、为什么能避免危害", "long_text"),),
        is_grave=True,
    ),
    step("tell_overdue", BEING_HANDLED, None, by={SYSTEM}, label="报告、告知超期", basis=REPORT),
    step("contain", {S.ASSESSED}, S.CONTAINED, by={SECURITY}, label="已经控制住", basis=HANDLE, asks=(_WORDS,)),
    step(
        "close",
        {S.CONTAINED},
        S.CLOSED,
        by={SUPERVISOR},
        label="结案",
        basis=PLAN,
        asks=(Ask("words", "原因、责任、整改、教训", "long_text"),),
    ),
)

DRILLS = Flow(
    "应急演练",
    D,
    step("plan", {D.WRITTEN}, D.PLANNED, by={SYSTEM, SUPERVISOR}, label="列入计划", basis=DRILL),
    step("begin", {D.PLANNED, D.MISSED}, D.RUNNING, by={SECURITY}, label="开始演练", basis=DRILL),
    step(
        "score",
        {D.RUNNING},
        D.SCORED,
        by={SUPERVISOR},
        label="评分",
        basis=DRILL,
        asks=(Ask("words", "发现的问题和改进要求", "long_text"),),
    ),
    step("miss", {D.PLANNED}, D.MISSED, by={SYSTEM}, label="逾期没有演练", basis=DRILL),
)
