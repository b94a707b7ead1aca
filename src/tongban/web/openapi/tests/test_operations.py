"""What each operation promises (design: the open API), and what nobody gets."""

import base64
import json
import time
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.codes import license_identifier
from tongban.foundation.kernel.codes.licenses import parts as license_parts
from tongban.foundation.kernel.vault import vault
from tongban.foundation.ledger import sealing
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.commands import numbers
from tongban.handling.cases.models import Case
from tongban.registers.licenses.commands import revoke
from tongban.registers.licenses.rules.foreign import Answer, Foreign, Partner, Standing, Why, judge
from tongban.registers.licenses.tests.cast import AT, give
from tongban.registers.parties.commands import register_client, revoke_token
from tongban.registers.parties.models import ApiToken
from tongban.web.openapi import callers

from .sending import NEWCOMER, application, food_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun(api) -> dict[str, Any]:
    """A case that the platform has just submitted."""
    answer = api().post("/cases", application())
    assert answer.status_code == 201, answer.content.decode()
    plain: dict[str, Any] = answer.json()
    return plain


@pytest.fixture
def complete(begun) -> None:
    """Every material is there, so that the case can be accepted."""
    Case.objects.get(number=begun["number"]).materials.filter(state="missing").update(state="provided")


def test_items_are_told_with_their_codes_limits_and_depth(api):
    page = api(None).get("/items", page_size=5).json()
    assert len(page["results"]) == 5
    assert page["next"]
    each = page["results"][0]
    assert (len(each["option_code"]), len(each["basic_code"]), len(each["implementation_code"])) == (33, 12, 31)
    assert {"value", "unit"} <= each["promised_limit"].keys()
    assert {"name", "kind", "agency", "audience", "statutory_limit", "visits_required", "online_depth", "scope"} <= set(
        each
    )


