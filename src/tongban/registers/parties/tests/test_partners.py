"""Third-party platforms: an agreement with an end, terms that bind tokens, and the switch that stops them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tongban.foundation.kernel.actors import NOBODY, SYSTEM, Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.registers.parties.commands import (
    WrongClient,
    change_terms,
    exchange_secret,
    issue_token,
    note_calls,
    register_client,
    register_partner,
    renew_secret,
    restart_partner,
    stop_partner,
    widen_client,
)
from tongban.registers.parties.models import Account, ApiClient, ApiToken
from tongban.registers.parties.queries import calls_of, calls_since, history_of, partners
from tongban.registers.parties.scopes import OPEN_TO_PARTNERS
from tongban.registers.parties.terms import CallOutcome, Terms, outcome_of

TERMS = Terms(
    title="银联生活（样例）",
    operator="样例信息服务公司",
    agreement="嘉数合〔2026〕3号（样例）",
    agreed_until=date(2030, 12, 31),
    per_minute=60,
    scopes=("items:read", "cases:submit", "cases:read"),
)
GUARD = Actor(name="安全管理员", roles=frozenset({Role.SECURITY_ADMIN}), staff_id=1)


@pytest.fixture
def partner(db: None, now: Any) -> ApiClient:
    return register_partner("bank-app", terms=TERMS, by=SYSTEM, at=now)


def in_force() -> int:
    return ApiToken.objects.filter(revoked_at__isnull=True).count()


@pytest.mark.parametrize(
    ("changes", "pointers"),
    [
        ({}, []),
        ({"title": "", "operator": "", "agreement": ""}, ["/title", "/operator", "/agreement"]),
        ({"agreed_until": None, "per_minute": 0}, ["/agreed_until", "/per_minute"]),
        ({"agreed_until": date(2020, 1, 1)}, ["/agreed_until"]),
        ({"scopes": ()}, ["/scopes"]),
        ({"scopes": ("cases:act", "items:read")}, ["/scopes"]),
        ({"option_codes": ("not a matter",)}, ["/option_codes"]),
    ],
)
def test_terms_tell_everything_that_is_wrong_at_once(changes: Mapping[str, Any], pointers: list[str]) -> None:
    assert [each.pointer for each in replace(TERMS, **changes).faults(on=date(2026, 11, 29))] == pointers


def test_deciding_shared_data_and_the_ledger_are_not_open_to_partners() -> None:
    closed = {"cases:act", "ledger:read", "codes:scan", "evaluations:write", "sharing:read", "supervision:write"}
    assert not closed & set(OPEN_TO_PARTNERS)


@pytest.mark.parametrize(
    ("status", "outcome"), [(201, "answered"), (404, "refused"), (429, "limited"), (422, "faulty"), (503, "failed")]
)
def test_a_status_is_an_outcome(status: int, outcome: str) -> None:
    assert outcome_of(status).value == outcome


@pytest.mark.req("R-142")
def test_a_partner_that_is_stopped_has_no_token_and_comes_back_only_with_a_new_secret(partner, now):
    secret = renew_secret(partner, by=SYSTEM, at=now)
    exchange_secret(name=partner.name, secret=secret, by=NOBODY, at=now)
    assert in_force() == 1
    stop_partner(partner, because="发现异常调用（样例）", by=GUARD, at=now)
    assert in_force() == 0
    partner.refresh_from_db()
    assert partner.stopped_because == "发现异常调用（样例）"
    with pytest.raises(WrongClient):
        exchange_secret(name=partner.name, secret=secret, by=NOBODY, at=now)
    with pytest.raises(NotNow):
        renew_secret(partner, by=SYSTEM, at=now)
    restart_partner(partner, because="已经整改（样例）", by=SYSTEM, at=now)
    with pytest.raises(WrongClient):
        exchange_secret(name=partner.name, secret=secret, by=NOBODY, at=now)
    partner.refresh_from_db()
    fresh = renew_secret(partner, by=SYSTEM, at=now)
    exchange_secret(name=partner.name, secret=fresh, by=NOBODY, at=now)
    assert [each.verb for each in history_of(partner)][-1] == "register_partner"


@pytest.mark.req("R-142")
def test_no_token_is_issued_after_the_agreement(partner, now):
    later = now + timedelta(days=2000)
    with pytest.raises(NotNow):
        issue_token(partner, scopes=["items:read"], by=SYSTEM, at=later)


def test_changed_terms_end_what_was_issued_under_the_former_ones(partner, now):
    issue_token(partner, scopes=["cases:submit"], by=SYSTEM, at=now)
    narrower = change_terms(partner, terms=replace(TERMS, scopes=("items:read",)), by=SYSTEM, at=now)
    assert narrower.scopes == ["items:read"]
    assert in_force() == 0
    with pytest.raises(Invalid):
        issue_token(narrower, scopes=["cases:submit"], by=SYSTEM, at=now)


def test_a_partner_is_not_widened_past_its_agreement(partner, now):
    with pytest.raises(NotNow):
        widen_client(partner, scopes=["sharing:read"], by=SYSTEM, at=now)
    assert widen_client(partner, scopes=["items:read"], by=SYSTEM, at=now).scopes == sorted(TERMS.scopes)


def test_a_partner_never_acts_as_somebody(partner, liqiang, now):
    with pytest.raises(NotYours):
        issue_token(partner, scopes=["cases:read"], account=Account.objects.get(pk=liqiang.pk), by=SYSTEM, at=now)


def test_only_administrators_deal_with_partners_and_a_reason_is_given(partner, now):
    with pytest.raises(NotYours):
        register_partner("other", terms=TERMS, by=GUARD, at=now)
    with pytest.raises(NotYours):
        change_terms(partner, terms=TERMS, by=NOBODY, at=now)
    with pytest.raises(NotYours):
        stop_partner(partner, because="试试", by=NOBODY, at=now)
    with pytest.raises(Invalid):
        stop_partner(partner, because=" ", by=SYSTEM, at=now)
    with pytest.raises(Invalid) as refused:
        register_partner("bad name", terms=replace(TERMS, title=""), by=SYSTEM, at=now)
    assert {each.pointer for each in refused.value.faults} == {"/name", "/title"}
    own, _ = register_client(name="own-system", scopes=["items:read"], by=SYSTEM, at=now)
    with pytest.raises(NotNow):
        stop_partner(own, because="试试", by=SYSTEM, at=now)
    assert [each.name for each in partners()] == ["bank-app"]


def test_calls_are_added_up_by_day_operation_and_outcome(partner, now):
    today = local_day(now)
    key = (partner.pk, "api-items", CallOutcome.ANSWERED)
    note_calls({key: 3}, on=today)
    note_calls({key: 2, (partner.pk, "api-submit", CallOutcome.LIMITED): 1}, on=today)
    note_calls({}, on=today)
    assert calls_since(today) == {partner.pk: {CallOutcome.ANSWERED: 5, CallOutcome.LIMITED: 1}}
    assert calls_of(partner, since=today) == [
        (today, "api-items", CallOutcome.ANSWERED, 5),
        (today, "api-submit", CallOutcome.LIMITED, 1),
    ]
