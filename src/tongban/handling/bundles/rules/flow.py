"""Joint handling as one table (一件事联合办理): each department decides its own, and nothing is decided here. R-082."""

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step

from .states import Status as S  # noqa: N817 - a table wants short names

COUNTER, ISSUER, APPLICANT, SYSTEM = Role.COUNTER, Role.ISSUER, Role.APPLICANT, Role.SYSTEM
WAYS = (("electronic", "电子送达"), ("post", "邮寄"), ("locker", "自助柜"))
JOINT = "行政许可法 第二十六条第二款；实施方案 四(一) 一件事一次办"
ONE_WINDOW = "实施方案 三(二)4 不动产登记综合窗口一窗受理、集成服务"
ONE_DELIVERY = "实施方案 四(一) 一次发证"
EVENTS = "实施方案 三(二)4 集成服务；契税法 第十一条"

FLOW = Flow(
    "一件事联合办理",
    S,
    step("submit", {S.NEW}, S.OPEN, by={APPLICANT}, label="提交一件事申请", basis=JOINT),
    step("receive", {S.NEW}, S.OPEN, by={COUNTER}, label="一窗收件", basis=ONE_WINDOW),
    step("accept", {S.OPEN}, None, by={COUNTER}, label="联合受理", basis=JOINT),
    step(
        "tell_once",
        {S.OPEN},
        None,
        by={COUNTER},
        label="一次性告知，齐的先受理",
        basis="行政许可法 第三十二条第一款第四项、第五项",
    ),
    step(
        "correct",
        {S.OPEN},
        None,
        by={APPLICANT, COUNTER},
        label="一次补正",
        basis="行政许可法 第三十二条第一款第四项",
    ),
    step("note_report", {S.OPEN}, None, by={SYSTEM}, label="前置信息到达", basis=EVENTS),
    step("tell_waiting", {S.OPEN}, None, by={SYSTEM}, label="告知在后的事项", basis=JOINT),
    step("hand_over", {S.OPEN}, None, by={SYSTEM}, label="结果齐了，一起送达", basis=ONE_DELIVERY),
    step("let_go", {S.OPEN}, None, by={SYSTEM}, label="送达期限临近，先送达", basis="行政许可法 第四十四条"),
    step(
        "send_singly",
        {S.OPEN},
        None,
        by={APPLICANT, COUNTER},
        label="不等了，办好一项送一项",
        basis="行政许可法 第四十四条；实施方案 四(一) 一次发证",
    ),
    step(
        "send",
        {S.OPEN},
        None,
        by={ISSUER},
        label="一次送达",
        basis=ONE_DELIVERY,
        asks=(Ask("way", "送达方式", "choice", choices=WAYS), Ask("tracking", "邮寄单号", required=False)),
    ),
    step(
        "collect",
        {S.OPEN},
        None,
        by={ISSUER},
        label="窗口一次领取",
        basis=ONE_DELIVERY,
        asks=(Ask("collector_name", "领取人姓名"), Ask("collector_id_number", "领取人身份证号")),
    ),
    step("hand_on", {S.OPEN}, None, by={SYSTEM}, label="前面的结果填入后面的表", basis=JOINT),
    step(
        "withdraw",
        {S.OPEN},
        S.WITHDRAWN,
        by={APPLICANT, COUNTER},
        label="整件撤回",
        basis="行政许可法 第四条; 申请人在决定作出前可以撤回申请",
        asks=(Ask("reason", "撤回原因", "long_text", required=False),),
        is_grave=True,
    ),
    step("end", {S.OPEN}, S.ENDED, by={SYSTEM}, label="统一办结", basis=JOINT),
)
