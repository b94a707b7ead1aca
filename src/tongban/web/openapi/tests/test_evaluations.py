"""Ratings of department systems: one schema, each once, never in somebody's name."""

from datetime import timedelta
from typing import Any

import pytest

from tongban.foundation.kernel.clock import now
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.tests.driving import served
from tongban.oversight.evaluations.commands.inviting import invite_for_case
from tongban.oversight.evaluations.commands.rating import Rating, rate
from tongban.oversight.evaluations.models import Evaluation, Redress
from tongban.oversight.evaluations.subscribers import bad_rating_is_opened

from .sending import food_code

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-104")]


def body(**changes: Any) -> dict[str, Any]:
    at = (now() - timedelta(hours=1)).replace(microsecond=0).isoformat()
    said = {"source_ref": "A-1", "option_code": food_code(), "grade": 5, "words": "等了很久", "rated_at": at}
    return said | changes


def test_a_rating_is_taken_in_once_and_a_bad_one_is_opened(api):
    sent = body()
    first, again = api().post("/evaluations", sent), api().post("/evaluations", sent)
    assert [first.status_code, again.status_code] == [201, 201]
    assert [first.json()["is_repeat"], again.json()["is_repeat"]] == [False, True]
    assert (first.json()["grade_label"], first.json()["is_bad"]) == ("非常不满意", True)
    said = Evaluation.objects.get()
    assert (said.way, said.rated_at.isoformat()[:16]) == ("api", said.rated_at.isoformat()[:16])
    bad_rating_is_opened(Entry.objects.get(chain=said.invitation.chain, verb="rate"))
    assert Redress.objects.get().agency.short_name == "市市场监管局"
    otherwise = api().post("/evaluations", body(grade=1, rated_at=sent["rated_at"]))
    assert (otherwise.status_code, otherwise.json()["code"]) == (409, "said_otherwise")


def test_what_was_rated_by_another_way_is_not_counted_twice(api, cast):
    asked = invite_for_case(served(cast), at=now())
    rate(asked, Rating("satisfied"), by=cast("liqiang"), at=now())
    answer = api().post("/evaluations", body(case_number=asked.case_number, option_code=""))
    assert (answer.status_code, answer.json()["code"]) == (409, "rated_already")
    assert Evaluation.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        *(
            {"grade": 6},
            {"grade": "好"},
            {"option_code": "1"},
            {"source_ref": ""},
            {"rated_at": "2020-01-01T00:00:00Z"},
        ),
        *({"rated_at": "2020-01-01T00:00:00"}, {"tags": ["bribe"]}, {"unknown": 1}, {"case_number": "1" * 17}),
    ],
)
def test_what_does_not_fit_the_schema_is_refused_and_nothing_kept(api, wrong):
    assert api().post("/evaluations", body(**wrong)).status_code == 422
    assert not Evaluation.objects.exists()


def test_nobody_is_rated_for(api):
    for login in ("wangfang", "liqiang"):
        assert api(login).post("/evaluations", body()).status_code == 403
    assert api(None).post("/evaluations", body()).status_code == 401
