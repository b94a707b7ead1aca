"""What kind of help in person it is (上门帮办), where it stands, who needs it, and how it ended."""

from enum import StrEnum


class OutreachKind(StrEnum):
    """At home, first in the hall, or with somebody who runs the errand (服务方式)."""

    HOME = "home"
    GREEN = "green"
    AGENT = "agent"

    @property
    def label(self) -> str:
        return {"home": "上门服务", "green": "绿色通道", "agent": "帮办代办"}[self]

    @property
    def hint(self) -> str:
        return {
            "home": "不方便出门的，工作人员到家里来",
            "green": "到大厅来，有人接您，不用排队等",
            "agent": "有人陪着您办；书面委托以后，也可以替您跑",
        }[self]


class OutreachStatus(StrEnum):
    """The states of one request."""

    ASKED = "asked"
    ARRANGED = "arranged"
    DONE = "done"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        return {"asked": "等安排", "arranged": "已安排", "done": "已办完", "cancelled": "已取消"}[self]


OPEN = frozenset({OutreachStatus.ASKED, OutreachStatus.ARRANGED})


class OutreachChannel(StrEnum):
    """By which way it was asked for (来源)."""

    WEB = "web"
    PHONE = "phone"
    WINDOW = "window"
    STATION = "station"

    @property
    def label(self) -> str:
        return {"web": "网上", "phone": "电话", "window": "窗口", "station": "便民服务站"}[self]


class AskedBy(StrEnum):
    """Who asks: the person, or somebody for them (谁来申请)."""

    SELF = "self"
    FAMILY = "family"
    CARER = "carer"
    COMMUNITY = "community"

    @property
    def label(self) -> str:
        return {"self": "本人", "family": "家里人", "carer": "照护人员", "community": "社区、村里的人"}[self]


class Need(StrEnum):
    """Why somebody needs it (需要照顾的情形); said by the person, not proved."""

    ELDER = "elder"
    DISABLED = "disabled"
    ILL = "ill"
    PREGNANT = "pregnant"
    INFANT = "infant"
    HEARING = "hearing"
    SIGHT = "sight"
    VETERAN = "veteran"

    @property
    def label(self) -> str:
        return {
            "elder": "老年人",
            "disabled": "残疾人，行动不便",
            "ill": "生病，不方便出门",
            "pregnant": "孕妇",
            "infant": "带着婴幼儿",
            "hearing": "听力不便，要写字或者手语",
            "sight": "视力不便，要读给听",
            "veteran": "退役军人、优抚对象",
        }[self]


class OutreachResult(StrEnum):
    """How it ended (结果)."""

    CASE_BEGUN = "case_begun"
    SETTLED = "settled"
    TO_WINDOW = "to_window"
    NOT_POSSIBLE = "not_possible"

    @property
    def label(self) -> str:
        return {
            "case_begun": "已经收件办理",
            "settled": "当场办好、问清楚了",
            "to_window": "还要到窗口办",
            "not_possible": "办不了，说明了原因",
        }[self]


class SignedWay(StrEnum):
    """How the mandate to the helper was signed (委托方式)."""

    ONLINE = "online"
    PAPER = "paper"

    @property
    def label(self) -> str:
        return {"online": "网上委托", "paper": "当面书面委托"}[self]


class GivenBack(StrEnum):
    """How a person confirms that originals are back (怎么确认收回)."""

    ONLINE = "online"
    PAPER = "paper"

    @property
    def label(self) -> str:
        return {"online": "本人自己在网上确认", "paper": "本人在回执上签了字"}[self]
