"""Merging two entries of one person: what would move is shown first, and only a confirmed merge is done."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import now
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.tests.applying import lodged
from tongban.registers.parties.commands import find_or_create_party
from tongban.registers.parties.models import Party

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-088")]
TYPED = {
    "keep_kind": "id_card",
    "keep_number": "620201199003070017",
    "drop_kind": "passport",
    "drop_number": "E12345678",
    "reason": "other_paper",
}


@pytest.fixture
def old() -> Party:
    return find_or_create_party(
        name="李强", id_kind="passport", id_number="E12345678", phone="13893700001", by=SYSTEM, at=now()
    )


@pytest.fixture
def case(old: Party, person: Callable[[str], Actor]) -> str:
    return str(lodged(person("wangfang"), at=now(), applicant=old.pk, channel="window")[1].number)


def field(page: str, name: str) -> str:
    found = re.search(f'name="{name}" value="([^"]*)"', page)
    assert found, name
    return found[1]


def test_what_would_move_is_shown_masked_and_nothing_is_done_yet(at_desk, old, case):
    page = at_desk("tianhui").post("/workbench/parties/merge", TYPED).content.decode()
    assert f"1：{case}" in page
    assert "E12345678" not in page
    assert "620201199003070017" not in page
    assert Party.objects.get(pk=old.pk).merged_into is None
    reads = Entry.objects.filter(verb="read", facts__purpose="合并重复登记")
    assert {each.about for each in reads} >= {f"party:{old.pk}"}
    assert reads.count() == 2


def test_what_was_confirmed_is_done_once_and_is_on_record(at_desk, old, case):
    client = at_desk("tianhui")
    page = client.post("/workbench/parties/merge", TYPED).content.decode()
    sent = {"word": field(page, "word"), "once": field(page, "once")}
    for _ in range(2):
        response = client.post("/workbench/parties/merge/confirm", sent)
        assert response.headers["Location"] == "/workbench/parties/merge?done=1"
    kept = Party.objects.get(pk=old.pk).merged_into
    assert kept is not None
    [entry] = Entry.objects.filter(chain=f"party:{kept.pk}", verb="merge_parties")
    assert (entry.facts["reason"], entry.facts["moved"]["cases"]) == ("other_paper", [case])
    assert "已经合并" in client.get("/workbench/parties/merge?done=1").content.decode()


def test_what_was_typed_wrong_is_told_at_once(at_desk, old):
    answer = at_desk("tianhui").post("/workbench/parties/merge", {**TYPED, "drop_number": "X00000000", "reason": "x"})
    told = answer.content.decode()
    assert answer.status_code == 422
    assert "要并入的登记没有找到" in told
    assert "请选择合并的原因" in told


@pytest.mark.parametrize("word", ["", "forged", "a:b:c"])
def test_a_forged_word_merges_nobody(at_desk, old, word):
    assert at_desk("tianhui").post("/workbench/parties/merge/confirm", {"word": word}).status_code == 422
    assert Party.objects.get(pk=old.pk).merged_into is None


@pytest.mark.parametrize("login", ["wangfang", "gaoyuan", "yanming", "liqiang"])
def test_the_page_is_for_the_security_administrator_alone(at_desk, login):
    assert at_desk(login).get("/workbench/parties/merge").status_code == 403


def test_an_administrator_is_offered_only_what_they_may_do(at_desk):
    client: Client = at_desk("tianhui")
    page = client.get("/workbench/parties/merge").content.decode()
    assert "合并登记" in page
    assert 'id="scan"' not in page
    assert "办件</a>" not in page
