"""Four tables of steps (中介服务流程): listing, need, credit, concentration; plan 三(一)4.

No step by which an agency is chosen is open to staff: R-061 is a property of this table, and a test reads it.
"""

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step

from .states import AgencyStatus as A
from .states import AlertStatus, ItemStatus
from .states import NeedStatus as N

APPLICANT, EXAMINER, REVIEWER = Role.APPLICANT, Role.EXAMINER, Role.REVIEWER
SUPERVISOR, SYSTEM = Role.SUPERVISOR, Role.SYSTEM
LIST = "实施方案 三(一)4 中介服务机构公开服务指南，明确条件、流程、时限、收费标准"
QUALIFY = "实施方案 三(一)4 资质动态管理"
CHOOSE = "实施方案 三(一)4 不得强制企业选择特定中介服务机构; 优化营商环境条例 第四十三条"
MARKET = "实施方案 三(一)4 中介服务网上超市; 国办发〔2015〕31号"
CONTRACT = "民法典 第四百六十九条; 实施方案 三(一)4 中介服务网上超市"
RATE = "实施方案 三(一)4 信用评价、信用分级分类监管"
REPAIR = "国办发〔2020〕49号 信用修复"
WATCH = "实施方案 三(一)4 各部门不得强制企业选择特定中介服务机构"
_REASON = Ask("reason", "原因")
_EVIDENCE = Ask("words", "事实和依据", "long_text")

AGENCY_FLOW = Flow(
    "中介机构入驻",
    A,
    step("apply", {A.APPLIED}, A.APPLIED, by={APPLICANT}, label="申请入驻", basis=LIST),
    step("amend", {A.RETURNED, A.LISTED, A.DELISTED}, A.APPLIED, by={APPLICANT}, label="修改后再报", basis=LIST),
    step("check", {A.APPLIED}, A.CHECKED, by={EXAMINER}, label="核对属实", basis=LIST, asks=(_EVIDENCE,)),
    step("list", {A.CHECKED}, A.LISTED, by={REVIEWER}, label="上架", basis=LIST),
    step(
        "return", {A.APPLIED, A.CHECKED}, A.RETURNED, by={EXAMINER, REVIEWER}, label="退回", basis=LIST, asks=(_REASON,)
    ),
    step("delist", {A.LISTED}, A.DELISTED, by={REVIEWER, SYSTEM}, label="下架", basis=QUALIFY, asks=(_REASON,)),
    step("rate", set(A), None, by={SYSTEM}, label="信用等级变化", basis=RATE),
)

NEED_FLOW = Flow(
    "中介服务需求",
    N,
    step("publish", {N.OPEN}, N.OPEN, by={APPLICANT}, label="发布需求", basis=MARKET),
    step("enter", {N.OPEN}, None, by={APPLICANT}, label="报名", basis=MARKET),
    step("choose", {N.OPEN}, N.SELECTED, by={APPLICANT}, label="选这一家", basis=CHOOSE),
    step("close_entries", {N.OPEN}, N.CLOSED, by={APPLICANT, SYSTEM}, label="报名截止", basis=CHOOSE),
    step("draw", {N.CLOSED}, N.SELECTED, by={APPLICANT, SYSTEM}, label="抽取", basis=CHOOSE),
    step("open_bids", {N.CLOSED}, N.SELECTED, by={APPLICANT, SYSTEM}, label="打开报价", basis=CHOOSE),
    step("fail", {N.OPEN, N.CLOSED}, N.FAILED, by={APPLICANT, SYSTEM}, label="没有选成", basis=MARKET),
    step("confirm", {N.SELECTED}, N.CONFIRMED, by={APPLICANT}, label="接受委托", basis=MARKET),
    step("decline", {N.SELECTED}, None, by={APPLICANT}, label="放弃中选", basis=MARKET, asks=(_REASON,)),
    step("lapse", {N.SELECTED}, None, by={SYSTEM}, label="逾期没有确认", basis=MARKET),
    step("send_contract", {N.CONFIRMED}, N.SIGNING, by={APPLICANT}, label="上传合同", basis=CONTRACT),
    step(
        "refuse_contract", {N.SIGNING}, N.CONFIRMED, by={APPLICANT}, label="合同要改", basis=CONTRACT, asks=(_REASON,)
    ),
    step("sign_contract", {N.SIGNING}, N.WORKING, by={APPLICANT}, label="确认合同", basis=CONTRACT),
    step("deliver", {N.WORKING}, N.DELIVERED, by={APPLICANT}, label="上传服务结果", basis=MARKET),
    step("ask_rework", {N.DELIVERED}, N.WORKING, by={APPLICANT}, label="要求改正", basis=CONTRACT, asks=(_REASON,)),
    step("accept", {N.DELIVERED}, N.ACCEPTED, by={APPLICANT}, label="验收通过", basis=CONTRACT),
    step(
        "cancel",
        {N.OPEN, N.CLOSED, N.SELECTED, N.CONFIRMED, N.SIGNING},
        N.CANCELLED,
        by={APPLICANT},
        label="取消",
        basis=MARKET,
        asks=(_REASON,),
    ),
)

ITEM_FLOW = Flow(
    "中介信用记录",
    ItemStatus,
    step("review", {ItemStatus.COUNTED}, None, by={APPLICANT, EXAMINER}, label="评价", basis=RATE),
    step(
        "record", {ItemStatus.COUNTED}, None, by={EXAMINER, SYSTEM}, label="记失信行为", basis=RATE, asks=(_EVIDENCE,)
    ),
    step(
        "appeal", {ItemStatus.COUNTED}, ItemStatus.APPEALED, by={APPLICANT}, label="申诉", basis=RATE, asks=(_EVIDENCE,)
    ),
    step(
        "uphold",
        {ItemStatus.APPEALED},
        ItemStatus.VOIDED,
        by={REVIEWER},
        label="申诉成立",
        basis=RATE,
        asks=(_EVIDENCE,),
    ),
    step(
        "dismiss",
        {ItemStatus.APPEALED},
        ItemStatus.COUNTED,
        by={REVIEWER},
        label="申诉不成立",
        basis=RATE,
        asks=(_EVIDENCE,),
    ),
    step(
        "ask_repair",
        {ItemStatus.COUNTED},
        ItemStatus.REPAIRING,
        by={APPLICANT},
        label="申请修复",
        basis=REPAIR,
        asks=(_EVIDENCE,),
    ),
    step(
        "repair",
        {ItemStatus.REPAIRING},
        ItemStatus.REPAIRED,
        by={REVIEWER},
        label="准予修复",
        basis=REPAIR,
        asks=(_EVIDENCE,),
    ),
    step(
        "refuse_repair",
        {ItemStatus.REPAIRING},
        ItemStatus.COUNTED,
        by={REVIEWER},
        label="不予修复",
        basis=REPAIR,
        asks=(_EVIDENCE,),
    ),
)

ALERT_FLOW = Flow(
    "中介集中度预警",
    AlertStatus,
    step("raise", {AlertStatus.OPEN}, None, by={SYSTEM}, label="预警", basis=WATCH),
    step(
        "settle",
        {AlertStatus.OPEN},
        AlertStatus.SETTLED,
        by={SUPERVISOR},
        label="核查完毕",
        basis=WATCH,
        asks=(_EVIDENCE,),
    ),
)
