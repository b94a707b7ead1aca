"""Appointments, my number and the screen: chosen step by step, changed, cancelled; no names for strangers."""

import re
from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import LOCAL, local_day, now
from tongban.handling.cases.tests.applying import food_code
from tongban.handling.contacts.commands.shifts import sign_on
from tongban.handling.halls.commands.calling import call_next, miss, pause
from tongban.handling.halls.commands.drawing import draw
from tongban.handling.halls.commands.serving import begin_serving, finish
from tongban.handling.halls.models import Appointment, AppointmentSlot, ExtendedSession, Ticket
from tongban.registers.agencies.models import Venue

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
NEW = "/appointments/new"


def offered(page: str) -> list[str]:
    """The slots that one may choose."""
    return re.findall(r'name="slot" value="([^"]+)"(?! disabled)', page)


@pytest.fixture
def booked(browser: Browser) -> tuple[Client, Appointment]:
    client = browser("liqiang")
    page = client.get(NEW, {"item": food_code(), "venue": "city-center"}).content.decode()
    sent = client.post(NEW, {"item": food_code(), "venue": "city-center", "slot": offered(page)[-1]})
    made = Appointment.objects.get()
    assert sent.headers["Location"] == reverse("appointment", args=[made.code])
    return client, made


@pytest.mark.req("R-100", "R-169")
def test_matter_place_day_and_time_are_chosen_one_after_the_other(browser: Browser):
    client = browser("liqiang")
    guide = client.get(reverse("item", args=[food_code()])).content.decode()
    assert f"{NEW}?item={food_code()}" in guide
    assert "不预约也能办" in guide
    assert "先找到要办的事" in client.get(NEW).content.decode()
    page = client.get(NEW, {"item": food_code(), "venue": "city-center"}).content.decode()
    assert "另给现场取号留4位" in page
    assert len(offered(page)) >= 1
    days = re.findall(r'class="chip" href="([^"]+)"', page)
    assert len(days) >= 5
    other = client.get(days[-1].replace("&amp;", "&")).content.decode()
    assert set(offered(other)).isdisjoint(offered(page))


@pytest.mark.req("R-169")
def test_changed_and_cancelled_and_gone_from_nobody_elses_page(booked, browser: Browser):
    client, made = booked
    one, change = reverse("appointment", args=[made.code]), reverse("appointment-change", args=[made.code])
    assert "已约好" in client.get(one).content.decode()
    assert "BEGIN:VEVENT" in client.get(reverse("appointment-calendar", args=[made.code])).content.decode()
    same = client.post(change, {"slot": made.slot.starts_at.isoformat()})
    assert same.status_code == 422
    day = re.findall(r'class="chip" href="([^"]+)"', client.get(change).content.decode())[-1]
    other = offered(client.get(day).content.decode())[0]
    assert client.post(change, {"slot": other}).status_code == 302
    for login, status in (("zhouyou", 404), ("wangfang", 403), ("", 302)):
        assert browser(login).get(one).status_code == status
        assert browser(login).post(reverse("appointment-cancel", args=[made.code])).status_code == status
    assert client.post(reverse("appointment-cancel", args=[made.code])).status_code == 302
    assert "已取消" in client.get(reverse("appointments")).content.decode()
    assert not AppointmentSlot.objects.filter(booked__gt=0).exists()


@pytest.mark.req("R-100")
def test_a_full_slot_says_that_one_can_just_come(booked, browser: Browser):
    _, made = booked
    AppointmentSlot.objects.update(booked=6)
    other = browser("maxiuying")
    address = {"item": food_code(), "venue": "city-center", "day": made.slot.starts_at.isoformat()[:10]}
    assert "约完了" in other.get(NEW, address).content.decode()
    sent = other.post(NEW, {**address, "slot": made.slot.starts_at.isoformat()})
    assert sent.status_code == 422
    assert "直接到大厅取号" in sent.content.decode()


@pytest.mark.parametrize("slot", ["", "x", "2026-13-40", "9999-12-31T23:59:59+14:00", "\x00", "2000-01-01T00:00:00"])
def test_nonsense_is_refused_in_words(browser: Browser, slot: str):
    client = browser("liqiang")
    sent = client.post(NEW, {"item": food_code(), "venue": "city-center", "slot": slot})
    assert sent.status_code == 422
    assert "请选列出来的时段" in sent.content.decode()
    assert client.post(NEW, {"item": food_code(), "venue": slot, "slot": slot}).status_code in (409, 422)
    for asked in ({"venue": slot}, {"venue": "city-center", "day": slot}, {"venue": "city-center", "slot": slot}):
        assert client.get(NEW, {"item": food_code(), **asked}).status_code == 200


