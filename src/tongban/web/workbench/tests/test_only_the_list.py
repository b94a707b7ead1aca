"""What a page does with words that ask beyond the list: it marks them, keeps what was typed, and notes it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.handling.assistance.commands.asking import ask
from tongban.handling.assistance.models import Message
from tongban.handling.cases.commands import receiving
from tongban.handling.cases.commands.drafting import begin_draft, save_answers
from tongban.handling.cases.models import BlockedAsk, Case, CorrectionNotice, UnlistedStep
from tongban.handling.cases.tests.applying import ANSWERS, food_code

from .pages import send, take

AtDesk = Callable[[str], Client]
Received = Callable[..., Case]
Person = Callable[[str], Actor]


@pytest.mark.req("R-047")
def test_a_reason_that_asks_beyond_the_list_comes_back_marked_with_what_was_typed(at_desk: AtDesk, received: Received):
    case = received()
    answer = take(at_desk("wangfang"), case.number, "defer_notice", reason="窗口人多。请再提供居住证明。")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<mark>居住证明</mark>" in page
    assert "窗口人多。请再提供居住证明。</textarea>" in page
    assert "增加清单外环节" in page
    kept = BlockedAsk.objects.get()
    assert (kept.case_id, kept.verb, kept.venue_id is not None) == (case.pk, "defer_notice", True)


@pytest.mark.req("R-047")
def test_so_does_a_line_of_the_notice_and_a_verdict(at_desk: AtDesk, received: Received):
    clerk, case = at_desk("wangfang"), received("layout_plan")
    words = {"problem-layout_plan": "缺布局图和房屋租赁合同。", "remedy-layout_plan": "请补交布局图。"}
    answer = take(clerk, case.number, "ask_correction", **words)
    assert "<mark>房屋租赁合同</mark>" in answer.content.decode()
    assert not CorrectionNotice.objects.exists()
    page = f"/workbench/cases/{case.number}"
    verdict = {"verdict-equipment_list": "bad", "problem-equipment_list": "还要附购买发票。"}
    assert "<mark>" in send(clerk, page, "desk-form", **verdict).content.decode()
    assert [each.verb for each in BlockedAsk.objects.order_by("id")] == ["ask_correction", "precheck"]


@pytest.mark.req("R-046")
def test_the_decider_adds_a_step_and_the_applicant_sees_it(at_desk: AtDesk, received: Received, person: Person):
    case = received()
    receiving.accept(case, by=person("wangfang"), at=now())
    chenli, day = at_desk("chenli"), local_day(now()) + timedelta(days=2)
    given = {"name": "补充检测", "reason": "投诉较多，需要复测一次。", "expected_on": day.isoformat()}
    assert take(chenli, case.number, "add_unlisted_step", **given).status_code == 302
    assert UnlistedStep.objects.get().expected_on == day
    mine = at_desk("liqiang").get(reverse("case", args=[case.number])).content.decode()
    assert "清单外环节" in mine
    assert "投诉较多，需要复测一次。" in mine
    assert "这段时间照样计入办理时限" in mine
    assert "add_unlisted_step" not in chenli.get(f"/workbench/cases/{case.number}").content.decode()
    assert take(chenli, case.number, "finish_unlisted_step", result="复测合格。").status_code == 302
    assert "复测合格。" in at_desk("liqiang").get(reverse("case", args=[case.number])).content.decode()
    assert at_desk("zhaomin").get(f"/workbench/cases/{case.number}?act=add_unlisted_step").status_code == 200


@pytest.mark.req("R-047")
def test_a_helper_does_not_ask_beyond_the_list(at_desk: AtDesk, person: Person):
    draft = begin_draft(food_code(), by=person("liqiang"), at=now())
    save_answers(draft, ANSWERS, revision=draft.revision, at=now())
    given = {"draft_number": draft.number, "where": "申请表", "words": "要带什么？"}
    session = ask(food_code(), wants_sharing=True, by=person("liqiang"), at=now(), **given)
    wangfang = at_desk("wangfang")
    wangfang.post(reverse("desk-assist-act", args=[session.code, "take"]))
    act, lines = reverse("desk-assist-act", args=[session.code, "say"]), Message.objects.count()
    answer = wangfang.post(act, {"words": "麻烦把房屋租赁合同也拍一张。"})
    assert answer.status_code == 422
    assert "房屋租赁合同" in answer.content.decode()
    assert Message.objects.count() == lines
    assert BlockedAsk.objects.get().verb == "say"
    assert wangfang.post(act, {"words": "请把健康证也拍一张。"}).status_code == 302
