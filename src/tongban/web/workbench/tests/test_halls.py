"""The window and the desk of a hall by pages: a number for whoever comes, called, served, ended with a result."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import LOCAL, local_day, now
from tongban.handling.cases.models import Case
from tongban.handling.cases.tests.applying import food_code, lodged
from tongban.handling.contacts.commands.shifts import sign_on
from tongban.handling.halls.commands.drawing import draw
from tongban.handling.halls.models import Appointment, AppointmentSlot, Ticket, WindowPause
from tongban.registers.agencies.models import Venue

pytestmark = pytest.mark.django_db
AtDesk = Callable[[str], Client]


@pytest.fixture
def wangfang(at_desk: AtDesk, person: Callable[[str], Actor]) -> Client:
    sign_on("综合窗口3号", by=person("wangfang"), at=now())
    return at_desk("wangfang")


def take(client: Client, verb: str, **sent: str):
    return client.post(reverse("desk-window-act", args=[verb]), sent)


@pytest.mark.req("R-100")
def test_a_number_needs_neither_account_nor_appointment_and_prints(wangfang: Client):
    form = wangfang.get(reverse("desk-ticket-desk")).content.decode()
    assert "不用账号、不用预约、不用报姓名" in form
    sent = wangfang.post(reverse("desk-ticket-desk"), {"line": "A", "priority": "elder"})
    made = Ticket.objects.get()
    assert sent.headers["Location"] == reverse("desk-ticket", args=[made.code])
    paper = wangfang.get(sent.headers["Location"]).content.decode()
    for words in ("A001", "综合办事", "老年人，优先", "前面还有", "估不出时间", "<svg"):
        assert words in paper
    wrong = wangfang.post(reverse("desk-ticket-desk"), {"line": "Z"})
    assert wrong.status_code == 422
    assert "请选办哪类业务" in wrong.content.decode()


@pytest.mark.req("R-032")
def test_called_served_and_ended_with_a_result(wangfang: Client, person: Callable[[str], Actor]):
    case = lodged(person("liqiang"), at=now())[1]
    draw("A", option_code=food_code(), by=person("wangfang"), at=now())
    page = wangfang.get(reverse("desk-window")).content.decode()
    assert "综合窗口3号" in page
    assert "A001" in page
    assert take(wangfang, "call").status_code == 302
    assert "人来了，开始办" in wangfang.get(reverse("desk-window")).content.decode()
    for verb in ("recall", "begin"):
        assert take(wangfang, verb).status_code == 302
    serving = wangfang.get(reverse("desk-window")).content.decode()
    assert reverse("desk-intake-of", args=[food_code()]) in serving
    off = wangfang.post(reverse("desk-shift"), {"do": "off"})
    assert off.status_code == 409
    assert "A001号还没有登记结果" in off.content.decode()
    wrong = take(wangfang, "finish", result="case", words="放在桌上")
    assert wrong.status_code == 422
    assert "请写是哪个办件" in wrong.content.decode()
    assert "放在桌上" in wrong.content.decode()
    assert take(wangfang, "finish", result="case", case_number=case.number).status_code == 302
    assert (Ticket.objects.get().result, Ticket.objects.get().calls) == ("case", 2)
    listed = wangfang.get(reverse("desk-tickets"), {"stands": "case"}).content.decode()
    assert "A001" in listed
    assert reverse("desk-case", args=[case.number]) in listed
    assert wangfang.post(reverse("desk-shift"), {"do": "off"}).status_code == 302


def test_nobody_waits_and_a_pause_are_said_in_words(wangfang: Client):
    assert "现在没有人在等" in take(wangfang, "call").content.decode()
    assert take(wangfang, "pause", reason="取材料").status_code == 302
    assert "取材料" in wangfang.get(reverse("desk-window")).content.decode()
    assert "暂停" in take(wangfang, "call").content.decode()
    assert take(wangfang, "resume").status_code == 302
    assert not WindowPause.objects.filter(ended_at__isnull=True).exists()
    assert take(wangfang, "dance").status_code == 404
    assert take(wangfang, "miss").status_code == 409


def test_a_page_that_shows_another_number_does_nothing(wangfang: Client, person: Callable[[str], Actor]):
    first, second = (draw("A", by=person("wangfang"), at=now()) for _ in range(2))
    take(wangfang, "call")
    assert str(first.code) in wangfang.get(reverse("desk-window")).content.decode()
    take(wangfang, "miss", ticket=str(first.code))
    take(wangfang, "call")
    old = take(wangfang, "miss", ticket=str(first.code))
    assert old.status_code == 409
    assert "您手上已经是A002号了" in old.content.decode()
    assert take(wangfang, "leave", ticket=str(second.code)).status_code == 302
    assert Ticket.objects.get(pk=second.pk).result == "left"


@pytest.mark.req("R-094")
def test_the_case_received_while_serving_stands_in_the_result_already(wangfang: Client, person: Callable[[str], Actor]):
    draw("A", by=person("wangfang"), at=now())
    take(wangfang, "call")
    take(wangfang, "begin")
    assert 'value="case" data-key="1" checked' not in wangfang.get(reverse("desk-window")).content.decode()
    case = lodged(person("liqiang"), at=now())[1]
    Case.objects.filter(pk=case.pk).update(receiver_id=person("wangfang").staff_id)
    page = wangfang.get(reverse("desk-window")).content.decode()
    assert f'value="{case.number}"' in page
    assert 'value="case" data-key="1" checked' in page


def test_missed_and_back_given_back_and_passed_on(wangfang: Client, person: Callable[[str], Actor]):
    by = person("wangfang")
    missed, left = draw("A", by=by, at=now()), draw("B", by=by, at=now())
    take(wangfang, "call", line="A")
    take(wangfang, "miss")
    act = lambda ticket, verb, **sent: wangfang.post(  # noqa: E731
        reverse("desk-ticket-act", args=[ticket.code, verb]), sent
    )
    assert "过号回来了" in wangfang.get(reverse("desk-ticket", args=[missed.code])).content.decode()
    assert act(missed, "rejoin").status_code == 302
    assert act(missed, "pass_on", line="A").status_code == 422
    assert act(missed, "pass_on", line="B").status_code == 302
    assert act(left, "leave").status_code == 302
    states = dict(Ticket.objects.values_list("number", "status"))
    assert states == {"A001": "waiting", "B001": "ended"}
    assert act(left, "rejoin").status_code == 409
    assert act(left, "dance").status_code == 404


def test_who_booked_for_today_gets_a_number_at_the_desk(wangfang: Client, person: Callable[[str], Actor]):
    by, at = person("liqiang"), now().astimezone(LOCAL)
    slot = AppointmentSlot.objects.create(
        venue=Venue.objects.get(key="city-center"),
        line="A",
        starts_at=at,
        ends_at=at + timedelta(minutes=30),
        capacity=10,
        kept=4,
        booked=1,
    )
    made = Appointment.objects.create(
        slot=slot,
        status="booked",
        party_id=by.acting_for or 0,
        account_id=by.account_id or 0,
        name_masked="李*",
        option_code=food_code(),
        option_name="食品经营许可",
        booked_at=at,
    )
    assert "李*" in wangfang.get(reverse("desk-ticket-desk")).content.decode()
    sent = wangfang.post(reverse("desk-ticket-desk"), {"appointment": str(made.code), "priority": ""})
    assert sent.headers["Location"] == reverse("desk-ticket", args=[Ticket.objects.get().code])
    assert wangfang.post(reverse("desk-ticket-desk"), {"appointment": str(made.code)}).status_code == 409
    assert wangfang.post(reverse("desk-ticket-desk"), {"appointment": "x"}).status_code == 404


def test_the_list_is_narrowed_and_survives_what_browsers_send(
    wangfang: Client, at_desk: AtDesk, person: Callable[[str], Actor]
):
    for line in ("A", "B", "A"):
        draw(line, by=person("wangfang"), at=now())
    address = reverse("desk-tickets")
    assert wangfang.get(address, {"line": "B"}).content.decode().count("B001</a>") == 1
    assert "A002</a>" in wangfang.get(address, {"q": "a002"}).content.decode()
    for odd in ("\x00", "字" * 6000, "' OR 1=1 --", "9" * 30, "<script>"):
        for name in ("q", "line", "stands", "day", "after"):
            assert wangfang.get(address, {name: odd}).status_code == 200, (name, odd)
        for verb in ("finish", "pass_on", "pause", "call"):
            sent = dict.fromkeys(("result", "case_number", "words", "line", "reason"), odd)
            assert take(wangfang, verb, **sent).status_code < 500
    yesterday = (local_day(now()) - timedelta(days=1)).isoformat()
    assert "没有符合的号票" in wangfang.get(address, {"day": yesterday}).content.decode()
    assert "A001" in at_desk("zhengyawen").get(address).content.decode()
    assert "A001" not in at_desk("liuzhiyuan").get(address).content.decode()


def test_the_window_is_read_with_few_statements(
    wangfang: Client, person: Callable[[str], Actor], django_assert_max_num_queries
):
    draw("A", by=person("wangfang"), at=now())
    wangfang.get(reverse("desk-window"))
    with django_assert_max_num_queries(
        9
    ):  # who acts; shift, in hand, pause, zones, waiting, set aside, next, done today
        wangfang.get(reverse("desk-window"))
