"""How far a case is, in citizens' words (进度): the decisive limit with its reckoning, the way so far and to go."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.masks import mask_name
from tongban.foundation.ledger.models import Entry
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import Segment, Unit, explain, workdays_between
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.one_case import RunRow
from tongban.handling.cases.queries.views import ClockView, Moment, pauses_of, used_days
from tongban.handling.cases.rules.clocks import ClockKind
from tongban.handling.cases.rules.states import ENDS, Status
from tongban.registers.catalog.content import Option
from tongban.registers.catalog.guides import Guide
from tongban.registers.documents.rendering.sheet import typeset

_DECISIVE = {
    Status.RECEIVED: ClockKind.NOTICE,
    Status.CORRECTING: ClockKind.CORRECTION,
    Status.GRANTED: ClockKind.SERVICE,
    Status.REFUSED: ClockKind.SERVICE,
    Status.ISSUED: ClockKind.SERVICE,
}
_SAID = {
    "submit": "已提交，已收件",
    "receive": "窗口已收件",
    "precheck": "材料预审完成",
    "supply": "当场补交、更正了材料",
    "defer_notice": "两个工作日内告知",
    "ask_correction": "一次性告知补正",
    "correct": "补正材料已收到",
    "accept": "已受理",
    "deem_accepted": "视为受理",
    "reject": "不予受理",
    "transfer": "转给有权办理的机关",
    "reassign": "换了承办人",
    "start_special": "进入特别程序，计时暂停",
    "finish_special": "特别程序结束，继续计时",
    "offer_slots": "提出了时间，请您选",
    "book_slot": "约好了时间",
    "cancel_slot": "取消了约好的时间",
    "remind_slot": "提醒您约好的时间",
    "resume_counting": "特别程序超时，恢复计时",
    "record_inspection": "现场记录已登记",
    "deem_granted": "视为准予延续",
    "examine": "承办审查完成",
    "review": "审核完成",
    "rework": "退回承办再审",
    "recall_examination": "承办意见收回，继续审查",
    "recall_review": "审核意见收回，继续审核",
    "extend": "经批准延长期限",
    "explain_overdue": "公开说明超期原因",
    "dispute_explanation": "您对超期说明提出异议",
    "grant": "准予",
    "refuse": "不予许可",
    "finish_on_the_spot": "当场办结",
    "issue": "结果已制作",
    "make_good": "容缺材料已补齐",
    "override_telling": "再次告知：没有一次说清，向您道歉",
    "answer_override": "再次告知的材料已收到",
    "reuse": "用了已有的材料，不用您再交",
    "remind": "提醒您领取结果",
    "serve": "已送达",
    "collect": "已领取",
    "close": "已办结",
    "withdraw": "已撤回",
    "return": "已退件",
    "terminate": "已终止",
}
_PAUSES = frozenset({"ask_correction", "start_special"})
_AHEAD: dict[Status, tuple[str, ...]] = {
    Status.RECEIVED: ("受理", "审查", "决定", "送达"),
    Status.CORRECTING: ("受理", "审查", "决定", "送达"),
    Status.ACCEPTED: ("审核", "决定", "送达"),
    Status.SUSPENDED: ("审查", "决定", "送达"),
    Status.REVIEWING: ("决定", "送达"),
    Status.DECIDING: ("送达",),
    Status.GRANTED: ("送达",),
    Status.REFUSED: (),
    Status.ISSUED: (),
    Status.SERVED: (),
}
_NOW = {
    Status.RECEIVED: "综合窗口正在看材料齐不齐",
    Status.CORRECTING: "等您补正",
    Status.ACCEPTED: "承办部门正在审查",
    Status.SUSPENDED: "特别程序进行中，这段时间不计入时限",
    Status.REVIEWING: "正在审核",
    Status.DECIDING: "等待批准人作出决定",
    Status.GRANTED: "正在制作证照",
    Status.REFUSED: "决定书正在送达",
    Status.ISSUED: "等您领取",
    Status.SERVED: "正在归档",
}


@dataclass(frozen=True, slots=True)
class LimitView:
    """The promised limit as a bar, and how it was reckoned (时限条、怎么算的)."""

    used: int
    promised: int
    statutory: int | None
    unit: str
    pauses: tuple[dict[str, Any], ...]
    state: str
    text: str
    label: str
    basis: str
    segments: tuple[Segment, ...]
    is_provisional: bool
    is_promise: bool


def decisive(case: Case, clocks: Sequence[ClockView]) -> ClockView | None:
    """The clock that counts in this state; None when nothing runs any more."""
    if case.state in ENDS or case.state is Status.SERVED:
        return None
    kind = _DECISIVE.get(case.state, ClockKind.PROMISED)
    running = [each for each in clocks if each.row.kind == kind and each.is_running]
    return running[-1] if running else None


def limit_of(case: Case, clocks: Sequence[ClockView], runs: Sequence[RunRow], option: Option) -> LimitView | None:
    """The promised clock beside the statutory one; before acceptance the clock that runs."""
    promised = _last(clocks, ClockKind.PROMISED) or decisive(case, clocks)
    if promised is None:
        return None
    statutory = _last(clocks, ClockKind.STATUTORY)
    left, row = promised.reading.remaining, promised.row
    until = local_day(row.ended_at) if row.ended_at else promised.reading.due.due_on
    paused = pauses_of(runs, option, until=until) if ClockKind(row.kind).is_paused_by_special else []
    began = local_day(row.started_at)
    return LimitView(
        used=min(used_days(promised), max(left.total, used_days(promised))),
        promised=left.total,
        statutory=statutory.reading.remaining.total if statutory is not None and row.kind == "promised" else None,
        unit="小时" if left.unit is Unit.HOUR else "个工作日",
        pauses=tuple(
            {
                "at": min(left.total, workdays_between(began, each.from_on, calendar=calendar())),
                "label": f"{each.why}（暂停）",
            }
            for each in paused
        ),
        state="" if row.ended_at else {"yellow": "warn", "red": "bad"}.get(str(promised.reading.light), ""),
        text=explain(promised.reading.due),
        label=promised.label,
        basis=typeset(row.basis),
        segments=tuple(promised.reading.due.derivation),
        is_provisional=row.is_provisional,
        is_promise=row.kind == ClockKind.PROMISED and left.total > 0,
    )


def way(
    moments: Sequence[Moment], helped: Sequence[Entry], beside: Sequence[Moment], case: Case, guide: Guide
) -> list[dict[str, Any]]:
    """The way of a case (办理进度): what happened in order of time, what is going on now, and what is still to come.

    `helped` are acts of a helper under a mandate for this case, `beside` those in what it waits for (中介服务).
    """
    rows = [*map(_told, moments), *map(_helped, helped), *map(_told_beside, beside)]
    return [*sorted(rows, key=itemgetter("at")), *_ahead(case, guide)]


def _told(each: Moment) -> dict[str, Any]:
    """By office and masked name; what was done in the applicant's name is marked 代 (R-072)."""
    return {
        "tag": "代" if each.entry.is_by_mandate else "",
        "title": _SAID.get(each.entry.verb, each.label),
        "at": each.entry.at,
        "text": _who(each),
        "state": "paused" if each.entry.verb in _PAUSES else "done",
    }


