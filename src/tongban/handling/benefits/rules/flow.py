"""From a draft to an edition of a policy, and from a match to a grant (政策发布、免申即享), each as one table."""

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step

from .states import EDITABLE, OPEN, DraftStatus, GrantStatus, Opinion
from .states import GrantStatus as G

EDITOR, REVIEWER = Role.CATALOG_EDITOR, Role.CATALOG_REVIEWER
LIBRARY = "实施方案 四(六)2 完善政策宣传服务"
IMPACT = "个人信息保护法 第五十五条第二项"
BENEFITS = "实施方案 四(六)2 更多惠企便民政策和业务不来即享"
BY_PEOPLE = "个人信息保护法 第二十四条第三款"
OWN_WILL = "个人信息保护法 第二十四条第二款"
PUBLICITY = "政府信息公开条例 第二十条"
CORRECTION = "优化营商环境条例 第六十四条"
_REASON = Ask("reason", "理由", "long_text")
_OPINION = Ask("opinion", "核对意见", "choice", choices=tuple((each.value, each.label) for each in Opinion))

DRAFTS = Flow(
    "政策发布",
    DraftStatus,
    step("edit", EDITABLE, None, by={EDITOR}, label="编制", basis=LIBRARY),
    step("simulate", OPEN, None, by={EDITOR, REVIEWER}, label="试算", basis=IMPACT),
    step("conclude_trial", OPEN, None, by={Role.SYSTEM}, label="试算完成", basis=IMPACT),
    step(
        "propose",
        EDITABLE,
        DraftStatus.PROPOSED,
        by={EDITOR},
        label="送审",
        basis=LIBRARY,
        asks=(Ask("reason", "这一版改了什么，为什么", "long_text"),),
    ),
    step("recall", {DraftStatus.PROPOSED}, DraftStatus.DRAFT, by={EDITOR}, label="撤回修改", basis=LIBRARY),
    step(
        "return",
        {DraftStatus.PROPOSED},
        DraftStatus.RETURNED,
        by={REVIEWER},
        label="退回修改",
        basis=LIBRARY,
        asks=(_REASON,),
    ),
    step(
        "approve",
        {DraftStatus.PROPOSED},
        DraftStatus.APPROVED,
        by={REVIEWER},
        label="审核通过并发布",
        basis=LIBRARY,
        asks=(Ask("effective_on", "从哪天起执行", "date"),),
        is_grave=True,
    ),
    step("drop", EDITABLE, DraftStatus.DROPPED, by={EDITOR}, label="作废", basis=LIBRARY, asks=(_REASON,)),
)

GRANTS = Flow(
    "免申即享",
    GrantStatus,
    step("list", {G.NEW}, G.PROPOSED, by={Role.SYSTEM}, label="列入名单", basis=BENEFITS),
    step("confirm", {G.NEW}, G.PROPOSED, by={Role.APPLICANT}, label="确认享受", basis=BENEFITS),
    step(
        "check",
        {G.PROPOSED},
        G.CHECKED,
        by={Role.EXAMINER},
        label="核对",
        basis=BY_PEOPLE,
        asks=(_OPINION, Ask("words", "说明", "long_text", required=False)),
    ),
    step("return", {G.CHECKED}, G.PROPOSED, by={Role.DECIDER}, label="退回重核", basis=BY_PEOPLE, asks=(_REASON,)),
    step("publish", {G.CHECKED}, G.PUBLIC, by={Role.DECIDER}, label="同意并公示", basis=PUBLICITY),
    step("grant", {G.CHECKED}, G.GRANTED, by={Role.DECIDER}, label="决定给予", basis=BY_PEOPLE),
    step(
        "refuse",
        {G.CHECKED, G.CONTESTED},
        G.REFUSED,
        by={Role.DECIDER},
        label="不予享受",
        basis=BY_PEOPLE,
        asks=(_REASON,),
        is_grave=True,
    ),
    step(
        "object",
        {G.PUBLIC},
        G.CONTESTED,
        by={Role.APPLICANT},
        label="提出异议",
        basis=PUBLICITY,
        asks=(Ask("words", "有什么异议", "long_text"),),
    ),
    step(
        "dismiss",
        {G.CONTESTED},
        G.PUBLIC,
        by={Role.DECIDER},
        label="异议不成立",
        basis=PUBLICITY,
        asks=(_REASON,),
    ),
    step("conclude", {G.PUBLIC}, G.GRANTED, by={Role.SYSTEM}, label="公示期满，给予", basis=PUBLICITY),
    step("pay_out", {G.GRANTED}, G.PAID_OUT, by={Role.EXAMINER}, label="交付兑付", basis=BENEFITS),
    step(
        "give_up",
        {G.PROPOSED, G.CHECKED, G.PUBLIC},
        G.GIVEN_UP,
        by={Role.APPLICANT},
        label="放弃享受",
        basis=OWN_WILL,
    ),
    step(
        "revoke",
        {G.GRANTED, G.PAID_OUT},
        G.REVOKED,
        by={Role.DECIDER},
        label="撤销",
        basis=CORRECTION,
        asks=(_REASON,),
        is_grave=True,
    ),
)
