"""Where a question stands (质询状态), where a finding stands (线索状态), and what kinds of findings there are."""

from enum import StrEnum


class QuestionStatus(StrEnum):
    """From the person's «why» to what came of it."""

    ASKED = "asked"
    ANSWERED = "answered"
    SETTLED = "settled"
    DISPUTED = "disputed"
    PROPER = "proper"
    IMPROPER = "improper"

    @property
    def label(self) -> str:
        return _QUESTION[self]


_QUESTION = {
    QuestionStatus.ASKED: "等部门答复",
    QuestionStatus.ANSWERED: "已答复",
    QuestionStatus.SETTLED: "认可答复",
    QuestionStatus.DISPUTED: "不认可，待核查",
    QuestionStatus.PROPER: "核查：查看正当",
    QuestionStatus.IMPROPER: "核查：查看不当",
}
QUESTION_ENDS = frozenset({QuestionStatus.SETTLED, QuestionStatus.PROPER, QuestionStatus.IMPROPER})


class FindingStatus(StrEnum):
    """A finding is looked into by the audit administrator or supervision."""

    OPEN = "open"
    EXPLAINED = "explained"
    HANDED_OVER = "handed_over"

    @property
    def label(self) -> str:
        return {"open": "待核查", "explained": "已说明", "handed_over": "已移交"}[self.value]


FINDING_ENDS = frozenset({FindingStatus.EXPLAINED, FindingStatus.HANDED_OVER})


class FindingKind(StrEnum):
    """What is odd about looks (异常查看)."""

    CANARY = "canary"
    WATCHED = "watched"
    COLLEAGUE = "colleague"
    NO_CASE = "no_case"
    BURST = "burst"
    OFF_HOURS = "off_hours"

    @property
    def label(self) -> str:
        return _KIND[self]


_KIND = {
    FindingKind.CANARY: "触碰哨兵",
    FindingKind.WATCHED: "看关注名单",
    FindingKind.COLLEAGUE: "看同事",
    FindingKind.NO_CASE: "没有本人经手的办件",
    FindingKind.BURST: "突然看得很多",
    FindingKind.OFF_HOURS: "下班时间查看",
}


class WatchKind(StrEnum):
    """Why a person is on the list (关注类别): well known, or somebody whom nobody has a reason to look at."""

    WATCHED = "watched"
    CANARY = "canary"

    @property
    def label(self) -> str:
        return {"watched": "关注人员", "canary": "哨兵"}[self.value]
