"""What citizens see of the law's odd terms: a time to pick, windows on the guide, the order of a quota."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.handling.cases.commands import examining, receiving, slots
from tongban.handling.cases.models import Case, Slot
from tongban.handling.cases.tests.applying import food_code, lodged
from tongban.handling.cases.tests.driving import INSPECTION, listed
from tongban.registers.catalog.content import AcceptanceWindow, Quota

Browser = Callable[..., Client]
Person = Callable[[str], Actor]


def accepted(person: Person) -> Case:
    case = lodged(person("liqiang"), at=now())[1]
    receiving.accept(case, by=person("wangfang"), at=now())
    return Case.objects.select_related("applicant", "agency").get(pk=case.pk)


@pytest.fixture
def offered(person: Person):
    """李强's case with two times on offer."""
    with listed(special_procedures=(INSPECTION,)):
        case = accepted(person)
        by = person("zhaomin")
        examining.start_special(case, code="inspection", reason="要到现场看。", by=by, at=now())
        begins = [now() + timedelta(days=days) for days in (3, 4)]
        times = [
            {"starts_at": each.isoformat(), "ends_at": (each + timedelta(hours=1)).isoformat(), "place": "样例路1号"}
            for each in begins
        ]
        slots.offer_slots(case, code="inspection", slots=times, officers=["JY0063", "JY0064"], by=by, at=now())
        yield case


@pytest.mark.req("R-049")
def test_the_applicant_picks_a_time_sees_it_takes_it_into_the_calendar_and_cancels(
    offered: Case, browser: Browser
) -> None:
    mine, page = browser("liqiang"), f"/cases/{offered.number}"
    assert "轮到您：选现场核查的时间" in mine.get(page).content.decode()
    slot = Slot.objects.order_by("starts_at")[0]
    assert browser("zhouyou").post(f"{page}/time", {"slot": slot.pk}).status_code == 404
    assert mine.post(f"{page}/time", {"slot": slot.pk}).status_code == 302
    shown = mine.get(page).content.decode()
    assert "现场核查约好了" in shown
    assert "样例路1号" in shown
    event = mine.get(f"{page}/time/{slot.pk}.ics")
    assert "DTSTART:" in event.content.decode()
    assert mine.post(f"{page}/time/{slot.pk}/cancel", {"reason": ""}).status_code == 422
    assert mine.post(f"{page}/time/{slot.pk}/cancel", {"reason": "那天不在本市"}).status_code == 302
    assert "约好了" not in mine.get(page).content.decode().split("办理过程")[0]


def test_a_time_that_is_gone_is_refused_in_words(offered: Case, browser: Browser) -> None:
    for typed in ("0", "x", "9" * 30):
        answer = browser("liqiang").post(f"/cases/{offered.number}/time", {"slot": typed})
        assert answer.status_code == 409
        assert "这个时段已经不能选了" in answer.content.decode()


def test_the_guide_says_when_it_is_taken_next(browser: Browser) -> None:
    month = local_day(now()).month
    later = f"{month % 12 + 1:02}"
    with listed(acceptance_windows=(AcceptanceWindow(opens=f"{later}-10", closes=f"{later}-20", name="一年一次"),)):
        assert "现在不在受理期。下一次受理：一年一次" in browser().get(f"/items/{food_code()}").content.decode()
        assert "现在不在受理期" in browser("liqiang").get(f"/items/{food_code()}/begin").content.decode()


def test_the_order_of_a_quota_is_open_to_everybody_numbers_only(browser: Browser, person: Person) -> None:
    address = f"/items/{food_code()}/quota"
    assert browser().get(address).status_code == 404
    with listed(quota=Quota(number=1)):
        assert "还没有人受理" in browser().get(address).content.decode()
        accepted(person)
        second = accepted(person)
        shown = browser().get(address).content.decode()
        assert "办理中" in shown
        assert "李强" not in shown
        mine = browser("liqiang").get(f"/cases/{second.number}").content.decode()
        assert "前面还有 1 件，名额已满" in mine
        assert "看现在排到第几位" in browser().get(f"/items/{food_code()}").content.decode()
