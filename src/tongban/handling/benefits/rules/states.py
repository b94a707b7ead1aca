"""Where a policy's next edition and a grant stand, and in which way a benefit is had (享受方式); pure."""

from enum import StrEnum


class Audience(StrEnum):
    """For whom a policy is (享受对象): the values are those of the register of parties."""

    PERSON = "person"
    ENTERPRISE = "enterprise"

    @property
    def label(self) -> str:
        return {"person": "个人", "enterprise": "企业"}[self]


class Way(StrEnum):
    """How one comes to the benefit (享受方式)."""

    UNAPPLIED = "unapplied"
    CONFIRMED = "confirmed"
    APPLIED = "applied"

    @property
    def label(self) -> str:
        return {"unapplied": "免申即享", "confirmed": "一键确认", "applied": "申请享受"}[self]

    @property
    def hint(self) -> str:
        return {
            "unapplied": "不用申请：部门核对以后直接给",
            "confirmed": "按一下“确认享受”，不用再填表、交材料",
            "applied": "按一般事项申请",
        }[self]


class Every(StrEnum):
    """How often one may have it (享受周期)."""

    ONCE = "once"
    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"

    @property
    def label(self) -> str:
        return {"once": "只享受一次", "year": "每年一次", "quarter": "每季度一次", "month": "每月一次"}[self]


class Operation(StrEnum):
    """What an edition does: it offers the benefit, or ends it (终止执行)."""

    OFFER = "offer"
    END = "end"

    @property
    def label(self) -> str:
        return {"offer": "执行", "end": "终止执行"}[self]


class DraftStatus(StrEnum):
    """Where the next edition stands (文稿状态)."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    RETURNED = "returned"
    APPROVED = "approved"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        return {
            "draft": "编制中",
            "proposed": "待审核",
            "returned": "退回修改",
            "approved": "已发布",
            "dropped": "已作废",
        }[self]


EDITABLE = frozenset({DraftStatus.DRAFT, DraftStatus.RETURNED})
OPEN = EDITABLE | {DraftStatus.PROPOSED}


class TrialStatus(StrEnum):
    """Where a trial of a draft stands (试算状态)."""

    RUNNING = "running"
    DONE = "done"
    VOID = "void"

    @property
    def label(self) -> str:
        return {"running": "正在试算", "done": "试算完成", "void": "文稿改了，不作数"}[self]


class GrantStatus(StrEnum):
    """Where a grant stands (享受状态); nobody is in NEW."""

    NEW = "new"
    PROPOSED = "proposed"
    CHECKED = "checked"
    PUBLIC = "public"
    CONTESTED = "contested"
    GRANTED = "granted"
    PAID_OUT = "paid_out"
    REFUSED = "refused"
    GIVEN_UP = "given_up"
    REVOKED = "revoked"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    GrantStatus.NEW: "未列入",
    GrantStatus.PROPOSED: "待核对",
    GrantStatus.CHECKED: "待决定",
    GrantStatus.PUBLIC: "公示中",
    GrantStatus.CONTESTED: "有异议，核查中",
    GrantStatus.GRANTED: "已给予",
    GrantStatus.PAID_OUT: "已交付兑付",
    GrantStatus.REFUSED: "不予享受",
    GrantStatus.GIVEN_UP: "本人放弃",
    GrantStatus.REVOKED: "已撤销",
}
ENDS = frozenset({GrantStatus.REFUSED, GrantStatus.GIVEN_UP, GrantStatus.REVOKED})
HAD = frozenset({GrantStatus.GRANTED, GrantStatus.PAID_OUT})
# A refusal or giving up leaves the period free; what was revoked was had once and is not had again.
FREE_AGAIN = frozenset({GrantStatus.REFUSED, GrantStatus.GIVEN_UP})


class Origin(StrEnum):
    """How a grant began (来源): the round listed it, or the party confirmed."""

    ROUND = "round"
    CONFIRMED = "confirmed"

    @property
    def label(self) -> str:
        return {"round": "系统列入", "confirmed": "本人确认"}[self]


class Opinion(StrEnum):
    """What whoever checks says (核对意见)."""

    FITS = "fits"
    FITS_NOT = "fits_not"

    @property
    def label(self) -> str:
        return {"fits": "符合", "fits_not": "不符合"}[self]
