"""Whose a work order is, by when it is answered, whether it is a repeat, and what light it shows; no database."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.written import read_yaml
from tongban.foundation.worktime.rules import WorkCalendar
from tongban.oversight.hotline.rules.lights import GREEN, RED, YELLOW, light_of
from tongban.oversight.hotline.rules.policy import HotlinePolicy, policy_from
from tongban.oversight.hotline.rules.repeating import Told, is_same, likeness_of
from tongban.oversight.hotline.rules.sampling import is_drawn
from tongban.oversight.hotline.rules.sorting import suggested
from tongban.oversight.hotline.rules.states import OrderKind, OrderStatus

CITY = Path(__file__).parents[5] / "city" / "jiayuguan"
POLICY = policy_from(read_yaml((CITY / "hotline.yaml").read_bytes()))
CALENDAR = WorkCalendar(())
FRIDAY = datetime(2026, 11, 27, 16, 0, tzinfo=LOCAL)


def test_every_topic_belongs_to_a_body_of_the_city() -> None:
    bodies = {each["key"] for each in read_yaml((CITY / "agencies.yaml").read_bytes())["agencies"]}
    assert {each.agency for each in POLICY.topics} <= bodies
    assert len({each.code for each in POLICY.topics}) == len(POLICY.topics)


@pytest.mark.parametrize(
    ("content", "topic", "agency"),
    [
        ("小区物业不管，下水道漏水", "housing", "housing-construction"),
        ("饭店的食品过期了", "market", "market-regulation"),
        ("老板拖欠工资三个月", "social", "human-resources"),
        ("医保报销不下来", "medical", "medical-insurance"),
        ("什么都没说清", "", ""),
    ],
)
def test_the_topic_says_who_answers_for_it(content: str, topic: str, agency: str) -> None:
    found = suggested(content, POLICY)
    assert (found.topic, found.agency) == (topic, agency)


def test_the_body_of_the_case_comes_before_the_matters_and_the_topics() -> None:
    words = "饭店的食品过期了"
    assert suggested(words, POLICY, case_agency="tax", option_agency="health").agency == "tax"
    assert suggested(words, POLICY, option_agency="health").agency == "health"


@pytest.mark.parametrize(
    ("dispatched", "by"),
    [
        (datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL), datetime(2026, 11, 24, 10, 0, tzinfo=LOCAL)),
        (FRIDAY, datetime(2026, 11, 30, 16, 0, tzinfo=LOCAL)),
    ],
)
def test_the_hours_to_sign_do_not_end_on_a_day_off(dispatched: datetime, by: datetime) -> None:
    assert POLICY.sign_by(dispatched, calendar=CALENDAR) == by


def test_the_days_to_reply_follow_what_is_wanted() -> None:
    days = {kind: POLICY.reply_by(kind, FRIDAY, calendar=CALENDAR).isoformat() for kind in OrderKind}
    assert days[OrderKind.CONSULT] == "2026-12-01"
    assert days[OrderKind.COMPLAINT] == "2026-12-04"
    assert days[OrderKind.REPORT] == "2026-12-11"


def test_the_same_case_is_the_same_matter_and_another_case_is_not() -> None:
    one = Told("一直没有消息", case_number="62020026000000017")
    assert is_same(one, Told("怎么还没办好", case_number="62020026000000017"), likeness=0.35)
    assert not is_same(one, Told("一直没有消息", case_number="62020026000000025"), likeness=0.35)


@pytest.mark.parametrize(
    ("other", "is_one"),
    [
        ("饭店的肉发臭了，样例路2号那家，请查处退钱", True),
        ("样例路2号饭店肉发臭", True),
        ("小区楼道的灯坏了没人修", False),
        ("饭店门口停车太乱", False),
    ],
)
def test_about_the_same_words_are_the_same_matter(other: str, is_one: bool) -> None:
    first = Told("样例路2号的饭店用的肉发臭，要求查处并退钱")
    assert is_same(first, Told(other), likeness=POLICY.likeness) is is_one


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_mutual_and_a_share(one: str, other: str) -> None:
    assert 0 <= likeness_of(one, other) <= 1
    assert likeness_of(one, other) == likeness_of(other, one)


@pytest.mark.parametrize(
    ("status", "minutes", "light"),
    [
        (OrderStatus.TAKEN, 5, GREEN),
        (OrderStatus.TAKEN, 12, YELLOW),
        (OrderStatus.TAKEN, 16, RED),
        (OrderStatus.RETURNED, 16, RED),
        (OrderStatus.DISPATCHED, 60, GREEN),
        (OrderStatus.DISPATCHED, 20 * 60, YELLOW),
        (OrderStatus.DISPATCHED, 25 * 60, RED),
        (OrderStatus.HANDLING, 0, GREEN),
        (OrderStatus.HANDLING, 6 * 24 * 60, YELLOW),
        (OrderStatus.HANDLING, 8 * 24 * 60, RED),
        (OrderStatus.CLOSED, 8 * 24 * 60, ""),
    ],
)
def test_the_light_follows_the_limit_that_runs(status: OrderStatus, minutes: int, light: str) -> None:
    begun = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
    found = light_of(
        status,
        waits_since=begun,
        sign_by=begun + timedelta(hours=24),
        due_on=POLICY.reply_by(OrderKind.COMPLAINT, begun, calendar=CALENDAR),
        at=begun + timedelta(minutes=minutes),
        policy=HotlinePolicy(),
        calendar=CALENDAR,
    )
    assert found == light


def test_about_a_tenth_is_drawn_and_always_the_same() -> None:
    codes = [f"{number:032x}" for number in range(1000)]
    drawn = [each for each in codes if is_drawn(each, percent=10)]
    assert 70 <= len(drawn) <= 130
    assert drawn == [each for each in codes if is_drawn(each, percent=10)]
