"""Asking for help in person without scripts (申请上门、绿色通道、帮办): who comes when, the mandate, taking it back."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.worktime.queries import calendar
from tongban.handling.cases.tests.applying import food_code
from tongban.handling.outreach.commands.arranging import Plan, arrange
from tongban.handling.outreach.models import Outreach
from tongban.handling.outreach.queries.requests import helpers
from tongban.handling.outreach.rules.asking import days_offered
from tongban.handling.outreach.rules.policy import BOUND

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-167", "R-168")]
Browser = Callable[..., Client]
NEW = "/me/help/new"


def last_day() -> date:
    return days_offered(BOUND.policy, today=local_day(now()), calendar=calendar())[-1]


def said(**changes: object) -> dict[str, object]:
    given: dict[str, object] = {
        "kind": "home",
        "asked_by": "self",
        "needs": ["elder", "ill"],
        "name": "马秀英",
        "phone": "13993700000",
        "address": "雄关街道样例路1号2单元301",
        "wanted_on": last_day().isoformat(),
        "wanted_slot": "am1",
        "note": "耳朵背",
        "item": food_code(),
    }
    return given | changes


def arranged(cast: Callable[[str], Actor]) -> Outreach:
    asked, wangfang = Outreach.objects.get(), cast("wangfang")
    people = helpers(on=last_day())
    mine = next(each for each in people if each.pk == wangfang.staff_id)
    other = next(each for each in people if each.pk != mine.pk)
    plan = Plan(on=last_day(), slot="am1", helper=mine.number, companion=other.number)
    arrange(asked, plan, by=wangfang, at=now())
    return Outreach.objects.get()


def test_every_fault_is_told_at_once_and_what_was_typed_stays(browser: Browser):
    client = browser("maxiuying")
    assert 'value="马秀英"' in client.get(NEW).content.decode(), "who is signed in need not type their name"
    wrong = client.post(NEW, said(needs=[], address="", phone="12", note="请带轮椅"))
    text = wrong.content.decode()
    assert wrong.status_code == 422
    for words in ("请至少选一项为什么需要帮办", "到门牌号", "请带轮椅"):
        assert words in text
    assert not Outreach.objects.exists()


def test_the_page_says_who_comes_when_and_it_can_be_cancelled(browser: Browser, cast):
    client = browser("maxiuying")
    answer = client.post(NEW, said())
    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert "告诉您谁来" in page
    assert "样例路1号2单元301" not in page, "the address is masked on the page"
    arranged(cast)
    page = client.get(answer["Location"]).content.decode()
    for words in ("王芳", "工号", "上午09:00至10:30", "出示工作证"):
        assert words in page
    assert "王芳" in client.get("/me/help").content.decode()
    assert client.post(f"{answer['Location']}/acts/cancel").status_code == 302
    assert Outreach.objects.get().status == "cancelled"
    assert client.post(f"{answer['Location']}/acts/cancel").status_code == 422


@pytest.mark.req("R-072")
def test_a_mandate_is_given_and_taken_back_on_the_page(browser: Browser, cast):
    client = browser("maxiuying")
    client.post(NEW, said())
    one = f"/me/help/{arranged(cast).code}"
    assert client.post(f"{one}/acts/sign_mandate", {"until": "乱写"}).status_code == 422
    assert client.post(f"{one}/acts/sign_mandate", {"until": last_day().isoformat()}).status_code == 302
    assert "收回委托，马上生效" in client.get(one).content.decode()
    assert Outreach.objects.get().is_mandated(local_day(now()))
    assert client.post(f"{one}/acts/end_mandate").status_code == 302
    assert not Outreach.objects.get().is_mandated(local_day(now()))
    assert client.post(f"{one}/acts/finish").status_code == 404


def test_a_stranger_finds_nothing(browser: Browser, client: Client):
    browser("maxiuying").post(NEW, said())
    one = f"/me/help/{Outreach.objects.get().code}"
    assert browser("zhouyou").get(one).status_code == 404
    assert browser("zhouyou").post(f"{one}/acts/cancel").status_code == 404
    assert client.get(one).status_code == 302, "who is not signed in signs in first"
    assert "不方便出门" in client.get(f"/items/{food_code()}").content.decode()
