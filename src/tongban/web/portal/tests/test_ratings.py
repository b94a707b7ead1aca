"""Rating as people see it: five equal choices, by the account or by the number in the hand, never beside a clerk."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.handling.cases.tests.driving import served
from tongban.oversight.evaluations.commands import redressing
from tongban.oversight.evaluations.commands.inviting import invite_for_case
from tongban.oversight.evaluations.commands.opening import open_redress
from tongban.oversight.evaluations.models import Evaluation, Invitation, Redress
from tongban.oversight.evaluations.rules.grades import Grade

Browser = Callable[..., Client]
Cast = Callable[..., Actor]

pytestmark = pytest.mark.django_db


@pytest.fixture
def invited(cast: Cast) -> Invitation:
    return invite_for_case(served(cast), at=now() - timedelta(hours=2))


def address(invited: Invitation) -> str:
    return reverse("rate", args=[invited.code])


def form(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(once|opened)" value="([^"]+)"', page))


@pytest.mark.req("R-102")
def test_no_grade_is_chosen_before_somebody_chooses(browser: Browser, invited: Invitation) -> None:
    page = browser("liqiang").get(address(invited)).content.decode()
    choices = re.findall(r'<input type="radio"[^>]*name="grade"[^>]*value="(\w+)"([^>]*)>', page)
    assert [value for value, _ in choices] == [each.value for each in Grade]
    assert not any("checked" in rest for _, rest in choices)
    assert "经办的人看不到谁评" in page


@pytest.mark.req("R-102")
def test_nothing_of_it_opens_beside_a_clerk(browser: Browser, invited: Invitation) -> None:
    for login in ("wangfang", "zhaomin", "zhengyawen"):
        clerk = browser(login)
        assert clerk.get(address(invited)).status_code == 403
        assert clerk.post(address(invited), {"grade": "very_satisfied"}).status_code == 403
        assert clerk.get(reverse("ratings")).status_code == 403
    assert not Evaluation.objects.filter(invitation=invited).exists()


@pytest.mark.req("R-104")
def test_it_is_rated_without_an_account_and_once(browser: Browser, invited: Invitation) -> None:
    visitor = browser()
    page = visitor.get(address(invited) + "?by=qr").content.decode()
    sent = form(page) | {"grade": "satisfied", "tags": ["fast"], "words": "办得快", "is_named": "on"}
    first = visitor.post(address(invited) + "?by=qr", sent)
    assert first.status_code == 302
    assert visitor.post(address(invited) + "?by=qr", sent).status_code == 302
    again = visitor.post(address(invited), {"grade": "dissatisfied"})
    assert again.status_code == 409
    assert "已经评过了" in again.content.decode()
    said = Evaluation.objects.get(invitation=invited)
    assert (said.way, said.is_named, said.grade) == ("qr", False, "satisfied")
    assert said.seconds is not None
    assert "谢谢您" in visitor.get(address(invited)).content.decode()


def test_what_was_typed_stays_when_a_grade_is_missing(browser: Browser, invited: Invitation) -> None:
    answer = browser("liqiang").post(address(invited), {"words": "等了很久", "phone": "1"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "等了很久" in page
    assert "请选一个等级" in page


@pytest.mark.req("R-108")
def test_the_rater_reads_what_became_of_it_and_rates_again(browser: Browser, cast: Cast, invited: Invitation) -> None:
    mine = browser("liqiang")
    mine.post(address(invited), {"grade": "very_dissatisfied", "tags": ["over_limit"], "is_named": "on"})
    task: Redress = open_redress(Evaluation.objects.get(invitation=invited), at=now())
    assert "正在处理：待联系核实" in mine.get(address(invited)).content.decode()
    by: dict[str, Any] = {"by": cast("sunqiang"), "at": now()}
    redressing.contact(task, words="电话联系过了。", **by)
    redressing.verify(task, finding="at_once", words="属实，超期。", evidence="办件经过。", **by)
    redressing.rectify(task, words="已经改了流程。", evidence="会议记录。", **by)
    redressing.tell(task, words="您反映的属实，已经改了。", **by)
    page = mine.get(address(invited)).content.decode()
    assert "您反映的属实，已经改了。" in page
    done = mine.post(reverse("rate-again", args=[invited.code]), form(page) | {"grade": "satisfied"})
    assert done.status_code == 302
    assert "您再次评价" in mine.get(address(invited)).content.decode()
    listed = mine.get(reverse("ratings")).content.decode()
    assert address(invited) in listed
    assert mine.post(reverse("rate-again", args=[invited.code]), {"grade": "satisfied"}).status_code == 409


def test_nothing_is_rated_again_that_was_not_bad(browser: Browser, invited: Invitation) -> None:
    assert browser().post(reverse("rate-again", args=[invited.code]), {"grade": "satisfied"}).status_code == 404
    assert address(invited) not in browser("zhouyou").get(reverse("ratings")).content.decode()
