"""The clean-up of own files: kept, amended or repealed with a ground; who quotes a repealed one lights up (R-194)."""

from datetime import date, datetime, timedelta

import msgspec
import pytest

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import Invalid, NotFound, NotNow, NotYours
from tongban.registers.catalog.commands import publish
from tongban.registers.catalog.tests.samples import document, option
from tongban.registers.norms.commands.cleaning import decide, open_round, propose, return_proposal
from tongban.registers.norms.commands.keeping import read_files, register
from tongban.registers.norms.models import Norm, NormAlert, NormReview
from tongban.registers.norms.queries import own_files, review_for, reviews
from tongban.registers.norms.rules.titles import normal

AT = datetime(2026, 3, 2, 10, tzinfo=LOCAL)
DUE = date(2026, 4, 30)
ON = date(2026, 3, 2)
TITLE = "嘉峪关市样例管理规定（样例二）"
pytestmark = [pytest.mark.django_db, pytest.mark.req("R-194")]


@pytest.fixture
def review(cast) -> NormReview:
    """A file of 市场监管局 that one list quotes, under review with the city's other own files."""
    file = {"title": TITLE, "issuing_body": "市市场监管局（样例）", "level": "normative", "is_sample": True}
    register(read_files([file]), by=SYSTEM, at=AT)
    open_round("样例清理", due_on=DUE, by=cast("linjing"), at=AT)
    return NormReview.objects.get(norm__key=normal(TITLE))


def proposed(review, cast, verdict="repeal", ground="outdated"):
    return propose(review, verdict=verdict, ground=ground, reason="逐条看过。", by=cast("wutao"), at=AT)


def test_a_round_takes_every_own_file_in_force_once_and_gives_it_to_its_body(review, cast):
    assert review.agency.key == "market-regulation"
    assert own_files() == []
    with pytest.raises(NotNow):
        open_round("再来一次", due_on=DUE, by=cast("linjing"), at=AT)
    with pytest.raises(Invalid) as refusal:
        open_round(" ", due_on=ON, by=cast("linjing"), at=AT)
    assert {each.pointer for each in refusal.value.faults} == {"/title", "/due_on"}
    assert not NormReview.objects.filter(norm__status="repealed").exists()


def test_the_body_proposes_with_a_ground_and_another_body_does_not(review, cast):
    with pytest.raises(NotYours):
        propose(review, verdict="keep", ground="none", reason="合适。", by=cast("fangyuan"), at=AT)
    with pytest.raises(NotFound):
        review_for(cast("fangyuan"), review.pk)
    for verdict, ground in (("keep", "conflict"), ("repeal", "none"), ("", ""), ("x", "y")):
        with pytest.raises(Invalid):
            proposed(review, cast, verdict, ground)
    proposed(review, cast)
    return_proposal(review, reason="没有写对照情况。", by=cast("linjing"), at=AT)
    assert (review.status, review.verdict) == ("open", "")


def test_a_file_that_is_repealed_in_the_end_lights_up_every_list_that_quotes_it(review, cast):
    plain = msgspec.to_builtins(option(legal_basis=[{"law": TITLE, "article": "第三条"}]))
    plain["conditions"] = plain["materials"] = []
    note = {"effective_on": "2026-01-01", "reason": "调整", "legal_source": "样例"}
    made = publish(document(options={"01": plain}, version=note), by=SYSTEM, at=AT).edition.list
    decide(proposed(review, cast), document="嘉政发样例1号", on=ON, by=cast("linjing"), at=AT)
    assert Norm.objects.get(pk=review.norm_id).status == "repealed"
    assert [each.list_id for each in NormAlert.objects.filter(change__norm_id=review.norm_id)] == [made.pk]
    with pytest.raises(NotNow):
        proposed(review, cast)


def test_a_file_that_is_kept_or_amended_stays_in_force(review, cast):
    decide(proposed(review, cast, "keep", "none"), document="公告1号", on=ON, by=cast("linjing"), at=AT)
    assert Norm.objects.get(pk=review.norm_id).status == "in_force"
    assert review.norm in [norm for norm, _ in own_files()]
    other = reviews(cast("linjing"), on=DUE + timedelta(days=1), only_overdue=True)
    assert other
    assert review.pk not in {each.pk for each in other}
