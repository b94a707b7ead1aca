"""The check of a promise and the repair of credit (承诺核查、信用修复) as two tables: plan 四(五)1."""

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step

from .states import CheckStatus as C
from .states import CreditStatus as R

APPLICANT, EXAMINER, REVIEWER, DECIDER = Role.APPLICANT, Role.EXAMINER, Role.REVIEWER, Role.DECIDER
SUPERVISOR, SYSTEM = Role.SUPERVISOR, Role.SYSTEM
CHECK = "实施方案 四(五)1 告知承诺：事中事后核查"
REVOKE = "行政许可法 第六十九条第二款; 实施方案 四(五)1 虚假承诺的撤销决定"
HEAR = "行政许可法 第七条: 申请人享有陈述权、申辩权"
REPAIR = "实施方案 四(五)1 信用档案; 国办发〔2020〕49号 信用修复"
_FINDING = Ask("finding", "核查情况", "long_text")
_FACT = Ask("fact", "事实和理由", "long_text")
_GROUND = Ask("ground", "依据（法律条款）")

CHECK_FLOW = Flow(
    "承诺核查",
    C,
    step("open", {C.OPEN}, C.OPEN, by={SYSTEM}, label="生成核查任务", basis=CHECK),
    step("take_on", {C.OPEN}, C.ASSIGNED, by={EXAMINER}, label="我来核查", basis=CHECK),
    step(
        "assign",
        {C.OPEN, C.ASSIGNED},
        C.ASSIGNED,
        by={REVIEWER, DECIDER},
        label="交办核查",
        basis=CHECK,
        asks=(Ask("staff", "交给谁（工号）"),),
    ),
    step("confirm", {C.ASSIGNED}, C.TRUE, by={EXAMINER}, label="承诺属实", basis=CHECK, asks=(_FINDING,)),
    step(
        "order_rectification",
        {C.ASSIGNED},
        C.RECTIFYING,
        by={EXAMINER},
        label="限期整改",
        basis=CHECK,
        asks=(_FINDING, Ask("demand", "要求改什么", "long_text"), Ask("due_on", "整改期限", "date")),
    ),
    step(
        "confirm_rectified",
        {C.RECTIFYING},
        C.RECTIFIED,
        by={EXAMINER},
        label="已按要求整改",
        basis=CHECK,
        asks=(_FINDING,),
    ),
    step(
        "advise_revocation",
        {C.ASSIGNED, C.RECTIFYING},
        C.HEARING,
        by={EXAMINER},
        label="拟撤销，告知当事人",
        basis=f"{HEAR}; {REVOKE}",
        asks=(_FACT, _GROUND),
        is_grave=True,
    ),
    step(
        "state",
        {C.HEARING},
        None,
        by={APPLICANT},
        label="陈述、申辩",
        basis=HEAR,
        asks=(
            Ask("words", "您的意见", "long_text"),
            Ask("hearing", "要不要听证", "choice", choices=(("no", "不要听证"), ("yes", "要求听证"))),
        ),
    ),
    step(
        "record_hearing",
        {C.HEARING},
        None,
        by={DECIDER},
        label="登记听证情况",
        basis=HEAR,
        asks=(Ask("record", "听证的情况", "long_text"),),
    ),
    step(
        "drop",
        {C.HEARING},
        C.ASSIGNED,
        by={DECIDER},
        label="采纳意见，重新核查",
        basis=HEAR,
        asks=(Ask("reason", "理由", "long_text"),),
    ),
    step(
        "revoke",
        {C.HEARING},
        C.REVOKED,
        by={DECIDER},
        label="撤销决定",
        basis=REVOKE,
        asks=(_FACT, _GROUND),
        is_grave=True,
    ),
)

CREDIT_FLOW = Flow(
    "信用修复",
    R,
    step("bar", {R.IN_FORCE}, R.IN_FORCE, by={SYSTEM}, label="记入信用记录", basis=REPAIR),
    step(
        "ask_repair",
        {R.IN_FORCE},
        R.REPAIRING,
        by={APPLICANT},
        label="申请信用修复",
        basis=REPAIR,
        asks=(Ask("evidence", "您怎么纠正的", "long_text"),),
    ),
    step(
        "refuse_repair",
        {R.REPAIRING},
        R.IN_FORCE,
        by={REVIEWER, SUPERVISOR},
        label="不予修复",
        basis=REPAIR,
        asks=(Ask("reason", "理由", "long_text"),),
    ),
    step(
        "lift",
        {R.REPAIRING},
        R.LIFTED,
        by={REVIEWER, SUPERVISOR},
        label="同意修复，解除限制",
        basis=REPAIR,
        asks=(Ask("reason", "审核意见", "long_text"),),
    ),
)
