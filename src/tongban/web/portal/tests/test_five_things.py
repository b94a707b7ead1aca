"""The case page of its applicant: the five things first, said once, and what is special below them."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.handling.cases.commands import receiving
from tongban.handling.cases.commands.overriding import override_telling
from tongban.handling.cases.models import Case
from tongban.handling.cases.tests.applying import lodged
from tongban.handling.cases.tests.asking import LINE, SORRY, files

pytestmark = pytest.mark.django_db
Cast = Callable[..., Actor]
FIVE = ("现在到哪了", "您要做什么", "什么时候之前", "找谁问")


def _page(browser: Callable[..., Client], number: str) -> str:
    page = browser("liqiang").get(f"/cases/{number}").content.decode()
    return re.sub(r"<[^>]+>", "", page[page.index("<main") : page.index("</main>")])


def test_where_nothing_is_to_do_it_says_so_once(browser: Callable[..., Client], cast: Cast):
    page = _page(browser, lodged(cast("liqiang", now()), at=now())[1].number)
    assert page.count("现在什么都不用做") == 1
    assert "轮到您" not in page
    assert [each for each in FIVE if page.count(each) != 1] == []
    assert page.index("轮到综合窗口") < page.index("现在到哪了") < page.index("办理过程")


def test_what_is_to_do_stands_on_top_with_its_button(browser: Callable[..., Client], cast: Cast):
    case = lodged(cast("liqiang", now()), at=now(), without=("layout_plan",))[1]
    receiving.ask_correction(case, items=[], by=cast("wangfang", now()), at=now())
    page = _page(browser, case.number)
    assert page.index("轮到您：请补1份材料") < page.index("现在补正") < page.index("什么时候之前")


def test_being_asked_again_is_something_to_do(browser: Callable[..., Client], cast: Cast):
    case = lodged(cast("liqiang", now()), at=now(), without=("layout_plan",))[1]
    receiving.ask_correction(case, items=[], by=cast("wangfang", now()), at=now())
    plan = files(cast("liqiang", now()), "layout_plan")
    receiving.correct(Case.objects.get(pk=case.pk), materials=plan, by=cast("liqiang", now()), at=now())
    override_telling(Case.objects.get(pk=case.pk), reason=SORRY, items=[LINE], by=cast("chenli", now()), at=now())
    page = _page(browser, case.number)
    assert page.index("轮到您：补交再次告知的材料") < page.index("再次告知：没有一次说清")
    assert "什么都不用做" not in page
