"""Numbers, appointments and terminals as tables (号票、预约、自助终端): who takes which step. R-032, R-100."""

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step

from .guiding import BROKEN_OFF, UNDER_WAY, GuideTask
from .guiding import GuidanceStatus as G
from .states import CHOSEN, LEFT_OVER
from .states import AppointmentStatus as A
from .states import KioskStatus as K
from .states import SessionStatus as E
from .states import TicketStatus as T

CLERKS = frozenset({Role.COUNTER, Role.ISSUER})
"""Who gives numbers, calls them and serves."""
GIVERS = CLERKS | {Role.KIOSK}
"""Who gives numbers: a terminal as well (自助取号)."""
KEEPERS = frozenset({Role.SUPERVISOR, Role.SYSTEM_ADMIN, Role.SYSTEM})
"""Who registers terminals."""

WALK_IN = "实施方案 三(四)2 不得将线上预约作为强制前置"
PRIORITY = "实施方案 四(七)1 等候优先"
REGISTER = "实施方案 三(一)2 受理及处理结果情况登记机制"
BOOKING = "实施方案 四(七)1 线上预约合理分流"
EXTENDED = "实施方案 四(七)1 延时错时服务"
ZONING = "实施方案 三(二)4 分领域综合窗口和功能专区"
ALL_ROUND = "实施方案 三(二)4 无差别、全科式窗口"
SELF_SERVICE = "实施方案 四(三)2 集成式自助服务终端"
GUIDING = "实施方案 四(七)1 全程导引"
_SYSTEM = frozenset({Role.SYSTEM})
_APPLICANT = frozenset({Role.APPLICANT})
_RESULT = Ask("result", "结果", "choice", choices=tuple((each.value, each.label) for each in CHOSEN))

TICKETS = Flow(
    "号票",
    T,
    step("draw", {T.NEW}, T.WAITING, by=GIVERS | _APPLICANT, label="取号", basis=WALK_IN),
    step("call", {T.WAITING}, T.CALLED, by=CLERKS, label="叫号", basis=PRIORITY),
    step("recall", {T.CALLED}, None, by=CLERKS, label="再叫一次", basis=PRIORITY),
    step("miss", {T.CALLED}, T.MISSED, by=CLERKS, label="过号", basis=REGISTER),
    step("rejoin", {T.MISSED}, T.WAITING, by=CLERKS, label="过号回来", basis=WALK_IN),
    step("begin", {T.CALLED}, T.SERVING, by=CLERKS, label="开始办理", basis=REGISTER),
    step("hold", {T.SERVING}, T.HELD, by=CLERKS, label="挂起", basis=REGISTER),
    step("take_up", {T.HELD}, T.SERVING, by=CLERKS, label="回来接着办", basis=REGISTER),
    step(
        "pass_on",
        LEFT_OVER,
        T.WAITING,
        by=CLERKS,
        label="转到别的业务",
        basis=REGISTER,
        asks=(Ask("line", "转到哪类业务", "choice"),),
    ),
    step(
        "leave",
        {T.WAITING, T.CALLED, T.HELD, T.MISSED},
        T.ENDED,
        by=CLERKS | _APPLICANT,
        label="不等了",
        basis=REGISTER,
    ),
    step(
        "finish",
        {T.SERVING},
        T.ENDED,
        by=CLERKS,
        label="登记结果",
        basis=REGISTER,
        asks=(
            _RESULT,
            Ask("case_number", "办件编号", required=False),
            Ask("words", "结果说明", "long_text", required=False),
        ),
    ),
    step("expire", LEFT_OVER, T.ENDED, by=_SYSTEM, label="当天结束", basis=REGISTER),
)

APPOINTMENTS = Flow(
    "预约",
    A,
    step("book", {A.NEW}, A.BOOKED, by=_APPLICANT, label="预约", basis=BOOKING),
    step("rebook", {A.BOOKED}, None, by=_APPLICANT, label="改时间", basis=BOOKING),
    step("cancel", {A.BOOKED}, A.CANCELLED, by=_APPLICANT, label="取消预约", basis=BOOKING),
    step("remind", {A.BOOKED}, None, by=_SYSTEM, label="提醒", basis=BOOKING),
    step("arrive", {A.BOOKED}, A.ARRIVED, by=GIVERS, label="到场取号", basis=BOOKING),
    step("lapse", {A.BOOKED}, A.MISSED, by=_SYSTEM, label="没有来", basis=BOOKING),
)

SESSIONS = Flow(
    "延时服务场次",
    E,
    step("plan", {E.NEW}, E.PLANNED, by={Role.SUPERVISOR}, label="公布", basis=EXTENDED),
    step("call_off", {E.PLANNED}, E.CANCELLED, by={Role.SUPERVISOR}, label="取消", basis=EXTENDED),
)

KIOSKS = Flow(
    "自助终端",
    K,
    step("register", {K.NEW}, K.AWAITED, by=KEEPERS, label="登记", basis=SELF_SERVICE),
    step("give_code", {K.AWAITED, K.RUNNING}, K.AWAITED, by=KEEPERS, label="给绑定码", basis=SELF_SERVICE),
    step("bind", {K.AWAITED}, K.RUNNING, by={Role.KIOSK}, label="绑定", basis=SELF_SERVICE),
    step("retire", {K.AWAITED, K.RUNNING}, K.RETIRED, by=KEEPERS, label="停用", basis=SELF_SERVICE),
)

_TASK = Ask("task", "做了什么", "choice", choices=tuple((each.value, each.label) for each in GuideTask))
_ENDING = Ask("ending", "为什么", "choice", choices=tuple((each.value, each.label) for each in BROKEN_OFF))

GUIDANCES = Flow(
    "全程导引",
    G,
    step("name", {G.NEW}, G.NAMED, by=CLERKS | _SYSTEM, label="指定导引员", basis=GUIDING),
    step("meet", {G.NAMED}, G.GUIDING, by=CLERKS, label="见到人了", basis=GUIDING),
    step("tick", {G.GUIDING}, None, by=CLERKS, label="做了一项", basis=GUIDING, asks=(_TASK,)),
    step(
        "hand_over",
        UNDER_WAY,
        G.NAMED,
        by=CLERKS | _SYSTEM,
        label="交给同事",
        basis=GUIDING,
        asks=(Ask("colleague", "交给谁", "choice", required=False),),
    ),
    step("finish", {G.GUIDING}, G.ENDED, by=CLERKS, label="办完送走", basis=GUIDING),
    step("break_off", UNDER_WAY, G.ENDED, by=CLERKS, label="不用陪了", basis=GUIDING, asks=(_ENDING,)),
    step("expire", UNDER_WAY, G.ENDED, by=_SYSTEM, label="当天结束", basis=GUIDING),
)
