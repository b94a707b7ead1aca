"""Telling once by the API: the same refusals as at every window, and everything that was asked again in the answer."""

from collections.abc import Iterator

import pytest

from tongban.foundation.kernel.clock import now
from tongban.handling.cases import promises
from tongban.handling.cases.commands import receiving
from tongban.handling.cases.models import Case
from tongban.handling.cases.tests.applying import lodged
from tongban.handling.cases.tests.asking import LINE, SORRY, bad, files, good
from tongban.handling.cases.tests.driving import listed
from tongban.handling.cases.tests.test_committing import promising

from .sending import application

pytestmark = pytest.mark.django_db


def fresh(case: Case) -> Case:
    return Case.objects.select_related("applicant", "agency").get(pk=case.pk)


@pytest.fixture
def told(cast) -> Case:
    liqiang, wangfang = cast("liqiang", now()), cast("wangfang", now())
    case = lodged(liqiang, at=now(), without=("layout_plan",))[1]
    receiving.ask_correction(case, items=[], by=wangfang, at=now())
    receiving.correct(fresh(case), materials=files(liqiang, "layout_plan"), by=liqiang, at=now())
    return fresh(case)


@pytest.mark.req("R-040")
@pytest.mark.parametrize(
    ("verb", "sent"),
    [
        ("ask_correction", {"items": [LINE]}),
        ("precheck", {"materials": bad("safety_rules")}),
        ("defer_notice", {"reason": "还要再看看。"}),
        ("reject", {"ground": "食品安全法 第三十五条", "fact": "材料不符合要求，不能受理。"}),
    ],
)
def test_a_system_asks_for_no_more_than_a_clerk(api, told, verb, sent):
    answer = api("wangfang").act(told.number, verb, **sent)
    assert answer.status_code == 409, answer.content.decode()
    assert answer.json()["code"] == "told_once"


@pytest.mark.req("R-040")
def test_what_a_leader_asked_again_stands_in_every_answer(api, told):
    answer = api("chenli").act(told.number, "override_telling", reason=SORRY, items=[LINE])
    assert answer.status_code == 200, answer.content.decode()
    (override,) = api("liqiang").get(f"/cases/{told.number}").json()["telling_overrides"]
    assert (override["reason"], override["by"], override["answered_at"]) == (SORRY, "陈立", None)
    assert [each["code"] for each in override["items"]] == ["safety_rules"]


def test_the_code_of_a_complete_set_stands_in_the_answer(api, cast):
    case = lodged(cast("liqiang", now()), at=now())[1]
    assert api("liqiang").get(f"/cases/{case.number}").json()["precheck"] is None
    assert api("wangfang").act(case.number, "precheck", materials=good()).status_code == 200
    code = api("liqiang").get(f"/cases/{case.number}").json()["precheck"]["code"]
    refused = api("limin").act(case.number, "ask_correction", items=[LINE])
    assert (refused.status_code, refused.json()["code"]) == (409, "bound_by_precheck")
    assert code


@pytest.fixture
def everything_may_be_promised() -> Iterator[None]:
    """The published list names every matter; what was bound is bound again afterwards."""
    before = list(promises.BOUND)
    promises.BOUND[:] = [lambda code, on: True]
    yield
    promises.BOUND[:] = before


@pytest.mark.req("R-144")
@pytest.mark.usefixtures("everything_may_be_promised")
@pytest.mark.parametrize(("signature", "status"), [("", 422), ("周游", 422), ("李 强", 201), ("李强", 201)])
def test_a_system_promises_nothing_in_the_name_of_others(api, signature, status):
    with listed(**promising()):
        sent = application(commitment_accepted=True, commitment_signature=signature, materials=[])
        answer = api("").post("/cases", sent)
    assert answer.status_code == status, answer.content.decode()
    if status == 422:
        assert [each["pointer"] for each in answer.json()["errors"]] == ["/commitment_signature"]
    else:
        assert answer.json()["commitment_accepted"] is True


@pytest.mark.req("R-040")
def test_a_system_withdraws_nothing_in_the_name_of_others(api, cast):
    case = lodged(cast("liqiang", now()), at=now())[1]
    refused = api("wangfang").act(case.number, "withdraw", reason="申请人说不办了。")
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/signature")
    assert api("liqiang").act(case.number, "withdraw").status_code == 200
