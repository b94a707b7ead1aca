"""Supervision data over the API: of the department that answers for the system, each record once."""

from typing import Any

import pytest

from tongban.exchange.connectors.provincial_supervision.models import DeliveredRecord
from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import now
from tongban.registers.parties.commands import register_client

from .conftest import Api, make_token

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-052")]
SCOPE = "supervision:write"


def record(**changes: str) -> dict[str, str]:
    said = {
        "ref": "A-1",
        "code": "11620200MB1234567X300013102400001",
        "name": "食品经营许可",
        "subject_name": "样例超市",
        "subject_code": "91620200MA7D0002X9",
        "result": "to_mend",
        "found_on": "2026-11-26",
        "words": "样例：责令改正",
    }
    return said | changes


@pytest.fixture
def department(db: None) -> Api:
    name = "market-supervision"
    register_client(name=name, scopes=[SCOPE], agency_key="market-regulation", by=SYSTEM, at=now())
    return Api(make_token(client=name, scopes=[SCOPE]))


def test_what_is_sound_is_taken_and_the_rest_told_at_once(department: Api) -> None:
    sent = {"records": [record(), record(ref="A-2", result="很好"), record()]}
    first = department.post("/supervision/records", sent)
    assert first.status_code == 201, first.content
    told = first.json()
    assert (told["rows"], told["taken"], told["repeats"], told["rejected"]) == (3, 1, 1, 1)
    [reject] = told["rejects"]
    assert (reject["place"], reject["ref"]) == (2, "A-2")
    assert "监管结果" in reject["why"]
    again = department.post("/supervision/records", sent).json()
    assert again == told | {"is_repeat": True}
    later = department.post("/supervision/records", {"records": [record(words="改了")]}).json()
    assert (later["rejected"], later["taken"]) == (1, 0)
    assert DeliveredRecord.objects.get().agency.key == "market-regulation"


def test_the_same_key_gives_the_same_answer(department: Api) -> None:
    sent = {"records": [record()]}
    answers = [department.post("/supervision/records", sent, Idempotency_Key="d-1") for _ in range(2)]
    assert [each.status_code for each in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert answers[1]["Idempotency-Replayed"] == "true"


@pytest.mark.parametrize("wrong", [None, [], [record()] * 501, [record() | {"more": "x"}], "x"])
def test_what_does_not_fit_the_schema_is_refused_and_nothing_kept(department: Api, wrong: Any) -> None:
    assert department.post("/supervision/records", {"records": wrong}).status_code == 422
    assert not DeliveredRecord.objects.exists()


def test_nobody_but_a_departments_own_system_may_deliver(api: Any, department: Api) -> None:
    sent = {"records": [record()]}
    for caller in (api(), api("shibowen")):
        assert caller.post("/supervision/records", sent).status_code == 403
    assert api(None).post("/supervision/records", sent).status_code == 401
    assert not DeliveredRecord.objects.exists()
