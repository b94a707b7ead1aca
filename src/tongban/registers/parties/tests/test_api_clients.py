"""Systems and their tokens."""

from datetime import timedelta

import pytest

from tongban.foundation.kernel.actors import NOBODY, SYSTEM
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.registers.parties.commands import (
    WrongClient,
    disable_client,
    exchange_secret,
    issue_token,
    register_client,
    revoke_token,
)
from tongban.registers.parties.models import ApiToken

pytestmark = pytest.mark.django_db

SCOPES = ["items:read", "cases:submit"]


@pytest.fixture
def client_and_secret(now):
    return register_client(name="provincial-platform", scopes=SCOPES, by=SYSTEM, at=now)


def test_a_token_has_no_more_scopes_than_its_client(client_and_secret, now):
    client, _ = client_and_secret
    token, row = issue_token(client, scopes=["items:read"], by=SYSTEM, at=now)
    assert row.scopes == ["items:read"]
    assert token.encode() not in bytes(row.token_hash)
    for wrong in (["cases:act"], []):
        with pytest.raises(Invalid):
            issue_token(client, scopes=wrong, by=SYSTEM, at=now)


def test_a_secret_is_exchanged_for_a_token_of_one_hour(client_and_secret, now):
    client, secret = client_and_secret
    _, row = exchange_secret(name=client.name, secret=secret, by=NOBODY, at=now)
    assert (row.scopes, row.expires_at) == (sorted(SCOPES), now + timedelta(hours=1))


@pytest.mark.parametrize("name", ["provincial-platform", "unknown", "\x00", "\ud800"])
def test_a_wrong_secret_and_an_unknown_client_get_the_same_answer(client_and_secret, now, name):
    with pytest.raises(WrongClient):
        exchange_secret(name=name, secret="wrong\ud800", by=NOBODY, at=now)


def test_only_an_administrator_deals_with_clients(client_and_secret, liqiang, acting, now):
    client, _ = client_and_secret
    for by in (NOBODY, acting(liqiang)):
        with pytest.raises(NotYours):
            issue_token(client, scopes=SCOPES, by=by, at=now)
        with pytest.raises(NotYours):
            register_client(name="other", scopes=SCOPES, by=by, at=now)


def test_a_disabled_client_has_no_token_left_and_gets_none(client_and_secret, now):
    client, secret = client_and_secret
    issue_token(client, scopes=SCOPES, by=SYSTEM, at=now)
    disable_client(client, by=SYSTEM, at=now)
    client.refresh_from_db()
    assert not ApiToken.objects.filter(revoked_at__isnull=True).exists()
    with pytest.raises(NotNow):
        issue_token(client, scopes=SCOPES, by=SYSTEM, at=now)
    with pytest.raises(WrongClient):
        exchange_secret(name=client.name, secret=secret, by=NOBODY, at=now)


def test_a_token_is_taken_back(client_and_secret, now):
    _, row = issue_token(client_and_secret[0], scopes=SCOPES, by=SYSTEM, at=now)
    revoke_token(row, by=SYSTEM, at=now)
    row.refresh_from_db()
    assert row.revoked_at == now


@pytest.mark.parametrize(("name", "scopes"), [("a b", SCOPES), ("ok", []), ("provincial-platform", SCOPES), ("", [])])
def test_a_client_has_a_plain_name_of_its_own_and_scopes(client_and_secret, now, name, scopes):
    with pytest.raises(Invalid):
        register_client(name=name, scopes=scopes, by=SYSTEM, at=now)
