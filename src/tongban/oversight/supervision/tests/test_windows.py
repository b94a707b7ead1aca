"""Coverage by comprehensive windows is counted from lists and posts, and names what is missing (R-003)."""

from datetime import date, datetime, timedelta

import msgspec
import pytest
from django.db import connection

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import LOCAL
from tongban.oversight.supervision.queries.windows import comprehensive_windows, window_coverage
from tongban.oversight.supervision.rules.windows import Gap, coverage
from tongban.registers.agencies.models import Staff, Venue
from tongban.registers.catalog import queries as catalog
from tongban.registers.catalog.commands import publish
from tongban.registers.catalog.loading import read_items
from tongban.registers.catalog.queries import current_guides
from tongban.registers.catalog.tests.samples import CITY

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 24)
FOOD = "000131024000"


def recount():
    """How many matters in force a staffed window takes, by the tables alone."""
    statement = """
        WITH matters AS (
            SELECT o.code, v.content::jsonb AS said FROM catalog_optionversion v
            JOIN catalog_handlingoption o ON o.current_id = v.id
            JOIN catalog_listversion l ON l.id = v.edition_id WHERE l.state = 'in_force'),
        manned AS (
            SELECT DISTINCT n.key, n.level FROM agencies_venue n JOIN agencies_staff s ON s.venue_id = n.id
            WHERE s.is_active AND n.is_active AND s.roles @> '["counter"]'),
        keys AS (
            SELECT key FROM manned UNION
            SELECT CASE level WHEN 'city' THEN 'city-center' WHEN 'town' THEN 'town-centers' ELSE 'stations' END
            FROM manned)
        SELECT count(*), count(*) FILTER (WHERE
            coalesce(said -> 'channels', '["window"]') ?| ARRAY['window', 'station']
            AND EXISTS (SELECT FROM jsonb_array_elements_text(said -> 'venues') AS venue JOIN keys ON keys.key = venue))
        FROM matters"""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()


@pytest.mark.req("R-003")
def test_the_live_number_equals_a_recount_by_the_tables():
    found = window_coverage(ON)
    assert not found.exempt, "the sample lists leave out steps, not whole matters"
    assert (len(found.required), found.taken) == recount()
    assert found.share == 1.0


@pytest.mark.req("R-003")
def test_a_matter_of_one_department_only_is_named_and_the_rest_stays(cast):
    hall = Venue.objects.create(
        key="own-hall",
        name="市场监管局办事大厅（样例）",
        level="city",
        division=Venue.objects.get(key="city-center").division,
        agency_id=cast("zhaomin").agency_id,
        address="样例路",
        hours="工作日",
    )
    assert not Staff.objects.filter(venue=hall).exists()
    food = next(each for each in read_items(CITY / "items") if each.basic_code == FOOD)
    number, option = next(iter(food.options.items()))
    alone = msgspec.structs.replace(option, venues=(hall.key,))
    later = ON + timedelta(days=1)
    note = msgspec.structs.replace(food.version, number=food.version.number + 1, effective_on=later, reason="只到大厅")
    changed = msgspec.structs.replace(food, version=note, options={**food.options, number: alone})
    publish(changed, by=SYSTEM, at=datetime(2026, 11, 20, 9, tzinfo=LOCAL))
    catalog.forget()
    before, after = window_coverage(ON), window_coverage(later)
    assert before.share == 1.0, "the report is as of any day"
    assert after.share is not None
    assert after.share < 1.0
    ((gap),) = after.gaps
    assert (gap.guide.name, gap.gap) == (alone.name, Gap.DEPARTMENT_ONLY)
    assert len(after.required) == len(before.required)


@pytest.mark.req("R-003")
def test_a_window_that_nobody_staffs_is_none():
    venue = Venue.objects.get(key="city-center")
    Staff.objects.filter(venue=venue).update(is_active=False)
    found = window_coverage(ON)
    assert found.share is not None
    assert found.share < 1.0
    assert {each.gap for each in found.gaps} == {Gap.DEPARTMENT_ONLY}
    assert (len(found.required), found.taken) == recount()


def test_what_the_negative_list_names_need_not_be_there():
    guides = list(current_guides())
    named = guides[0]
    found = coverage(guides, windows=frozenset(), exempt={named.name: "场地限制"})
    assert [each.guide.name for each in found.exempt if each.guide.option_code == named.option_code] == [named.name]
    assert found.share == 0.0
    assert coverage([], windows=frozenset(), exempt={}).share is None
    assert comprehensive_windows() >= {"city-center"}


def test_the_coverage_of_a_day_is_few_statements(django_assert_max_num_queries):
    window_coverage(ON)
    with django_assert_max_num_queries(4):
        window_coverage(ON)
