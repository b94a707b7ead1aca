"""Where a number stands (号票状态), with what it ends (结果代码), who waits less; appointments and terminals."""

from enum import StrEnum


class TicketStatus(StrEnum):
    """The states of a number: missed is «called, nobody came», and may come back on the same day.

    Held is «served, and gone to fetch something»: the window calls others, and goes on with it without a new wait.
    """

    NEW = "new"
    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    HELD = "held"
    MISSED = "missed"
    ENDED = "ended"

    @property
    def label(self) -> str:
        return {
            "new": "取号中",
            "waiting": "等候",
            "called": "叫到",
            "serving": "办理中",
            "held": "挂起",
            "missed": "过号",
            "ended": "办结",
        }[self]


AT_HAND = frozenset({TicketStatus.CALLED, TicketStatus.SERVING})
"""In the hands of one clerk, who cannot go home before there is a result (R-032)."""
LEFT_OVER = frozenset({TicketStatus.WAITING, TicketStatus.CALLED, TicketStatus.SERVING, TicketStatus.HELD})
"""What a day that is over must not leave behind."""


class TicketResult(StrEnum):
    """With what a number ended (结果代码): those that a clerk chooses, and those that follow from the step."""

    CASE = "case"
    NOTICE_GIVEN = "notice_given"
    ANSWERED = "answered"
    REFERRED = "referred"
    UNRESOLVED = "unresolved"
    NO_SHOW = "no_show"
    LEFT = "left"
    NOT_REACHED = "not_reached"
    UNRECORDED = "unrecorded"

    @property
    def label(self) -> str:
        return {
            "case": "收件、补件或者领取",
            "notice_given": "已一次性书面告知",
            "answered": "当场答复清楚",
            "referred": "已引导到别处",
            "unresolved": "没办成，已登记办不成事",
            "no_show": "过号未到",
            "left": "本人不等了",
            "not_reached": "当天没有轮到",
            "unrecorded": "窗口没有登记结果",
        }[self]

    @property
    def needs_case(self) -> bool:
        """Which case it was; every result may name one, and then the visit counts for it (R-094)."""
        return self is TicketResult.CASE

    @property
    def needs_words(self) -> bool:
        """To whom, or what could not be done."""
        return self in (TicketResult.REFERRED, TicketResult.UNRESOLVED)


CHOSEN = (
    TicketResult.CASE,
    TicketResult.NOTICE_GIVEN,
    TicketResult.ANSWERED,
    TicketResult.REFERRED,
    TicketResult.UNRESOLVED,
)
"""What a clerk chooses from when somebody was served."""


class Priority(StrEnum):
    """Who waits less (等候优先): as one says at the desk, nothing is to be proved. Plan 四(七)1."""

    NONE = ""
    ELDER = "elder"
    DISABLED = "disabled"
    PREGNANT = "pregnant"
    INFANT = "infant"
    SOLDIER = "soldier"

    @property
    def label(self) -> str:
        return {
            "": "不用优先",
            "elder": "老年人",
            "disabled": "残疾人",
            "pregnant": "孕妇",
            "infant": "带婴幼儿",
            "soldier": "军人、军属",
        }[self]


class KioskStatus(StrEnum):
    """The states of a terminal: registered and waiting for its code, in use, out of use for good."""

    NEW = "new"
    AWAITED = "awaited"
    RUNNING = "running"
    RETIRED = "retired"

    @property
    def label(self) -> str:
        return {"new": "登记中", "awaited": "等绑定", "running": "在用", "retired": "停用"}[self]


class AppointmentStatus(StrEnum):
    """The states of an appointment; who does not come may still come without one."""

    NEW = "new"
    BOOKED = "booked"
    ARRIVED = "arrived"
    CANCELLED = "cancelled"
    MISSED = "missed"

    @property
    def label(self) -> str:
        return {
            "new": "预约中",
            "booked": "已约好",
            "arrived": "已到场取号",
            "cancelled": "已取消",
            "missed": "没有来",
        }[self]


class SessionKind(StrEnum):
    """Why a place serves outside its hours (延时错时服务)."""

    LATE = "late"
    OFF_PEAK = "off_peak"
    WEEKEND = "weekend"

    @property
    def label(self) -> str:
        return {"late": "下班以后延时", "off_peak": "午间错时", "weekend": "周末和假日"}[self]


class SessionStatus(StrEnum):
    """The states of such a session; one that somebody booked in is not called off."""

    NEW = "new"
    PLANNED = "planned"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        return {"new": "登记中", "planned": "已公布", "cancelled": "已取消"}[self]


class ConsultOutcome(StrEnum):
    """With what somebody left the consult desk (咨询去向): a number, an answer, or a person who follows."""

    TICKET = "ticket"
    ANSWERED = "answered"
    UNANSWERED = "unanswered"

    @property
    def label(self) -> str:
        return {"ticket": "取号去窗口", "answered": "当场答清楚", "unanswered": "没答上来，有人跟着"}[self]
