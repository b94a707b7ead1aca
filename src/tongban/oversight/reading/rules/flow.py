"""A person's question and a finding (质询、查看线索) as two tables: 个人信息保护法 第四十四条、第五十一条."""

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step

from .states import FindingStatus as F
from .states import QuestionStatus as Q

APPLICANT, DECIDER, SUPERVISOR = Role.APPLICANT, Role.DECIDER, Role.SUPERVISOR
AUDIT_ADMIN, SYSTEM = Role.AUDIT_ADMIN, Role.SYSTEM
KNOW = "个人信息保护法 第四十四条: 个人对其个人信息的处理享有知情权"
ANSWER = "个人信息保护法 第五十条: 个人行使权利的申请受理和处理机制"
GUARD = "个人信息保护法 第五十一条、第五十四条: 合规审计"
_REASON = Ask("reason", "理由", "long_text")

QUESTION_FLOW = Flow(
    "查看质询",
    Q,
    step("ask", {Q.ASKED}, Q.ASKED, by={APPLICANT}, label="为什么看我的信息", basis=KNOW),
    step(
        "answer",
        {Q.ASKED},
        Q.ANSWERED,
        by={DECIDER, SUPERVISOR},
        label="答复",
        basis=ANSWER,
        asks=(Ask("answer", "为什么看（本人会看到）", "long_text"),),
    ),
    step("settle", {Q.ANSWERED}, Q.SETTLED, by={APPLICANT}, label="认可答复", basis=ANSWER),
    step(
        "dispute",
        {Q.ANSWERED},
        Q.DISPUTED,
        by={APPLICANT},
        label="不认可",
        basis=ANSWER,
        asks=(Ask("objection", "您的意见", "long_text"),),
    ),
    step(
        "find_proper",
        {Q.DISPUTED},
        Q.PROPER,
        by={SUPERVISOR, AUDIT_ADMIN},
        label="查看正当",
        basis=GUARD,
        asks=(_REASON,),
    ),
    step(
        "find_improper",
        {Q.DISPUTED},
        Q.IMPROPER,
        by={SUPERVISOR, AUDIT_ADMIN},
        label="查看不当",
        basis=GUARD,
        asks=(_REASON,),
        is_grave=True,
    ),
)

FINDING_FLOW = Flow(
    "查看线索",
    F,
    step("find", {F.OPEN}, F.OPEN, by={SYSTEM}, label="发现线索", basis=GUARD),
    step(
        "explain",
        {F.OPEN},
        F.EXPLAINED,
        by={AUDIT_ADMIN, SUPERVISOR},
        label="说明清楚了",
        basis=GUARD,
        asks=(Ask("reason", "核查情况", "long_text"),),
    ),
    step(
        "hand_over",
        {F.OPEN},
        F.HANDED_OVER,
        by={AUDIT_ADMIN, SUPERVISOR},
        label="移交处理",
        basis=GUARD,
        asks=(Ask("reason", "移交给谁、为什么", "long_text"),),
        is_grave=True,
    ),
)
