"""Interpretations: written by one, published by another, in public by edition, in a calendar, counted without names."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest
from django.db import IntegrityError, InternalError, transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Declined, Invalid, NotFound, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.handling.benefits.tests.making import content, published
from tongban.handling.interpretations import commands, counted
from tongban.handling.interpretations import queries as kept
from tongban.handling.interpretations.jobs import flush_reads
from tongban.handling.interpretations.models import Interpretation, InterpretationReads
from tongban.handling.interpretations.rules.content import Draft, faults_of, paragraphs
from tongban.handling.interpretations.rules.states import ReadFrom
from tongban.registers.catalog.commands import publish
from tongban.registers.catalog.queries import forget as forget_catalogue
from tongban.registers.catalog.tests.editions import food_code
from tongban.registers.catalog.tests.samples import document, option

from conftest import MONDAY  # isort: skip

Cast = Callable[..., Actor]
BODY = "给谁：要开饭馆的人。\n怎么办：网上就能申请，五个工作日办结，不收费，一次都不用跑。"


@pytest.fixture(autouse=True)
def nothing_is_remembered() -> Iterator[None]:
    kept.forget()
    forget_catalogue()
    yield
    kept.forget()
    forget_catalogue()


@pytest.fixture
def draft(db: None) -> Draft:
    return Draft("开饭馆怎么办证", BODY, local_day(MONDAY) + timedelta(days=3), items=(food_code(),))


@pytest.fixture
def begun(cast: Cast, draft: Draft) -> Interpretation:
    return commands.start(draft, by=cast("wutao", MONDAY), at=MONDAY)


def in_public(begun: Interpretation, cast: Cast) -> Interpretation:
    commands.propose(begun, by=cast("wutao", MONDAY), at=MONDAY)
    commands.publish(begun, by=cast("linjing", MONDAY), at=MONDAY)
    return begun


@pytest.mark.req("R-201")
def test_what_one_writes_another_publishes_and_the_matter_names_it(begun: Interpretation, cast: Cast) -> None:
    assert kept.of_option(food_code()) == ()
    with pytest.raises(NotFound):
        kept.article(begun.code)
    in_public(begun, cast)
    assert [each.title for each in kept.of_option(food_code())] == ["开饭馆怎么办证"]
    found = kept.article(begun.code)
    assert (found.edition.number, found.edition.body, len(found.subjects)) == (1, BODY, 1)
    assert [each.verb for each in Entry.objects.filter(chain=begun.chain).order_by("seq")] == ["propose", "publish"]


@pytest.mark.req("R-201")
def test_the_next_edition_is_written_while_the_last_stays_in_public(
    begun: Interpretation, draft: Draft, cast: Cast
) -> None:
    editor, reviewer = cast("wutao", MONDAY), cast("linjing", MONDAY)
    in_public(begun, cast)
    commands.revise(begun, by=editor, at=MONDAY)
    policy = published(content(), cast, MONDAY)
    commands.write(begun, replace(draft, body=f"{BODY}\n改过。", items=(), policies=("elders",)), by=editor, at=MONDAY)
    assert kept.article(begun.code).edition.body == BODY
    kept.forget()
    assert kept.of_option(food_code()), "what it is about moves with the next edition only"
    commands.propose(begun, by=editor, at=MONDAY)
    commands.publish(begun, by=reviewer, at=MONDAY)
    assert [each.number for each in kept.article(begun.code).editions] == [2, 1]
    assert (kept.of_option(food_code()), len(kept.of_policy(policy.policy.code))) == ((), 1)
    commands.revise(begun, by=editor, at=MONDAY)
    commands.withdraw(begun, reason="政策已经改了，重新写。", by=reviewer, at=MONDAY)
    assert kept.of_policy("elders") == ()
    with pytest.raises(NotFound):
        kept.article(begun.code)


def test_what_was_published_is_changed_by_nobody(begun: Interpretation, cast: Cast) -> None:
    edition = in_public(begun, cast).editions.get()
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        begun.editions.filter(pk=edition.pk).update(body="别的")


def test_who_may_write_and_who_may_publish(begun: Interpretation, draft: Draft, cast: Cast) -> None:
    with pytest.raises(NotYours):
        commands.write(begun, draft, by=cast("leiyu", MONDAY), at=MONDAY)
    with pytest.raises(Declined):
        commands.publish(begun, by=cast("linjing", MONDAY), at=MONDAY)
    with pytest.raises(NotYours):
        commands.start(draft, by=cast("zhaomin", MONDAY), at=MONDAY)
    commands.propose(begun, by=cast("wutao", MONDAY), at=MONDAY)
    with pytest.raises(Invalid):
        commands.send_back(begun, reason="", by=cast("linjing", MONDAY), at=MONDAY)
    commands.send_back(begun, reason="写得太难懂，请改。", by=cast("linjing", MONDAY), at=MONDAY)
    assert Interpretation.objects.get(pk=begun.pk).reason == "写得太难懂，请改。"
    assert not kept.visible_to(cast("leiyu", MONDAY)).exists()


@pytest.mark.req("R-201")
def test_the_calendar_has_what_is_to_come_and_the_gaps_what_nothing_interprets(
    begun: Interpretation, cast: Cast
) -> None:
    reviewer = cast("linjing", MONDAY)
    published(content(), cast, MONDAY)
    assert list(kept.calendar_of(reviewer)) == [begun]
    assert food_code() in {each.option_code for each in kept.gaps(reviewer, size=1000)}
    assert [each.title for each in kept.policies_without(reviewer, on=local_day(MONDAY))] == ["样例政策"]
    in_public(begun, cast)
    assert list(kept.calendar_of(reviewer)) == []
    assert food_code() not in {each.option_code for each in kept.gaps(reviewer, size=1000)}
    assert {each.agency for each in kept.gaps(cast("leiyu", MONDAY), size=1000)} == {"市体育局"}


@pytest.mark.req("R-201")
def test_a_new_matter_and_a_new_policy_owe_an_interpretation_within_twenty_days(
    begun: Interpretation, cast: Cast
) -> None:
    today, last = local_day(MONDAY), local_day(MONDAY) + timedelta(days=20)
    before = set(kept.owed(on=last + timedelta(days=1)))
    note = {"effective_on": today.isoformat(), "reason": "新增", "legal_source": "样例"}
    new = {**msgspec.to_builtins(option()), "name": "样例新事项"}
    whole = {number: msgspec.to_builtins(each) for number, each in document().options.items()}
    made = publish(document(options={**whole, "77": new}, version=note), by=cast("linjing", MONDAY), at=MONDAY)
    policy = published(content(), cast, MONDAY)
    due = {each.option_code: each.due_on for each in kept.gaps(cast("linjing", MONDAY), size=1000)}
    assert due[f"{made.edition.list.code}77"] == last
    assert due[food_code()] is None, "the founding catalogue owes none"
    assert kept.due_day(policy) == policy.effective_on + timedelta(days=20)
    assert set(kept.owed(on=last)) <= before
    assert set(kept.owed(on=last + timedelta(days=1))) - before >= {"样例政策", "样例新事项"}


@pytest.mark.req("R-201")
def test_everybody_sees_what_is_planned_and_nothing_of_a_text_that_is_not_published(
    begun: Interpretation, cast: Cast
) -> None:
    today = local_day(MONDAY)
    assert [each.pk for each in kept.coming(on=today, size=10)] == [begun.pk]
    assert kept.coming(on=today + timedelta(days=4), size=10) == []
    in_public(begun, cast)
    assert kept.coming(on=today, size=10) == []


@pytest.mark.req("R-201")
def test_looks_are_counted_by_way_and_day_and_nothing_else_is_kept(begun: Interpretation) -> None:
    counted.take()
    for way in (ReadFrom.GUIDE, ReadFrom.GUIDE, ReadFrom.of("nonsense")):
        counted.note(begun.pk, way)
    counted.note(10**9, ReadFrom.LIST)
    assert flush_reads(MONDAY) == 2
    counted.note(begun.pk, ReadFrom.GUIDE)
    flush_reads(MONDAY)
    assert kept.reach_of(begun) == [("guide", 3), ("other", 1)]
    assert {each.name for each in InterpretationReads._meta.fields} == {
        "id", "interpretation", "on", "came_from", "times",
    }  # fmt: skip


def test_everything_that_is_wrong_is_told_at_once() -> None:
    pointers = [each.pointer for each in faults_of(Draft("短", "短"))]
    assert pointers == ["/title", "/body", "/item-1", "/planned_on"]
    assert paragraphs(" 一\n\n 二 ") == ["一", "二"]
