"""The library of policies: editions by two people, tried out before, gone from every list the day after the last."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import Invalid, NotFound, NotYours
from tongban.handling.benefits.commands import drafting, publishing, trying
from tongban.handling.benefits.jobs import try_out_one, try_out_what_waits
from tongban.handling.benefits.models import PolicyDraft, PolicyEdition
from tongban.handling.benefits.queries.policies import Sought, drafts_visible_to, in_force, library, policy_on
from tongban.handling.benefits.rules.states import Audience, Way

from .making import HIRERS, Cast, content, enterprises, published

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
DAY = timedelta(days=1)


def tried(draft: PolicyDraft, editor: Actor) -> None:
    try_out_one(trying.try_out(draft, by=editor, at=MONDAY).pk, at=MONDAY)
    draft.refresh_from_db()


@pytest.mark.req("R-159")
def test_a_policy_leaves_every_list_the_day_after_its_last(cast: Cast) -> None:
    edition = published(content(to_on=date(2026, 11, 30)), cast, MONDAY)
    last = date(2026, 11, 30)
    assert edition in in_force(last)
    assert edition in library(Sought(q="样例"), on=last)
    assert edition not in in_force(last + DAY)
    assert edition not in library(Sought(), on=last + DAY)
    assert policy_on("elders", on=last + DAY) == edition, "what it was can still be read"


@pytest.mark.req("R-159")
def test_an_edition_is_by_two_people_and_never_changes(cast: Cast) -> None:
    editor, reviewer = cast("wutao"), cast("linjing")
    draft = drafting.start("elders", agency="market-regulation", title="样例政策", by=editor, at=MONDAY)
    drafting.revise(draft, content=content(), by=editor, at=MONDAY)
    with pytest.raises(drafting.NotSimulated):
        drafting.propose(draft, reason="样例", by=editor, at=MONDAY)
    tried(draft, editor)
    assert draft.simulated["fits"] >= 1
    assert draft.simulated["unsure"] == 0
    drafting.propose(draft, reason="样例", by=editor, at=MONDAY)
    with pytest.raises(NotYours):
        publishing.approve(draft, effective_on=MONDAY.date(), by=editor, at=MONDAY)
    edition = publishing.approve(draft, effective_on=MONDAY.date(), by=reviewer, at=MONDAY)
    assert (edition.number, edition.proposed_by_id, edition.approved_by_id) == (1, editor.staff_id, reviewer.staff_id)
    with pytest.raises(DatabaseError, match="不能修改"), transaction.atomic():
        PolicyEdition.objects.filter(pk=edition.pk).update(title="改了")


def test_a_change_after_the_trial_wants_another_trial(cast: Cast) -> None:
    editor = cast("wutao")
    draft = drafting.start("elders", agency="market-regulation", title="样例政策", by=editor, at=MONDAY)
    drafting.revise(draft, content=content(), by=editor, at=MONDAY)
    tried(draft, editor)
    drafting.revise(draft, content=content(summary="改了一句"), by=editor, at=MONDAY)
    with pytest.raises(drafting.NotSimulated):
        drafting.propose(draft, reason="样例", by=editor, at=MONDAY)


def test_a_next_edition_begins_with_the_last_and_an_end_takes_it_out(cast: Cast) -> None:
    published(content(), cast, MONDAY)
    with pytest.raises(publishing.NothingChanged):
        published(content(), cast, MONDAY)
    editor = cast("wutao")
    drafting.recall(PolicyDraft.objects.get(status="proposed"), by=editor, at=MONDAY)
    drafting.drop(PolicyDraft.objects.get(status="draft"), reason="没有变化", by=editor, at=MONDAY)
    ending = drafting.start_end("elders", reason="文件废止", by=editor, at=MONDAY)
    drafting.propose(ending, reason="文件废止", by=editor, at=MONDAY)
    tomorrow = MONDAY.date() + DAY
    publishing.approve(ending, effective_on=tomorrow, by=cast("linjing"), at=MONDAY)
    assert [each.number for each in in_force(MONDAY.date()).filter(policy__code="elders")] == [1]
    assert not in_force(tomorrow).filter(policy__code="elders").exists()


def test_what_is_wrong_keeps_it_from_review_and_strangers_do_not_write(cast: Cast) -> None:
    editor = cast("wutao")
    draft = drafting.start("elders", agency="market-regulation", title="样例政策", by=editor, at=MONDAY)
    with pytest.raises(Invalid) as refusal:
        drafting.propose(draft, reason="样例", by=editor, at=MONDAY)
    assert len(refusal.value.faults) > 5
    with pytest.raises(NotYours):
        drafting.revise(draft, content=content(), by=cast("leiyu"), at=MONDAY)
    assert not drafts_visible_to(cast("leiyu")).exists()
    with pytest.raises(drafting.PolicyDraftIsOpen):
        drafting.start("elders", by=editor, at=MONDAY)
    with pytest.raises(NotFound):
        policy_on("elders", on=MONDAY.date())


def test_a_trial_counts_what_is_missing_and_names_nobody(cast: Cast) -> None:
    editor = cast("wutao")
    draft = drafting.start("hire", agency="market-regulation", title="样例政策", by=editor, at=MONDAY)
    hiring = content(audience=Audience.ENTERPRISE, way=Way.CONFIRMED, clauses=HIRERS)
    tried(drafting.revise(draft, content=hiring, by=editor, at=MONDAY), editor)
    assert [draft.simulated[each] for each in ("fits", "fits_not", "unsure")] == [0, 0, enterprises()]
    assert draft.simulated["missing"] == [["今年新招用的人数", enterprises()]]
    elders = content(audience=Audience.ENTERPRISE)
    with pytest.raises(Invalid, match="处要改"):
        trying.try_out(drafting.revise(draft, content=elders, by=editor, at=MONDAY), by=editor, at=MONDAY)


def test_a_trial_goes_on_where_it_stopped_and_a_change_voids_it(cast: Cast) -> None:
    editor = cast("wutao")
    draft = drafting.start("hire", agency="market-regulation", title="样例政策", by=editor, at=MONDAY)
    hiring = content(audience=Audience.ENTERPRISE, way=Way.CONFIRMED, clauses=HIRERS)
    drafting.revise(draft, content=hiring, by=editor, at=MONDAY)
    trial = trying.try_out(draft, by=editor, at=MONDAY)
    assert trying.try_out(draft, by=editor, at=MONDAY) == trial, "asked again it is the same trial"
    assert trying.go_on(trial.pk, most=2, at=MONDAY)
    trial.refresh_from_db()
    assert (trial.seen, trial.most, trial.found["unsure"]) == (2, enterprises(), 2)
    assert try_out_what_waits(at=MONDAY) == 1, "the worker had stopped"
    draft.refresh_from_db()
    assert draft.simulated["unsure"] == enterprises()
    assert try_out_what_waits(at=MONDAY) == 0
    again = trying.try_out(draft, by=editor, at=MONDAY)
    drafting.revise(draft, content=content(audience=Audience.ENTERPRISE), by=editor, at=MONDAY)
    try_out_one(again.pk, at=MONDAY)
    again.refresh_from_db()
    draft.refresh_from_db()
    assert (again.status, draft.simulated) == ("void", {})
