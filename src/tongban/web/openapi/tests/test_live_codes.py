"""Codes for other systems: a kiosk scans, the holder agrees on the own screen, the kiosk is told that and no more."""

import pytest

from tongban.foundation.kernel.clock import now
from tongban.foundation.ledger.queries import reads_about
from tongban.registers.codes.commands import Chosen, agree, end, present, show, withdraw
from tongban.registers.codes.models import Scan
from tongban.registers.codes.queries import code_now
from tongban.registers.licenses.tests.cast import FACE, give

pytestmark = pytest.mark.django_db


@pytest.fixture
def holder(cast):
    return cast("liqiang", now())


@pytest.fixture
def code(holder):
    return code_now(show(by=holder, at=now()), at=now()).text


@pytest.mark.req("R-153")
def test_a_check_tells_that_it_lives_and_nothing_of_anybody(api, code):
    told = api().get("/live-codes/check", code=code).json()
    assert (told["verdict"], told["kind"], told["words"]) == ("live", "person", "")
    assert not {"name", "party", "holder"} & told.keys()
    assert api().get("/live-codes/check", code="TB1AAAA").json()["verdict"] == "unknown"
    assert api(None).get("/live-codes/check", code=code).status_code == 401


@pytest.mark.req("R-153")
def test_a_kiosk_is_told_what_the_holder_granted(api, code, holder):
    kiosk = api()
    made = kiosk.post("/live-codes/scans", {"code": code, "scene": "window", "claims": ["name", "id_number"]})
    assert made.status_code == 201, made.content.decode()
    told = made.json()
    assert (told["status"], told["asked"], told["claims"]) == ("asked", ["name", "id_number"], [])
    agree(Scan.objects.get(), claims=["name"], by=holder, at=now())
    seen = kiosk.get(f"/live-codes/scans/{told['id']}").json()
    assert [(each["claim"], each["value"]) for each in seen["claims"]] == [("name", "李强")]
    [read] = reads_about(f"party:{holder.party_id}").rows
    assert (read.by_ref, read.fields) == ("client:provincial-platform", ("name",))


@pytest.mark.req("R-153")
def test_replays_and_what_is_beyond_the_scene_are_refused(api, code):
    kiosk = api()
    beyond = kiosk.post("/live-codes/scans", {"code": code, "claims": ["name", "address"]})
    assert beyond.status_code == 422
    assert kiosk.post("/live-codes/scans", {"code": code, "scene": "hospital"}).status_code == 404
    assert kiosk.post("/live-codes/scans", {"code": code}).status_code == 201
    again = kiosk.post("/live-codes/scans", {"code": code})
    assert (again.status_code, again.json()["code"]) == (409, "code_used")


@pytest.mark.req("R-155")
def test_a_licence_is_seen_by_asking_for_it_until_it_is_put_away_and_never_out_of_a_kept_answer(api, cast):
    license = give(cast, at=now())
    manager = cast("liqiang", now(), acting_for=license.holder)
    showing = present([Chosen(license, ("premises",))], minutes=5, by=manager, at=now())
    kiosk, sent = api(), {"code": code_now(showing, at=now()).text}
    made = kiosk.post("/live-codes/scans", sent, Idempotency_Key="once")
    assert (made.json()["status"], made.json()["licenses"]) == ("granted", [])
    place = f"/live-codes/scans/{made.json()['id']}"
    [told] = kiosk.get(place).json()["licenses"]
    assert [each["value"] for each in told["lines"]] == [FACE["premises"]]
    assert len(reads_about(f"party:{license.holder_id}").rows) == 1
    end(showing, by=manager, at=now())
    again = kiosk.post("/live-codes/scans", sent, Idempotency_Key="once")
    assert again.headers["Idempotency-Replayed"] == "true"
    for answer in (again, kiosk.get(place)):
        assert FACE["premises"] not in answer.content.decode()


@pytest.mark.req("R-153")
def test_what_was_taken_back_is_told_no_longer(api, code, holder):
    kiosk = api()
    place = f"/live-codes/scans/{kiosk.post('/live-codes/scans', {'code': code}).json()['id']}"
    agree(Scan.objects.get(), claims=["name"], by=holder, at=now())
    assert "李强" in kiosk.get(place).content.decode()
    withdraw(Scan.objects.get(), by=holder, at=now())
    told = kiosk.get(place).json()
    assert (told["status"], told["claims"]) == ("withdrawn", [])


@pytest.mark.parametrize("code", ["", "TB1", "TB1" + "A" * 700, "x" * 801, "\0", "TB1𝟚", "http://[::1?c=TB1AA"])
def test_garbage_is_refused_in_words(api, code):
    kiosk = api()
    assert kiosk.post("/live-codes/scans", {"code": code}).status_code in (400, 409, 422)
    assert kiosk.get("/live-codes/check", code=code).status_code in (200, 400, 422)


def test_another_caller_does_not_see_the_scan(api, code, token):
    made = api().post("/live-codes/scans", {"code": code}).json()
    assert api("wangfang").get(f"/live-codes/scans/{made['id']}").status_code == 404
    assert api().get("/live-codes/scans/x").status_code == 404


@pytest.mark.req("R-153")
def test_the_keys_are_public(api):
    told = api(None).get("/live-codes/keys").json()
    assert told["certificates"]
    assert told["answers"]
    assert told["prefix"] == "tongban.code.1\n"
