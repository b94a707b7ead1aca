"""The licence register of a body: found by number, whole only with a purpose, acted on by the buttons of its flow."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.tests.driving import granted, issued
from tongban.registers.licenses.models import License
from tongban.registers.licenses.rules.states import Status

from .pages import form

pytestmark = pytest.mark.django_db
AtDesk = Callable[[str], Client]


@pytest.fixture
def license(cast) -> License:
    return License.objects.get(case_number=issued(cast).number)


def test_a_body_finds_its_own_licences_and_nobody_elses(at_desk: AtDesk, license: License) -> None:
    page = at_desk("zhaomin").get("/workbench/licenses", {"q": license.number}).content.decode()
    assert f"/workbench/licenses/{license.public_id}" in page
    assert "没有找到" in at_desk("zhaomin").get("/workbench/licenses", {"q": "没有这个"}).content.decode()
    assert at_desk("wangfang").get("/workbench/licenses").status_code == 403


@pytest.mark.req("R-151")
def test_who_makes_a_licence_reads_that_a_gap_keeps_it_back(at_desk: AtDesk, cast) -> None:
    case = granted(cast, without=("layout_plan",), wants_deferral=True)
    page = f"/workbench/cases/{case.number}?act=issue"
    assert "材料补齐以后，证照才生成" in at_desk("zhaomin").get(page).content.decode()


def test_the_whole_face_is_shown_for_a_purpose_that_is_on_record(at_desk: AtDesk, license: License) -> None:
    clerk, place = at_desk("zhaomin"), f"/workbench/licenses/{license.public_id}"
    assert clerk.post(place, {"purpose": "好奇"}).status_code == 422
    assert "已经留痕" in clerk.post(place, {"purpose": "核对证件"}).content.decode()
    read = Entry.objects.filter(verb="read", about=f"party:{license.holder_id}").latest("pk")
    assert (read.facts["purpose"], read.facts["subject"]) == ("核对证件", license.chain)


def test_a_licence_is_held_by_the_decider_with_ground_and_reason(at_desk: AtDesk, license: License) -> None:
    decider, place = at_desk("chenli"), f"/workbench/licenses/{license.public_id}"
    page = decider.get(place).content.decode()
    act = reverse("desk-license-act", args=[license.public_id, "hold"])
    sent = form(page, act)
    answer = decider.post(act, sent.filled())
    assert answer.status_code == 422
    assert "请填写理由" in answer.content.decode()
    said = {"hold-ground": "食品安全法 第一百二十六条", "hold-reason": "样例"}
    again = form(answer.content.decode(), act)
    assert decider.post(act, again.filled() | said).status_code == 302
    license.refresh_from_db()
    assert license.status == Status.HELD
