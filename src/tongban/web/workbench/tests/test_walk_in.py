"""Whoever walks in is taken in: no account, no appointment, and no network either (R-100, W26)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import LOCAL, now
from tongban.handling.cases.models import Case
from tongban.handling.cases.tests.applying import ANSWERS, FORM, food_code
from tongban.handling.offline.commands.entering import reserve
from tongban.handling.offline.queries.numbers import free_in
from tongban.registers.parties.models import Account, Party

from .pages import form

AtDesk = Callable[[str], Client]
Person = Callable[[str], Actor]
STRANGER = "620201198506150022"
pytestmark = pytest.mark.django_db


def filled_in(clerk: Client, page: str, **more: str) -> dict[str, Any]:
    """The intake page filled in from what the person brings: an identity card, and answers."""
    answers = {f"q-{code}": value for code, value in ANSWERS.items()}
    typed = {f"f-{code}": value for code, value in FORM.items()}
    who = {"id_kind": "id_card", "id_number": STRANGER, "name": "赵六（样例）", "phone": "13893700009"}
    opened = clerk.get(page).content.decode()
    return form(opened, "intake").filled(do="receive") | answers | typed | who | more


@pytest.mark.req("R-100")
def test_a_walk_in_without_account_or_appointment_is_received(at_desk: AtDesk, person: Person) -> None:
    clerk, page = at_desk("wangfang"), f"/workbench/intake/{food_code()}"
    accounts = Account.objects.count()
    sent = filled_in(clerk, page, name="赵六")
    answer = clerk.post(page, sent)
    assert answer.status_code == 302, answer.content.decode()
    case = Case.objects.latest("pk")
    assert (case.applicant.name, case.channel) == ("赵六", "window")
    assert case.receiver_id == person("wangfang").staff_id
    assert Account.objects.count() == accounts
    assert Party.objects.filter(name="赵六").count() == 1


def test_a_paper_case_is_entered_under_its_number_with_its_real_time(at_desk: AtDesk, person: Person) -> None:
    clerk, at = at_desk("wangfang"), now()
    block = reserve(2, by=person("wangfang"), at=at - timedelta(hours=3))
    number, other = free_in(block)
    listed = clerk.get("/workbench/offline").content.decode()
    assert number in listed
    forms = clerk.get(f"/workbench/offline/{block.pk}/print").content.decode()
    assert forms.count("应急收件单</h2>") == 2
    assert food_code() in clerk.get(f"/workbench/offline/enter?paper_number={number}&q=食品经营").content.decode()
    page = f"/workbench/intake/{food_code()}?paper_number={number}"
    late = filled_in(clerk, page, name="赵六", paper_received="2099-01-01T10:00")
    refused = clerk.post(f"/workbench/intake/{food_code()}", late)
    assert refused.status_code == 422
    assert "不能晚于现在" in refused.content.decode()
    received_at = (at - timedelta(hours=1)).astimezone(LOCAL).replace(second=0, microsecond=0)
    sent = late | {"paper_received": f"{received_at:%Y-%m-%dT%H:%M}", "once": ""}
    assert clerk.post(f"/workbench/intake/{food_code()}", sent).status_code == 302
    case = Case.objects.get(number=number)
    assert case.received_at == received_at
    assert "离线收件补录" in clerk.get(f"/workbench/cases/{number}").content.decode()
    again = clerk.get("/workbench/offline").content.decode()
    assert "实际" in again
    assert other in again
    assert at_desk("zhaomin").get("/workbench/offline").status_code == 403


def test_numbers_are_reserved_on_the_page_and_nonsense_is_told(at_desk: AtDesk) -> None:
    clerk = at_desk("wangfang")
    assert clerk.post("/workbench/offline", {"count": "x"}).status_code == 422
    assert clerk.post("/workbench/offline", {"count": "3"}).status_code == 302
    assert "还剩 3 个" in clerk.get("/workbench/offline").content.decode()