def _helped(entry: Entry) -> dict[str, Any]:
    return {
        "tag": "代",
        "title": entry.facts.get("words", ""),
        "at": entry.at,
        "text": f"{entry.by_agency}　受托帮办　{mask_name(entry.by_name)}",
        "state": "done",
    }


def _told_beside(each: Moment) -> dict[str, Any]:
    return {"title": each.label, "at": each.entry.at, "text": each.entry.facts.get("reason", ""), "state": "done"}


def _ahead(case: Case, guide: Guide) -> list[dict[str, Any]]:
    if case.state in ENDS or case.state not in _NOW:
        return []
    present = {"title": _NOW[case.state], "state": "now", "text": typeset(case.state.whose_turn)}
    ahead = [{"title": name} for name in _AHEAD[case.state]]
    if ahead and case.accepted_at is None:
        ahead[0]["text"] = f"受理后{guide.option.promised_limit.words}内办结"
    return [present, *ahead]


def _last(clocks: Sequence[ClockView], kind: ClockKind) -> ClockView | None:
    found = [each for each in clocks if each.row.kind == kind]
    return found[-1] if found else None


def _who(each: Moment) -> str:
    office = each.entry.by_agency
    name = each.by_name if each.entry.by_role != "system" else ""
    return "　".join(filter(None, (office, each.by_role if each.by_role != "系统" else "系统自动", name)))
