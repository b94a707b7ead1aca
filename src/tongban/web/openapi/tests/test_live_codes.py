"""Codes for other systems: a kiosk scans, the holder agrees on the own screen, the kiosk is told that and no more."""

import pytest

from tongban.foundation.kernel.clock import now
from tongban.foundation.ledger.queries import reads_about
from tongban.registers.codes.commands import agree, show
from tongban.registers.codes.models import Scan
from tongban.registers.codes.queries import code_now

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
