"""People let apps in: agreed by themselves, a code once with its proof, an hour, taken back at once."""

import base64
import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest

from tongban.foundation.kernel.actors import NOBODY, SYSTEM
from tongban.foundation.kernel.errors import NotFound, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.registers.parties.app_rules import CODE_LASTS, LASTS, Asked, address_faults, is_proof, origin_of
from tongban.registers.parties.commands import (
    WrongClient,
    WrongGrant,
    change_password,
    exchange_code,
    let_app_in,
    renew_secret,
    stop_partner,
    take_back_access,
)
from tongban.registers.parties.models import Account, ApiToken, AppAccess
from tongban.registers.parties.queries import origins_of
from tongban.registers.parties.scopes import OPEN_TO_PARTNERS
from tongban.registers.parties.tokens import token_hash

from .conftest import PASSWORD
from .platforms import RETURN, SITE, an_app

pytestmark = pytest.mark.req("R-138")
VERIFIER = "sandbox-app-verifier-that-is-long-enough-0001"
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
ASKED = Asked("app", RETURN, "code", ("messages:read", "cases:submit"), "xyz", CHALLENGE, "S256")


@pytest.fixture
def app(db, now):
    return an_app(now)


@pytest.fixture
def person(liqiang, acting):
    return acting(liqiang)


@pytest.fixture
def secret(app, now):
    return renew_secret(app, by=SYSTEM, at=now)


def exchanged(secret, grant, at, **changes):
    given = {"name": "app", "secret": secret, "grant": grant, "verifier": VERIFIER, "return_to": RETURN}
    return exchange_code(**(given | changes), by=NOBODY, at=at)


def is_in_force(token, at):
    return ApiToken.objects.filter(token_hash=token_hash(token), revoked_at=None, expires_at__gt=at).exists()


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({}, ""),
        ({"kind": "token"}, "unsupported_response_type"),
        ({"method": "plain"}, "invalid_request"),
        ({"challenge": "short"}, "invalid_request"),
        ({"state": "x" * 501}, "invalid_request"),
        ({"scopes": ()}, "invalid_scope"),
        ({"scopes": ("messages:read", "cases:act")}, "invalid_scope"),
        ({"scopes": ("ledger:read",)}, "invalid_scope"),
    ],
)
def test_what_an_app_may_ask(changes, error):
    assert replace(ASKED, **changes).error([*OPEN_TO_PARTNERS, "cases:act", "ledger:read"]) == error


def test_an_app_asks_for_nothing_that_was_not_agreed_with_it():
    assert ASKED.error(["items:read"]) == "invalid_scope"


def test_the_proof_is_what_the_challenge_was_made_of():
    assert is_proof(VERIFIER, CHALLENGE)
    assert not is_proof(VERIFIER + "x", CHALLENGE)
    assert not is_proof(CHALLENGE, CHALLENGE), "the challenge alone proves nothing"
    rfc = ("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
    assert is_proof(*rfc), "the example of RFC 7636, appendix B"


@pytest.mark.parametrize(
    "address",
    [
        "http://app.example.cn/x",
        "https://app.example.cn/x?y=1",
        "https://app.example.cn/#x",
        "https://user@app.example.cn/x",
        "https://app.example.cn; script-src *",
        "javascript:alert(1)",
        "//app.example.cn/x",
        "https://*.example.cn",
    ],
)
def test_addresses_that_could_lead_elsewhere_are_refused(address):
    assert [each.pointer for each in address_faults([address], [address])] == ["/redirect_uris", "/origins"]


def test_addresses_over_tls_and_of_this_machine_are_taken():
    good = ["https://app.example.cn/signed-in", "http://127.0.0.1:9100/back"]
    assert list(address_faults(good, [origin_of(each) for each in good])) == []


def test_a_person_lets_an_app_in_for_an_hour_and_it_acts_as_they_do(app, secret, person, now):
    grant = let_app_in(ASKED, by=person, at=now)
    token, row = exchanged(secret, grant, now)
    assert (row.account_id, row.client.name) == (person.account_id, "app")
    assert row.scopes == ["cases:submit", "messages:read"]
    assert is_in_force(token, now + LASTS - timedelta(seconds=1))
    assert not is_in_force(token, now + LASTS)
    agreed = Entry.objects.get(chain=f"account:{person.account_id}", verb="let_app_in")
    assert agreed.facts["scopes"] == ["cases:submit", "messages:read"]
    assert "个人信息保护法" in agreed.basis
    assert Entry.objects.filter(chain=f"client:{app.pk}", verb="issue_token").count() == 1


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"verifier": VERIFIER[::-1]}, WrongGrant),
        ({"verifier": ""}, WrongGrant),
        ({"return_to": "https://elsewhere.example.cn/"}, WrongGrant),
        ({"grant": "guessed"}, WrongGrant),
        ({"secret": "guessed"}, WrongClient),
    ],
)
def test_a_code_without_its_proof_is_worth_nothing(app, secret, person, now, changes, refusal):
    grant = let_app_in(ASKED, by=person, at=now)
    with pytest.raises(refusal):
        exchanged(**({"secret": secret, "grant": grant, "at": now} | changes))
    assert not ApiToken.objects.filter(account=person.account_id).exists()


