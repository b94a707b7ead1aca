"""Where a first contact stands (首问状态), how it came in, what it is, and with what it ends (结果代码)."""

from enum import StrEnum


class ContactStatus(StrEnum):
    """The states of a first contact: offered is «handed over, not yet accepted», and its owner is still the old one."""

    OPEN = "open"
    OFFERED = "offered"
    SETTLED = "settled"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        return {
            "open": "在办",
            "offered": "移交中，等对方接",
            "settled": "有结果，等确认",
            "closed": "已办结",
        }[self]


UNFINISHED = frozenset({ContactStatus.OPEN, ContactStatus.OFFERED})


class ContactChannel(StrEnum):
    """By which way somebody asked (来访渠道)."""

    WINDOW = "window"
    PHONE = "phone"
    WEB = "web"
    STATION = "station"

    @property
    def label(self) -> str:
        return {"window": "窗口", "phone": "电话", "web": "网上", "station": "便民服务站"}[self]


FACE_TO_FACE = frozenset({ContactChannel.WINDOW, ContactChannel.PHONE, ContactChannel.STATION})
"""Visits and calls: they end with a result before the shift does (R-032)."""


class ContactKind(StrEnum):
    """A question, «it could not be done» (办不成事), or cash was refused (拒收现金, R-099)."""

    ENQUIRY = "enquiry"
    UNRESOLVED = "unresolved"
    REFUSED_CASH = "refused_cash"

    @property
    def label(self) -> str:
        return {"enquiry": "咨询", "unresolved": "办不成事", "refused_cash": "拒收现金"}[self]

    @property
    def is_grievance(self) -> bool:
        """Somebody has to be called about it, and gets a result in words."""
        return self is not ContactKind.ENQUIRY

    @property
    def is_confirmed(self) -> bool:
        """Closed only when its author, or somebody who did not handle it, says that it is done (R-074)."""
        return self is ContactKind.UNRESOLVED


GRIEVANCES = tuple(each for each in ContactKind if each.is_grievance)


class ContactResult(StrEnum):
    """How a first contact ended (受理及处理结果): each needs what its sentence says."""

    ANSWERED = "answered"
    CASE_BEGUN = "case_begun"
    NOTICE_GIVEN = "notice_given"
    REFERRED = "referred"
    NOT_OURS = "not_ours"
    SETTLED = "settled"
    GONE = "gone"

    @property
    def label(self) -> str:
        return {
            "answered": "当场答复清楚",
            "case_begun": "已经收件",
            "notice_given": "已一次性书面告知",
            "referred": "已引导到承办窗口或部门",
            "not_ours": "不归本市政务服务办，已告知去处",
            "settled": "反映的事已经办成或者说明",
            "gone": "联系不上本人",
        }[self]

    @property
    def needs_case(self) -> bool:
        """The number of the case that began with it."""
        return self is ContactResult.CASE_BEGUN

    @property
    def needs_body(self) -> bool:
        """To whom: the right body has to be named, «not ours» alone sends people round."""
        return self in (ContactResult.REFERRED, ContactResult.NOT_OURS)

    @property
    def needs_words(self) -> bool:
        return self in (ContactResult.SETTLED, ContactResult.GONE)


class Cause(StrEnum):
    """Why it could not be done (办不成的原因)."""

    NOT_TOLD = "not_told"
    PUSHED = "pushed"
    SYSTEM = "system"
    PROOF = "proof"
    RULE = "rule"
    SERVICE = "service"
    NOT_FIT = "not_fit"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {
            "not_told": "没有一次告知清楚",
            "pushed": "部门之间推来推去",
            "system": "系统、网络出了问题",
            "proof": "要的证明开不出来",
            "rule": "规定不清楚或者过时",
            "service": "服务态度、办事慢",
            "not_fit": "本来不符合条件",
            "other": "其他",
        }[self]


class Root(StrEnum):
    """What has to change so that it does not happen again (根源): a change goes to who keeps the guide."""

    NONE = "none"
    GUIDE = "guide"
    LIST = "list"
    FLOW = "flow"

    @property
    def label(self) -> str:
        return {
            "none": "只是个案，不用改",
            "guide": "办事指南要改",
            "list": "材料清单、条件要改",
            "flow": "办理流程、时限要改",
        }[self]
