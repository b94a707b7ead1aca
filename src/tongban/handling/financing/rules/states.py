"""Where a bank, a need, a match and a proof stand (银行、融资需求、对接、数据证明的状态)."""

from enum import StrEnum


class BankStatus(StrEnum):
    """Whether a bank takes part (入驻银行状态)."""

    NEW = "new"
    LISTED = "listed"
    SUSPENDED = "suspended"

    @property
    def label(self) -> str:
        return {"new": "还没有登记", "listed": "已入驻", "suspended": "已暂停"}[self]


class NeedStatus(StrEnum):
    """Where a need stands (融资需求状态)."""

    OPEN = "open"
    MET = "met"
    ENDED = "ended"
    EXPIRED = "expired"

    @property
    def label(self) -> str:
        return {"open": "正在找资金", "met": "已放款", "ended": "已收回", "expired": "到期没有找到"}[self]


class MatchStatus(StrEnum):
    """How far a bank and an applicant are (对接状态): 对接、授信、放款、未成."""

    OFFERED = "offered"
    SENT = "sent"
    CONTACTED = "contacted"
    CREDITED = "credited"
    LENT = "lent"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return {
            "offered": "银行愿意对接，等申请人定",
            "sent": "已送银行，等银行对接",
            "contacted": "已对接",
            "credited": "已授信",
            "lent": "已放款",
            "failed": "没有办成",
            "withdrawn": "不办了",
        }[self]


RUNNING = frozenset({MatchStatus.OFFERED, MatchStatus.SENT, MatchStatus.CONTACTED, MatchStatus.CREDITED})
"""While it runs, a proof may be given and looked at."""


class ProofStatus(StrEnum):
    """Whether a consent stands (数据证明状态); its time is beside it."""

    NEW = "new"
    GRANTED = "granted"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return {"new": "还没有同意", "granted": "已同意", "withdrawn": "已收回"}[self]


class Use(StrEnum):
    """What the money is for (资金用途)."""

    TURNOVER = "turnover"
    EQUIPMENT = "equipment"
    PREMISES = "premises"
    STARTUP = "startup"
    STUDY = "study"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {
            "turnover": "进货、发工资等周转",
            "equipment": "买设备",
            "premises": "租房、装修",
            "startup": "创业",
            "study": "上学",
            "other": "其他",
        }[self]


class Guarantee(StrEnum):
    """What stands for the loan (担保方式)."""

    NONE = "none"
    SURETY = "surety"
    PLEDGE = "pledge"

    @property
    def label(self) -> str:
        return {"none": "不用担保（信用）", "surety": "有人或者担保公司保证", "pledge": "抵押、质押"}[self]


class Audience(StrEnum):
    """For whom a product is (产品对象)."""

    ENTERPRISE = "enterprise"
    PERSON = "person"
    BOTH = "both"

    @property
    def label(self) -> str:
        return {"enterprise": "企业", "person": "个人", "both": "企业和个人"}[self]

    def takes(self, *, is_enterprise: bool) -> bool:
        """Whether such an applicant may ask for it."""
        return self is Audience.BOTH or (self is Audience.ENTERPRISE) == is_enterprise


class Cause(StrEnum):
    """Why nothing came of it (未成原因), as the report counts it."""

    CONDITIONS = "conditions"
    PROOF = "proof"
    GUARANTEE = "guarantee"
    RATE = "rate"
    UNREACHED = "unreached"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {
            "conditions": "不符合产品条件",
            "proof": "缺少能证明情况的数据",
            "guarantee": "担保不够",
            "rate": "利率、额度没有谈成",
            "unreached": "联系不上",
            "other": "其他",
        }[self]
