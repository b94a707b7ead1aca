"""A case shows its intermediary services (办件里的中介服务): how each was chosen, where it stands, each step."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import now
from tongban.handling.cases.models import Case
from tongban.handling.cases.tests.applying import lodged
from tongban.handling.intermediaries.commands import choosing, needing
from tongban.handling.intermediaries.tests.market import (
    accepted,
    after_entries,
    chosen,
    contracted,
    drawn,
    fresh,
    hengjian,
    mingyue,
    on_shelf,
    published,
    ruikang,
)
from tongban.registers.parties.models import Party

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-059")]
Browser = Callable[..., Client]
Cast = Callable[..., Actor]


@pytest.fixture
def case(cast: Cast) -> Case:
    """A case of the enterprise that needs the service."""
    return lodged(mingyue(cast, now()), at=now())[1]


def page_of(browser: Browser, case: Case) -> str:
    client = browser("liqiang", acting_for=Party.objects.get(name__contains="明月"))
    response = client.get(f"/cases/{case.number}")
    assert response.status_code == 200
    return words(response.content.decode())


def desk_of(browser: Browser, case: Case, login: str = "zhaomin") -> str:
    return words(browser(login).get(f"/workbench/cases/{case.number}").content.decode())


def words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_a_plain_case_shows_nothing_of_it(browser: Browser, case: Case) -> None:
    assert "选取记录" not in page_of(browser, case).replace("看选取记录和结果", "")
    assert "中介服务“" not in desk_of(browser, case)


def test_a_direct_choice_comes_back_to_the_case_step_by_step(browser: Browser, cast: Cast, case: Case) -> None:
    client, agency = mingyue(cast, now()), hengjian(cast, now())
    shelf = on_shelf(agency, cast, at=now())
    need = published(client, at=now(), case_number=case.number)
    for stands, act in (
        ("待选取中介", lambda: chosen(need, shelf, client, at=now())),
        ("待确认中介", lambda: contracted(fresh(need), client, agency, at=now())),
        ("待上传服务结果", lambda: accepted(fresh(need), client, agency, at=now())),
    ):
        for page in (page_of(browser, case), desk_of(browser, case)):
            assert stands in page
        act()
    for page in (page_of(browser, case), desk_of(browser, case)):
        for told in ("已验收", shelf.name, "申请人在1家在架机构里自己选", "看选取记录", "交付结果"):
            assert told in page, told
        for step in ("发布需求", "选这一家", "接受委托", "确认合同", "上传服务结果", "验收通过"):
            assert f"中介服务“{need.title}”：{step}" in page, step
    record = browser().get(f"/intermediaries/selections/{need.code}")
    assert record.status_code == 200, "the record that the case links to is open to anybody"


def test_a_draw_and_its_block_stand_on_the_case(browser: Browser, cast: Cast, case: Case) -> None:
    for each in (hengjian(cast, now()), ruikang(cast, now())):
        on_shelf(each, cast, at=now())
    need = published(mingyue(cast, now()), at=now(), way="random", ceiling=150000, case_number=case.number)
    for each in (hengjian(cast, now()), ruikang(cast, now())):
        needing.enter(fresh(need), by=each, at=now())
    assert "报名，" not in page_of(browser, case), "who entered is nobody's before the deadline"
    done = drawn(fresh(need), at=after_entries(need))
    for page in (page_of(browser, case), desk_of(browser, case)):
        assert f"2家报名，用第{done.selection['block']['number']}号区块抽出" in page
        assert done.selected is not None
        assert done.selected.name in page


def test_bids_stand_on_the_case_without_their_prices(browser: Browser, cast: Cast, case: Case) -> None:
    for each in (hengjian(cast, now()), ruikang(cast, now())):
        on_shelf(each, cast, at=now())
    need = published(mingyue(cast, now()), at=now(), way="bidding", case_number=case.number)
    needing.enter(fresh(need), price=111_100, days=5, by=hengjian(cast, now()), at=now())
    needing.enter(fresh(need), price=222_200, days=5, by=ruikang(cast, now()), at=now())
    at = after_entries(need)
    choosing.close_entries(fresh(need), by=SYSTEM, at=at)
    choosing.open_bids(fresh(need), by=SYSTEM, at=at)
    for page in (page_of(browser, case), desk_of(browser, case)):
        assert "2家密封报价，一起打开，价低的中选" in page
        assert "1111" not in page
        assert "2222" not in page


def test_the_timeline_keeps_its_order(browser: Browser, cast: Cast, case: Case) -> None:
    published(mingyue(cast, now()), at=now() + timedelta(seconds=1), case_number=case.number)
    page = page_of(browser, case).partition("办理过程")[2]
    assert page.index("已提交，已收件") < page.index("发布需求") < page.index("综合窗口正在看材料齐不齐")


def test_who_may_not_see_the_case_sees_nothing_of_it_here(browser: Browser, cast: Cast, case: Case) -> None:
    published(mingyue(cast, now()), at=now(), case_number=case.number)
    assert browser("zhouyou").get(f"/cases/{case.number}").status_code == 404


def test_ten_needs_cost_the_page_as_much_as_one(
    browser: Browser, cast: Cast, case: Case, django_assert_max_num_queries: Any
) -> None:
    client = browser("liqiang", acting_for=Party.objects.get(name__contains="明月"))
    client.get(f"/cases/{case.number}")
    for _ in range(10):
        published(mingyue(cast, now()), at=now(), case_number=case.number)
    with django_assert_max_num_queries(8):
        client.get(f"/cases/{case.number}")
    desk = browser("zhaomin")
    desk.get(f"/workbench/cases/{case.number}")
    with django_assert_max_num_queries(8):
        desk.get(f"/workbench/cases/{case.number}")
