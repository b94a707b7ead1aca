"""A small city for the tests of this register: one division, two agencies, one place, a few posts."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from tongban.foundation.kernel.actors import SYSTEM, Actor, Role
from tongban.foundation.kernel.clock import LOCAL
from tongban.registers.agencies.commands import create_staff
from tongban.registers.agencies.models import Agency, Division, Staff, Venue
from tongban.registers.parties.commands import open_session
from tongban.registers.parties.tests.empty_house import empty_house

__all__ = ["empty_house"]

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
PASSWORD = "Ding-Guan-2026"
Hire = Callable[..., Staff]


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def minutes():
    return lambda count: NOW + timedelta(minutes=count)


@pytest.fixture
def city(db) -> Division:
    return Division.objects.create(code="620200", name="嘉峪关市", level="city")


@pytest.fixture
def market(city) -> Agency:
    return Agency.objects.create(
        key="market-regulation",
        name="市市场监督管理局",
        short_name="市市场监管局",
        uscc="11620200013961011C",
        kind="department",
        division=city,
    )


@pytest.fixture
def administration(city) -> Agency:
    return Agency.objects.create(
        key="government-affairs",
        name="市政务服务管理局",
        short_name="市政管局",
        uscc="1262020043800003XM",
        kind="department",
        division=city,
    )


@pytest.fixture
def center(city, administration) -> Venue:
    return Venue.objects.create(
        key="city-center",
        name="嘉峪关市政务服务中心",
        level="city",
        division=city,
        agency=administration,
        address="样例路1号",
        hours="周一至周五",
    )


@pytest.fixture
def hire(administration):
    """A new staff member, entered by the house itself."""

    def new(login: str, *roles: Role, agency: Agency | None = None, venue: Venue | None = None) -> Staff:
        number = f"JY{Staff.objects.count():04d}"
        return create_staff(
            login=login,
            password=PASSWORD,
            name=login.upper(),
            number=number,
            agency=agency or administration,
            venue=venue,
            post="岗位",
            roles=roles,
            by=SYSTEM,
            at=NOW,
        )

    return new


@pytest.fixture
def wangfang(hire: Hire, center: Venue) -> Staff:
    return hire("wangfang", Role.COUNTER, venue=center)


@pytest.fixture
def chenli(hire: Hire, market: Agency) -> Staff:
    return hire("chenli", Role.DECIDER, agency=market)


@pytest.fixture
def signed_in():
    """The token of a staff member who has just signed in to the demo."""
    return lambda staff, at=NOW: (
        open_session(login=staff.account.login, password=PASSWORD, is_demo=True, by=SYSTEM, at=at).token
    )


def acting(staff: Staff) -> Actor:
    roles = frozenset(Role(each) for each in staff.roles)
    return Actor(
        name=staff.name,
        roles=roles,
        account_id=staff.account_id,
        staff_id=staff.pk,
        agency_id=staff.agency_id,
        venue_id=staff.venue_id,
    )