def test_a_code_is_good_for_a_minute(app, secret, person, now):
    grant = let_app_in(ASKED, by=person, at=now)
    with pytest.raises(WrongGrant):
        exchanged(secret, grant, now + CODE_LASTS)


def test_a_code_that_comes_twice_ends_what_the_first_brought(app, secret, person, now):
    grant = let_app_in(ASKED, by=person, at=now)
    token, _ = exchanged(secret, grant, now)
    with pytest.raises(WrongGrant):
        exchanged(secret, grant, now)
    assert not is_in_force(token, now)
    assert Entry.objects.filter(chain=f"account:{person.account_id}", verb="take_back_app").count() == 1


def test_another_app_cannot_use_the_code(app, secret, person, now):
    other = an_app(now, "other")
    others = renew_secret(other, by=SYSTEM, at=now)
    grant = let_app_in(ASKED, by=person, at=now)
    with pytest.raises(WrongGrant):
        exchanged(others, grant, now, name="other")
    assert exchanged(secret, grant, now)[0], "the right one still can"


def test_taken_back_it_is_dead_at_once_and_nobody_else_can_take_it_back(app, secret, person, zhouyou, acting, now):
    token, _ = exchanged(secret, let_app_in(ASKED, by=person, at=now), now)
    code = AppAccess.objects.get().code
    with pytest.raises(NotFound):
        take_back_access(code, by=acting(zhouyou), at=now)
    with pytest.raises(NotFound):
        take_back_access(code, by=replace(person, client="app"), at=now)
    take_back_access(code, by=person, at=now)
    take_back_access(code, by=person, at=now)
    assert not is_in_force(token, now)
    assert Entry.objects.filter(verb="take_back_app").count() == 1


def test_a_code_that_was_taken_back_before_it_was_used_brings_nothing(app, secret, person, now):
    grant = let_app_in(ASKED, by=person, at=now)
    take_back_access(AppAccess.objects.get().code, by=person, at=now)
    with pytest.raises(WrongGrant):
        exchanged(secret, grant, now)


def test_a_new_password_ends_what_apps_may(app, secret, person, now):
    token, _ = exchanged(secret, let_app_in(ASKED, by=person, at=now), now)
    account = Account.objects.get(pk=person.account_id)
    change_password(account, old=PASSWORD, new="xue-shan-qing-quan", by=person, at=now)
    assert not is_in_force(token, now)


def test_staff_and_apps_themselves_cannot_agree(app, person, clerk, now):
    for by in (replace(person, staff_id=clerk.pk), NOBODY, replace(person, client="app")):
        with pytest.raises(NotYours):
            let_app_in(ASKED, by=by, at=now)


def test_an_app_that_is_stopped_or_leads_elsewhere_is_not_let_in(app, person, now):
    with pytest.raises(NotFound):
        let_app_in(replace(ASKED, return_to=RETURN + "/x"), by=person, at=now)
    assert origins_of("app", at=now) == [SITE]
    stop_partner(app, because="样例", by=SYSTEM, at=now)
    with pytest.raises(NotFound):
        let_app_in(ASKED, by=person, at=now)
    assert origins_of("app", at=now) == []
    assert origins_of("nobody", at=now) == []
