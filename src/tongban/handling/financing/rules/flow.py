"""Four tables of steps (金融普惠流程): bank, need, match, proof; plan 四(六)2.

Both sides sign in as applicants; which of the two a step belongs to, the command asks. No step is open to staff but
the admission of banks: nobody of the government lends, chooses a bank, or looks at what was consented for a bank.
"""

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step

from .states import RUNNING, BankStatus, Cause, NeedStatus, ProofStatus
from .states import MatchStatus as M

APPLICANT, SUPERVISOR, SYSTEM = Role.APPLICANT, Role.SUPERVISOR, Role.SYSTEM
PLAN = "实施方案 四(六)2 金融普惠综合服务"
CONSENT = "个人信息保护法 第十四条、第二十三条"
WITHDRAWAL = "个人信息保护法 第十五条"
DECISION = "个人信息保护法 第二十四条"
_REASON = Ask("reason", "原因")

BANK_FLOW = Flow(
    "入驻银行",
    BankStatus,
    step("register", {BankStatus.NEW}, BankStatus.LISTED, by={SYSTEM}, label="登记", basis=PLAN),
    step(
        "suspend",
        {BankStatus.LISTED},
        BankStatus.SUSPENDED,
        by={SUPERVISOR},
        label="暂停",
        basis=PLAN,
        asks=(_REASON,),
    ),
    step(
        "resume", {BankStatus.SUSPENDED}, BankStatus.LISTED, by={SUPERVISOR}, label="恢复", basis=PLAN, asks=(_REASON,)
    ),
)

NEED_FLOW = Flow(
    "融资需求",
    NeedStatus,
    step("post", {NeedStatus.OPEN}, NeedStatus.OPEN, by={APPLICANT}, label="发布", basis=PLAN),
    step("meet", {NeedStatus.OPEN}, NeedStatus.MET, by={SYSTEM}, label="银行已放款", basis=PLAN),
    step("end", {NeedStatus.OPEN}, NeedStatus.ENDED, by={APPLICANT}, label="收回需求", basis=PLAN),
    step("expire", {NeedStatus.OPEN}, NeedStatus.EXPIRED, by={SYSTEM}, label="到期", basis=PLAN),
)

_RUN = RUNNING - {M.OFFERED}
_TALKING = frozenset({M.CONTACTED, M.CREDITED})

MATCH_FLOW = Flow(
    "银企对接",
    M,
    step("offer", {M.OFFERED}, M.OFFERED, by={APPLICANT}, label="愿意对接", basis=PLAN),
    step("apply", {M.SENT}, M.SENT, by={APPLICANT}, label="选这家银行", basis=PLAN),
    step("agree", {M.OFFERED}, M.SENT, by={APPLICANT}, label="同意对接", basis=PLAN),
    step("ask", _RUN, None, by={APPLICANT}, label="请求数据证明", basis=CONSENT, asks=(_REASON,)),
    step("contact", {M.SENT}, M.CONTACTED, by={APPLICANT}, label="已对接", basis=PLAN),
    step("score", _TALKING, None, by={APPLICANT}, label="登记评分和说明", basis=DECISION),
    step("object", _TALKING | {M.FAILED}, None, by={APPLICANT}, label="要求人工复核", basis=DECISION, asks=(_REASON,)),
    step("credit", {M.CONTACTED}, M.CREDITED, by={APPLICANT}, label="已授信", basis=PLAN),
    step("lend", {M.CREDITED}, M.LENT, by={APPLICANT}, label="已放款", basis=PLAN),
    step(
        "fail",
        RUNNING,
        M.FAILED,
        by={APPLICANT},
        label="没有办成",
        basis=PLAN,
        asks=(Ask("cause", "原因", "choice", choices=tuple((each.value, each.label) for each in Cause)),),
    ),
    step("withdraw", RUNNING, M.WITHDRAWN, by={APPLICANT}, label="不办了", basis=PLAN),
    step("lapse", RUNNING, M.WITHDRAWN, by={SYSTEM}, label="需求已经结束", basis=PLAN),
)

PROOF_FLOW = Flow(
    "银行数据证明",
    ProofStatus,
    step("grant", {ProofStatus.NEW}, ProofStatus.GRANTED, by={APPLICANT}, label="同意给银行看", basis=CONSENT),
    step("withdraw", {ProofStatus.GRANTED}, ProofStatus.WITHDRAWN, by={APPLICANT}, label="收回同意", basis=WITHDRAWAL),
)
