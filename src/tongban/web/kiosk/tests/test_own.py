"""The own affairs at the terminal: told what for, asked on the own phone, on record, and over after a minute."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.foundation.ledger.commands import begin
from tongban.foundation.ledger.queries import reads_about
from tongban.handling.cases.commands.drafting import begin_draft
from tongban.handling.cases.tests.applying import food_code, lodged
from tongban.handling.halls.models import Appointment, AppointmentSlot, Kiosk, Ticket
from tongban.handling.halls.rules.flow import APPOINTMENTS
from tongban.registers.codes.commands import agree, refuse, show, withdraw
from tongban.registers.codes.models import Scan
from tongban.registers.codes.queries import code_now
from tongban.web.kiosk.visitors import COOKIE, IDLE, remember
from tongban.web.ui.sessions import COOKIE as SESSION

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-153", "R-134")]
HX = {"HX-Request": "true"}


def text(answer: Any) -> str:
    return str(answer.content.decode())


def scanned(terminal: Client, holder: Actor) -> Scan:
    code = code_now(show(by=holder, at=now()), at=now()).text
    assert terminal.post("/kiosk/me", {"c": code})["Location"] == "/kiosk/mine"
    return Scan.objects.latest("pk")


def as_of(terminal: Client, scan: Scan, kiosk: Kiosk, at: datetime) -> None:
    """The cookie as the machine would have it had it last been touched then."""
    response = HttpResponse()
    remember(RequestFactory().get("/kiosk"), response, scan, kiosk, at=at)
    terminal.cookies[COOKIE] = response.cookies[COOKIE].value


def test_what_for_is_told_before_anything_is_read(terminal: Client) -> None:
    page = text(terminal.get("/kiosk/me"))
    assert "在自助终端看自己的办件、草稿和今天的预约" in page
    assert "证件号码、手机号、材料都不显示" in page
    assert "不扫码，查进度" in page
    assert terminal.get("/kiosk/mine")["Location"] == "/kiosk/me"


def test_the_holder_agrees_on_the_own_phone_and_then_the_cases_are_there(
    terminal: Client, liqiang: Actor, sign_in: Callable[..., str]
) -> None:
    _, case = lodged(liqiang, at=now())
    draft = begin_draft(food_code(), by=liqiang, at=now())
    made = scanned(terminal, liqiang)
    waiting = text(terminal.get("/kiosk/mine"))
    assert "等您在手机上同意" in waiting
    assert case.number[-6:] not in waiting.replace(" ", "")
    stamp = f"{made.version}10"
    assert terminal.get("/kiosk/mine", {"seen": stamp}, headers=HX).status_code == 204
    agree(made, claims=["name"], by=liqiang, at=now())
    part = text(terminal.get("/kiosk/mine", {"seen": stamp}, headers=HX)).replace(" ", "")
    assert "<html" not in part
    assert "李强" in part
    assert case.number in part
    assert draft.number in part
    reads = [each for each in reads_about(f"party:{liqiang.party_id}").rows if each.by_role == "kiosk"]
    assert {each.subject for each in reads} >= {f"case:{case.number}", f"case:{draft.number}"}
    assert {each.purpose for each in reads} == {made.purpose}
    mine = Client()
    mine.cookies[SESSION] = sign_in("liqiang", now())
    assert "市政管局自助终端" in text(mine.get("/me/views"))


def test_what_is_about_somebody_is_gone_half_a_minute_after_the_last_touch(terminal: Client, liqiang: Actor) -> None:
    def seconds(page: str) -> set[int]:
        rows = re.findall(r'data-idle="(\d+)" data-left="(\d+)"', page)
        return {int(idle) + int(left) for idle, left in rows}

    lodged(liqiang, at=now())
    assert seconds(text(terminal.get("/kiosk/items"))) == {75}, "a guide may be read in peace"
    made = scanned(terminal, liqiang)
    assert seconds(text(terminal.get("/kiosk/mine"))) == {75}, "the holder decides on the phone, nothing is shown"
    agree(made, claims=["name"], by=liqiang, at=now())
    part = text(terminal.get("/kiosk/mine", {"seen": "x"}, headers=HX))
    assert seconds(part) == {30}
    assert seconds(text(terminal.get("/kiosk/mine"))) == {30}
    assert seconds(text(terminal.get("/kiosk/items"))) == {30}, "one press leads back to the own affairs"


def test_who_says_no_or_takes_it_back_is_not_shown(terminal: Client, liqiang: Actor) -> None:
    lodged(liqiang, at=now())
    refuse(scanned(terminal, liqiang), by=liqiang, at=now())
    assert "选了不同意" in text(terminal.get("/kiosk/mine"))
    terminal.post("/kiosk/leave")
    made = scanned(terminal, liqiang)
    withdraw(agree(made, claims=["name"], by=liqiang, at=now()), by=liqiang, at=now())
    assert "收回了同意" in text(terminal.get("/kiosk/mine"))


@pytest.mark.parametrize("seconds", [IDLE.total_seconds(), 3600, -30])
def test_a_minute_without_a_touch_ends_it_whatever_the_browser_keeps(
    terminal: Client, liqiang: Actor, kiosk: Kiosk, seconds: float
) -> None:
    made = agree(scanned(terminal, liqiang), claims=["name"], by=liqiang, at=now())
    as_of(terminal, made, kiosk, now() - timedelta(seconds=seconds))
    assert terminal.get("/kiosk/mine")["Location"] == "/kiosk/me"
    assert terminal.get("/kiosk/mine", headers=HX)["HX-Redirect"] == "/kiosk/over"
    as_of(terminal, made, kiosk, now() - timedelta(seconds=50))
    assert "李强" in text(terminal.get("/kiosk/mine"))


def test_the_end_leaves_nothing_that_opens_it_again(terminal: Client, liqiang: Actor) -> None:
    agree(scanned(terminal, liqiang), claims=["name"], by=liqiang, at=now())
    kept = terminal.cookies[COOKIE].value
    assert terminal.post("/kiosk/leave")["Location"] == "/kiosk/over"
    terminal.get("/kiosk/over")
    assert terminal.cookies[COOKIE].value == ""
    terminal.cookies[COOKIE] = kept
    page = text(terminal.get("/kiosk/mine"))
    assert "李强" not in page
    assert "查看时间过了" in page


def test_the_cookie_of_one_machine_is_of_no_use_on_another(terminal: Client, liqiang: Actor, kiosk: Kiosk) -> None:
    made = agree(scanned(terminal, liqiang), claims=["name"], by=liqiang, at=now())
    other = Kiosk.objects.get(pk=kiosk.pk)
    other.pk = kiosk.pk + 1000
    as_of(terminal, made, other, now())
    assert terminal.get("/kiosk/mine")["Location"] == "/kiosk/me"
    for forged in ("zz", "00" * 40, "é"):
        terminal.cookies[COOKIE] = forged
        assert terminal.get("/kiosk/mine")["Location"] == "/kiosk/me"


def test_a_code_is_taken_once_and_no_other_kind_at_all(terminal: Client, liqiang: Actor) -> None:
    code = code_now(show(by=liqiang, at=now()), at=now()).text
    assert terminal.post("/kiosk/me", {"c": code}).status_code == 302
    terminal.post("/kiosk/leave")
    again = terminal.post("/kiosk/me", {"c": code})
    assert again.status_code in (409, 422)
    assert terminal.post("/kiosk/me", {"c": "随便什么"}).status_code in (404, 409, 422)
    assert Scan.objects.count() == 1


@pytest.mark.req("R-100")
def test_who_booked_for_today_checks_in(terminal: Client, liqiang: Actor, kiosk: Kiosk) -> None:
    at = now()
    assert liqiang.party_id is not None
    assert liqiang.account_id is not None
    slot = AppointmentSlot.objects.create(
        venue=kiosk.venue, line="A", starts_at=at, ends_at=at + timedelta(minutes=30), capacity=5, kept=2, booked=1
    )
    made = Appointment(
        slot=slot, status="booked", party_id=liqiang.party_id, account_id=liqiang.account_id, name_masked="李*",
        option_code=food_code(), option_name="食品经营许可", booked_at=at,
    )  # fmt: skip
    with transaction.atomic():
        begin(made, APPOINTMENTS.steps["book"], by=liqiang, at=at)
    assert terminal.post("/kiosk/mine/arrive", {"appointment": made.code})["Location"] == "/kiosk/me"
    agree(scanned(terminal, liqiang), claims=["name"], by=liqiang, at=now())
    assert "签到取号" in text(terminal.get("/kiosk/mine"))
    assert terminal.post("/kiosk/mine/arrive", {"appointment": "x"}).status_code == 404
    place = terminal.post("/kiosk/mine/arrive", {"appointment": made.code})["Location"]
    drawn = Ticket.objects.get()
    assert place == f"/kiosk/tickets/{drawn.code}"
    assert (drawn.channel, drawn.appointment_id) == ("kiosk", made.pk)
