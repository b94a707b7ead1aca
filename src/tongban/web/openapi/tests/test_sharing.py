"""Shared data over the API: a token with the scope is not enough, a grant is needed (R-181, R-183)."""

import pytest

from tongban.exchange.sharing.tests.asking import CLIENT, active
from tongban.exchange.sharing.tests.test_using import CASE, LIQIANG
from tongban.foundation.kernel.clock import now
from tongban.foundation.ledger.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-183")]


def grant(cast):
    from_on = now().date()
    return active(cast, from_on=from_on, until_on=from_on)[0]


@pytest.mark.req("R-181")
def test_a_system_with_a_grant_is_told_the_granted_fields_and_nothing_else(api, cast):
    number = grant(cast).number
    caller = api("", client=CLIENT, scopes=["sharing:read"])
    sent = {"key": LIQIANG, "matter": CASE}
    told = caller.post(f"/sharing/{number}/looks", sent)
    assert (told.status_code, told.json()["row"]) == (200, {"name": "李强", "born-on": "1990-03-07"})
    assert Entry.objects.get(pk=told.json()["entry"]).facts["subject"] == f"case:{CASE}"
    beyond = caller.post(f"/sharing/{number}/looks", sent | {"fields": ["address"]})
    assert (beyond.status_code, beyond.json()["code"]) == (403, "not_granted")
    assert caller.post(f"/sharing/{number}/looks", sent | {"matter": ""}).status_code == 422


def test_without_the_scope_or_the_grant_nothing_is_told(api, cast):
    number = grant(cast).number
    sent = {"key": LIQIANG, "matter": CASE}
    assert api("", scopes=["items:read"]).post(f"/sharing/{number}/looks", sent).status_code == 403
    assert api().post(f"/sharing/{number}/looks", sent).status_code == 404, "another system's grant"
    assert api("zhaomin").post(f"/sharing/{number}/looks", sent).status_code == 403
    assert api(None).post(f"/sharing/{number}/looks", sent).status_code == 401
