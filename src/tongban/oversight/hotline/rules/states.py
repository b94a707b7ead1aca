"""Where a work order stands (工单状态), what is wanted, by which way it came, and how it ended."""

from enum import StrEnum


class OrderStatus(StrEnum):
    """The states of a work order, from the call to its end."""

    TAKEN = "taken"
    DISPATCHED = "dispatched"
    RETURNED = "returned"
    HANDLING = "handling"
    REPLIED = "replied"
    CLOSED = "closed"
    REFUSED = "refused"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return _STATES[self]


_STATES = {
    OrderStatus.TAKEN: "等热线处理",
    OrderStatus.DISPATCHED: "已派单，等签收",
    OrderStatus.RETURNED: "退回热线",
    OrderStatus.HANDLING: "承办单位在办",
    OrderStatus.REPLIED: "已答复，等回访",
    OrderStatus.CLOSED: "已办结",
    OrderStatus.REFUSED: "不予受理",
    OrderStatus.MERGED: "已并入",
    OrderStatus.WITHDRAWN: "已撤回",
}
ENDS = frozenset({OrderStatus.CLOSED, OrderStatus.REFUSED, OrderStatus.MERGED, OrderStatus.WITHDRAWN})
OPEN = frozenset(OrderStatus) - ENDS
AT_CENTRE = frozenset({OrderStatus.TAKEN, OrderStatus.RETURNED})
AT_BODY = frozenset({OrderStatus.DISPATCHED, OrderStatus.HANDLING})


class OrderKind(StrEnum):
    """What somebody wants (诉求类型): the five that 国办发〔2020〕53号 names."""

    CONSULT = "consult"
    HELP = "help"
    COMPLAINT = "complaint"
    REPORT = "report"
    SUGGESTION = "suggestion"

    @property
    def label(self) -> str:
        return {
            "consult": "咨询",
            "help": "求助",
            "complaint": "投诉",
            "report": "举报",
            "suggestion": "意见建议",
        }[self]

    @property
    def hint(self) -> str:
        return {
            "consult": "问政策、问怎么办",
            "help": "遇到难处，需要部门出面",
            "complaint": "对服务、办事不满意",
            "report": "反映违法违规的事",
            "suggestion": "有想法，希望改进",
        }[self]

    @property
    def is_against_somebody(self) -> bool:
        """The body it is about must not learn who said it, unless the person lets it (为反映人保密)."""
        return self in (OrderKind.COMPLAINT, OrderKind.REPORT)


class OrderChannel(StrEnum):
    """By which way it came (来源)."""

    PHONE = "phone"
    WEB = "web"
    PROVINCE = "province"

    @property
    def label(self) -> str:
        return {"phone": "电话", "web": "网上", "province": "省12345转来"}[self]


class Privacy(StrEnum):
    """Who may know whose work order it is (身份公开范围)."""

    OPEN = "open"
    CONFIDENTIAL = "confidential"
    ANONYMOUS = "anonymous"

    @property
    def label(self) -> str:
        return {
            "open": "承办单位可以联系我",
            "confidential": "保密，只有热线知道是谁",
            "anonymous": "匿名，不留姓名和电话",
        }[self]


class Outcome(StrEnum):
    """What came of it (办理结果)."""

    SOLVED = "solved"
    EXPLAINED = "explained"
    NOT_YET = "not_yet"
    NOT_TRUE = "not_true"

    @property
    def label(self) -> str:
        return {
            "solved": "已经解决",
            "explained": "已经解释清楚",
            "not_yet": "现在还解决不了",
            "not_true": "查了，与反映的不一样",
        }[self]


class Satisfaction(StrEnum):
    """How the person rates it (满意度)."""

    GOOD = "good"
    FAIR = "fair"
    BAD = "bad"

    @property
    def label(self) -> str:
        return {"good": "满意", "fair": "基本满意", "bad": "不满意"}[self]


class Refusal(StrEnum):
    """Why the hotline does not take it up (不予受理的情形), each with where to go instead."""

    IN_COURT = "in_court"
    DISCIPLINE = "discipline"
    REVIEW = "review"
    EMERGENCY = "emergency"
    SETTLED = "settled"
    CLASSIFIED = "classified"
    NOT_PUBLIC = "not_public"

    @property
    def label(self) -> str:
        return {
            "in_court": "诉讼、仲裁中的事",
            "discipline": "应由纪检监察处理的事",
            "review": "行政复议、信访已经受理的事",
            "emergency": "紧急警情、火情、急救",
            "settled": "同一件事已经办结，没有新情况",
            "classified": "涉及国家秘密、商业秘密、个人隐私",
            "not_public": "不属于政务服务和公共服务",
        }[self]

    @property
    def goes_to(self) -> str:
        return {
            "in_court": "请向受理案件的法院、仲裁机构反映。",
            "discipline": "请拨打12388，向纪检监察机关反映。",
            "review": "请向受理的行政复议机关、信访机构了解进展。",
            "emergency": "请马上拨打110、119、120。",
            "settled": "请看已经办结的答复；有新情况，可以说明新情况再提交。",
            "classified": "请当面向有权处理的机关反映，不要在热线里说。",
            "not_public": "请向提供服务的单位反映，或者通过法律途径解决。",
        }[self]


class CheckState(StrEnum):
    """Whether a sample was drawn, and what was found (质检)."""

    NONE = ""
    DRAWN = "drawn"
    PASSED = "passed"
    FAILED = "failed"

    @property
    def label(self) -> str:
        return {"": "没有抽到", "drawn": "等质检", "passed": "质检合格", "failed": "质检不合格"}[self]


class Flaw(StrEnum):
    """What a reply can suffer from (答复质量问题)."""

    OFF_TOPIC = "off_topic"
    CHANGED = "changed"
    UNANSWERED = "unanswered"

    @property
    def label(self) -> str:
        return {"off_topic": "答非所问", "changed": "定性改变", "unanswered": "没有答到核心"}[self]

    @property
    def advice(self) -> str:
        return {
            "off_topic": "答复里几乎没有提到反映的事，请对着诉求逐条答。",
            "changed": "答复改变了诉求的性质，例如把投诉、举报说成咨询、建议，请按原来的性质答。",
            "unanswered": "问的时间、金额、原因、地点或者能不能，答复里没有说，请直接答出来。",
        }[self]
