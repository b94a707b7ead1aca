"""Loading the demo city into an empty house: what it costs, and who can sign in then."""

from collections import Counter
from datetime import datetime
from time import process_time

import pytest

from tongban.foundation.kernel.actors import NOBODY
from tongban.foundation.kernel.clock import LOCAL
from tongban.handling.cases.queries.held import held_before
from tongban.handling.cases.rules.holding import Source
from tongban.handling.halls.models import Appointment, Ticket
from tongban.handling.halls.queries.busy import busy
from tongban.registers.catalog.queries import current_guides
from tongban.registers.codes.models import Doorplate
from tongban.registers.parties.commands import open_session
from tongban.registers.parties.models import Party
from tongban.registers.parties.tests.empty_house import empty_house
from tongban.running import demo_city

__all__ = ["empty_house"]
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
RESTAURANT = "11620200717000171K300013102400001"


def test_loading_everything_takes_a_few_seconds_of_work(db):
    """Every account's password hashed, 104 options published; CPU of this process, not waiting."""
    began = process_time()
    demo_city.load_registers(NOW)
    assert process_time() - began < 10


@pytest.mark.req("R-035")
def test_everybody_in_the_cast_can_sign_in_and_what_li_qiang_leaves_out_of_the_main_job_is_not_at_hand_from_before(db):
    cast = demo_city.load(NOW)
    assert {"liqiang", "maxiuying", "zhouyou", "wangfang", "zhaomin", "sunqiang", "chenli"} <= {
        each.login for each in cast
    }
    for each in cast[:3] + cast[-3:]:
        opened = open_session(login=each.login, password=each.password, is_demo=True, by=NOBODY, at=NOW)
        assert not opened.duties
    assert (Doorplate.objects.filter(ended_at=None).count(), Doorplate.objects.count()) == (7, 8)
    assert Counter(Ticket.objects.values_list("status", flat=True)) == {
        "waiting": 9,
        "ended": 12,
        "missed": 1,
        "called": 3,
    }
    screen = busy(["city-center"], at=NOW)["city-center"]
    assert (screen.waiting, screen.windows_open) == (7, 1)
    assert screen.minutes is not None
    assert Appointment.objects.filter(status="booked").count() == 2
    restaurant = next(each.option for each in current_guides() if each.option_code == RESTAURANT)
    given = held_before(
        Party.objects.get(account__login="liqiang").pk, restaurant, [each.code for each in restaurant.materials], at=NOW
    )
    assert not [each.words for each in given.values() if each.source is Source.EARLIER_CASE]
