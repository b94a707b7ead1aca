"""The five grades (五级评价) and by which way one came; codes of other systems are made at the edge. GB/T 39735."""

from enum import StrEnum


class Grade(StrEnum):
    """What somebody thinks of a service (评价等级); none stands for «no answer», and none is ever a default."""

    VERY_SATISFIED = "very_satisfied"
    SATISFIED = "satisfied"
    FAIRLY_SATISFIED = "fairly_satisfied"
    DISSATISFIED = "dissatisfied"
    VERY_DISSATISFIED = "very_dissatisfied"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def is_bad(self) -> bool:
        """差评: the last two grades."""
        return self in BAD

    @property
    def code(self) -> int:
        """1 is very satisfied, 5 very dissatisfied (国家政务服务平台 S46 附录 A.8)."""
        return list(Grade).index(self) + 1

    @property
    def satisfaction(self) -> int:
        """The other way round, as provincial systems want it: 5 is very satisfied."""
        return 6 - self.code


_LABELS = {
    Grade.VERY_SATISFIED: "非常满意",
    Grade.SATISFIED: "满意",
    Grade.FAIRLY_SATISFIED: "基本满意",
    Grade.DISSATISFIED: "不满意",
    Grade.VERY_DISSATISFIED: "非常不满意",
}
BAD = frozenset({Grade.DISSATISFIED, Grade.VERY_DISSATISFIED})


class Way(StrEnum):
    """By which way a rating came (评价渠道)."""

    PC = "pc"
    MOBILE = "mobile"
    QR = "qr"
    TEXT = "text"
    KIOSK = "kiosk"
    PAD = "pad"
    PAPER = "paper"
    PHONE = "phone"
    API = "api"

    @property
    def label(self) -> str:
        return _WAYS[self]


_WAYS = {
    Way.PC: "电脑网页",
    Way.MOBILE: "手机网页",
    Way.QR: "号票二维码",
    Way.TEXT: "消息里的链接",
    Way.KIOSK: "自助终端",
    Way.PAD: "窗口评价器",
    Way.PAPER: "纸质评价卡",
    Way.PHONE: "12345电话",
    Way.API: "部门业务系统",
}


class Service(StrEnum):
    """What was rated: a case, each once (一事一评), a visit to a hall or help in person, each once (一次一评)."""

    CASE = "case"
    VISIT = "visit"
    OUTREACH = "outreach"

    @property
    def label(self) -> str:
        return {"case": "办件", "visit": "到大厅办事", "outreach": "上门帮办"}[self.value]


class Validity(StrEnum):
    """Does a rating count (评价是否有效)? It is never removed; what does not count says why."""

    COUNTED = "counted"
    MISTAKEN = "mistaken"
    MALICIOUS = "malicious"

    @property
    def label(self) -> str:
        return {"counted": "有效", "mistaken": "误评，不计入", "malicious": "恶意，不计入"}[self.value]
