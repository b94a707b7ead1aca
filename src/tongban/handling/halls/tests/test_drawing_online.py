"""A number on the web: for today, while the place is open, one at a time, in the same order as all."""

from datetime import timedelta

import pytest

from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.handling.cases.tests.applying import MONDAY, food_code
from tongban.handling.halls.commands import calling, serving
from tongban.handling.halls.commands.drawing_online import draw_online
from tongban.handling.halls.models import Ticket
from tongban.handling.halls.queries.tickets import own_number

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-164")]
MINUTE = timedelta(minutes=1)


@pytest.fixture
def online(liqiang):
    def make(*, by=liqiang, at=MONDAY, venue="city-center", **changes):
        return draw_online(food_code(), venue=venue, by=by, at=at, **changes)

    return make


def test_it_stands_in_the_same_order_and_only_one_waits_for_an_account(online, liqiang, drawn, seated):
    first, mine = drawn("A"), online(at=MONDAY + MINUTE)
    assert (mine.number, mine.channel, mine.domain) == ("A002", "web", "E")
    with pytest.raises(NotNow, match="已经有一个号"):
        online(at=MONDAY + 2 * MINUTE)
    assert own_number(liqiang, at=MONDAY) == mine
    called = calling.call_next(by=seated, at=MONDAY + 3 * MINUTE)
    assert called.pk == first.pk
    serving.leave(Ticket.objects.get(pk=mine.pk), by=liqiang, at=MONDAY + 4 * MINUTE)
    assert own_number(liqiang, at=MONDAY) is None
    assert online(at=MONDAY + 5 * MINUTE, priority="elder").number == "A003"


def test_only_ones_own_is_given_back_and_never_from_a_clerks_hand(online, cast, seated, liqiang):
    mine = online()
    with pytest.raises(NotYours):
        serving.leave(mine, by=cast("maxiuying"), at=MONDAY)
    calling.call_next(by=seated, at=MONDAY)
    with pytest.raises(NotYours):
        serving.leave(Ticket.objects.get(pk=mine.pk), by=liqiang, at=MONDAY)


def test_not_while_closed_not_elsewhere_and_not_by_whoever_never_comes(online, wangfang, seated):
    with pytest.raises(NotNow, match="现在不办公"):
        online(at=MONDAY + timedelta(hours=10))
    with pytest.raises(Invalid):
        online(venue="no-such-place")
    with pytest.raises(Invalid):
        online(priority="king")
    with pytest.raises(NotYours):
        online(by=wangfang)
    for each in range(3):
        online(at=MONDAY + each * MINUTE)
        calling.miss(calling.call_next(by=seated, at=MONDAY + each * MINUTE), by=seated, at=MONDAY + each * MINUTE)
    with pytest.raises(NotNow, match="请到大厅取号"):
        online(at=MONDAY + 4 * MINUTE)
