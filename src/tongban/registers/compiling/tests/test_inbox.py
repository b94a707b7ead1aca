"""The inbox: pushed in bulk, routed by the body that is meant, once for each content, yellow and red when late."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from tongban.foundation.kernel.actors import SYSTEM, Role
from tongban.foundation.kernel.errors import Invalid, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import Light, add_workdays
from tongban.registers.agencies.models import Agency
from tongban.registers.catalog.lifecycle import Operation
from tongban.registers.compiling import commands, queries
from tongban.registers.compiling.models import ListDraft
from tongban.registers.compiling.queries.inbox import light_of
from tongban.registers.compiling.rules.pushed import Bodies, Body
from tongban.registers.compiling.rules.states import Status

from .making import (
    BUREAU,
    EDITOR,
    JUSTICE,
    MONDAY,
    OTHER_EDITOR,
    after,
    assert_in_the_ledger,
    fresh,
    pushed,
    pushed_item,
)

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()
BY_KEY = {"agency": "market-regulation"}


def many(count):
    """Items meant for five bodies, each told in another way."""
    ways = [
        {"agency": "market-regulation"},
        {"agency": "", "uscc": "11620200716000161C"},
        {"agency": "", "body_name": "嘉峪关市教育局"},
        {"agency": "", "body_name": "卫健局"},
        {"agency": "nobody-known"},
    ]
    return [pushed_item(number, **ways[number % 5]) for number in range(count)]


@pytest.mark.req("R-017")
def test_five_hundred_items_become_five_hundred_drafts_of_the_right_bodies():
    with CaptureQueriesContext(connection) as seen:
        done = commands.push(many(500), by=SYSTEM, at=MONDAY)
    # Known references, bodies, lists in force, template, ids, drafts (by 100s of columns), entries, savepoints.
    assert len(seen) <= 40
    assert (len(done.created), done.unrouted, done.unchanged) == (500, 0, 0)
    agencies = list(
        ListDraft.objects.filter(pk__in=[each.pk for each in done.created]).values_list("agency__key", flat=True)
    )
    assert {each: agencies.count(each) for each in agencies} == {
        "market-regulation": 200,
        "health": 200,
        "education": 100,
    }
    assert Entry.objects.filter(verb="push", chain__in=[each.chain for each in done.created]).count() == 500
    assert_in_the_ledger(done.created[7])


@pytest.mark.req("R-017")
def test_the_same_again_changes_nothing_and_newer_content_replaces_what_nobody_claimed():
    commands.push(many(10), by=SYSTEM, at=MONDAY)
    again = commands.push(many(10), by=SYSTEM, at=after(1))
    assert (again.created, again.renewed, again.unchanged) == ((), (), 10)
    newer = commands.push([pushed_item(0, name="改了名的事项", **BY_KEY)], by=SYSTEM, at=after(2))
    assert (len(newer.created), len(newer.renewed)) == (0, 1)
    assert newer.renewed[0].name == "改了名的事项"
    assert ListDraft.objects.filter(source_ref="province:0").count() == 1
    assert_in_the_ledger(newer.renewed[0])


def test_newer_content_of_what_was_claimed_is_a_draft_of_its_own(cast):
    commands.claim(pushed(), by=cast(EDITOR), at=MONDAY)
    newer = commands.push([pushed_item(1, name="改了名的事项")], by=SYSTEM, at=after(1))
    assert len(newer.created) == 1
    assert ListDraft.objects.filter(source_ref="province:1").count() == 2


def test_an_item_that_is_in_force_here_comes_as_a_change():
    draft = pushed(basic_code="000131024000", name="食品经营许可")
    assert (draft.operation, draft.base_id is not None) == (Operation.CHANGE, True)


@pytest.mark.req("R-017")
def test_what_nobody_is_meant_by_waits_for_the_bureau_which_gives_it_away(cast):
    item = pushed_item(1, agency="", basic_code="000199000001")
    done = commands.push([item], by=cast(BUREAU), at=MONDAY)
    draft = done.created[0]
    assert (done.unrouted, draft.agency_id) == (1, None)
    assert draft.pk in {each.pk for each in queries.inbox(cast(BUREAU), today=TODAY).rows}
    assert draft.pk not in {each.pk for each in queries.inbox(cast(EDITOR), today=TODAY).rows}
    with pytest.raises(NotYours):
        commands.claim(draft, by=cast(EDITOR), at=MONDAY)
    health = Agency.objects.get(key="market-regulation")
    with pytest.raises(NotYours):
        commands.reassign(draft, agency=health, reason="归你们", by=cast(JUSTICE), at=after(2))
    commands.reassign(draft, agency=health, reason="按职责分工。", by=cast(BUREAU), at=after(2))
    assert fresh(draft).due_on == add_workdays(after(2).date(), 5, calendar=calendar())
    commands.claim(fresh(draft), by=cast(EDITOR), at=after(3))
    assert fresh(draft).document["agency"] == "market-regulation"
    assert_in_the_ledger(draft)


@pytest.mark.req("R-017")
def test_declining_needs_a_reason_and_the_bureau_sees_it(cast):
    draft = pushed()
    with pytest.raises(Invalid):
        commands.decline(draft, reason="", by=cast(EDITOR), at=MONDAY)
    with pytest.raises(NotYours):
        commands.decline(draft, reason="不归我们。", by=cast(OTHER_EDITOR), at=MONDAY)
    commands.decline(draft, reason="不归我们，归市体育局。", by=cast(EDITOR), at=MONDAY)
    waiting = queries.worklist(cast(BUREAU), queries.Wanted(is_mine=True)).rows
    assert draft.pk in {each.pk for each in waiting}
    commands.reassign(
        fresh(draft), agency=Agency.objects.get(key="sports"), reason="改派。", by=cast(BUREAU), at=after(1)
    )
    commands.claim(fresh(draft), by=cast(OTHER_EDITOR), at=after(1))
    assert fresh(draft).status == Status.COMPILING


@pytest.mark.req("R-017")
def test_unclaimed_items_turn_yellow_and_then_red_by_workdays():
    """Pushed on Monday 23 November: yellow after three workdays, red after five; the weekend does not count."""
    due = commands.inbox.claim_by(TODAY)
    lights = [light_of(due, TODAY + timedelta(days=each)).value for each in range(10)]
    assert due == date(2026, 11, 30)
    assert lights == ["green"] * 4 + ["yellow"] * 4 + ["red"] * 2


@pytest.mark.req("R-017")
def test_the_inbox_tells_the_most_urgent_first_with_lights_counts_and_pages(cast):
    for days, number in ((0, 1), (3, 2), (4, 3)):
        pushed(number, at=after(days))
    by, today = cast(EDITOR), after(9).date()
    before = {each.pk for each in queries.inbox(by, today=today).rows}
    page = queries.inbox(by, today=today, text="上级推送事项", size=2)
    rest = queries.inbox(by, today=today, text="上级推送事项", size=2, after=page.next)
    rows = [*page.rows, *rest.rows]
    assert [each.name for each in rows] == ["上级推送事项1", "上级推送事项2", "上级推送事项3"]
    assert [each.light for each in rows] == [Light.RED, Light.YELLOW, Light.GREEN]
    assert rows[0].words == "超期2个工作日"
    counts = queries.inbox_counts(by, today=today)
    assert counts.total == len(before) == counts.green + counts.yellow + counts.red
    for light in Light:
        found = queries.inbox(by, today=today, light=light.value, size=200).rows
        assert {each.light for each in found} <= {light}
        assert len(found) == getattr(counts, light.value)


def test_a_page_of_the_inbox_is_two_statements(cast):
    by = cast(EDITOR)
    commands.push(many(60), by=SYSTEM, at=MONDAY)
    with CaptureQueriesContext(connection) as seen:
        queries.inbox(by, today=TODAY, size=20)
    assert len(seen) == 2  # is it the bureau, the page


def test_who_may_push():
    with pytest.raises(NotYours):
        commands.push(many(1), by=SYSTEM.speaking_as(Role.CATALOG_EDITOR), at=MONDAY)


@pytest.mark.req("R-010")
def test_an_ex_officio_power_in_a_push_is_refused_with_the_reason_and_the_others_are_taken():
    done = commands.push([*many(3), pushed_item(9, basic_code="000231000001")], by=SYSTEM, at=MONDAY)
    assert len(done.created) == 3
    assert [ref for ref, _ in done.refused] == ["province:9"]
    assert "行政处罚" in done.refused[0][1]
    assert not ListDraft.objects.filter(source_ref="province:9").exists()


@given(st.text(max_size=6), st.text(max_size=6), st.text(max_size=20))
def test_routing_never_fails_and_the_more_exact_name_wins(key, uscc, name):
    bodies = Bodies([Body(1, "a", "U1", ("市甲局",)), Body(2, "b", "U2", ("市乙局",))], {"31": "b"})
    item = pushed_item(1, agency=key, uscc=uscc, body_name=name)
    found = bodies.meant_by(item)
    assert found is not None
    if key == "a":
        assert found.pk == 1
