"""Fixed people for the tests of this register: all numbers are made up, and valid."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tongban.foundation.kernel.actors import NOBODY, SYSTEM, Actor, Role
from tongban.foundation.kernel.clock import LOCAL
from tongban.registers.parties import passwords
from tongban.registers.parties.commands import add_member, find_or_create_party, register
from tongban.registers.parties.models import Account
from tongban.registers.parties.rules import MembershipRole

from .empty_house import empty_house

__all__ = ["empty_house"]

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
PASSWORD = "shan-gao-yue-xiao"
STAFF_PASSWORD = "Ding-Guan-2026"
LIQIANG: dict[str, Any] = {"name": "李强", "id_number": "620201199003070017", "phone": "15400000001"}
ZHOUYOU: dict[str, Any] = {"name": "周游", "id_number": "620200199508210031", "phone": "15400000003"}
MAXIUYING: dict[str, Any] = {"name": "马秀英", "id_number": "620201194805160046", "phone": "15400000002"}
COUNTER = Actor(name="王芳", roles=frozenset({Role.COUNTER}), staff_id=1, account_id=1)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def minutes():
    """The instant so many minutes from now."""
    return lambda count: NOW + timedelta(minutes=count)


@pytest.fixture
def liqiang(db) -> Account:
    return register(login="liqiang", password=PASSWORD, **LIQIANG, by=NOBODY, at=NOW)


@pytest.fixture
def zhouyou(db) -> Account:
    return register(login="zhouyou", password=PASSWORD, **ZHOUYOU, by=NOBODY, at=NOW)


@pytest.fixture
def maxiuying(db):
    return find_or_create_party(id_kind="id_card", **MAXIUYING, by=SYSTEM, at=NOW)


@pytest.fixture
def mingyue(liqiang):
    """The enterprise of 李强."""
    party = find_or_create_party(name="明月餐饮", id_kind="uscc", id_number="91620200MA7D0001X9", by=SYSTEM, at=NOW)
    party.legal_representative = liqiang.person
    party.save()
    legal = MembershipRole.LEGAL_REPRESENTATIVE
    add_member(party, person=liqiang.person, role=legal, valid_from=date(2024, 1, 1), by=SYSTEM, at=NOW)
    return party


@pytest.fixture
def clerk(db) -> Account:
    """A staff account without a second factor."""
    return Account.objects.create(
        login="wangfang",
        password=passwords.hashed(STAFF_PASSWORD),
        is_staff=True,
        password_changed_at=NOW,
        created_at=NOW,
    )


@pytest.fixture
def acting():
    """The citizen behind an account, acting for themselves."""

    def actor(account: Account) -> Actor:
        roles = frozenset({Role.APPLICANT})
        person = account.person_id
        name = account.person.name if account.person else account.login
        return Actor(name=name, roles=roles, account_id=account.pk, party_id=person, acting_for=person)

    return actor
