"""Third-party platforms at the door: their own data alone, their own rate, and out within a second of being stopped."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import local_day, now
from tongban.handling.cases.models import Case
from tongban.registers.catalog.queries import cards
from tongban.registers.parties.commands import issue_token, register_client, register_partner, stop_partner
from tongban.registers.parties.models import ApiCalls, ApiClient
from tongban.registers.parties.queries import calls_since
from tongban.registers.parties.scopes import OPEN_TO_PARTNERS, Scope
from tongban.registers.parties.terms import CallOutcome, Terms
from tongban.web.openapi import callers
from tongban.web.openapi.calls import CALLS
from tongban.web.openapi.schema import document
from tongban.web.openapi.tests.conftest import Api
from tongban.web.openapi.tests.sending import application

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-142")]

GUARDED = [
    (method, path, each["x-scope"])
    for path, methods in document()["paths"].items()
    for method, each in methods.items()
    if each.get("x-scope")
]
Make = Callable[..., tuple[Api, ApiClient]]


@pytest.fixture
def partner(db: None) -> Make:
    """A partner and what it calls with."""

    def make(name: str = "bank-app", **changes: Any) -> tuple[Api, ApiClient]:
        words: dict[str, Any] = {
            "title": "样例平台",
            "operator": "样例公司",
            "agreement": "样例1号",
            "agreed_until": date(2099, 12, 31),
            "per_minute": 600,
            "scopes": tuple(each.value for each in OPEN_TO_PARTNERS),
        }
        client = register_partner(name, terms=Terms(**(words | changes)), by=SYSTEM, at=now())
        return Api(issue_token(client, scopes=client.scopes, by=SYSTEM, at=now())[0]), client

    return make


def test_a_partner_sees_what_it_handed_in_and_nothing_else(partner: Make, api: Callable[..., Api]) -> None:
    ours, theirs = partner()[0], partner("post-app")[0]
    number = ours.post("/cases", application(channel="window")).json()["number"]
    assert Case.objects.get(number=number).channel == "api", "a platform is no window, whatever it says"
    of_the_city = api().post("/cases", application()).json()["number"]
    assert ours.get(f"/cases/{number}").status_code == 200
    assert [each["number"] for each in ours.get("/cases").json()["results"]] == [number]
    assert theirs.get("/cases").json()["results"] == []
    for foreign, asked in ((theirs, number), (ours, of_the_city)):
        assert foreign.get(f"/cases/{asked}").status_code == 404
    assert ours.act(number, "withdraw").status_code == 403, "deciding and acting are not open to partners"


def test_every_guarded_operation_refuses_who_has_no_token_or_another_scope(partner: Make) -> None:
    """Each operation of the schema that needs a scope: 401 without a token, 403 with every token but the right one."""
    nobody = Api()
    asked = {scope: _with_any_but(scope) for scope in {scope for *_, scope in GUARDED}}
    for method, path, scope in GUARDED:
        address = re.sub(r"\{[^}]+\}", "1", path.removeprefix("/api/v1"))
        assert getattr(nobody, method)(address).status_code == 401, path
        assert getattr(asked[scope], method)(address).status_code == 403, path


def test_a_matter_beyond_the_agreement_cannot_be_handed_in(partner: Make) -> None:
    mine = application()["option_code"]
    bound, _ = partner("bound-app", option_codes=(next(e.option_code for e in cards() if e.option_code != mine),))
    refused = bound.post("/cases", application())
    assert (refused.status_code, refused.json()["code"]) == (403, "not_yours")
    free, _ = partner("free-app", option_codes=(mine,))
    assert free.post("/cases", application()).status_code == 201


def test_beyond_its_rate_a_partner_is_told_when_to_come_again_and_others_go_on(partner: Make) -> None:
    hasty, calm = partner("hasty-app", per_minute=2)[0], partner("calm-app")[0]
    answers = [hasty.get("/items") for _ in range(3)]
    assert [each.status_code for each in answers] == [200, 200, 429]
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60
    assert calm.get("/items").status_code == 200


def test_a_stopped_partner_is_out_within_a_second(partner: Make) -> None:
    bearer, client = partner()
    assert bearer.get("/cases").status_code == 200
    stop_partner(client, because="样例", by=SYSTEM, at=now())
    callers.forget()  # as a process does after a second, see test_operations
    assert bearer.get("/cases").status_code == 401


def test_the_day_after_the_agreement_its_tokens_are_void(partner: Make) -> None:
    bearer, client = partner()
    ApiClient.objects.filter(pk=client.pk).update(agreed_until=local_day(now()) - timedelta(days=1))
    assert bearer.get("/items").status_code == 401


def test_every_call_of_a_system_is_counted_whatever_came_of_it(partner: Make) -> None:
    CALLS.pour(now())
    ApiCalls.objects.all().delete()
    bearer, client = partner()
    bearer.get("/items")
    bearer.get("/cases/1")
    Api().get("/items")
    CALLS.pour(now())
    found = calls_since(local_day(now()))
    assert found == {client.pk: {CallOutcome.ANSWERED: 1, CallOutcome.REFUSED: 1}}


def _with_any_but(scope: str) -> Api:
    others = [each.value for each in Scope if each.value != scope]
    made, _ = register_client(name=f"all-but-{scope.replace(':', '-')}", scopes=others, by=SYSTEM, at=now())
    return Api(issue_token(made, scopes=others, by=SYSTEM, at=now())[0])