def test_pages_of_items_hold_every_item_once(api):
    seen, cursor = [], ""
    while True:
        page = api(None).get("/items", page_size=7, cursor=cursor).json()
        seen += [each["option_code"] for each in page["results"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == page["total"]


def test_items_are_filtered(api):
    kinds = {each["kind"] for each in api(None).get("/items", kind="license", page_size=50).json()["results"]}
    assert kinds == {"license"}


@pytest.mark.req("R-029")
def test_a_guide_is_told_whole_and_as_of_a_day(api):
    code = food_code()
    guide = api(None).get(f"/items/{code}").json()
    assert {"materials", "questions", "form", "places", "version", "effective_on", "content_hash"} <= guide.keys()
    assert len(guide["content_hash"]) == 64
    assert api(None).get(f"/items/{code}", as_of=guide["effective_on"]).json()["content_hash"] == guide["content_hash"]
    assert api(None).get(f"/items/{code}", as_of="1999-01-01").status_code == 404


def test_a_checklist_says_what_is_open_and_why_each_material_is_asked(api):
    code = food_code()
    told = api(None).post(f"/items/{code}/checklist", {"answers": application()["answers"]}).json()
    assert all(each["why"] for each in told["materials"])
    assert any(each["basis"] for each in told["materials"])
    wrong = api(None).post(f"/items/{code}/checklist", {"answers": {"nothing": 1, "business_type": "moon"}})
    assert wrong.status_code == 422
    assert {each["pointer"] for each in wrong.json()["errors"]} == {"/answers/nothing", "/answers/business_type"}


@pytest.mark.req("R-042")
@pytest.mark.parametrize(
    ("asked", "due_on"),
    [
        ({"start": "2026-03-02", "limit": 5, "unit": "workday"}, "2026-03-09"),
        ({"start": "2026-03-02", "limit": 5, "unit": "workday", "counting": "from_same_day"}, "2026-03-06"),
        ({"start": "2026-03-02", "limit": 5, "pauses": "2026-03-03/2026-03-04"}, "2026-03-11"),
        (
            {"start": "2026-03-02", "limit": 5, "pauses": ["2026-03-03/2026-03-03", "2026-03-04/2026-03-04"]},
            "2026-03-11",
        ),
        ({"start": "2026-03-02", "limit": 5, "pauses": "2026-03-03/2026-03-03,2026-03-04/2026-03-04"}, "2026-03-11"),
        ({"start": "2026-03-02T10:00:00+08:00", "limit": 24, "unit": "hour"}, "2026-03-03"),
        ({"start": "2026-03-02", "limit": 1, "unit": "month"}, "2026-04-02"),
        ({"start": "2026-03-02", "limit": 0, "unit": "on_the_spot"}, "2026-03-02"),
    ],
)
def test_a_due_date_is_told_with_how_it_was_found(api, asked: dict[str, Any], due_on: str):
    told = api(None).get("/worktime/due", **asked).json()
    assert told["due_on"] == due_on
    assert {"due_at", "is_provisional"} <= told.keys()
    assert {"from", "to", "counted", "why"} == told["derivation"][0].keys()
    assert told["derivation"][-1]["to"] == due_on


@pytest.mark.req("R-042")
def test_every_wrong_pause_is_told(api):
    answer = api(None).get("/worktime/due", start="2026-03-02", limit=5, pauses="x,2026-03-05/2026-03-01")
    assert answer.status_code == 422
    assert [each["code"] for each in answer.json()["errors"]] == ["format", "pause_ends_before_it_begins"]


@pytest.mark.req("R-207")
@pytest.mark.parametrize(
    ("kind", "value", "valid"),
    [
        ("id_card", "620201199003070017", True),
        ("id_card", "620201199003070018", False),
        ("uscc", "91350100M000100Y43", True),
        ("case_number", "6202002600001234", False),
        ("option", "", False),
    ],
)
def test_a_code_is_checked(api, kind: str, value: str, valid: bool):
    told = api(None).get("/codes/check", kind=kind, value=value).json()
    assert told["valid"] is valid
    assert bool(told["errors"]) is not valid


def test_a_licence_is_not_said_to_be_in_force_while_nobody_knows(api):
    told = api(None).get("/licenses/verify", identifier=application()["materials"][0]["license_identifier"]).json()
    assert told["valid_identifier"] is True
    assert told["is_registered"] is False
    assert told["is_in_force"] is None
    wrong = api(None).get("/licenses/verify", identifier="1.2.156.3005.2.X").json()
    assert wrong["valid_identifier"] is False
    assert wrong["errors"]


@pytest.mark.req("R-127")
def test_a_registered_licence_is_told_with_one_statement(api, cast, django_assert_num_queries):
    made = give(cast)
    with django_assert_num_queries(1):
        told = api(None).get("/licenses/verify", identifier=made.identifier).json()
    assert (told["is_registered"], told["is_genuine"], told["is_in_force"]) == (True, True, True)
    assert (told["verdict"], told["type_name"]) == ("in_force", "食品经营许可证")
    revoke(made, ground="行政许可法 第六十九条", reason="骗取", by=cast("chenli"), at=AT)
    over = api(None).get("/licenses/verify", identifier=made.identifier).json()
    assert (over["is_genuine"], over["is_in_force"], over["verdict"]) == (True, False, "over")


@pytest.mark.req("R-127", "R-128")
def test_a_partner_is_answered_with_a_signed_statement_and_learns_of_an_end_with_the_next_one(api, cast):
    made, nonce = give(cast), "n" * 32
    parts = license_parts(made.identifier)
    partner = Partner(
        code="620201",
        name="本市",
        public_key=next(reversed(vault().public_keys().values())).hex(),
        issuers={parts.issuer_code: made.issuer.name},
        types={parts.type_code: "food_business_license"},
    )

    def asked() -> Foreign:
        sent = {"identifier": made.identifier, "nonce": nonce}
        told = Answer(**api().post("/licenses/exchange/verify", sent).json())
        assert "李强" not in told.body
        return judge(told, made.identifier, nonce, partner, at=now(), on=AT.date())

    before = asked()
    assert (before.standing, before.type_key) == (Standing.IN_FORCE, "food_business_license")
    revoke(made, ground="行政许可法 第六十九条", reason="骗取", by=cast("chenli"), at=AT)
    after = asked()
    assert (after.standing, after.status) == (Standing.OVER, "撤销")
    unknown = license_identifier(parts.type_code, parts.issuer_code, "20990000001", 1)
    told = Answer(**api().post("/licenses/exchange/verify", {"identifier": unknown, "nonce": nonce}).json())
    assert judge(told, unknown, nonce, partner, at=now(), on=AT.date()).why is Why.NOT_THERE
    assert api(None).post("/licenses/exchange/verify", {"identifier": unknown, "nonce": nonce}).status_code == 401
    assert api().post("/licenses/exchange/verify", {"identifier": unknown, "nonce": "\0"}).status_code in (400, 422)


def test_a_paper_is_verified_by_its_code(api, begun):
    code = begun["documents"][0]["verification_code"]
    assert api(None).get("/documents/verify", code=code.lower()).json()["kind"] == "receipt"
    assert api(None).get("/licenses/verify", code=code).json()["is_genuine"] is True
    assert api(None).get("/documents/verify", code="ABCDEFGH23").json()["is_genuine"] is False


def test_the_answer_to_a_submission_reads_like_the_case_read_later(api):
    begun = api().post("/cases", application(applicant=NEWCOMER)).json()
    later = api().get(f"/cases/{begun['number']}").json()
    assert begun.pop("query_code")
    assert json.dumps(begun, sort_keys=True) == json.dumps(later, sort_keys=True)
    assert "query_code" not in later


@pytest.mark.parametrize(("login", "statements"), [("wangfang", 3), ("", 4)])
def test_one_case_is_read_in_three_statements_besides_its_record(
    api, begun, django_assert_num_queries, login, statements
):
    caller = api(login)
    caller.get(f"/cases/{begun['number']}")
    callers.forget()
    # the token, the row, what hangs on it; a system's read is recorded each time: one
    with django_assert_num_queries(statements):
        caller.get(f"/cases/{begun['number']}")


def test_a_submission_is_one_statement_besides_the_token(api, begun, django_assert_num_queries):
    caller, sent = api(), application()
    numbers.forget()
    caller.post("/cases", application(), Idempotency_Key="first of a block")  # takes the numbers of the next ones
    with django_assert_num_queries(3):  # the savepoint of the test's own transaction, twice, and the one statement
        assert caller.post("/cases", sent, Idempotency_Key="one").status_code == 201


def test_a_list_of_cases_is_paged_and_filtered(api, begun):
    caller = api()
    caller.post("/cases", application())
    page = caller.get("/cases", page_size=1).json()
    assert len(page["results"]) == 1
    second = caller.get("/cases", page_size=1, cursor=page["next"]).json()
    assert second["next"] is None
    assert page["results"][0]["number"] != second["results"][0]["number"]
    assert caller.get("/cases", status="closed,granted").json()["results"] == []
    assert caller.get("/cases", q=begun["number"]).json()["results"][0]["number"] == begun["number"]
    assert caller.get("/cases", status="flying").status_code == 422


def test_every_fault_of_a_submission_is_told_at_once(api):
    sent = application(channel="api")
    sent["applicant"] = sent["applicant"] | {"id_number": "620201199003070018", "phone": "12"}
    sent["answers"] = sent["answers"] | {"business_type": "moon"}
    answer = api().post("/cases", sent)
    assert answer.status_code == 422
    pointers = {each["pointer"] for each in answer.json()["errors"]}
    assert {"/applicant/id_number", "/applicant/phone", "/answers/business_type"} <= pointers


def test_what_is_not_yours_is_as_if_it_were_not(api, begun):
    others = [api(client="other-platform"), api("zhouyou"), api("liqiang")]
    missing = "62020026999999990"
    for other in others[:2]:
        for path in (f"/cases/{begun['number']}", f"/documents/{begun['documents'][0]['number']}"):
            foreign, none = other.get(path), other.get(path.replace(begun["number"], missing))
            assert foreign.status_code == none.status_code == 404
            assert foreign.content == none.content
        assert other.act(begun["number"], "withdraw").status_code == 404
        assert other.get("/cases").json()["results"] == []
        assert other.get(f"/ledger/entries/{begun['number']}.1/proof").status_code == 404
    assert others[2].get(f"/cases/{begun['number']}").status_code == 200


def test_a_person_applies_for_whom_they_act_for_and_for_nobody_else(api):
    liqiang = api("liqiang")
    sent = application(applicant=None)
    assert liqiang.post("/cases", sent).status_code == 201
    assert liqiang.post("/cases", application()).status_code == 201
    assert api("zhouyou").post("/cases", application()).status_code == 403


def test_a_token_does_only_what_its_scopes_say(api, begun):
    reader = api(scopes=["items:read", "cases:read"])
    assert reader.get("/cases").status_code == 200
    refused = reader.post("/cases", application())
    assert refused.status_code == 403
    assert refused.json()["code"] == "insufficient_scope"
    assert 'scope="cases:submit"' in refused.headers["WWW-Authenticate"]
    assert reader.get(f"/cases/{begun['number']}").json()["actions"] == []


@pytest.mark.req("R-142")
def test_a_token_that_was_taken_back_is_dead_within_a_second(api):
    caller = api(scopes=["cases:read"])
    assert caller.get("/cases").status_code == 200
    revoke_token(ApiToken.objects.latest("id"), by=SYSTEM, at=now())
    time.sleep(callers.KNOWN_FOR)
    answer = caller.get("/cases")
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]


@pytest.mark.usefixtures("complete")
def test_a_stale_act_is_refused_with_what_changed(api, begun):
    number = begun["number"]
    assert api("wangfang").act(number, "accept", version=1).status_code == 200
    answer = api("limin").act(number, "reject", version=1, ground="食品安全法 第三十五条", fact="场所不符合要求。")
    assert answer.status_code == 409
    assert answer.json()["code"] == "stale"
    assert [each["verb"] for each in answer.json()["changes"]] == ["accept"]
    assert answer.json()["changes"][0]["at"].endswith("+08:00"), "as every other moment of the API"
    by_header = api("limin").post(f"/cases/{number}/actions/transfer", {"to_body": "x", "reason": "y"}, If_Match='"1"')
    assert by_header.json()["code"] == "stale"


def test_an_act_asks_for_its_fields_by_name(api, begun):
    answer = api("wangfang").act(begun["number"], "reject")
    assert answer.status_code == 422
    assert {each["pointer"] for each in answer.json()["errors"]} == {"/ground", "/fact"}
    assert api("wangfang").act(begun["number"], "fly").status_code == 404
    assert api("zhaomin").act(begun["number"], "grant", opinion="准予许可。").status_code == 403


def test_the_actions_offered_can_be_taken_with_the_fields_they_name(api, begun):
    offered = {each["verb"]: each for each in api("wangfang").get(f"/cases/{begun['number']}").json()["actions"]}
    assert {"accept", "ask_correction", "reject"} <= offered.keys()
    assert [each["name"] for each in offered["reject"]["fields"]] == ["ground", "fact", "right_body"]
    assert offered["reject"]["is_grave"]


def test_following_without_an_account_tells_not_which_of_the_two_is_wrong(api, begun):
    anybody = api(None)
    wrong_code = anybody.get("/cases/track", number=begun["number"], query_code="22222222")
    wrong_number = anybody.get("/cases/track", number="62020026999999990", query_code=begun["query_code"])
    assert wrong_code.status_code == wrong_number.status_code == 404
    assert wrong_code.content == wrong_number.content
    right = anybody.get("/cases/track", number=begun["number"], query_code=begun["query_code"].lower())
    assert right.status_code == 200
    assert "李" not in right.content.decode()


def test_guessing_a_query_code_is_stopped(api, begun):
    answers = [api(None).get("/cases/track", number=begun["number"], query_code="22222222") for _ in range(7)]
    assert [each.status_code for each in answers][-1] == 429
    assert int(answers[-1].headers["Retry-After"]) >= 1


def test_a_proof_leads_from_the_entry_to_the_anchor(api, begun, tmp_path):
    entry = Entry.objects.get(chain=f"case:{begun['number']}", seq=1)
    open_one = api().get(f"/ledger/entries/{begun['timeline'][0]['entry']}/proof").json()
    assert open_one["hash"] == bytes(entry.hash).hex()
    assert open_one["is_sealed"] is False
    assert api("wangfang").get(f"/ledger/entries/{entry.pk}/proof").json()["entry"]["canonical"]
    assert list(sealing.verify(tmp_path)) == []


def test_a_document_is_read_as_json_and_as_pdf_and_the_reading_is_recorded(api, begun):
    wangfang, receipt = api("wangfang"), begun["documents"][0]
    for name in (receipt["number"], receipt["verification_code"]):
        told = wangfang.get(f"/documents/{name}").json()
        assert told["content_hash"] == receipt["content_hash"]
    reads = Entry.objects.filter(verb="read", facts__subject=f"case:{begun['number']}")
    assert reads.count() == 2
    assert api().get(f"/documents/{receipt['verification_code']}.pdf").content.startswith(b"%PDF")
    assert reads.count() == 3


def test_a_browser_session_reads_and_needs_its_form_token_to_change_anything(sign_in):
    browser = Client(enforce_csrf_checks=True)
    browser.cookies["tongban_session"] = sign_in("liqiang", now())
    assert browser.get("/api/v1/cases").status_code == 200
    body = json.dumps(application())
    assert browser.post("/api/v1/cases", body, content_type="application/json").json()["code"] == "csrf_failed"
    secret = "a" * 32
    browser.cookies["csrftoken"] = secret
    answer = browser.post("/api/v1/cases", body, content_type="application/json", headers={"X-CSRFToken": secret})
    assert answer.status_code == 201, answer.content.decode()
    assert answer.json()["channel"] == "api"


@pytest.mark.parametrize("by_header", [True, False])
def test_a_secret_is_exchanged_for_a_token(by_header: bool):
    _, secret = register_client(name="bank", scopes=["items:read", "cases:read"], by=SYSTEM, at=now())
    form = {"grant_type": "client_credentials", "scope": "cases:read"}
    headers = {}
    if by_header:
        headers["Authorization"] = "Basic " + base64.b64encode(f"bank:{secret}".encode()).decode()
    else:
        form |= {"client_id": "bank", "client_secret": secret}
    answer = Client().post("/oauth/token", urlencode(form), "application/x-www-form-urlencoded", headers=headers)
    assert answer.status_code == 200, answer.content.decode()
    told = answer.json()
    assert (told["token_type"], told["scope"], told["expires_in"]) == ("Bearer", "cases:read", 3600)
    assert answer.headers["Cache-Control"] == "no-store"
    bearer = {"Authorization": f"Bearer {told['access_token']}"}
    assert Client().get("/api/v1/cases", headers=bearer).status_code == 200


@pytest.mark.parametrize(
    ("changes", "status", "error"),
    [
        ({"client_secret": "wrong"}, 401, "invalid_client"),
        ({"client_id": "nobody"}, 401, "invalid_client"),
        ({"client_id": "a\0b"}, 401, "invalid_client"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"scope": "cases:act"}, 400, "invalid_scope"),
    ],
)
def test_a_wrong_exchange_is_told_as_oauth_wants_it(changes: dict[str, str], status: int, error: str):
    _, secret = register_client(name="bank", scopes=["items:read"], by=SYSTEM, at=now())
    form = {"grant_type": "client_credentials", "client_id": "bank", "client_secret": secret} | changes
    answer = Client().post("/oauth/token", urlencode(form), "application/x-www-form-urlencoded")
    assert answer.status_code == status, answer.content.decode()
    assert answer.json()["error"] == error
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_the_house_tells_operators_how_it_is(api, settings, tmp_path):
    settings.DATA = tmp_path
    assert Client().get("/health/live").json() == {"status": "ok"}
    assert Client().get("/health/ready").status_code == 200
    api(None).get("/items", q="李强 620201199003070017")
    told = Client().get("/metrics").content.decode()
    assert 'tongban_request_seconds_count{route="/api/v1/items",method="GET",status="200"}' in told
    for name in ("outbox_waiting", "outbox_dead", "seal_lag_seconds", "calendar_awaited_years"):
        assert f"\ntongban_{name} " in told
    assert "620201199003070017" not in told


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("token", "asked", "is_told"),
    [
        ("", {}, True),
        ("", {"REMOTE_ADDR": "::1"}, True),
        ("", {"REMOTE_ADDR": "10.0.0.7"}, False),
        ("", {"REMOTE_ADDR": ""}, False),
        ("", {"headers": {"X-Forwarded-For": "127.0.0.1"}}, False),
        ("", {"headers": {"X-Forwarded-Proto": "https"}}, False),
        ("", {"REMOTE_ADDR": "10.0.0.7", "headers": {"Authorization": "Bearer "}}, False),
        ("s3cret", {"REMOTE_ADDR": "10.0.0.7", "headers": {"Authorization": "Bearer s3cret"}}, True),
        ("s3cret", {"REMOTE_ADDR": "10.0.0.7", "headers": {"Authorization": "Bearer 密"}}, False),
        ("s3cret", {"REMOTE_ADDR": "10.0.0.7"}, False),
    ],
)
@pytest.mark.parametrize("is_behind_proxy", [False, True])
def test_strangers_are_told_no_figures(settings, tmp_path, token, asked, is_told, is_behind_proxy):
    settings.DATA = tmp_path
    settings.TONGBAN_METRICS_TOKEN = token
    settings.TONGBAN_BEHIND_PROXY = is_behind_proxy
    assert Client().get("/metrics", **asked).status_code == (200 if is_told else 404)
    ready = Client().get("/health/ready", **asked)
    assert ready.status_code == 200
    assert ("checks" in ready.json()) is is_told


def test_dates_are_written_as_dates(api, begun):
    assert date.fromisoformat(begun["due_on"])
    assert begun["received_at"].endswith("+08:00")
