"""The service map (政务地图): the list says what the drawing says; the nearest able now; nothing unbound shows."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tongban.foundation.kernel.clock import LOCAL, local_day, now
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules.calendar import DayKind
from tongban.handling.cases.tests.applying import food_code
from tongban.registers.agencies.models import Venue
from tongban.registers.catalog.queries import current_guides, guide
from tongban.registers.servicemap.ports import BOUND, WindowFace
from tongban.registers.servicemap.queries import handled_at, keys_for, site, sites

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Busy:
    """As the queues of halls tell it."""

    waiting: int
    windows_open: int
    minutes: int | None
    as_of: datetime


def text(client: Client, path: str, data: dict[str, str] | None = None, status: int = 200) -> str:
    response = client.get(path, data)
    assert response.status_code == status
    return unescape(response.content.decode())


def opened(*keys: str) -> None:
    """These places are open around the clock, or all; the others never. On a holiday all are closed."""
    if calendar().reason(local_day(now()))[0] in (DayKind.HOLIDAY, DayKind.CLOSURE):
        pytest.skip("a holiday: every place is closed")
    days = {str(day): [["00:00", "23:59:59"]] for day in range(1, 8)}
    Venue.objects.update(weekly_hours={} if keys else days)
    Venue.objects.filter(key__in=keys).update(weekly_hours=days)


@pytest.fixture(autouse=True)
def nothing_is_bound() -> Any:
    kept = BOUND.load, BOUND.windows
    BOUND.load = BOUND.windows = None
    yield
    BOUND.load, BOUND.windows = kept


@pytest.mark.req("R-154")
def test_every_place_is_in_the_list_with_address_hours_and_phone(client: Client) -> None:
    said = "".join(text(client, "/map", {"from": str(first)}) for first in range(0, 60, 10))
    for venue in Venue.objects.filter(is_active=True):
        for words in (venue.name, venue.address, venue.phone, venue.hours):
            assert words in said, venue.key


@pytest.mark.req("R-154")
def test_every_pin_of_the_drawing_stands_in_the_list_with_its_number(client: Client) -> None:
    page = text(client, "/map", {"q": "峪泉镇"})
    pins = re.findall(r'class="pin[^>]*href="/venues/([a-z-]+)" aria-label="(\d+)号，([^，]+)，', page)
    assert pins
    for key, number, name in pins:
        entry = page.split(f'id="venue-{key}"', 1)[1][:400]
        assert f">{number}</span>" in entry
        assert name in entry
    assert "https://" not in re.sub(
        r"https?://(www\.w3\.org)\S*", "", page.split("<svg class=", 1)[1].split("</svg>")[0]
    )


@pytest.mark.req("R-154")
def test_the_nearest_place_able_to_handle_the_matter_now_is_told_first(client: Client) -> None:
    code = food_code()
    able = sorted(keys_for(guide(code)))
    opened(able[0])
    page = text(client, "/map", {"item": code, "at": "620201001001"})
    assert "现在能办的，最近的一处" in page
    assert "离福民社区约" in page
    assert f'<strong><a href="/venues/{able[0]}">' in page
    assert "正在办公，到23:59" in page
    pages = [text(client, "/map", {"item": code, "from": str(first)}) for first in range(0, 60, 10)]
    assert set(re.findall(r'id="venue-([a-z-]+)"', "".join(pages))) == keys_for(guide(code))


@pytest.mark.req("R-154")
def test_when_all_are_closed_it_says_who_opens_first_and_that_the_web_is_open(client: Client) -> None:
    tomorrow = local_day(now()) + timedelta(days=1)
    Venue.objects.update(weekly_hours={str(tomorrow.isoweekday()): [["08:30", "12:00"]]})
    page = text(client, "/map", {"item": food_code(), "at": "620201001001"})
    assert "现在都不办公" in page
    assert "8:30开门" in page
    assert "现在就上网办" in page


def test_a_matter_is_found_by_peoples_own_words(client: Client) -> None:
    page = text(client, "/map", {"q": "开个小饭馆"})
    assert "您要办的是不是" in page
    assert f"item={food_code()}" in page


def test_a_position_comes_from_a_list_or_from_the_browser_and_is_not_kept(client: Client) -> None:
    opened()
    chosen = client.get("/map", {"at": "620201101"})
    assert "从峪泉镇算起" in chosen.content.decode()
    told = client.get("/map", {"lat": "39.774", "lon": "98.289"})
    page = told.content.decode()
    assert "离您现在的位置不到50米" in page
    assert told.headers["Cache-Control"] == "no-store"
    assert "geolocation=(self)" in told.headers["Permissions-Policy"]
    assert "geolocation=()" in client.get("/venues/city-center").headers["Permissions-Policy"]
    for wrong in ("nan", "999", "x"):
        assert "算起" not in client.get("/map", {"lat": wrong, "lon": "98.3"}).content.decode()


def test_filters_stand_in_the_address_and_can_be_taken_back(client: Client) -> None:
    opened()
    centers = text(client, "/map", {"kind": "town"})
    assert "3处网点" in centers
    parked = text(client, "/map", {"has": "parking,low_counter"})
    assert "4处网点" in parked
    assert 'href="/map?has=low_counter"' in parked
    assert "没有符合的网点" in text(client, "/map", {"q": "火箭发射场"})
    assert "52处网点，52处正在办公" in text(client, "/map", {"open": "1"})
    opened("city-center")
    assert "1处网点，1处正在办公" in text(client, "/map", {"open": "1"})


def test_moving_the_map_needs_no_script_and_leads_back(client: Client) -> None:
    page = text(client, "/map")
    nearer = re.search(r'href="(/map\?map=[^"]+)#map" aria-label="\d+处网点，放大看"', page)
    assert nearer is not None
    near = text(client, nearer[1])
    assert "处不在这一块里" in near
    assert "回到全部结果" in near


@pytest.mark.req("R-154")
def test_a_place_tells_hours_facilities_and_what_it_handles(client: Client) -> None:
    page = text(client, "/venues/city-center")
    for words in (
        "市政务服务中心",
        "8:30至12:00、14:30至18:00",
        "低位柜台",
        "无障碍停车位",
        "自助终端",
        "未来七天的办公时间",
        "二楼",
        "综合窗口13至24号",
    ):
        assert words in page
    names = {each.name for each in handled_at(site("city-center"))}
    assert names == {each.name for each in current_guides() if "city-center" in keys_for(each)}
    assert next(iter(sorted(names))) in page
    assert "这里没有这件事" in text(client, "/venues/city-center", {"q": "火箭"})
    assert "没有找到这个网点" in text(client, "/venues/nowhere", status=404)


def test_a_sample_position_leads_to_no_outside_map(client: Client) -> None:
    assert "amap" not in text(client, "/venues/city-center")
    Venue.objects.filter(key="city-center").update(has_sample_position=False)
    assert "uri.amap.com/marker?position=98.289300%2C39.773800" in text(client, "/venues/city-center")
    Venue.objects.filter(key="city-center").update(latitude=None, longitude=None)
    page = text(client, "/venues/city-center")
    assert "amap" not in page
    assert '<svg class="map"' not in page


@pytest.mark.req("R-154")
def test_queues_and_windows_show_only_once_somebody_is_bound(client: Client) -> None:
    assert "人在等" not in text(client, "/map") + text(client, "/venues/city-center")
    at = now()
    BOUND.load = lambda keys, *, at: {key: Busy(8, 5, 20, at) for key in keys if key == "city-center"}
    BOUND.windows = lambda key, *, at: [WindowFace("A03", "企业综合窗口")]
    assert text(client, "/map").count("现在8人在等，最多约20分钟，开着5个窗口") == 1
    page = text(client, "/venues/city-center")
    assert "现在8人在等" in page
    assert "企业综合窗口" in page
    assert f"{at.astimezone(LOCAL):%H}:" in page


def test_the_map_costs_two_statements_at_most(client: Client) -> None:
    client.get("/map", {"item": food_code()})
    with CaptureQueriesContext(connection) as seen:
        client.get("/map", {"item": food_code(), "at": "620201001"})
    assert len(seen) <= 2, [each["sql"] for each in seen]  # the places; the catalogue's revision once a second


@pytest.mark.req("R-154")
def test_guides_navigation_and_names_of_places_lead_to_the_map(client: Client) -> None:
    code = food_code()
    page = text(client, f"/items/{code}")
    assert f'href="/map?item={code}"' in page
    assert 'href="/venues/city-center"' in page
    assert 'href="/map"' in text(client, "/")


def test_all_sample_places_stand_somewhere_and_say_that_it_is_a_sample(client: Client) -> None:
    known = sites()
    assert len(known) == 52
    assert all(each.point is not None and each.has_sample_position for each in known)
    assert "坐标和底图是样例" in text(client, "/map")
