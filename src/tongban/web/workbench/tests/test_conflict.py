"""Two at one case: one wins, the other sees what changed and keeps the words; four eyes are explained."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.commands import receiving
from tongban.handling.cases.models import Case

from .pages import form

AtDesk = Callable[[str], Client]
Received = Callable[..., Case]
Person = Callable[[str], Actor]


def test_the_second_of_two_writes_nothing_and_sees_what_changed(
    at_desk: AtDesk, received: Received, person: Person
) -> None:
    case, clerk = received("layout_plan"), at_desk("wangfang")
    panel = form(clerk.get(f"/workbench/cases/{case.number}?act=reject").content.decode(), "panel-form")
    receiving.ask_correction(case, items=[], by=person("limin"), at=now())
    before = Entry.objects.filter(chain=case.chain).count()
    answer = clerk.post(panel.action, panel.filled(ground="食品安全法 第三十五条", fact="材料是别人的，我核对过。"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert Entry.objects.filter(chain=case.chain).count() == before
    assert "李敏" in page
    assert "一次性告知补正" in page
    assert "材料是别人的，我核对过。" in page
    again = form(page, "panel-form")
    assert clerk.post(again.action, again.filled()).status_code == 302, "the same words, on the latest state"


def test_words_stay_even_if_the_step_is_over(at_desk: AtDesk, received: Received, person: Person) -> None:
    case, clerk = received("layout_plan"), at_desk("wangfang")
    panel = form(clerk.get(f"/workbench/cases/{case.number}?act=defer_notice").content.decode(), "panel-form")
    receiving.ask_correction(case, items=[], by=person("limin"), at=now())
    answer = clerk.post(panel.action, panel.filled(reason="材料有九箱，要两天才看得完。"))
    assert answer.status_code == 409
    assert "材料有九箱，要两天才看得完。" in answer.content.decode()


def test_verdicts_of_an_old_page_change_nothing(at_desk: AtDesk, received: Received, person: Person) -> None:
    case, clerk = received(), at_desk("wangfang")
    table = form(clerk.get(f"/workbench/cases/{case.number}").content.decode(), "desk-form")
    receiving.accept(case, by=person("limin"), at=now())
    answer = clerk.post(table.action, table.filled(verdict__layout_plan="bad", problem__layout_plan="看不清"))
    assert answer.status_code == 409
    assert not case.materials.filter(verdict="bad").exists()


@pytest.mark.req("R-075")
def test_one_person_may_not_do_two_duties_and_is_told_why(at_desk: AtDesk, received: Received, person: Person) -> None:
    case = received()
    receiving.accept(case, by=person("wangfang"), at=now())
    Case.objects.filter(pk=case.pk).update(examiner_id=person("sunqiang").staff_id, status="reviewing")
    page = at_desk("sunqiang").get(f"/workbench/cases/{case.number}").content.decode()
    assert "同一人不能再办“审核”" in page
    assert "?act=review" not in page
    case.refresh_from_db()
    sent = {"version": str(case.version), "opinion": "同意。"}
    answer = at_desk("sunqiang").post(f"/workbench/cases/{case.number}/acts/review", sent)
    assert answer.status_code == 403
    assert "同一人不能再办“审核”" in answer.content.decode()
    assert "同意。" in answer.content.decode()


def test_the_same_form_sent_twice_is_done_once(at_desk: AtDesk, received: Received) -> None:
    case, clerk = received(), at_desk("wangfang")
    panel = form(clerk.get(f"/workbench/cases/{case.number}?act=accept").content.decode(), "panel-form")
    first, second = clerk.post(panel.action, panel.filled()), clerk.post(panel.action, panel.filled())
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert Entry.objects.filter(chain=case.chain, verb="accept").count() == 1


def test_examiner_may_not_take_a_step_of_the_decider(at_desk: AtDesk, received: Received, person: Person) -> None:
    case = received()
    receiving.accept(case, by=person("wangfang"), at=now())
    answer = take_raw(at_desk("zhaomin"), case, "grant")
    assert answer.status_code == 403
    assert "由批准人办理" in answer.content.decode()


def take_raw(client: Client, case: Case, verb: str) -> Any:
    case.refresh_from_db()
    return client.post(
        f"/workbench/cases/{case.number}/acts/{verb}", {"version": str(case.version), "opinion": "准予。"}
    )
