"""Where online help stands (帮办状态), what came of it (帮办结果), and the kinds of what is said."""

from enum import StrEnum


class AssistanceStatus(StrEnum):
    """The states of one request for help."""

    ASKED = "asked"
    TAKEN = "taken"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return {"asked": "等人接", "taken": "正在帮", "ended": "已结束", "withdrawn": "不用帮了"}[self]


OPEN = frozenset({AssistanceStatus.ASKED, AssistanceStatus.TAKEN})


class Result(StrEnum):
    """How it ended (结果代码)."""

    SOLVED = "solved"
    TO_WINDOW = "to_window"
    TO_AGENCY = "to_agency"
    GONE = "gone"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {
            "solved": "问题解决了",
            "to_window": "请到窗口办",
            "to_agency": "请部门答复",
            "gone": "对方没有回应",
            "other": "其他",
        }[self]


class MessageKind(StrEnum):
    """Words, a finger on a field (指一指), or a proposal for what to write there (建议)."""

    SAYS = "says"
    POINTS = "points"
    SUGGESTS = "suggests"

    @property
    def label(self) -> str:
        return {"says": "说", "points": "指了一栏", "suggests": "建议改成"}[self]


class Reply(StrEnum):
    """What the applicant made of a proposal."""

    NONE = ""
    ACCEPTED = "accepted"
    DECLINED = "declined"

    @property
    def label(self) -> str:
        return {"": "还没有答", "accepted": "照这样改了", "declined": "没有改"}[self]
