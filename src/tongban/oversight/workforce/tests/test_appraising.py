"""The appraisal of a period out of real rows: valid ratings alone, the excluded ones with their reason. R-113."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tongban.foundation.kernel.actors import Actor
from tongban.oversight.evaluations.models import Evaluation, Invitation, Redress
from tongban.oversight.workforce.queries.appraising import UNDER_APPEAL, Appraised, appraised
from tongban.oversight.workforce.rules.policy import WorkforcePolicy
from tongban.oversight.workforce.rules.rated import city_mean, rating_score, sums

from .conftest import MONDAY, at

NOVEMBER = (date(2026, 11, 1),)
POLICY = WorkforcePolicy()
pytestmark = pytest.mark.django_db


def rated(of: Actor, place: int, grade: str, *, validity: str = "counted") -> Evaluation:
    asked = Invitation.objects.create(
        status="rated",
        service="visit",
        subject=f"ticket:sample-{of.staff_id}-{place}",
        channel="window",
        agency_id=of.agency_id or 0,
        staff_id=of.staff_id,
        served_at=at(9),
        closes_on=MONDAY,
    )
    return Evaluation.objects.create(
        invitation=asked, grade=grade, way="qr", rated_at=at(10), received_at=at(10), validity=validity
    )


def contested(said: Evaluation, **columns: Any) -> Redress:
    given = {"status": "appealed", "area": "service", "opened_at": at(11), "due_on": MONDAY, **columns}
    agency, person = said.invitation.agency_id, said.invitation.staff_id
    return Redress.objects.create(evaluation=said, agency_id=agency, staff_id=person, **given)


def of(found: Appraised, number: str) -> Any:
    return next(each for each in found.people if each.staff.number == number)


@pytest.mark.req("R-113")
def test_valid_ratings_alone_make_the_score_and_the_others_say_why(
    wangfang, limin, cast, django_assert_max_num_queries
):
    for place in range(6):
        rated(wangfang, place, "very_satisfied")
    rated(limin, 1, "dissatisfied")
    rated(limin, 2, "satisfied")
    pending = contested(rated(wangfang, 7, "dissatisfied"))
    decided = {
        "status": "closed",
        "finding": "mistaken",
        "decision": "本人说选错了（样例）",
        "feedback": "已告知（样例）",
    }
    contested(
        rated(wangfang, 8, "very_dissatisfied", validity="mistaken"),
        **decided,
        told_at=at(12),
        closed_at=at(13),
        decided_by_id=cast("zhengyawen").staff_id,
    )
    with django_assert_max_num_queries(6):  # ratings, bodies, month scores, deductions, staff
        found = appraised(NOVEMBER, policy=POLICY)
    assert {each.reason for each in found.excluded} == {UNDER_APPEAL, "误评：本人说选错了（样例）"}
    assert pending.pk in {each.redress_id for each in found.excluded}
    mine = of(found, "JY0001")
    assert (mine.rated.valid, mine.rated.excluded) == (6, 2)
    assert mine.rating is not None
    few = of(found, "JY0002")
    assert (few.rating, few.score) == (None, Decimal("100.00")), "two ratings are no sample"
    (unit,) = found.units
    assert (unit.rated.valid, unit.rated.total) == (8, 36)
    again = sums(found.raw, by_staff=True)[wangfang.staff_id or 0]
    assert rating_score(again, city_mean(found.raw), POLICY) == mine.rating, "from the raw data"


def test_nobody_was_rated_yet_and_nothing_breaks(wangfang):
    found = appraised(NOVEMBER, policy=POLICY)
    assert (found.mean, found.units, found.excluded) == (None, (), ())
    assert of(found, "JY0001").score == 100
