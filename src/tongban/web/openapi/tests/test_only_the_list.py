"""The open API refuses and notes words that ask beyond the list, and tells the steps that were added to it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tongban.foundation.kernel.clock import local_day, now
from tongban.handling.cases.models import BlockedAsk, Case
from tongban.handling.cases.tests.driving import accepted, received

pytestmark = pytest.mark.django_db


@pytest.mark.req("R-047")
@pytest.mark.parametrize("headers", [{}, {"Idempotency_Key": "k-1"}])
def test_words_beyond_the_list_are_a_422_that_names_them_and_are_noted(
    api: Callable[..., Any], cast: Callable[..., Any], headers: dict[str, str]
) -> None:
    case = received(cast, at=now())
    answer = api("wangfang").post(
        f"/cases/{case.number}/actions/defer_notice", {"reason": "请再提供居住证明。"}, **headers
    )
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "asks_unlisted")
    assert problem["errors"][0]["pointer"] == "/reason"
    assert [(each["words"], each["kind"]) for each in problem["asked"]] == [("居住证明", "材料")]
    assert BlockedAsk.objects.get().case_id == case.pk


@pytest.mark.req("R-046")
def test_a_step_outside_the_list_is_told_to_everybody_who_sees_the_case(
    api: Callable[..., Any], cast: Callable[..., Any]
) -> None:
    case = accepted(cast, at=now())
    day = (local_day(now()) + timedelta(days=3)).isoformat()
    sent = {"name": "补充检测", "reason": "投诉较多，需要复测。", "expected_on": day}
    assert api("chenli").act(case.number, "add_unlisted_step", **sent).status_code == 200
    (told,) = api("liqiang").get(f"/cases/{case.number}").json()["unlisted_steps"]
    assert (told["label"], told["name"], told["expected_on"]) == ("清单外环节", "补充检测", day)
    assert told["finished_at"] is None
    assert Case.objects.get().status == "accepted"
