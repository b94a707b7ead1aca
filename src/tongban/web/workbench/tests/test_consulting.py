"""The consult desk by pages: search, the situation, a number with what was said, or somebody who follows. R-071."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.handling.cases.tests.applying import ANSWERS, food_code
from tongban.handling.contacts.commands.shifts import sign_on
from tongban.handling.contacts.models import FirstContact
from tongban.handling.halls.commands import calling
from tongban.handling.halls.models import Ticket

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-071")]
ADDRESS = "/workbench/consult"


@pytest.fixture
def desk(at_desk: Callable[[str], Client]) -> Client:
    return at_desk("wangfang")


def test_typed_picked_asked_and_handed_on_with_what_was_said(
    desk: Client, at_desk: Callable[[str], Client], person: Callable[[str], Actor]
):
    found = desk.get(ADDRESS, {"q": "spjyxk"}).content.decode()
    assert f"{ADDRESS}?item={food_code()}" in found
    answers: dict[str, Any] = {f"q-{code}": value for code, value in ANSWERS.items()}
    page = desk.get(ADDRESS, {"item": food_code(), "q": "spjyxk"} | answers).content.decode()
    for words in ("照着问", "照着答", "取号，带上这些情况", "答清楚了"):
        assert words in page
    assert page.count('name="csrfmiddlewaretoken"') >= 4  # the scan box, a number, answered, unanswered
    sent = {"item": food_code(), "q": "spjyxk", "outcome": "ticket", "question": "老人来办", "priority": "elder"}
    made = desk.post(ADDRESS, sent | answers)
    ticket = Ticket.objects.get()
    assert made.headers["Location"] == reverse("desk-ticket", args=[ticket.code])
    limin = person("limin")
    sign_on("综合窗口4号", by=limin, at=now())
    calling.call_next(by=limin, at=now())
    window = at_desk("limin").get(reverse("desk-window")).content.decode()
    for words in ("综合咨询窗口交过来的", "老人来办", "告诉他要带", "王芳"):
        assert words in window


def test_what_is_not_found_is_followed_by_somebody_and_counted(desk: Client, at_desk: Callable[[str], Client]):
    assert "换一个说法" in desk.get(ADDRESS, {"q": "嘎嘣嘎嘣"}).content.decode()
    wrong = desk.post(ADDRESS, {"q": "", "outcome": "unanswered", "question": " "})
    assert wrong.status_code == 422
    assert "请写一句问的是什么事" in wrong.content.decode()
    made = desk.post(ADDRESS, {"q": "嘎嘣嘎嘣", "outcome": "unanswered", "question": "嘎嘣怎么嘎"})
    assert made.headers["Location"] == reverse("desk-contact", args=[FirstContact.objects.get().code])
    for login in ("wangfang", "zhengyawen"):
        said = at_desk(login).get(reverse("desk-unanswered")).content.decode()
        assert "嘎嘣嘎嘣" in said
        assert "王芳跟着" in said
        assert "100%" in said
