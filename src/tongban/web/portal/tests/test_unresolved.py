"""«It could not be done»: told from the case, answered by a named person, followed by its author and nobody else."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.handling.cases.tests.applying import food_code, lodged
from tongban.handling.contacts.commands import ending
from tongban.handling.contacts.commands.settling import settle
from tongban.handling.contacts.models import FirstContact
from tongban.handling.contacts.queries.contacts import contact_for
from tongban.registers.agencies.models import Staff

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-031")]
Browser = Callable[..., Client]
WORDS = "去了两次都让回去等，没有说等到哪天"


def test_told_from_the_case_and_followed_to_the_result(browser: Browser, cast: Callable[..., Actor]):
    liqiang = browser("liqiang")
    case = lodged(cast("liqiang", now()), at=now())[1]
    page = liqiang.get(reverse("case", args=[case.number])).content.decode()
    assert f"{reverse('unresolved-tell')}?case={case.number}" in page
    form = liqiang.get(reverse("unresolved-tell"), {"case": case.number}).content.decode()
    assert "1个工作日内联系您" in form
    empty = liqiang.post(reverse("unresolved-tell"), {"case": case.number, "question": " "})
    assert empty.status_code == 422
    sent = liqiang.post(reverse("unresolved-tell"), {"case": case.number, "question": WORDS})
    made = FirstContact.objects.get()
    one = reverse("unresolved-one", args=[made.code])
    assert sent.headers["Location"] == one
    shown = liqiang.get(one).content.decode()
    assert Staff.objects.get(pk=made.owner_id).name in shown
    assert "等工作人员联系您" in shown
    owner = cast(Staff.objects.get(pk=made.owner_id).account.login, now())
    ending.reach(made, words="明天上午陪您办", by=owner, at=now())
    assert "已经联系过您" in liqiang.get(one).content.decode()
    given = {"result": "settled", "words": "已经收件，五天内办结", "cause": "pushed", "root": "none"}
    settle(made, **given, by=owner, at=now())
    assert "已经收件，五天内办结" in liqiang.get(one).content.decode()
    assert "等您确认" in liqiang.get(reverse("unresolved")).content.decode()
    objected = reverse("unresolved-act", args=[made.code, "object"])
    assert liqiang.post(objected, {"reason": ""}).status_code == 422
    assert browser("zhouyou").post(objected, {"reason": "不是我的"}).status_code == 404
    liqiang.post(objected, {"reason": "还没有收件"})
    settle(contact_for(cast("liqiang", now()), made.code), **given, by=owner, at=now())
    liqiang.post(reverse("unresolved-act", args=[made.code, "confirm"]))
    assert "有结果了" in liqiang.get(reverse("unresolved")).content.decode()


def test_told_about_a_matter_and_about_nothing_in_particular(browser: Browser):
    client = browser("maxiuying")
    assert client.get(reverse("unresolved-tell"), {"item": food_code()}).status_code == 200
    assert client.post(reverse("unresolved-tell"), {"item": food_code(), "question": WORDS}).status_code == 302
    assert client.post(reverse("unresolved-tell"), {"question": WORDS}).status_code == 302
    assert list(FirstContact.objects.order_by("pk").values_list("option_code", flat=True)) == [food_code(), ""]


@pytest.mark.parametrize(("login", "answer"), [("zhouyou", 404), ("wangfang", 403), ("", 302)])
def test_nobody_else_reads_it(browser: Browser, login: str, answer: int):
    browser("liqiang").post(reverse("unresolved-tell"), {"question": WORDS})
    address = reverse("unresolved-one", args=[FirstContact.objects.get().code])
    assert browser(login).get(address).status_code == answer


def test_anothers_case_cannot_be_told_of(browser: Browser, cast: Callable[..., Actor]):
    case = lodged(cast("liqiang", now()), at=now())[1]
    given = {"case": case.number, "question": WORDS}
    assert browser("zhouyou").post(reverse("unresolved-tell"), given).status_code == 404
    assert not FirstContact.objects.exists()


@pytest.mark.parametrize("words", ["<script>alert(1)</script>没办成", "\x00", "字" * 6000, "{{ 7*7 }}没办成"])
def test_hostile_words_stay_words(browser: Browser, words: str):
    client = browser("liqiang")
    sent = client.post(reverse("unresolved-tell"), {"question": words, "case": "", "item": ""})
    assert sent.status_code in (302, 422)
    page = client.get(reverse("unresolved")).content.decode()
    assert "<script>alert(1)" not in page
    assert client.get(reverse("unresolved"), {"after": words}).status_code == 200
    assert client.get(reverse("unresolved-tell"), {"item": words}).status_code in (200, 404, 422)
