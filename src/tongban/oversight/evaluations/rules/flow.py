"""Rating and putting a bad rating right (好差评、差评整改) as tables: 国办发〔2019〕51号, plan 三(五)1."""

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step

from .states import UNTOLD, Finding
from .states import InvitationStatus as I
from .states import RedressStatus as R

RATING = "国办发〔2019〕51号 全面建立政务服务好差评制度"
CLOSED_LOOP = "实施方案 三(五)1 评价、整改、反馈、监督全流程衔接"
ROUTING = "实施方案 三(五)1 集中管理、分类交办、快速处理"
FROM_PROVINCE = "实施方案 三(五)1 对接甘肃省政务服务差评整改系统"
OFFLINE = "实施方案 三(五)1 大厅、便民服务中心（站）、自助终端、12345热线评价渠道"
INTEGRATION = "实施方案 三(五)1 整合各部门评价资源、统一规范"
HANDLERS = frozenset({Role.COUNTER, Role.EXAMINER, Role.REVIEWER, Role.DECIDER, Role.ISSUER})
"""Who puts things right: staff of the unit that served."""
TRANSCRIBERS = frozenset({Role.SUPERVISOR, Role.HOTLINE})
"""Who enters what was said on paper or by telephone: never the unit that served."""
RATERS = frozenset({Role.APPLICANT, Role.KIOSK})
_SYSTEM, _BUREAU = frozenset({Role.SYSTEM}), frozenset({Role.SUPERVISOR})
_EVIDENCE = Ask("evidence", "依据（记录、文书编号）", "long_text")


def _choices(*found: Finding) -> tuple[tuple[str, str], ...]:
    return tuple((each.value, each.label) for each in found)


EVALUATIONS = Flow(
    "好差评",
    I,
    step("invite", {I.NEW}, I.OPEN, by=_SYSTEM, label="请您评价", basis=RATING),
    step("rate", {I.OPEN}, I.RATED, by=RATERS, label="评价", basis=RATING),
    step("transcribe", {I.OPEN}, I.RATED, by=TRANSCRIBERS, label="录入评价卡、电话评价", basis=OFFLINE),
    step("lapse", {I.OPEN}, I.LAPSED, by=_SYSTEM, label="邀请到期", basis=RATING),
)

REDRESSES = Flow(
    "差评整改",
    R,
    step("open", {R.NEW}, R.OPEN, by=_SYSTEM, label="生成差评、交办", basis=ROUTING),
    step(
        "dispatch",
        {R.OPEN},
        None,
        by=_BUREAU,
        label="转派",
        basis=ROUTING,
        asks=(Ask("agency", "转给哪个部门（全称或者简称）"), Ask("reason", "为什么由这个部门办", "long_text")),
    ),
    step(
        "bind_to_province",
        UNTOLD | {R.TOLD, R.CLOSED},
        None,
        by=_SYSTEM,
        label="省里交办",
        basis=FROM_PROVINCE,
    ),
    step(
        "contact",
        {R.OPEN},
        None,
        by=HANDLERS,
        label="登记联系",
        basis=CLOSED_LOOP,
        asks=(Ask("words", "联系时评价人说了什么", "long_text"),),
    ),
    step(
        "verify",
        {R.OPEN},
        R.VERIFIED,
        by=HANDLERS,
        label="核实",
        basis=CLOSED_LOOP,
        asks=(
            Ask("finding", "怎么办", "choice", choices=_choices(Finding.AT_ONCE, Finding.BY_DATE, Finding.EXPLAIN)),
            Ask("words", "查到了什么", "long_text"),
            _EVIDENCE,
        ),
    ),
    step(
        "appeal",
        {R.OPEN},
        R.APPEALED,
        by=HANDLERS,
        label="申诉",
        basis=CLOSED_LOOP,
        asks=(
            Ask("finding", "申诉理由", "choice", choices=_choices(Finding.MISTAKEN, Finding.MALICIOUS)),
            Ask("words", "为什么不应计入", "long_text"),
            _EVIDENCE,
        ),
    ),
    step(
        "uphold_appeal",
        {R.APPEALED},
        R.RECTIFIED,
        by=_BUREAU,
        label="申诉成立",
        basis=CLOSED_LOOP,
        asks=(Ask("words", "裁定意见", "long_text"),),
    ),
    step(
        "dismiss_appeal",
        {R.APPEALED},
        R.OPEN,
        by=_BUREAU,
        label="申诉不成立",
        basis=CLOSED_LOOP,
        asks=(Ask("words", "裁定意见", "long_text"),),
    ),
    step(
        "extend",
        {R.VERIFIED},
        None,
        by={Role.DECIDER},
        label="延长整改期限",
        basis=CLOSED_LOOP,
        asks=(Ask("reason", "为什么复杂、需要多长时间", "long_text"),),
    ),
    step(
        "rectify",
        {R.VERIFIED},
        R.RECTIFIED,
        by=HANDLERS,
        label="整改完成",
        basis=CLOSED_LOOP,
        asks=(Ask("words", "改了什么，或者怎么解释", "long_text"), _EVIDENCE),
    ),
    step(
        "tell",
        {R.RECTIFIED},
        R.TOLD,
        by=HANDLERS,
        label="反馈给评价人",
        basis=CLOSED_LOOP,
        asks=(Ask("words", "对评价人说的话", "long_text"),),
    ),
    step("rate_again", {R.TOLD, R.CLOSED}, None, by=RATERS, label="再评一次", basis=CLOSED_LOOP),
    step("close", {R.TOLD}, R.CLOSED, by=HANDLERS | _SYSTEM, label="办结", basis=CLOSED_LOOP),
    step("escalate", UNTOLD, None, by=_SYSTEM, label="超期报监督岗", basis=ROUTING),
    step(
        "check",
        {R.CLOSED},
        None,
        by=_BUREAU,
        label="抽查合格",
        basis=CLOSED_LOOP,
        asks=(Ask("words", "抽查意见", "long_text"),),
    ),
    step(
        "reopen",
        {R.TOLD, R.CLOSED},
        R.OPEN,
        by=_BUREAU,
        label="退回重新整改",
        basis=CLOSED_LOOP,
        asks=(Ask("words", "哪里没有改到位", "long_text"),),
    ),
)
