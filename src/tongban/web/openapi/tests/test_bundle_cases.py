"""Joint applications through the API: one form and one set of papers, the same commands and refusals as on pages."""

from typing import Any

import pytest

from tongban.foundation.kernel.clock import now
from tongban.handling.bundles.models import BundleCase
from tongban.handling.bundles.rules.applications import BundleApplication
from tongban.handling.bundles.tests.joining import CODE, VALUES, papers_of
from tongban.handling.cases.tests.applying import stored_file

from .sending import APPLICANT

pytestmark = pytest.mark.django_db
NOBODYS = "/bundle-cases/62020026000000017"


def _sent(by: Any, **changes: Any) -> dict[str, Any]:
    asked = BundleApplication(code=CODE, channel="web", applicant=by.party_id or 0, values=VALUES)
    keys = papers_of(asked, now())
    papers = {key: [str(stored_file(by, f"{place}.pdf", now()).pk)] for place, key in enumerate(keys)}
    return {"code": CODE, "form": dict(VALUES) | {"floor_area": 90}, "papers": papers} | changes


@pytest.mark.req("R-117")
def test_one_call_begins_several_cases_and_repeating_it_begins_none(api, cast):
    liqiang = api("liqiang")
    sent = _sent(cast("liqiang"))
    first = liqiang.post("/bundle-cases", sent, Idempotency_Key="one")
    assert first.status_code == 201, first.content.decode()
    told = first.json()
    assert [each["member"] for each in told["cases"]] == ["contract", "tax", "registration"]
    assert set(told["query_codes"]) == {each["number"] for each in told["cases"]}
    again = liqiang.post("/bundle-cases", sent, Idempotency_Key="one")
    assert (again.status_code, again.json(), BundleCase.objects.count()) == (201, told, 1)
    other = liqiang.post("/bundle-cases", sent | {"left_out": ["tax"]}, Idempotency_Key="one")
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_key_reused")
    listed = liqiang.get("/bundle-cases", status="open").json()
    assert [each["number"] for each in listed["results"]] == [told["number"]]
    assert "李强" not in first.content.decode()


@pytest.mark.req("R-082", "R-117")
def test_the_window_accepts_and_a_stale_or_foreign_hand_is_told(api, cast):
    wangfang = api("wangfang")
    sent = _sent(cast("wangfang"), applicant=APPLICANT)
    begun = wangfang.post("/bundle-cases", sent)
    assert begun.status_code == 201, begun.content.decode()
    told = begun.json()
    path = f"/bundle-cases/{told['number']}"
    assert told["actions"] == ["accept", "tell_once", "send_singly", "withdraw"]
    accepted = wangfang.post(f"{path}/actions/accept", {"version": told["version"]})
    assert accepted.status_code == 200, accepted.content.decode()
    assert {each["status"] for each in accepted.json()["cases"]} == {"accepted"}
    stale = wangfang.post(f"{path}/actions/send_singly", {"version": told["version"]})
    assert (stale.status_code, stale.json()["code"]) == (409, "stale")
    assert wangfang.post(f"{path}/actions/end", {}).status_code == 404
    assert api("zhouyou").get(path).status_code == api("zhouyou").get(NOBODYS).status_code == 404
    assert api().get(path).status_code == 404
    assert api(None).get(path).status_code == 401
    assert api("zhouyou").post(f"{path}/actions/withdraw", {}).status_code == 404
    withdrawn = wangfang.post(f"{path}/actions/withdraw", {"reason": "他在电话里说的"})
    assert [each["pointer"] for each in withdrawn.json()["errors"]] == ["/paper"]


@pytest.mark.req("R-117")
def test_everything_wrong_is_told_at_its_place_and_a_system_cannot_apply_for_anybody(api, cast):
    wrong = _sent(cast("liqiang"), form=dict(VALUES) | {"price": "很多", "transferee_phone": 12})
    refused = api("liqiang").post("/bundle-cases", wrong)
    assert refused.status_code == 422
    assert {"/form/price", "/form/transferee_phone"} <= {each["pointer"] for each in refused.json()["errors"]}
    assert api().post("/bundle-cases", wrong).status_code == 403
    assert not BundleCase.objects.exists()


@pytest.mark.req("R-117")
def test_a_situation_is_worked_out_as_on_the_page_and_words_find_the_bundle(api):
    told = (
        api(None).post("/bundles/real-estate/checklist", {"form": {"reason": "inheritance", "utilities": "no"}}).json()
    )
    assert told["levels"] == [["tax", "registration"]]
    assert all(each["key"] for each in told["papers"])
    found = api(None).get("/bundles", q="开个小饭馆").json()["results"]
    assert found[0]["code"] == "restaurant"
