"""Guides: the same for every channel, two statements cold, none warm, never older than the revision."""

from dataclasses import fields
from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import NotFound
from tongban.registers.agencies.models import Venue
from tongban.registers.catalog import queries
from tongban.registers.catalog.browsing import NAMES, ONLINE, Filters, sift
from tongban.registers.catalog.commands import publish
from tongban.registers.catalog.content import content_hash, decode
from tongban.registers.catalog.guides import card
from tongban.registers.catalog.kinds import ServiceField
from tongban.registers.catalog.models import OptionVersion, Revision
from tongban.registers.catalog.tests.samples import _OPTION, document, guides_of
from tongban.registers.catalog.topics import TOPICS

AT = datetime(2026, 3, 2, 10, tzinfo=LOCAL)
MISSING = "11620200707000071C362013199000099"


class Clock:
    """A clock that a test moves."""

    def __init__(self):
        self.seconds = 1000.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def shelf(db, clock):
    return queries.Shelf(clock)


@pytest.fixture
def code(db):
    edition = publish(document(), by=SYSTEM, at=AT).edition
    return f"{edition.list.code}01"


def statements(call):
    with CaptureQueriesContext(
        connection,
    ) as seen:
        call()
    return len(seen)


@pytest.mark.req("R-029", "R-096")
def test_a_guide_is_cold_in_two_statements_and_warm_in_none(shelf, code, clock):
    # The version with its list, agency and the revision; the places.
    assert statements(lambda: shelf.guide(code)) == 2
    assert statements(lambda: shelf.guide(code)) == 0
    clock.seconds += 2
    # Once a second: the same version again, with the revision; the places are still known.
    assert statements(lambda: shelf.guide(code)) == 1
    assert statements(lambda: shelf.guide(code)) == 0
    clock.seconds += 60
    assert statements(lambda: shelf.guide(code)) == 2


@pytest.mark.req("R-096")
def test_a_new_revision_is_seen_within_a_second(shelf, code, clock):
    before = shelf.guide(code)
    publish(document(options={"01": {**_OPTION, "name": "新名字"}}), by=SYSTEM, at=AT)
    assert shelf.guide(code) is before
    clock.seconds += 1
    assert shelf.guide(code).name == "新名字"
    assert shelf.guide_of(before.option_version_id) == before


@pytest.mark.req("R-029")
def test_the_guide_is_what_was_published_with_its_hash(shelf, code):
    found = shelf.guide(code)
    row = OptionVersion.objects.get(pk=found.option_version_id)
    assert found.option == decode(row.content) == document().options["01"]
    assert found.content_hash == row.content_hash == content_hash(found.option)
    assert found.option_code == found.implementation_code + "01"
    assert found.basic_code in found.implementation_code
    assert [each.key for each in found.places] == ["city-center"]
    assert found.enquiry_phone


def test_groups_of_places_are_told_one_by_one(shelf, code):
    publish(
        document(options={"01": {**_OPTION, "venues": ["city-center", "town-centers", "stations"]}}), by=SYSTEM, at=AT
    )
    found = [each.key for each in shelf.guide(code).places]
    assert len(found) == len(set(found)) == Venue.objects.filter(is_active=True).count()


def test_what_does_not_exist_is_not_found(shelf):
    for call in (lambda: shelf.guide(MISSING), lambda: shelf.guide_of(0), lambda: shelf.guide("")):
        with pytest.raises(NotFound):
            call()


def test_all_guides_cost_two_statements_whatever_their_number(shelf, code):
    assert statements(lambda: list(shelf.all_guides())) == 2
    assert statements(lambda: shelf.cards()) <= 3
    assert statements(lambda: shelf.cards()) == 0
    assert code in {each.option_code for each in shelf.cards()}


def test_only_so_many_guides_are_kept(shelf, code, monkeypatch):
    shelf.guide(code)
    monkeypatch.setattr(queries.shelf, "KEPT", 1)
    other = next(each.option_code for each in shelf.cards() if each.option_code != code)
    shelf.guide(other)
    assert statements(lambda: shelf.guide(other)) == 0
    assert statements(lambda: shelf.guide(code)) == 1


def test_a_stamp_moves_with_the_revision_and_when_told_to_forget(shelf, clock):
    before = shelf.stamp()
    shelf.forget()
    assert shelf.stamp() != before
    after = shelf.stamp()
    Revision.objects.update(number=10**6)
    assert shelf.stamp() == after
    clock.seconds += 1
    assert shelf.stamp() == (10**6, after[1])


def some_cards():
    public = {"kind": "public_service", "field": "health", "basic_code": "622023001W00", "agency": "health"}
    slow = {**_OPTION, "audience": ["person"], "visits_required": 2, "channels": ["window"], "enterprise_topics": []}
    return [card(each) for each in guides_of([document(), document(**public, options={"01": slow})])]


@pytest.mark.parametrize(
    ("chosen", "count"),
    [
        ({}, 3),
        ({"audience": "enterprise"}, 2),
        ({"topic": "person:035"}, 3),
        ({"topic": "010"}, 2),
        ({"agency": "health"}, 1),
        ({"kind": "license"}, 2),
        ({"field": "health"}, 1),
        ({"life_event": "创业"}, 3),
        ({"online": "fully_online"}, 2),
        ({"online": "once", "agency": "health"}, 0),
        ({"venue": "city-center"}, 3),
        ({"kind": "nonsense"}, 0),
    ],
)
def test_filters_leave_what_fits(chosen, count):
    assert sift(some_cards(), Filters(**chosen)).total == count


@pytest.mark.req("R-011")
def test_browsing_by_field_gives_all_and_only_its_items(db):
    for each in ServiceField:
        found = queries.browse(Filters(field=each.value)).cards
        assert {one.option_code for one in found} == {
            one.option_code for one in queries.cards() if one.field == each.value
        }


def test_a_count_says_how_many_a_choice_would_give():
    cards = some_cards()
    for start in (Filters(), Filters(kind="license"), Filters(audience="person", online="online")):
        for name, values in sift(cards, start).counts.items():
            for value, count in values.items():
                chosen = Filters(**{each.name: getattr(start, each.name) for each in fields(start)} | {name: value})
                assert sift(cards, chosen).total == count


def test_every_filter_and_every_online_choice_is_counted():
    counts = sift(some_cards(), Filters()).counts
    assert tuple(counts) == NAMES
    assert set(counts["online"]) == set(ONLINE)


def test_topics_of_the_demo_catalogue_exist(db):
    assert {topic for each in queries.cards() for topic in each.topics} <= set(TOPICS)
