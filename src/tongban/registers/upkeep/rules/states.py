"""Where a report of an error stands (指错), and which part of a guide it is about."""

from enum import StrEnum


class ReportStatus(StrEnum):
    """The states of a report (指错状态): upheld is «it is wrong indeed», dismissed «it is right as it stands»."""

    REPORTED = "reported"
    UPHELD = "upheld"
    FIXED = "fixed"
    ANSWERED = "answered"
    DISMISSED = "dismissed"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    ReportStatus.REPORTED: "已收到",
    ReportStatus.UPHELD: "属实，正在改正",
    ReportStatus.FIXED: "已改正",
    ReportStatus.ANSWERED: "已答复",
    ReportStatus.DISMISSED: "核对过，没有写错",
}
OPEN = frozenset({ReportStatus.REPORTED, ReportStatus.UPHELD})


class Section(StrEnum):
    """A part of the guide as its page has it (指南的一节); the values are the anchors of the page."""

    CAN = "can"
    BRING = "bring"
    HOW = "how"
    COST = "cost"
    GET = "get"
    WHERE = "where"
    FAQ = "faq"
    LAW = "law"
    FORM = "form"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _SECTIONS[self]


_SECTIONS = {
    Section.CAN: "能不能办",
    Section.BRING: "带什么",
    Section.HOW: "怎么办，要多久",
    Section.COST: "收不收费",
    Section.GET: "办好给您什么",
    Section.WHERE: "去哪办、找谁问",
    Section.FAQ: "大家常问",
    Section.LAW: "依据和全部要素",
    Section.FORM: "空白表和样表",
    Section.OTHER: "其他地方",
}
