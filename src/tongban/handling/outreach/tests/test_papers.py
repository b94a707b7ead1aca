"""Originals that a helper holds (收存的原件): a list, a receipt, given back, acknowledged; nothing ends before."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Invalid, NotFound, NotYours
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.handling.cases.tests.applying import MONDAY, food_code, lodged
from tongban.handling.outreach.commands import acting, papers
from tongban.handling.outreach.commands.acting import NoMandate
from tongban.handling.outreach.commands.asking import ask
from tongban.handling.outreach.commands.papers import Original, PapersOut
from tongban.handling.outreach.commands.visiting import take_visit
from tongban.handling.outreach.jobs import remind_of_papers
from tongban.handling.outreach.models import HeldPaper, Outreach
from tongban.handling.outreach.queries.papers import papers_of, papers_out
from tongban.handling.outreach.queries.requests import PAPERS_OUT, Wanted, requests
from tongban.handling.outreach.queries.visits import helped_in

from .test_outreach import DAY, HOME, arranged
from .test_visiting import filled

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-072")]
Cast = Callable[..., Actor]
TWO = [Original("房产证"), Original("户口簿复印件", 2)]


@pytest.fixture
def wangfang(cast: Cast) -> Actor:
    return cast("wangfang")


@pytest.fixture
def errand(cast: Cast, wangfang: Actor) -> Outreach:
    """An errand under a mandate until the day after tomorrow, with two papers out."""
    said = replace(HOME, kind="agent", option_code=food_code())
    found = arranged(ask(said, by=cast("maxiuying"), at=MONDAY), wangfang)
    acting.sign_mandate(found, until=DAY + timedelta(days=2), by=cast("maxiuying"), at=MONDAY)
    papers.take_papers(found, TWO, by=wangfang, at=MONDAY)
    return found


def told() -> str:
    text: str = Outgoing.objects.filter(channel="message").latest("pk").payload["text"]
    return text


def test_what_is_taken_is_listed_and_the_person_has_a_receipt(errand: Outreach) -> None:
    assert "房产证1份、户口簿复印件2份" in told()
    entry = Entry.objects.get(chain=errand.chain, verb="take_papers")
    assert entry.on_behalf == errand.chain
    assert [(each.name, each.copies, each.taken_by.name, each.is_out) for each in papers_of(errand)] == [
        ("房产证", 1, "王芳", True),
        ("户口簿复印件", 2, "王芳", True),
    ]


def test_nothing_is_taken_without_a_mandate_or_a_list(cast: Cast, wangfang: Actor, errand: Outreach) -> None:
    for wrong in ([], [Original(" ")], [Original("房产证", 0)], [Original("长" * 101)]):
        with pytest.raises(Invalid):
            papers.take_papers(errand, wrong, by=wangfang, at=MONDAY)
    acting.end_mandate(errand, by=cast("maxiuying"), at=MONDAY)
    assert "还没有还清" in told()
    with pytest.raises(NotYours):
        papers.take_papers(errand, TWO, by=wangfang, at=MONDAY)


def test_nothing_ends_while_a_paper_is_out(cast: Cast, wangfang: Actor, errand: Outreach) -> None:
    ends: dict[str, Any] = {"result": "settled", "words": "办好了", "case_number": "", "by": wangfang, "at": MONDAY}
    with pytest.raises(PapersOut, match="房产证1份"):
        acting.finish(errand, **ends)
    with pytest.raises(PapersOut):
        acting.cancel(errand, reason="", by=cast("maxiuying"), at=MONDAY)
    visit = take_visit(errand.code, filled(errand), by=wangfang, at=MONDAY)
    errand.refresh_from_db()
    assert (visit.state, errand.status) == ("taken", "arranged")
    codes = [each.code for each in papers_out(errand)]
    papers.give_back(errand, codes[:1], way="paper", by=wangfang, at=MONDAY)
    with pytest.raises(PapersOut, match="户口簿"):
        acting.finish(errand, **ends)
    papers.give_back(errand, codes, way="online", by=wangfang, at=MONDAY)
    with pytest.raises(PapersOut):
        acting.finish(errand, **ends)
    with pytest.raises(NotYours):
        papers.acknowledge(errand, by=wangfang, at=MONDAY)
    papers.acknowledge(errand, by=cast("maxiuying"), at=MONDAY)
    with pytest.raises(NotFound):
        papers.acknowledge(errand, by=cast("maxiuying"), at=MONDAY)
    acting.finish(errand, **ends)
    assert HeldPaper.objects.filter(acknowledged_at=None).count() == 0


def test_giving_back_names_what_and_how_it_is_acknowledged(cast: Cast, wangfang: Actor, errand: Outreach) -> None:
    codes = [each.code for each in papers_out(errand)]
    for chosen, way in (([], "paper"), (codes, "x")):
        with pytest.raises(Invalid):
            papers.give_back(errand, chosen, way=way, by=wangfang, at=MONDAY)
    with pytest.raises(NotYours):
        papers.give_back(errand, codes, way="paper", by=cast("zhaomin"), at=MONDAY)
    Outreach.objects.filter(pk=errand.pk).update(party=None)
    errand.refresh_from_db()
    with pytest.raises(Invalid) as refusal:
        papers.give_back(errand, codes, way="online", by=wangfang, at=MONDAY)
    assert [each.code for each in refusal.value.faults] == ["no_account"]


def test_what_is_still_out_when_the_mandate_is_over_is_asked_for_once_a_day(wangfang: Actor, errand: Outreach) -> None:
    assert remind_of_papers(at=MONDAY) == 0
    over = MONDAY + timedelta(days=3)
    assert [remind_of_papers(at=over), remind_of_papers(at=over)] == [1, 0]
    assert "还没有还清：房产证1份" in told()
    assert remind_of_papers(at=over + timedelta(days=1)) == 1
    assert [each.pk for each in requests(wangfang, Wanted(status=PAPERS_OUT), size=9)] == [errand.pk]
    codes = [each.code for each in papers_out(errand)]
    papers.give_back(Outreach.objects.get(pk=errand.pk), codes, way="paper", by=wangfang, at=over)
    assert remind_of_papers(at=over + timedelta(days=2)) == 0


def test_every_act_of_a_helper_says_that_it_was_done_for_another(cast: Cast, wangfang: Actor) -> None:
    number = lodged(cast("liqiang"))[1].number
    said = replace(HOME, kind="agent", option_code=food_code())
    found = arranged(ask(said, by=cast("liqiang"), at=MONDAY), wangfang)
    acting.sign_mandate(found, until=DAY + timedelta(days=2), by=cast("liqiang"), at=MONDAY)
    with pytest.raises(Invalid):
        acting.act_for(found, words="代交申请表", case_number="1" * 17, by=wangfang, at=MONDAY)
    acting.act_for(found, words="代交申请表", case_number=number, by=wangfang, at=MONDAY)
    papers.take_papers(found, TWO, by=wangfang, at=MONDAY)
    by_helper = Entry.objects.filter(chain=found.chain, verb__in=["act_for", "take_papers"])
    assert set(by_helper.values_list("on_behalf", flat=True)) == {found.chain}
    assert [each.facts["words"] for each in helped_in(number)] == ["代交申请表", "房产证1份、户口簿复印件2份"]
    acting.end_mandate(found, by=cast("liqiang"), at=MONDAY)
    with pytest.raises(NoMandate):
        acting.act_for(found, words="代领结果", case_number=number, by=wangfang, at=MONDAY)
