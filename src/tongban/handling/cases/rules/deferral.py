"""容缺受理 as a policy: from the option's rule and the dates, by when, what then, and what waits meanwhile; pure.

The plan's rule is the default (四(五)2). The others are those of 安阳, 深圳, 台州 and the civil affairs offices
(standards §7.5): the same data in other values, so that a city changes its list and no code.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.worktime.rules import WorkCalendar, add_workdays, workdays_between
from tongban.registers.catalog.content import DeferralRule, Option, Span
from tongban.registers.catalog.deferral import listed_materials

from .clocks import ClockKind, ClockPlan
from .reckoning import plan_due
from .states import UNDER_EXAMINATION, Status

PLAN = DeferralRule(is_offered=True)
ANYANG = DeferralRule(is_offered=True, supplement="by_limit", limit=Span(value=10), on_lapse="deemed_withdrawn")
SHENZHEN = DeferralRule(is_offered=True, supplement="before_promised_end", lead=2, limit=Span(value=20))
SHENZHEN_FILED = DeferralRule(is_offered=True, supplement="by_limit", limit=Span(value=20), intake="file")
TAIZHOU = DeferralRule(
    is_offered=True, supplement="before_promised_end", on_lapse="suspend_then_return", grace=Span(value=15)
)
CIVIL_AFFAIRS = DeferralRule(
    is_offered=True, supplement="by_limit", limit=Span(value=10), on_lapse="as_notified", may_extend=True
)
BASIS = "《实施方案》四(五)2 容缺受理"
GRACE = "deferral"
REMINDED_BEFORE = (5, 1)


class Choice(StrEnum):
    """The two options of the module (容缺受理选项): equal in rank, the first is taken where nothing is said."""

    COMPLETE = "complete"
    DEFERRED = "deferred"

    @property
    def label(self) -> str:
        return {"complete": "不容缺", "deferred": "容缺受理"}[self]


class Way(StrEnum):
    """What shows that the applicant chose, and not the clerk (申请人确认方式)."""

    TYPED_NAME = "typed_name"
    QUERY_CODE = "query_code"
    PAPER = "paper"

    @property
    def label(self) -> str:
        return _WAYS[self]


_WAYS = {"typed_name": "本人登录后签名", "query_code": "本人报出查询码", "paper": "本人在纸上签字"}


class Lapse(StrEnum):
    """What happens when the gap was not closed in time (逾期未补齐)."""

    WITHHELD = "withheld"
    WITHDRAWN = "withdrawn"
    SUSPENDED = "suspended"
    RETURNED = "returned"

    @property
    def label(self) -> str:
        return _LAPSES[self]


_LAPSES = {"withheld": "结果暂不交付", "withdrawn": "视为撤回", "suspended": "中止办理", "returned": "退件"}


@dataclass(frozen=True, slots=True)
class Consent:
    """The applicant's own choice with what proves it; `chosen_by`: applicant or agent (代办人)."""

    choice: Choice
    signed_at: datetime
    way: Way = Way.TYPED_NAME
    name: str = ""
    chosen_by: str = "applicant"
    file_id: UUID | None = None

    def as_facts(self) -> dict[str, str]:
        """What the ledger keeps: who chose and how it is proved, never a name."""
        return {"choice": self.choice.value, "chosen_by": self.chosen_by, "way": self.way.value}

    def as_plain(self) -> dict[str, str]:
        """As a draft keeps it until it is lodged."""
        return {**self.as_facts(), "name": self.name, "signed_at": self.signed_at.isoformat()}


def consent_from(plain: dict[str, Any]) -> Consent | None:
    """What a draft keeps of the choice; None when nothing was chosen."""
    if not plain:
        return None
    return Consent(
        choice=Choice(plain["choice"]),
        signed_at=datetime.fromisoformat(plain["signed_at"]),
        way=Way(plain["way"]),
        name=plain["name"],
        chosen_by=plain["chosen_by"],
    )


def is_open_to(option: Option, missing: Collection[str]) -> bool:
    """Does the option appear: something is missing, and all of it is on the list of secondary materials? R-148."""
    listed = {each.code for each in listed_materials(option)}
    return bool(missing) and set(missing) <= listed


def why_not(option: Option, missing: Collection[str]) -> str:
    """Why it does not appear, and what to do instead."""
    if not listed_materials(option):
        return "这件事的办事指南没有容缺受理，请备齐材料再交。"
    if not missing:
        return "材料已经齐了，不用容缺受理。"
    listed = {each.code for each in listed_materials(option)}
    main = [each.name for each in option.materials if each.code in missing and each.code not in listed]
    return f"还缺主要材料：{'、'.join(main)}。主要材料不能容缺，请先备齐；备齐以后，次要材料再选容缺受理。"


def supplement_plan(
    rule: DeferralRule, *, at: datetime, promised_on: date | None, calendar: WorkCalendar
) -> ClockPlan | None:
    """The clock of the gap from this instant on; None where it is closed at collection and no day is set.

    A term before the promised end is kept as workdays from now, so that a moved holiday moves it as every other.
    """
    if rule.supplement == "by_limit":
        return ClockPlan(ClockKind.SUPPLEMENT, rule.limit or Span(), at, BASIS)
    if rule.supplement != "before_promised_end" or promised_on is None:
        return None
    last_on = add_workdays(promised_on, -rule.lead, calendar=calendar)
    days = max(1, workdays_between(local_day(at), last_on, calendar=calendar))
    plan = ClockPlan(ClockKind.SUPPLEMENT, Span(value=days), at, BASIS)
    if rule.limit is None:
        return plan
    most = ClockPlan(ClockKind.SUPPLEMENT, rule.limit, at, BASIS)
    return min(plan, most, key=lambda each: plan_due(each, calendar).due_on)


def lapse_of(rule: DeferralRule, status: Status, *, is_grace_over: bool = False) -> Lapse:
    """What an open gap leads to in this state; what was decided already is only withheld, whatever the rule."""
    if status not in UNDER_EXAMINATION | {Status.RECEIVED}:
        return Lapse.WITHHELD
    named = rule.notified if rule.on_lapse == "as_notified" else rule.on_lapse
    if named == "suspend_then_return":
        is_first = not is_grace_over and status is not Status.RECEIVED
        return Lapse.SUSPENDED if is_first else Lapse.RETURNED
    return _NAMED[named]


_NAMED = {"withhold": Lapse.WITHHELD, "deemed_withdrawn": Lapse.WITHDRAWN, "return": Lapse.RETURNED}


def is_too_late(rule: DeferralRule, status: Status, due_on: date, *, on: date, is_in_grace: bool = False) -> bool:
    """Did the gap end the case already, though nobody has written it yet? Then nothing is made good any more."""
    return on > due_on and lapse_of(rule, status, is_grace_over=is_in_grace) in (Lapse.WITHDRAWN, Lapse.RETURNED)


def withheld(rule: DeferralRule, status: Status, open_ones: Iterable[str]) -> str:
    """What waits for the gap to be closed: acceptance (容缺收件), result, or nothing."""
    if not list(open_ones):
        return ""
    return "acceptance" if rule.intake == "file" and status is Status.RECEIVED else "result"


def reminder_is_due(due_on: date, reminded_on: date | None, *, on: date, calendar: WorkCalendar) -> bool:
    """Is it time to remind: five workdays and one workday before the last day, each once, however late it is run."""
    days = [add_workdays(due_on, -each, calendar=calendar) for each in REMINDED_BEFORE]
    return on <= due_on and any(day <= on and (reminded_on is None or reminded_on < day) for day in days)
