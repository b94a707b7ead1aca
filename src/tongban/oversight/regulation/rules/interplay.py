"""审管协同: how a decision reaches who supervises it, and what supervision says back; states and words, pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import msgspec

from tongban.foundation.worktime.rules import Limit, Unit
from tongban.registers.catalog.content import Span


class PushKind(StrEnum):
    """What was decided (推送事由)."""

    GRANT = "grant"
    CHANGE = "change"
    RENEW = "renew"
    DEREGISTER = "deregister"
    REVOKE = "revoke"
    STRIP = "strip"
    HOLD = "hold"
    GIVE_BACK = "give_back"

    @property
    def label(self) -> str:
        return _KINDS[self]

    @property
    def is_end(self) -> bool:
        """Nothing is left to supervise but that the activity has stopped."""
        return self in (PushKind.DEREGISTER, PushKind.REVOKE, PushKind.STRIP)


_KINDS = {
    PushKind.GRANT: "准予许可",
    PushKind.CHANGE: "准予变更",
    PushKind.RENEW: "准予延续",
    PushKind.DEREGISTER: "注销",
    PushKind.REVOKE: "撤销",
    PushKind.STRIP: "吊销",
    PushKind.HOLD: "暂扣",
    PushKind.GIVE_BACK: "发还",
}
OF_CASES = {"grant", "finish_on_the_spot", "deem_granted", "revoke"}
"""Decisions on a case that its supervisor hears of."""
OF_LICENSES = {each.value for each in PushKind} & {"deregister", "revoke", "strip", "hold", "give_back"}
"""What happens to a licence by its own flow; what follows by itself from a case is told with the case."""


class PushStatus(StrEnum):
    """Where a push stands (审管推送状态)."""

    SENT = "sent"
    SIGNED = "signed"
    ANSWERED = "answered"
    DISPUTED = "disputed"

    @property
    def label(self) -> str:
        return _PUSH[self]


_PUSH = {
    PushStatus.SENT: "待签收",
    PushStatus.SIGNED: "监管中",
    PushStatus.ANSWERED: "已反馈",
    PushStatus.DISPUTED: "职责待裁定",
}


class FindingKind(StrEnum):
    """What supervision found (监管结果)."""

    PASSED = "passed"
    TO_MEND = "to_mend"
    PENALTY = "penalty"
    LISTED = "listed"
    COMPLAINT = "complaint"

    @property
    def label(self) -> str:
        return _FINDINGS[self]

    @property
    def is_bad(self) -> bool:
        return self is not FindingKind.PASSED


_FINDINGS = {
    FindingKind.PASSED: "检查合格",
    FindingKind.TO_MEND: "责令改正",
    FindingKind.PENALTY: "行政处罚",
    FindingKind.LISTED: "列入异常或者失信名单",
    FindingKind.COMPLAINT: "投诉举报属实",
}


class EndingWay(StrEnum):
    """How a licence may end after a finding; the four are not the same (撤销、撤回、注销、吊销)."""

    REVOKE = "revoke"
    WITHDRAW = "withdraw"
    DEREGISTER = "deregister"
    STRIP = "strip"

    @property
    def label(self) -> str:
        return _WAYS[self][0]

    @property
    def about(self) -> str:
        return _WAYS[self][1]

    @property
    def basis(self) -> str:
        return _WAYS[self][2]

    @property
    def ends_by(self) -> frozenset[str]:
        """The steps of the licence's own flow that carry it out."""
        return frozenset({"deregister"} if self is EndingWay.WITHDRAW else {self.value})


_WAYS = {
    EndingWay.REVOKE: ("撤销", "许可本来就不该给：违法准予，或者以欺骗、贿赂取得", "行政许可法 第六十九条"),
    EndingWay.WITHDRAW: ("撤回", "给的时候合法，后来法律或者客观情况变了；要依法补偿", "行政许可法 第八条"),
    EndingWay.DEREGISTER: ("注销", "期满没有延续、主体终止等，办理注销手续", "行政许可法 第七十条"),
    EndingWay.STRIP: ("吊销", "取得许可以后违法，作为行政处罚", "行政处罚法 第九条第三项"),
}


class ProposalStatus(StrEnum):
    """Where a proposal to end a licence stands (处理建议状态)."""

    PROPOSED = "proposed"
    TAKEN_UP = "taken_up"
    CONCLUDED = "concluded"
    DECLINED = "declined"

    @property
    def label(self) -> str:
        return _PROPOSALS[self]


_PROPOSALS = {
    ProposalStatus.PROPOSED: "待审批部门答复",
    ProposalStatus.TAKEN_UP: "审批部门办理中",
    ProposalStatus.CONCLUDED: "已办结，证照已终止",
    ProposalStatus.DECLINED: "审批部门没有采纳",
}
OPEN_PROPOSALS = frozenset({ProposalStatus.PROPOSED, ProposalStatus.TAKEN_UP})


class TaskStatus(StrEnum):
    """Where a task on a cancelled approval stands (后续监管任务状态)."""

    OPEN = "open"
    DONE = "done"

    @property
    def label(self) -> str:
        return {"open": "待检查", "done": "已检查"}[self]


class Interplay(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The city's limits and its arbiter (审管协同规则): `arbiter` is the key of the body that decides on boundaries."""

    arbiter: str = "government-affairs"
    sign_within: Span = Span(value=3)
    feed_back_within: Span = Span(value=20)
    rule_within: Span = Span(value=5)
    answer_within: Span = Span(value=5)


def limit(span: Span) -> Limit:
    return Limit(span.value, Unit(span.unit))


def interplay_from(plain: object) -> Interplay:
    """The rules of a city's file; msgspec.ValidationError names the path of a defect."""
    return msgspec.convert(plain, Interplay)


@dataclass(frozen=True, slots=True)
class Period:
    """One turn of cancelled-task supervision (监管周期): it begins on a day, and is looked at until another."""

    since: date
    due_on: date


def period_of(cancelled_on: date, every_months: int, on: date) -> Period | None:
    """The turn in which a day lies, counted from the day of the cancellation; none before it."""
    if on < cancelled_on:
        return None
    passed = (on.year - cancelled_on.year) * 12 + on.month - cancelled_on.month
    turn = passed // every_months
    if _months_after(cancelled_on, turn * every_months) > on:
        turn -= 1
    return Period(
        _months_after(cancelled_on, turn * every_months), _months_after(cancelled_on, (turn + 1) * every_months)
    )


def _months_after(day: date, months: int) -> date:
    """The same day so many months later, or the month's last."""
    year, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
