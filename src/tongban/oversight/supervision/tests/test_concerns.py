"""What people care about is counted from the hotline, from ratings and from questions, week by week (R-202)."""

from datetime import timedelta
from typing import Any

import pytest
from conftest import MONDAY

from tongban.oversight.evaluations.models import Evaluation, Invitation
from tongban.oversight.hotline.commands.taking_in import Wish, take_in
from tongban.oversight.supervision.queries.concerns import Voice, hot_issues
from tongban.registers.agencies.models import Agency
from tongban.registers.answers.models import GuideTask
from tongban.registers.catalog.models import HandlingOption

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-202")]
LAST_WEEK = MONDAY - timedelta(days=5)


def rated(subject: str, grade: str, at: Any, **changes: Any) -> None:
    """A rating of a visit to 市场监管局."""
    invitation = Invitation.objects.create(
        status="rated",
        service="visit",
        subject=subject,
        channel="window",
        agency=Agency.objects.get(key="market-regulation"),
        served_at=at,
        closes_on=at.date() + timedelta(days=30),
    )
    Evaluation.objects.create(invitation=invitation, grade=grade, way="kiosk", rated_at=at, received_at=at, **changes)


def test_work_orders_bad_ratings_and_open_questions_count_together_by_week(cast: Any) -> None:
    GuideTask.objects.all().delete()
    before = {each.code: each for each in hot_issues(at=MONDAY)}.get("market")
    known = before.weeks if before is not None else (0, 0, 0, 0)
    wish = Wish(kind="complaint", content="饭店用的肉发臭", place="样例路2号", name="张建军", phone="13993700001")
    take_in(wish, by=cast("tangyun"), at=MONDAY)
    rated("a", "dissatisfied", LAST_WEEK)
    rated("b", "very_dissatisfied", MONDAY)
    rated("c", "satisfied", MONDAY)
    rated("d", "dissatisfied", MONDAY, validity="malicious")
    food = HandlingOption.objects.get(code__endswith="00013102400001")
    GuideTask.objects.create(
        option=food, text="饭店的证要挂墙上吗", times=7, first_on=LAST_WEEK, last_on=LAST_WEEK, status="open"
    )
    found = next(each for each in hot_issues(at=MONDAY) if each.code == "market")
    assert tuple(now - then for now, then in zip(found.weeks, known, strict=True)) == (2, 2, 0, 0)
    voices = dict(found.voices)
    assert voices[Voice.QUESTION] == 1
    assert voices[Voice.ORDER] >= 1
    assert voices[Voice.RATING] >= 2


def test_it_takes_four_statements_and_names_no_more_than_five(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(4):
        assert len(hot_issues(at=MONDAY)) <= 5
