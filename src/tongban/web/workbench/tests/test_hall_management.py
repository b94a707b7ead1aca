"""Managing a hall by pages: zones, skills, sessions, waits; kiosk, screen and map say the same."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import LOCAL, local_day, now
from tongban.handling.contacts.commands.shifts import sign_on
from tongban.handling.halls.commands import calling, serving
from tongban.handling.halls.commands.drawing import draw
from tongban.handling.halls.commands.kiosks import give_code, register_kiosk
from tongban.handling.halls.models import ExtendedSession, Guidance, Ticket, WindowSkill, Zone
from tongban.registers.agencies.models import Staff, Venue

pytestmark = pytest.mark.django_db
AtDesk = Callable[[str], Client]
Person = Callable[[str], Actor]


@pytest.fixture
def keeper(at_desk: AtDesk) -> Client:
    return at_desk("zhengyawen")


def words(client: Client, address: str) -> str:
    found = client.get(address)
    assert found.status_code == 200
    return found.content.decode()


def zone(**changes: Any) -> dict[str, Any]:
    """In force at this very moment, whenever the test runs."""
    plain = {"line": "S", "name": "社保医保专区", "floor": "二楼", "windows": "综合窗口5号\n综合窗口6号"}
    plain |= {"opens": "00:00", "closes": "23:59:59.999999"}
    return plain | {"weekdays": [str(each) for each in range(1, 8)]} | changes


@pytest.mark.req("R-079")
def test_a_zone_is_seen_alike_on_kiosk_screen_map_and_at_the_desk(keeper: Client, person: Person, at_desk: AtDesk):
    address, hall = reverse("desk-halls"), Venue.objects.get(key="city-center")
    keeper_actor = person("zhengyawen")
    code = give_code(register_kiosk("1号机", venue=hall, by=keeper_actor, at=now()), by=keeper_actor, at=now())
    kiosk = Client()
    kiosk.post(reverse("kiosk-bind"), {"code": code})
    places = {
        "kiosk": (kiosk, reverse("kiosk-take")),
        "screen": (Client(), reverse("hall-screen", args=["city-center"])),
        "map": (Client(), reverse("venue", args=["city-center"])),
    }
    assert not any("社保医保专区" in words(*each) for each in places.values())
    assert keeper.post(address, zone()).status_code == 302
    assert all("二楼社保医保专区" in words(*each) for each in places.values())
    assert all("综合窗口5号、综合窗口6号" in words(*each) for each in places.values())
    assert "社保医保" in words(at_desk("wangfang"), reverse("desk-ticket-desk"))
    assert kiosk.post(reverse("kiosk-take"), {"line": "S", "priority": ""}).status_code == 302
    assert Ticket.objects.get().number == "S001"
    assert "社保医保专区" in words(keeper, address)
    assert keeper.post(reverse("desk-zone-end", args=[Zone.objects.get().pk])).status_code == 302
    assert not any("二楼社保医保专区" in words(*each) for each in places.values())


def test_a_zone_that_is_wrong_keeps_what_was_typed(keeper: Client):
    sent = keeper.post(reverse("desk-halls"), zone(name="", windows="", opens="18:00", closes="9:00"))
    assert sent.status_code == 422
    said = sent.content.decode()
    for each in ("请写专区的名称", "请写1到40个窗口", "结束要晚于开始", "二楼"):
        assert each in said
    assert keeper.get(reverse("desk-halls"), {"venue": "no-such"}).status_code == 404


@pytest.mark.req("R-078")
def test_the_matrix_is_set_and_waits_are_compared_between_windows(keeper: Client, person: Person):
    wangfang = person("wangfang")
    assert "全科" in words(keeper, reverse("desk-skills"))
    assert keeper.post(reverse("desk-skills"), {"staff": wangfang.staff_id, "lines": ["S"]}).status_code == 302
    assert WindowSkill.objects.get().line == "S"
    assert "只办选了的" in words(keeper, reverse("desk-skills"))
    assert keeper.post(reverse("desk-skills"), {"staff": "0"}).status_code == 404
    assert "还没有叫过号" in words(keeper, reverse("desk-waits"))
    at = now()
    for login, window in (("wangfang", "综合窗口3号"), ("limin", "综合窗口4号")):
        sign_on(window, by=person(login), at=at)
        draw("A", by=person(login), at=at)
    for minutes, login in ((2, "wangfang"), (6, "limin")):
        calling.call_next(by=person(login), at=at + timedelta(minutes=minutes))
    said = words(keeper, reverse("desk-waits"))
    for each in ("4.0分钟", "综合窗口3号", "综合窗口4号", "0.50", "最多多等10分钟"):
        assert each in said


@pytest.mark.req("R-166")
def test_a_session_is_announced_public_with_a_calendar_file_and_called_off(keeper: Client, person: Person):
    day = local_day(now()) + timedelta(days=3)
    plain = {"kind": "late", "day": day.isoformat(), "opens": "19:00", "closes": "21:00", "lines": ["A"]}
    wrong = keeper.post(reverse("desk-sessions"), plain)
    assert wrong.status_code == 422
    assert "个值班的人" in wrong.content.decode()
    sent = keeper.post(reverse("desk-sessions"), plain | {"staff": [person("wangfang").staff_id], "may_book": "on"})
    assert sent.status_code == 302
    made = ExtendedSession.objects.get()
    assert made.starts_at == datetime.combine(day, time(19), LOCAL)
    public = words(Client(), reverse("extended"))
    for each in ("19:00至21:00", "嘉峪关市政务服务中心", "综合办事", "关门以前取了号的，都办完"):
        assert each in public
    file = Client().get(reverse("extended-calendar", args=[made.code]))
    assert file.headers["Content-Type"].startswith("text/calendar")
    assert f"DTSTART:{day:%Y%m%d}T110000Z" in file.content.decode()
    page = reverse("desk-session", args=[made.code])
    assert "王芳" in words(keeper, page)
    assert keeper.post(page, {"reason": ""}).status_code == 422
    assert keeper.post(page, {"reason": "停电"}).status_code == 302
    assert "停电" in words(keeper, page)
    assert Client().get(reverse("extended-calendar", args=[made.code])).status_code == 404


@pytest.mark.req("R-164")
def test_a_window_sets_a_number_aside_and_goes_on_with_it(at_desk: AtDesk, person: Person):
    wangfang = person("wangfang")
    sign_on("综合窗口3号", by=wangfang, at=now())
    client, act = at_desk("wangfang"), lambda verb: reverse("desk-window-act", args=[verb])
    found = draw("A", by=wangfang, at=now())
    calling.call_next(by=wangfang, at=now())
    serving.begin_serving(Ticket.objects.get(), by=wangfang, at=now())
    assert "先挂起" in words(client, reverse("desk-window"))
    assert client.post(act("hold"), {"ticket": found.code}).status_code == 302
    assert "回来了，接着办" in words(client, reverse("desk-window"))
    assert client.post(act("take_up"), {"ticket": found.code}).status_code == 302
    assert Ticket.objects.get().status == "serving"
    assert client.post(act("take_up"), {"ticket": found.code}).status_code == 409


def test_only_people_of_the_hall_have_skills(keeper: Client):
    other = Staff.objects.exclude(venue__key="city-center").exclude(venue=None).first()
    assert other is not None
    assert keeper.post(reverse("desk-skills"), {"staff": other.pk, "lines": ["S"]}).status_code == 404


@pytest.mark.req("R-165")
def test_a_guide_sees_whom_to_meet_hands_over_and_the_day_is_shown(keeper: Client, person: Person, at_desk: AtDesk):
    guide, colleague = person("limin"), person("wangfang")
    sign_on("咨询导办台", by=guide, at=now())
    number = draw("A", priority="elder", by=guide, at=now())
    client, page = at_desk("limin"), reverse("desk-guiding")
    assert "请马上过去" in words(client, page)
    assert "导引员：李敏" in "".join(words(Client(), reverse("my-number", args=[number.code])).split("　"))
    made = Guidance.objects.get()

    def act(verb: str, **sent: str) -> int:
        return client.post(reverse("desk-guiding-act", args=[made.code, verb]), sent).status_code

    assert act("meet") == 302
    assert act("tick", task="prepared") == 302
    assert "问清办什么事" in words(client, page)
    refused = client.post(reverse("desk-guiding-act", args=[made.code, "finish"]))
    assert (refused.status_code, "还没有办完" in refused.content.decode()) == (409, True)
    assert act("hand_over", colleague="9999") == 422
    assert client.post(reverse("desk-guiding-rest")).status_code == 409
    sign_on("综合窗口3号", by=colleague, at=now())
    assert act("hand_over", colleague=str(colleague.staff_id)) == 302
    assert "王芳" in words(client, page)
    shown = words(keeper, reverse("desk-guided"))
    assert "3分钟内见到" in shown
    assert "100%" in shown
    assert act("no_such_step") == 404
