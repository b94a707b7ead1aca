"""One page says how every place and channel runs; a closing is everywhere with the next reading (R-185)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import LOCAL, now
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.foundation.worktime.queries import calendar
from tongban.handling.cases.tests.applying import MONDAY, food_code
from tongban.handling.halls.commands.booking import book
from tongban.handling.halls.commands.place_closings import VERB, tell_of_place
from tongban.handling.halls.queries.appointments import free_on
from tongban.registers.agencies.commands import close_place
from tongban.registers.agencies.models import Venue
from tongban.registers.servicemap.rules.opening import day_of, opening

AtConsole = Callable[[str], Client]
pytestmark = [pytest.mark.django_db, pytest.mark.req("R-185")]
PAGE = "/console/places"
STATION = f"{PAGE}/fumin-station"


def test_every_place_and_every_channel_stand_on_one_page(at_console: AtConsole) -> None:
    watcher = at_console("zhengyawen")
    text = watcher.get(PAGE).content.decode()
    for words in ("52个场所", "嘉峪关市政务服务中心", "部门网站和业务系统", "应进必进"):
        assert words in text
    assert "福民社区便民服务站" in watcher.get(PAGE, {"q": "福民"}).content.decode()
    assert "没有这样的场所" in watcher.get(PAGE, {"show": "out"}).content.decode()
    assert "应进必进" not in at_console("chenli").get(PAGE).content.decode()
    assert {at_console(login).get(PAGE).status_code for login in ("wangfang", "gaoyuan")} == {403}
    assert watcher.get(f"{PAGE}/nowhere").status_code == 404


def test_a_closing_is_on_every_page_at_once_and_gone_when_it_is_taken_back(at_console: AtConsole) -> None:
    bureau = at_console("zhengyawen")
    until = (now() + timedelta(hours=5)).astimezone(LOCAL)
    wrong = bureau.post(f"{STATION}/close", {"reason": "停电", "at_once": "on"})
    assert (wrong.status_code, 'value="停电"' in wrong.content.decode()) == (422, True)
    sent = {"reason": "停电检修", "at_once": "on", "ends_at": until.strftime("%Y-%m-%dT%H:%M")}
    assert bureau.post(f"{STATION}/close", sent).status_code == 302
    shown = ("/venues/fumin-station", "/map?q=福民", "/screens/fumin-station")
    for each in shown:
        assert "停电检修" in Client().get(each).content.decode(), each
    assert "临时关闭" in bureau.get(PAGE, {"show": "out"}).content.decode()
    begins = Venue.objects.get(key="fumin-station").closings[0][0]
    assert bureau.post(f"{STATION}/reopen", {"begins_at": "乱写"}).status_code == 422
    assert bureau.post(f"{STATION}/reopen", {"begins_at": begins}).status_code == 302
    for each in shown:
        assert "停电检修" not in Client().get(each).content.decode(), each
    assert at_console("chenli").post(f"{STATION}/close", sent).status_code == 403


def test_hours_slots_and_whoever_booked_know_it(cast: Callable[..., Actor]) -> None:
    tuesday = datetime(2026, 11, 24, 10, 0, tzinfo=LOCAL)
    hall = Venue.objects.get(key="city-center")
    made = book(food_code(), venue="city-center", starts_at=tuesday, by=cast("liqiang"), at=MONDAY)
    given: dict[str, Any] = {
        "begins_at": tuesday.replace(hour=9),
        "ends_at": tuesday.replace(hour=11),
        "reason": "停电",
    }
    close_place(hall, **given, by=cast("zhengyawen"), at=MONDAY)
    day = day_of(hall.week, tuesday.date(), calendar())
    assert day.words == "8:30至9:00、11:00至12:00、14:30至18:00（临时关闭：停电）"
    assert opening(hall.week, tuesday, calendar()).words == "临时关闭（停电），今天11:00开门"
    starts = {each.starts_at.astimezone(LOCAL).hour for each in free_on(hall, "A", tuesday.date(), at=MONDAY)}
    assert starts >= {8, 11}
    assert not starts & {9, 10}
    entry = Entry.objects.get(chain="venue:city-center", verb="close_place")
    assert [tell_of_place(entry), tell_of_place(entry)] == [1, 0]
    told = Outgoing.objects.get(entry=entry, payload__verb=VERB)
    assert "停电" in told.payload["text"]
    assert made.slot.venue_id == hall.pk