def test_my_number_is_for_who_holds_its_paper(browser: Browser, cast: Callable[..., Actor]):
    wangfang, visitor = cast("wangfang", now()), browser()
    sign_on("综合窗口3号", by=wangfang, at=now())
    first, mine = draw("A", by=wangfang, at=now()), draw("A", by=wangfang, at=now())
    address = reverse("my-number", args=[mine.code])
    waiting = visitor.get(address).content.decode()
    assert "1 位" in waiting
    assert "估不出要等多久" in waiting
    miss(call_next(by=wangfang, at=now()), by=wangfang, at=now())
    assert "过号了" in visitor.get(reverse("my-number", args=[first.code])).content.decode()
    called = call_next(by=wangfang, at=now())
    page = visitor.get(address).content.decode()
    assert "请到综合窗口3号" in page
    assert "王芳" not in page
    begin_serving(called, by=wangfang, at=now())
    assert "正在综合窗口3号办理" in visitor.get(address).content.decode()
    finish(called, result="answered", by=wangfang, at=now())
    assert "当场答复清楚" in visitor.get(address).content.decode()
    Ticket.objects.update(day="2026-01-05")
    assert "再取一个号" in visitor.get(address).content.decode()
    assert visitor.get("/numbers/00000000-0000-0000-0000-000000000000").status_code == 404


@pytest.mark.req("R-164")
def test_a_number_is_drawn_on_the_web_seen_and_given_back(browser: Browser):
    owner, other, at = browser("liqiang"), browser("zhouyou"), now()
    hall = Venue.objects.get(key="city-center")
    address, sent = reverse("number-new"), {"item": food_code(), "venue": "city-center", "priority": ""}
    Venue.objects.filter(pk=hall.pk).update(weekly_hours={})
    assert "现在不办公" in owner.get(address, sent).content.decode()
    assert owner.post(address, sent).status_code == 409
    begins = datetime.combine(local_day(at), time(0), LOCAL)
    span = {"starts_at": begins, "ends_at": begins + timedelta(days=1)}
    ExtendedSession.objects.create(venue=hall, kind="late", status="planned", lines=["A"], **span)
    assert "0人在等" in owner.get(address, sent).content.decode()
    made = owner.post(address, sent).headers["Location"]
    assert "不去了，交回这个号" in owner.get(made).content.decode()
    assert "交回" not in other.get(made).content.decode()
    assert "今天的号：A001" in owner.get(reverse("appointments")).content.decode()
    code = Ticket.objects.get().code
    assert other.post(reverse("number-give-back", args=[code])).status_code == 404
    assert owner.post(reverse("number-give-back", args=[code])).status_code == 302
    assert Ticket.objects.get().result == "left"


def test_the_screen_shows_calls_and_lines_and_no_names(
    browser: Browser, cast: Callable[..., Actor], django_assert_max_num_queries
):
    wangfang, visitor = cast("wangfang", now()), browser()
    address = reverse("hall-screen", args=["city-center"])
    assert "还没有叫号" in visitor.get(address).content.decode()
    sign_on("综合窗口3号", by=wangfang, at=now())
    is_past_night = local_day(now() - timedelta(minutes=40)) == local_day(now())  # else nobody was called today
    begun, pace = (now() - timedelta(minutes=40), timedelta(minutes=4)) if is_past_night else (now(), timedelta())
    for _ in range(9):
        draw("A", by=wangfang, at=begun)
    for each in range(7):
        miss(call_next(by=wangfang, at=begun + each * pace), by=wangfang, at=now())
    with django_assert_max_num_queries(11):  # five of the page, five of the hall as it stands, one line by its gaps
        page = visitor.get(address).content.decode()
    told = ("A007", "A006", "综合窗口3号", "2 位", "的数据", "连接中断，请听工作人员叫号")
    for words in told + ("预计等8到9分钟",) * is_past_night:
        assert words in page
    assert "王芳" not in page
    pause(by=wangfang, at=now())
    assert "预计等" not in visitor.get(address).content.decode()
    assert visitor.get(reverse("hall-screen", args=["nowhere"])).status_code == 404
