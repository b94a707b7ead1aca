"""容缺受理 as a policy: the plan's rule and the four others, in dates; without a database."""

from datetime import date, datetime

import pytest

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.worktime.rules import WorkCalendar
from tongban.handling.cases.rules import deferral as rules
from tongban.handling.cases.rules.deferral import Lapse, lapse_of, reminder_is_due, supplement_plan, withheld
from tongban.handling.cases.rules.reckoning import plan_due
from tongban.handling.cases.rules.states import UNDER_EXAMINATION, Status
from tongban.registers.catalog.content import DeferralRule, Span
from tongban.registers.catalog.deferral import deferral_faults, lapse_words, when_words
from tongban.registers.catalog.tests.samples import option

CALENDAR = WorkCalendar()
MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=LOCAL)
FRIDAY_WEEK = date(2026, 3, 13)


def day_of(rule: DeferralRule, *, promised_on: date | None = FRIDAY_WEEK) -> date | None:
    plan = supplement_plan(rule, at=MONDAY, promised_on=promised_on, calendar=CALENDAR)
    return plan_due(plan, CALENDAR).due_on if plan is not None else None


def test_the_default_is_the_plans_rule():
    assert DeferralRule(is_offered=True) == rules.PLAN
    assert (rules.PLAN.supplement, rules.PLAN.on_lapse, rules.PLAN.intake) == ("at_collection", "withhold", "accept")


@pytest.mark.req("R-151")
@pytest.mark.parametrize(
    ("rule", "promised_on", "due_on"),
    [
        (rules.PLAN, FRIDAY_WEEK, None),
        (rules.ANYANG, FRIDAY_WEEK, date(2026, 3, 16)),
        (rules.CIVIL_AFFAIRS, FRIDAY_WEEK, date(2026, 3, 16)),
        (rules.TAIZHOU, FRIDAY_WEEK, FRIDAY_WEEK),
        (rules.SHENZHEN, FRIDAY_WEEK, date(2026, 3, 11)),
        (rules.SHENZHEN, date(2026, 4, 30), date(2026, 3, 30)),
        (rules.SHENZHEN, date(2026, 3, 3), date(2026, 3, 3)),
        (rules.SHENZHEN_FILED, None, date(2026, 3, 30)),
    ],
    ids=["plan", "anyang", "civil", "taizhou", "shenzhen-lead", "shenzhen-most", "shenzhen-least", "shenzhen-filed"],
)
def test_by_when_the_gap_is_closed(rule, promised_on, due_on):
    assert day_of(rule, promised_on=promised_on) == due_on


@pytest.mark.parametrize("status", sorted(UNDER_EXAMINATION))
@pytest.mark.parametrize(
    ("rule", "first", "after_grace"),
    [
        (rules.PLAN, Lapse.WITHHELD, Lapse.WITHHELD),
        (rules.ANYANG, Lapse.WITHDRAWN, Lapse.WITHDRAWN),
        (rules.SHENZHEN, Lapse.WITHHELD, Lapse.WITHHELD),
        (rules.TAIZHOU, Lapse.SUSPENDED, Lapse.RETURNED),
        (rules.CIVIL_AFFAIRS, Lapse.RETURNED, Lapse.RETURNED),
    ],
)
def test_what_a_lapse_leads_to(rule, first, after_grace, status):
    assert lapse_of(rule, status) is first
    assert lapse_of(rule, status, is_grace_over=True) is after_grace


@pytest.mark.parametrize("rule", [rules.PLAN, rules.ANYANG, rules.SHENZHEN, rules.TAIZHOU, rules.CIVIL_AFFAIRS])
@pytest.mark.parametrize("status", [Status.GRANTED, Status.ISSUED])
def test_what_is_decided_is_only_withheld(rule, status):
    assert lapse_of(rule, status) is Lapse.WITHHELD


def test_what_waits_for_the_gap():
    assert withheld(rules.PLAN, Status.ISSUED, []) == ""
    assert withheld(rules.PLAN, Status.ACCEPTED, ["a"]) == "result"
    assert withheld(rules.SHENZHEN, Status.RECEIVED, ["a"]) == "result"
    assert withheld(rules.SHENZHEN_FILED, Status.RECEIVED, ["a"]) == "acceptance"


def test_two_reminders_each_once_however_late():
    due_on, sent, told = date(2026, 3, 16), [], None
    for number in range(2, 21):
        today = date(2026, 3, number)
        if reminder_is_due(due_on, told, on=today, calendar=CALENDAR):
            sent.append(today)
            told = today
    assert sent == [date(2026, 3, 9), date(2026, 3, 13)]
    assert reminder_is_due(due_on, None, on=date(2026, 3, 14), calendar=CALENDAR)
    assert not reminder_is_due(due_on, date(2026, 3, 14), on=date(2026, 3, 16), calendar=CALENDAR)
    assert not reminder_is_due(due_on, None, on=date(2026, 3, 17), calendar=CALENDAR)


@pytest.mark.req("R-148")
@pytest.mark.parametrize(
    ("missing", "is_open"),
    [((), False), (("layout",), True), (("layout", "fire"), False), (("fire",), False)],
)
def test_the_option_appears_only_when_all_that_is_missing_is_secondary(missing, is_open):
    assert rules.is_open_to(option(), missing) is is_open
    assert not rules.is_open_to(option(deferral={}), missing)
    assert rules.why_not(option(), missing)


@pytest.mark.req("R-148")
@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ({"on_lapse": "deemed_withdrawn"}, "no_day"),
        ({"supplement": "by_limit", "limit": {"value": 2}, "on_lapse": "suspend_then_return"}, "missing"),
        ({"intake": "file"}, "no_promise_yet"),
        ({"supplement": "before_promised_end", "lead": 90}, "longer_than_promise"),
        ({"supplement": "by_limit", "limit": {"value": 90}}, "longer_than_promise"),
        ({"lead": -1}, "value"),
    ],
)
def test_a_rule_that_contradicts_itself_is_a_fault(rule, code):
    found = option(deferral={"is_offered": True, **rule}, promised_limit={"value": 5})
    assert code in {each.code for each in deferral_faults(found)}


def test_every_variant_says_in_words_by_when_and_what_then():
    named = (rules.PLAN, rules.ANYANG, rules.SHENZHEN, rules.SHENZHEN_FILED, rules.TAIZHOU, rules.CIVIL_AFFAIRS)
    assert when_words(rules.PLAN) == "领取结果时一次补齐"
    assert when_words(rules.SHENZHEN) == "承诺办结日前补齐，至少早2个工作日：20个工作日内"
    assert all(lapse_words(each).endswith("。") for each in named)
    assert "15个工作日" in lapse_words(rules.TAIZHOU)
    assert Span(value=20).words in when_words(rules.SHENZHEN_FILED)
