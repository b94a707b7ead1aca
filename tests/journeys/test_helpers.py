"""Letting kin help with one matter: what they may see is chosen, they say what they are, one tap and it is over."""

import re

import pytest
from django.urls import reverse

from tongban.handling.cases.tests.applying import food_code

from .browsing import PHONE, Meet, axe, runs_off_the_side


@pytest.mark.req("R-168")
def test_kin_help_with_what_was_chosen_and_no_longer(meet: Meet) -> None:
    principal, helper = meet("maxiuying", width=PHONE), meet("zhouyou", width=PHONE)
    page = principal.page
    principal.wants("elder.standard")
    principal.open(reverse("mandate-code-new"))
    page.get_by_label("委托办什么").select_option(food_code())
    page.get_by_role("button", name="下一步").click()
    page.get_by_label("本人的手机号").check()
    assert axe(page) == []
    assert not runs_off_the_side(page)
    principal.shoot("mandate-sights-390")
    page.get_by_role("button", name="生成委托码").click()
    page.get_by_text("把这个码给帮您办事的人").wait_for()
    found = re.search(r"[A-Z0-9]{4} [A-Z0-9]{4}", principal.text())
    assert found is not None

    helper.open(reverse("mandate-take"))
    helper.page.get_by_label("委托码").fill(found[0])
    helper.click("button", "看是谁、办什么")
    assert axe(helper.page) == []
    helper.shoot("mandate-take-390")
    helper.page.get_by_label("家里人").check()
    helper.page.locator("#kinship").select_option("grandchild")
    helper.click("button", "我来帮忙办")

    principal.click("link", "看对方输入了没有")
    page.get_by_text("家里人（孙子女、外孙子女）").wait_for()
    principal.click("button", "是他，同意")
    helper.open(reverse("mandates"))
    helper.click("link", "我可以替")
    helper.click("button", "记录并显示")
    assert helper.sees("换一页就收起来了")
    assert not helper.sees("证件号码")
    assert axe(helper.page) == []
    helper.shoot("helping-390")
    address = helper.page.url

    principal.open(reverse("mandates"))
    given = page.locator(".card").filter(has_text="孙子女")
    given.get_by_role("button", name="收回").click()
    page.get_by_role("button", name="确定结束").click()
    given.wait_for(state="detached")
    helper.open(address)
    assert helper.sees("没有找到这份委托")
