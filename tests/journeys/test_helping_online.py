"""Help online in two browsers: a finger on a field, a proposal taken, and a view that is gone within a second or so."""

from time import monotonic

import pytest
from django.urls import reverse

from tongban.foundation.kernel.clock import now
from tongban.handling.assistance.models import Assistance
from tongban.handling.cases.commands.drafting import begin_draft, save_answers, save_form
from tongban.handling.cases.models import Draft
from tongban.handling.cases.queries.drafts import form_of
from tongban.handling.cases.tests.applying import ANSWERS, FORM, food_code

from .browsing import Meet
from .conftest import actor_of

MOST_SECONDS = 3.0
"""The page asks every second; the rest is for a machine that serves, browses and tests at once."""


@pytest.mark.req("R-091")
def test_two_people_beside_one_form(meet: Meet) -> None:
    draft = begin_draft(food_code(), by=actor_of("liqiang"), at=now())
    save_answers(draft, ANSWERS, revision=draft.revision, at=now())
    save_form(draft, FORM, revision=draft.revision, at=now())
    citizen, helper = meet("liqiang"), meet("wangfang")
    citizen.open(reverse("draft-form", args=[draft.number, 1]))
    citizen.page.get_by_role("link", name="找人帮我看看").click()
    citizen.page.get_by_label("哪里不明白").fill("招牌上的名字写哪个？")
    citizen.page.get_by_label("同意工作人员看我填的这张表").check()
    citizen.page.get_by_role("button", name="找人帮忙").click()
    citizen.page.get_by_text("等人接").first.wait_for()

    helper.open(reverse("desk-assistance"))
    helper.page.get_by_role("link", name="食品经营许可").first.click()
    helper.page.get_by_role("button", name="接下").click()
    helper.page.get_by_text("明月餐饮").first.wait_for()
    helper.page.locator("a[href*=operator_name]").click()
    helper.page.get_by_label("建议改成").fill("明月小馆")
    helper.page.get_by_role("button", name="提建议").click()

    citizen.page.get_by_role("button", name="照这样改").wait_for()
    assert form_of(Draft.objects.get(pk=draft.pk))["operator_name"] == "明月餐饮"
    citizen.page.get_by_role("button", name="照这样改").click()
    helper.page.get_by_text("照这样改了").wait_for()
    assert form_of(Draft.objects.get(pk=draft.pk))["operator_name"] == "明月小馆"

    citizen.page.get_by_role("button", name="马上收回").click()
    began = monotonic()
    helper.page.get_by_text("对方现在没有让您看").wait_for()
    took = monotonic() - began
    assert took < MOST_SECONDS
    assert helper.page.get_by_text("明月小馆", exact=True).count() <= 1, "only in the talk, not in a form"
    assert Assistance.objects.get().answered_at is not None
