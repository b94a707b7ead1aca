"""Requests and demands as two tables (共享申请、数据需求)."""

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step
from tongban.registers.resources.rules.flow import DEPARTMENT

from .states import DemandStatus as D
from .states import Ground
from .states import SharingStatus as S

MEET = "实施方案 五(二): 建立政务数据共享供需对接机制"
COORDINATE = "实施方案 五(二): 建立政务数据共享协调机制"
MANAGE = "实施方案 五(二): 建立共享交换管理制度"
SUPERVISOR, SYSTEM = Role.SUPERVISOR, Role.SYSTEM
_REASON = Ask("reason", "为什么", "long_text")
_GROUNDS = tuple((each.value, each.label) for each in Ground)

SHARING = Flow(
    "共享申请",
    S,
    step("ask", {S.ASKED}, S.ASKED, by=DEPARTMENT, label="申请共享", basis=MEET),
    step("grant_directly", {S.ASKED}, S.APPROVED, by={SYSTEM}, label="无条件共享，直接同意", basis=MANAGE),
    step("approve", {S.ASKED}, S.APPROVED, by=DEPARTMENT, label="同意共享", basis=MANAGE),
    step(
        "refuse",
        {S.ASKED},
        S.REFUSED,
        by=DEPARTMENT,
        label="不同意共享",
        basis=MANAGE,
        asks=(
            Ask("ground", "理由", "choice", choices=_GROUNDS),
            Ask("basis", "依据（写明法规和条款，或者职责、范围的出处）"),
            Ask("reason", "具体说明", "long_text"),
        ),
        is_grave=True,
    ),
    step(
        "dispute",
        {S.REFUSED},
        S.DISPUTED,
        by=DEPARTMENT,
        label="请求协调",
        basis=COORDINATE,
        asks=(Ask("objection", "为什么需要、对方的理由哪里不成立", "long_text"),),
    ),
    step(
        "state",
        {S.DISPUTED},
        None,
        by=DEPARTMENT,
        label="陈述意见",
        basis=COORDINATE,
        asks=(Ask("statement", "责任部门的意见", "long_text"),),
    ),
    step(
        "rule_for",
        {S.DISPUTED},
        S.APPROVED,
        by={SUPERVISOR},
        label="裁定共享",
        basis=COORDINATE,
        asks=(Ask("ruling", "裁定理由（双方都要执行）", "long_text"),),
    ),
    step(
        "rule_against",
        {S.DISPUTED},
        S.UPHELD,
        by={SUPERVISOR},
        label="裁定不共享",
        basis=COORDINATE,
        asks=(Ask("ruling", "裁定理由（双方都要执行）", "long_text"),),
    ),
    step("agree", {S.APPROVED}, S.AGREED, by=DEPARTMENT, label="签署共享协议", basis=MANAGE),
    step(
        "activate",
        {S.AGREED},
        S.ACTIVE,
        by=DEPARTMENT,
        label="开通接口",
        basis=MEET,
        asks=(Ask("client", "申请部门的系统（接口调用方名称）"),),
    ),
    step(
        "keep",
        {S.ACTIVE},
        None,
        by=DEPARTMENT,
        label="闲置复核：继续保留",
        basis=MANAGE,
        asks=(Ask("reason", "还要用来做什么", "long_text"),),
    ),
    step(
        "revoke",
        {S.APPROVED, S.AGREED, S.ACTIVE},
        S.REVOKED,
        by=DEPARTMENT | {SUPERVISOR},
        label="收回",
        basis=MANAGE,
        asks=(_REASON,),
        is_grave=True,
    ),
    step(
        "give_up",
        {S.ASKED, S.REFUSED, S.DISPUTED, S.APPROVED, S.AGREED, S.ACTIVE},
        S.GIVEN_UP,
        by=DEPARTMENT,
        label="不用了，退回",
        basis=MANAGE,
        asks=(_REASON,),
    ),
    step("expire", {S.APPROVED, S.AGREED, S.ACTIVE}, S.EXPIRED, by={SYSTEM}, label="到期停用", basis=MANAGE),
)

DEMANDS = Flow(
    "数据需求",
    D,
    step("post", {D.OPEN}, D.OPEN, by=DEPARTMENT, label="提出需求", basis=MEET),
    step(
        "match",
        {D.OPEN},
        D.MATCHED,
        by=DEPARTMENT | {SUPERVISOR},
        label="对接到资源",
        basis=MEET,
        asks=(Ask("code", "资源代码"), Ask("answer", "答复", "long_text")),
    ),
    step(
        "tell_none",
        {D.OPEN},
        D.NONE,
        by={SUPERVISOR},
        label="答复没有这种数据",
        basis=MEET,
        asks=(Ask("answer", "查了哪些部门、以后怎么办", "long_text"),),
    ),
    step("withdraw", {D.OPEN}, D.WITHDRAWN, by=DEPARTMENT, label="撤回需求", basis=MEET),
)
