"""Scores are exact, a changed weight is a new edition, and what was scored stays as it was (R-114)."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from random import Random

import msgspec
import pytest
from django.conf import settings
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.foundation.kernel.written import read_yaml
from tongban.oversight.supervision.commands.appraising import freeze_scores, publish_library
from tongban.oversight.supervision.commands.counting import count_months
from tongban.oversight.supervision.models import LibraryEdition, MonthCount, Scorecard
from tongban.oversight.supervision.queries.appraising import scores
from tongban.oversight.supervision.queries.indicators import MEASURES as TALLIED
from tongban.oversight.supervision.queries.period import Period, of_month
from tongban.oversight.supervision.rules.appraising import (
    MEASURES,
    Library,
    decode,
    encode,
    faults_of,
    formula_of,
    in_force,
    score,
    with_weights,
)
from tongban.registers.catalog.queries import current_guides

from .synthetic import draw, write

AT = datetime(2027, 1, 10, 9, tzinfo=LOCAL)
CITY = read_yaml((settings.CITY / "appraisal.yaml").read_bytes())
LIBRARY = msgspec.convert({"indicators": CITY["indicators"]}, Library)
COUNTS = st.lists(st.integers(0, 500), min_size=len(MEASURES), max_size=len(MEASURES)).map(
    lambda counts: dict(zip(MEASURES, counts, strict=True))
)
FEBRUARY, YEAR = of_month(date(2026, 2, 1)), Period(date(2026, 1, 1), date(2026, 12, 1))


def test_the_sample_library_of_the_city_is_whole_and_reads_as_people_do():
    assert faults_of(LIBRARY) == []
    assert decode(encode(LIBRARY)) == LIBRARY
    timely = LIBRARY.indicator("timely")
    assert timely is not None
    assert formula_of(timely) == "（有承诺时限的办结件数－超过承诺时限的件数） ÷ 有承诺时限的办结件数"
    assert set(TALLIED) <= set(MEASURES)


@given(COUNTS)
def test_a_score_is_between_nothing_and_a_hundred_and_the_same_every_time(counts):
    found = score(LIBRARY, counts)
    assert found == score(LIBRARY, dict(reversed(counts.items())))
    if found.total is None:
        assert not counts["ended"]
        assert not counts["timed"]
    else:
        assert Decimal(0) <= found.total <= Decimal(100)


@given(COUNTS, st.integers(1, 9))
def test_the_same_shares_of_more_cases_are_the_same_score(counts, times):
    assert score(LIBRARY, counts).total == score(LIBRARY, {name: each * times for name, each in counts.items()}).total


@pytest.mark.req("R-114")
def test_a_score_is_what_anybody_gets_with_a_pencil():
    counts = {"ended": 200, "zero": 110, "whole": 90, "once": 150, "visits": 120, "timed": 100, "late": 4, "yellow": 2}
    found = score(LIBRARY, counts)
    expected = (
        Fraction(550 - 200, 700) * 20
        + Fraction(450 - 100, 700) * 20
        + Fraction(750 - 500, 500) * 20
        + Fraction(2000 - 600, 1900) * 10
        + Fraction(960 - 800, 200) * 20
        + Fraction(100 - 10, 100) * 10
    )
    assert found.total == Decimal("62.37") == round(Decimal(expected.numerator) / expected.denominator, 2)


def test_what_is_wrong_with_a_library_is_told_at_once():
    first, *others = LIBRARY.indicators
    broken = msgspec.structs.replace(first, over={"happiness": 1}, best=first.worst, weight=300)
    codes = {each.code for each in faults_of(Library(indicators=(broken, *others)))}
    assert codes == {"formula", "scale", "weight", "sum"}


@given(st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), unique=True), st.dates())
def test_a_month_is_scored_by_the_last_edition_that_began_by_then(since, month):
    known = [(each, place) for place, each in enumerate(since)]
    found = in_force(known, month)
    begun = [each for each in since if each <= month]
    assert found == (since.index(max(begun)) if begun else None)


@pytest.fixture
def year(cast):
    """A year of cases, counted; the library in force since its beginning."""
    chance, guides = Random(114), sorted(current_guides(), key=lambda each: each.option_code)[::17]
    write([draw(chance, guides) for _ in range(150)])
    count_months(at=AT)
    by = cast("zhengyawen")
    publish_library(
        LIBRARY, since=date(2026, 1, 1), reason="首版（样例）", by=by, at=datetime(2026, 1, 1, tzinfo=LOCAL)
    )
    return by


@pytest.mark.django_db
@pytest.mark.req("R-114")
def test_a_changed_weight_is_a_new_edition_and_last_year_reproduces_exactly(year):
    months = set(MonthCount.objects.values_list("month_id", flat=True))
    assert freeze_scores(at=AT) == len(months) + 1, "every month with a case, and the year"
    assert freeze_scores(at=AT) == 0
    before = scores(YEAR)
    assert before is not None
    assert before.is_frozen
    heavier = with_weights(LIBRARY, {"zero": 40, "whole": 0})
    made = publish_library(heavier, since=date(2027, 1, 1), reason="更看重零跑动（样例）", by=year, at=AT)
    assert (made.number, LibraryEdition.objects.count()) == (2, 2)
    assert scores(YEAR) == before
    for each in Scorecard.objects.select_related("edition"):
        assert score(each.edition.library, each.counts).total == each.total
    live = scores(of_month(date(2027, 1, 1)))
    assert live is not None
    assert live.edition == made
    with pytest.raises(DatabaseError), transaction.atomic():
        Scorecard.objects.update(total=100)


@pytest.mark.django_db
@pytest.mark.req("R-114")
def test_a_trial_with_other_weights_changes_nothing_that_is_kept(year):
    freeze_scores(at=AT)
    kept = scores(FEBRUARY)
    trial = scores(FEBRUARY, library=with_weights(LIBRARY, {"zero": 40, "whole": 0}))
    assert kept is not None
    assert trial is not None
    assert {each.agency_id: each.frozen for each in trial.rows} == {each.agency_id: each.frozen for each in kept.rows}
    assert {each.score.total for each in trial.rows} != {each.score.total for each in kept.rows}
    assert scores(FEBRUARY) == kept


@pytest.mark.django_db
@pytest.mark.req("R-114")
def test_who_may_publish_what_and_from_when(year, cast):
    freeze_scores(at=AT)
    changed = with_weights(LIBRARY, {"zero": 30, "whole": 10})
    with pytest.raises(NotYours):
        publish_library(changed, since=date(2027, 1, 1), reason="样例理由", by=cast("linjing"), at=AT)
    for since in (date(2026, 1, 1), date(2026, 6, 1)):
        with pytest.raises(Invalid):
            publish_library(changed, since=since, reason="样例理由", by=year, at=AT)
    with pytest.raises(NotNow):
        publish_library(LIBRARY, since=date(2027, 1, 1), reason="样例理由", by=year, at=AT)
    with pytest.raises(Invalid) as told:
        publish_library(with_weights(LIBRARY, {"zero": 50}), since=date(2027, 1, 1), reason="", by=year, at=AT)
    assert {each.code for each in told.value.faults} == {"sum", "missing"}


@pytest.mark.django_db
def test_scores_are_few_statements(year, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        scores(FEBRUARY)
