"""Who sees which draft, what waits for whom, and how many statements a list costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tongban.foundation.kernel.actors import NOBODY, SYSTEM
from tongban.foundation.kernel.errors import NotFound
from tongban.registers.compiling import commands, queries
from tongban.registers.compiling.models import ListDraft
from tongban.registers.compiling.rules.states import Status

from .making import (
    BUREAU,
    BUREAU_TOO,
    EDITOR,
    FINANCE,
    JUSTICE,
    MONDAY,
    OTHER_EDITOR,
    OWN_REVIEWER,
    agreed,
    begun,
    fresh,
    published,
    pushed,
    pushed_item,
    submitted,
)

pytestmark = pytest.mark.django_db
MINE = queries.Wanted(is_mine=True)


def sees(cast, draft):
    everybody = (EDITOR, OTHER_EDITOR, BUREAU, JUSTICE, OWN_REVIEWER, "zhengyawen", "wangfang", "liqiang")
    return {login for login in everybody if queries.visible_to(cast(login)).filter(pk=draft.pk).exists()}


def waits_for(cast, draft):
    everybody = (EDITOR, OTHER_EDITOR, BUREAU, BUREAU_TOO, JUSTICE, FINANCE, OWN_REVIEWER)
    return {login for login in everybody if queries.waiting_for(cast(login)).filter(pk=draft.pk).exists()}


def test_a_draft_is_seen_by_its_body_then_by_the_reviewers_and_always_by_the_bureau(cast):
    draft = begun(cast)
    assert sees(cast, draft) == {EDITOR, OWN_REVIEWER, BUREAU, "zhengyawen"}
    commands.submit(draft, by=cast(EDITOR), at=MONDAY)
    assert sees(cast, draft) == {EDITOR, OWN_REVIEWER, BUREAU, JUSTICE, "zhengyawen"}
    commands.review(fresh(draft), opinion="同意。", by=cast(JUSTICE), at=MONDAY)
    commands.send_back(fresh(draft), reason="改。", by=cast(BUREAU), at=MONDAY)
    assert sees(cast, draft) == {EDITOR, OWN_REVIEWER, BUREAU, JUSTICE, "zhengyawen"}
    assert not queries.visible_to(NOBODY).exists()
    assert queries.visible_to(SYSTEM).filter(pk=draft.pk).exists()


def test_it_waits_for_whoever_has_the_next_step(cast):
    draft = pushed()
    assert waits_for(cast, draft) == {EDITOR}
    commands.claim(draft, by=cast(EDITOR), at=MONDAY)
    assert waits_for(cast, draft) == {EDITOR}
    commands.submit(fresh(draft), by=cast(EDITOR), at=MONDAY)
    assert waits_for(cast, draft) == {BUREAU, BUREAU_TOO, JUSTICE, FINANCE}
    commands.review(fresh(draft), opinion="同意。", by=cast(JUSTICE), at=MONDAY)
    assert waits_for(cast, draft) == {BUREAU, BUREAU_TOO, FINANCE}
    draft = agreed_by_the_bureau(cast, draft)
    assert waits_for(cast, draft) == {BUREAU, BUREAU_TOO}
    commands.publish(draft, by=cast(BUREAU), at=MONDAY)
    assert waits_for(cast, draft) == set()


def agreed_by_the_bureau(cast, draft):
    commands.review(fresh(draft), opinion="同意。", by=cast(BUREAU), at=MONDAY)
    return fresh(draft)


def test_the_buttons_are_those_of_the_flow_and_of_the_duties(cast):
    draft = submitted(cast)
    told = {
        login: {each.verb for each in queries.actions(fresh(draft), by=cast(login))}
        for login in (EDITOR, OTHER_EDITOR, BUREAU, JUSTICE, OWN_REVIEWER)
    }
    assert told == {
        EDITOR: {"recall"},
        OTHER_EDITOR: set(),
        BUREAU: {"review", "return"},
        JUSTICE: {"review", "return"},
        OWN_REVIEWER: {"return"},
    }


def test_one_draft_as_a_whole(cast):
    draft = agreed(cast, submitted(cast))
    with CaptureQueriesContext(connection) as seen:
        found = queries.whole_draft(cast(BUREAU), draft.pk, on=MONDAY.date())
    # The session of the cast takes some; then the bureau twice, the draft, opinions, history.
    assert len(seen) <= 12
    assert (found.status, found.agreed, found.needed) == (Status.REVIEWED, ("市司法局", "市政管局"), 2)
    assert {each.verb for each in found.actions} == {"return", "publish"}
    assert found.item.name == "小作坊登记帮办"
    with pytest.raises(NotFound):
        queries.whole_draft(cast("liqiang"), draft.pk, on=MONDAY.date())


def test_a_draft_in_the_making_is_judged_as_of_now(cast):
    draft = begun(cast, options={}, version={"effective_on": "2026-12-01"})
    found = queries.whole_draft(cast(EDITOR), draft.pk, on=MONDAY.date())
    assert {"/options", "/version/reason", "/version/legal_source"} <= {each.pointer for each in found.findings}


def test_lists_are_paged_and_cost_the_same_whatever_their_length(cast):
    commands.push([pushed_item(number) for number in range(70)], by=SYSTEM, at=MONDAY)
    by, seen_keys, after = cast(EDITOR), [], ""
    while True:
        with CaptureQueriesContext(connection) as seen:
            page = queries.worklist(by, queries.Wanted(text="上级推送事项"), after=after, size=20)
        assert len(seen) == 2  # is it the bureau, the page with the number of opinions
        seen_keys += [each.pk for each in page.rows]
        after = page.next
        if not after:
            break
    assert len(seen_keys) == len(set(seen_keys)) == 70
    assert seen_keys == sorted(seen_keys, reverse=True)
    assert queries.counts(by)[Status.PUSHED] >= 70


def test_publications_are_paged_in_one_statement_each(cast):
    published(cast)
    total = ListDraft.objects.filter(status=Status.PUBLISHED).count()
    numbers, after = [], ""
    while True:
        with CaptureQueriesContext(connection) as seen:
            page = queries.publications(after=after, size=2)
        assert len(seen) == 1
        numbers += [each.number for each in page.rows]
        after = page.next
        if not after:
            break
    assert len(numbers) == len(set(numbers)) == total


def test_what_was_looked_for_is_found(cast):
    draft = submitted(cast)
    by = cast(BUREAU)
    for wanted in (
        queries.Wanted(status=("submitted",)),
        queries.Wanted(agency="market-regulation"),
        queries.Wanted(operation="add", origin="own"),
        queries.Wanted(text="620131970"),
        MINE,
    ):
        assert draft.pk in {each.pk for each in queries.worklist(by, wanted, size=200).rows}
    assert draft.pk not in {each.pk for each in queries.worklist(by, queries.Wanted(text="没有"), size=200).rows}
    assert queries.worklist(by, MINE, after="not a cursor").rows
