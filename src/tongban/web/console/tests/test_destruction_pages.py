"""Pages of appraising archives (R-131): the lists, a proposal, the other person's word, what stays on the page."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.handling.cases.commands.delivering import close
from tongban.handling.cases.tests.driving import after, served
from tongban.handling.dossiers.bound import BOUND
from tongban.handling.dossiers.models import ArchiveRecord, DestructionList
from tongban.handling.dossiers.queries.destruction import running
from tongban.handling.dossiers.tests.overdue import overdue
from tongban.oversight.reading.commands.asking import ask_why
from tongban.oversight.reading.tests.looking import looked

pytestmark = pytest.mark.django_db
AtConsole = Callable[[str], Client]
WHERE = "/console/destructions"
WHY = {"opinion": "逐卷审查，没有继续保存的价值。"}


@pytest.fixture
def kept(cast: Any) -> ArchiveRecord:
    """An archive whose term ended yesterday."""
    case = served(cast)
    close(case, at=after(3, 11))
    return overdue(case, until=local_day(now()) - timedelta(days=1), at=after(12))


@pytest.mark.parametrize(
    ("login", "lists", "new"),
    [("zhengyawen", 200, 200), ("yanming", 200, 403), ("linjing", 403, 403), ("wangfang", 403, 403), ("", 302, 302)],
)
def test_supervision_and_the_audit_administrator_open_them(
    at_console: AtConsole, login: str, lists: int, new: int
) -> None:
    client = at_console(login)
    assert client.get(WHERE).status_code == lists
    assert client.get(f"{WHERE}/new").status_code == new
    assert client.get(f"{WHERE}/1").status_code == (404 if lists == 200 else lists)
    assert client.post(f"{WHERE}/1/acts/approve").status_code == (404 if lists == 200 else lists)


@pytest.mark.req("R-131")
def test_one_proposes_another_approves_and_the_list_with_its_hashes_stays(
    at_console: AtConsole, kept: ArchiveRecord
) -> None:
    one, other = at_console("zhengyawen"), at_console("yanming")
    assert kept.number in one.get(f"{WHERE}/new").content.decode()
    sent = one.post(f"{WHERE}/new", {f"fate-{kept.pk}": "destroy", **WHY})
    assert sent.status_code == 302
    place = sent["Location"]
    own = one.get(place).content.decode()
    assert "等另一个人批准" in own
    assert 'id="act-approve"' not in own
    assert one.post(f"{place}/acts/approve", {"words": "同意。"}).status_code == 403
    assert 'id="act-approve"' in other.get(place).content.decode()
    blank = other.post(f"{place}/acts/approve", {"words": " "})
    assert (blank.status_code, "请写明意见" in blank.content.decode()) == (422, True)
    assert other.post(f"{place}/acts/approve", {"words": "同意销毁。"}).status_code == 302
    assert one.post(f"{place}/acts/carry_out").status_code == 302
    page = other.get(place).content.decode()
    for words in (kept.number, bytes(kept.root).hex(), bytes(kept.content).hex(), "同意销毁", "已销毁"):
        assert words in page
    assert f"第 {DestructionList.objects.get().pk} 号清册" in one.get(f"{WHERE}?status=carried_out").content.decode()
    assert "没有清册" in one.get(f"{WHERE}?status=proposed&after=x").content.decode()


def test_a_refused_proposal_keeps_what_was_typed(at_console: AtConsole, kept: ArchiveRecord) -> None:
    client = at_console("zhengyawen")
    typed = {
        f"fate-{kept.pk}": "ten",
        f"reason-{kept.pk}": "",
        "opinion": "看过了。",
        "fate-9\0": "ten",
        "fate-x": "ten",
    }
    page = client.post(f"{WHERE}/new", typed)
    assert page.status_code == 422
    text = page.content.decode()
    assert "继续保管的请写理由" in text
    assert "看过了。" in text
    assert re.search(r'<option value="ten" selected', text)
    assert client.post(f"{WHERE}/new", {}).status_code == 422


@pytest.mark.req("R-131")
def test_a_case_with_a_question_that_is_not_over_cannot_be_chosen(
    at_console: AtConsole, kept: ArchiveRecord, person: Callable[[str], Actor]
) -> None:
    look = looked("liqiang", by=person("zhaomin"), at=now(), subject=kept.case.chain)
    ask_why(look.pk, by=person("liqiang"), at=now())
    client = at_console("zhengyawen")
    page = client.get(f"{WHERE}/new").content.decode()
    assert "有查看质询没有了结，这次不能销毁" in page
    assert '<option value="destroy"' not in page
    refused = client.post(f"{WHERE}/new", {f"fate-{kept.pk}": "destroy", **WHY})
    assert (refused.status_code, "有查看质询没有了结" in refused.content.decode()) == (422, True)


def test_everybody_who_may_know_what_still_runs_is_asked(
    kept: ArchiveRecord, django_assert_max_num_queries: Any
) -> None:
    assert len(BOUND.running) == 3
    with django_assert_max_num_queries(14):  # seven here, three of looks, two of checks, two of cards
        assert running([kept], on=local_day(now())) == {}
