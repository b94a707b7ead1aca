"""A clerk's own week, leave, trainings and questions at the desk (R-187, R-188)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.handling.cases.tests.applying import food_code
from tongban.oversight.workforce.commands import training as commands
from tongban.oversight.workforce.models import ClerkQuestion, Leave, Training

AtDesk = Callable[[str], Client]
pytestmark = pytest.mark.django_db


@pytest.mark.req("R-187")
def test_a_clerk_asks_for_leave_and_takes_it_back(at_desk: AtDesk) -> None:
    client = at_desk("wangfang")
    assert "没有您的班" in client.get(reverse("desk-duties")).content.decode()
    refused = client.post(reverse("desk-duties"), {"kind": "sick", "reason": "发烧（样例）", "starts_on": "x"})
    assert refused.status_code == 422
    assert "发烧（样例）" in refused.content.decode()
    day = (local_day(now()) + timedelta(days=2)).isoformat()
    sent = {"kind": "sick", "reason": "发烧（样例）", "starts_on": day, "ends_on": day}
    assert client.post(reverse("desk-duties"), sent).status_code == 302
    found = Leave.objects.get()
    assert "销假" in client.get(reverse("desk-duties")).content.decode()
    withdraw = reverse("desk-leave-withdraw", args=[found.pk])
    assert at_desk("limin").post(withdraw).status_code == 404
    assert client.post(withdraw).status_code == 302
    assert "已销假" in client.get(reverse("desk-duties")).content.decode()


@pytest.mark.req("R-188")
def test_a_clerk_reads_what_was_taught_and_confirms_it(at_desk: AtDesk, person: Callable[[str], Actor]) -> None:
    planner, client = person("zhengyawen"), at_desk("wangfang")
    due = local_day(now()) + timedelta(days=7)
    made = commands.plan_training(
        "一次告知培训（样例）", course="一次告知", due_on=due, numbers=["JY0001"], by=planner, at=now()
    )
    address = reverse("desk-training", args=[made.pk])
    assert client.post(address).status_code == 409, "not given yet"
    commands.give_training(made, words="缺什么一次说清（样例）", by=planner, at=now())
    assert "缺什么一次说清" in client.get(address).content.decode()
    assert "等您确认" in client.get(reverse("desk-trainings")).content.decode()
    assert at_desk("limin").get(address).status_code == 404
    assert client.post(address).status_code == 302
    assert Training.objects.get().trainees.get().certificate
    assert "合格" in client.get(address).content.decode()


@pytest.mark.req("R-188")
def test_a_question_is_asked_answered_and_found_again(at_desk: AtDesk) -> None:
    clerk, teacher = at_desk("wangfang"), at_desk("zhaomin")
    address = reverse("desk-questions")
    refused = clerk.post(address, {"option_code": "没有", "words": "自酿酒算散装食品吗（样例）"})
    assert refused.status_code == 422
    assert "自酿酒" in refused.content.decode()
    assert teacher.post(address, {"option_code": food_code(), "words": "我来问（样例）"}).status_code == 403
    asked = clerk.post(address, {"option_code": food_code(), "words": "自酿酒算散装食品吗（样例）"})
    one = reverse("desk-question", args=[ClerkQuestion.objects.get().pk])
    assert asked["Location"] == one
    assert clerk.post(one, {"answer": "我自己答（样例）"}).status_code == 403
    assert teacher.post(one, {"answer": "算（样例）。"}).status_code == 302
    assert at_desk("leishaohua").get(one).status_code == 404
    assert "算（样例）。" in at_desk("limin").get(one).content.decode()
    assert "已答复" in clerk.get(address, {"q": "散装"}).content.decode()
    assert clerk.post(one, {"do": "ask_again", "words": "果酒呢（样例）"}).status_code == 302
    for evil in ("\x00", "9" * 30):
        assert clerk.get(address, {"q": evil, "before": evil}).status_code == 200
