"""王芳 and 李敏 of the city's hall, 郑雅文 who plans, and a roster of this week in force."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import LOCAL
from tongban.handling.cases.models import Case
from tongban.handling.cases.tests.applying import lodged
from tongban.oversight.workforce.commands import rostering
from tongban.oversight.workforce.models import Duty, Roster, WindowPost
from tongban.registers.agencies.models import Staff, Venue

MONDAY = date(2026, 11, 23)
BEFORE = datetime(2026, 11, 20, 16, tzinfo=LOCAL)
THIRD, FOURTH, OUT = "综合窗口3号", "综合窗口4号", "出件窗口1号"


def at(hour: int, minute: int = 0, *, day: int = 23) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=LOCAL)


@pytest.fixture
def venue(db: None) -> Venue:
    return Venue.objects.get(key="city-center")


@pytest.fixture
def wangfang(cast: Callable[..., Actor]) -> Actor:
    return cast("wangfang")


@pytest.fixture
def limin(cast: Callable[..., Actor]) -> Actor:
    return cast("limin")


@pytest.fixture
def filed(cast: Callable[..., Actor]) -> Case:
    """A case of 李强 that waits for acceptance."""
    return lodged(cast("liqiang"))[1]


@pytest.fixture
def planner(cast: Callable[..., Actor]) -> Actor:
    return cast("zhengyawen")


@pytest.fixture
def posts(venue: Venue, planner: Actor) -> dict[str, WindowPost]:
    made = {}
    for window, role in ((THIRD, "counter"), (FOURTH, "counter"), (OUT, "issuer")):
        made[window] = rostering.set_post(venue, window, role=role, by=planner, at=BEFORE)
    return made


@pytest.fixture
def draft(venue: Venue, posts: dict[str, WindowPost], planner: Actor) -> Roster:
    """王芳 at the third window on Monday morning."""
    made = rostering.plan_roster(venue, MONDAY, by=planner, at=BEFORE)
    put(made, posts[THIRD], "wangfang", planner)
    return made


@pytest.fixture
def roster(draft: Roster, planner: Actor) -> Roster:
    return rostering.publish(draft, by=planner, at=BEFORE)


def staff(login: str) -> Staff:
    return Staff.objects.get(account__login=login)


def put(
    roster: Roster, post: WindowPost, login: str, by: Actor, *, day: date = MONDAY, session: str = "am"
) -> list[Duty]:
    who = staff(login)
    return rostering.assign(roster, post, days=[day], sessions=[session], staff=who, by=by, at=BEFORE)
