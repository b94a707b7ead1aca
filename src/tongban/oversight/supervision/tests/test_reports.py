"""Frequent matters by volume, those not yet offered across provinces, and reports frozen on their day (R-005)."""

from collections import Counter
from datetime import date, datetime, timedelta
from random import Random

import pytest
from django.conf import settings
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import NotNow, NotYours
from tongban.oversight.supervision.commands.counting import count_months
from tongban.oversight.supervision.commands.reporting import FrozenAlready, freeze, freeze_on_cut_off
from tongban.oversight.supervision.models import FrozenReport
from tongban.oversight.supervision.queries.frequent import crossing_coverage, frequent_matters
from tongban.oversight.supervision.queries.reports import compose
from tongban.oversight.supervision.rules.frequent import FEWEST, frequent, offered
from tongban.oversight.supervision.rules.reports import ReportKind, cut_offs
from tongban.registers.catalog.queries import current_guides
from tongban.registers.documents.commands import keep_pdf
from tongban.registers.lists.queries import codes_on
from tongban.registers.plan.reading import deadlines

from .synthetic import draw, write

AT = datetime(2026, 12, 31, 9, tzinfo=LOCAL)
ON = AT.date()


@given(st.dictionaries(st.text("abcde", min_size=1, max_size=3), st.integers(0, 99), max_size=20), st.integers(1, 9))
def test_nothing_that_is_left_out_is_more_frequent_than_what_is_in(volumes, most):
    found = frequent(volumes, most=most, fewest=FEWEST)
    inside = {each.option_code for each in found}
    assert len(found) <= most
    assert [each.place for each in found] == list(range(1, len(found) + 1))
    for code, cases in volumes.items():
        if code not in inside and cases >= FEWEST:
            assert len(found) == most
            assert all(each.cases >= cases for each in found)


@pytest.mark.req("R-005")
def test_the_frequent_matters_that_are_not_on_the_list_are_exact():
    found = frequent({"a" * 33: 50, "b" * 33: 40, "c" * 33: 40, "d" * 33: 5})
    told = offered(found, frozenset({"a" * 31, "c" * 33}))
    assert [each.option_code[0] for each in told.listed] == ["a", "c"]
    assert [(each.option_code[0], each.place, each.cases) for each in told.missing] == [("b", 2, 40)]
    assert offered((), frozenset()).share is None


@pytest.mark.django_db
@pytest.mark.req("R-005", "R-006")
def test_what_is_frequent_is_counted_from_the_cases_of_twelve_months():
    chance, guides = Random(5), sorted(current_guides(), key=lambda each: each.option_code)[::12]
    drawn = [draw(chance, guides) for _ in range(150)]
    write(drawn)
    count_months(at=AT)
    counted = Counter(each.guide.option_code for each in drawn)
    expected = {code for code, cases in counted.items() if cases >= FEWEST}
    found = frequent_matters(ON)
    assert {each.option_code: each.cases for each in found} == {code: counted[code] for code in expected}
    listed = codes_on("cross_province", ON)
    assert listed
    told = crossing_coverage(ON)
    assert {each.option_code for each in told.listed} == {code for code in expected if code in listed}
    assert {each.option_code for each in told.missing} == {code for code in expected if code not in listed}


@pytest.mark.django_db
@pytest.mark.req("R-003", "R-005")
def test_on_the_cut_off_day_the_reports_are_frozen_and_signed_once():
    planned = deadlines(settings.CITY)
    assert freeze_on_cut_off(planned, at=AT - timedelta(days=1)) == 0
    assert freeze_on_cut_off(planned, at=AT) == 2
    assert freeze_on_cut_off(planned, at=AT + timedelta(hours=3)) == 0
    made = FrozenReport.objects.select_related("document").get(kind=ReportKind.CROSSING)
    assert made.frozen == compose(ReportKind.CROSSING, about_on=ON, at=AT), "the frozen numbers are the live ones"
    said = [line.value for line in made.document.content.lines]
    assert [line.value for line in made.frozen.lines] == said[:-1]
    kept = keep_pdf(made.document, base_url="https://tongban.example", at=AT)
    assert len(kept.pdf_sha256) == 64, "sealed: the signature is in the file, as in every document of the house"


@pytest.mark.django_db
def test_a_frozen_report_never_changes(cast):
    made = freeze(ReportKind.WINDOWS, about_on=ON, by=cast("zhengyawen"), at=AT)
    with pytest.raises(DatabaseError), transaction.atomic():
        FrozenReport.objects.filter(pk=made.pk).update(content=made.content.replace("100", "99"))
    with pytest.raises(DatabaseError), transaction.atomic():
        FrozenReport.objects.filter(pk=made.pk).delete()
    with pytest.raises(FrozenAlready):
        freeze(ReportKind.WINDOWS, about_on=ON, by=cast("zhengyawen"), at=AT)
    with pytest.raises(NotYours):
        freeze(ReportKind.CROSSING, about_on=ON, by=cast("linjing"), at=AT)
    with pytest.raises(NotNow):
        freeze(ReportKind.CROSSING, about_on=ON + timedelta(days=1), by=cast("zhengyawen"), at=AT)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2022, 10, 31), [date(2022, 10, 31)]),
        (date(2023, 1, 7), [date(2022, 12, 31)]),
        (date(2023, 1, 8), []),
        (date(2026, 12, 31), [date(2026, 12, 31)]),
    ],
)
def test_a_report_is_of_its_day_or_of_the_week_after_and_never_made_up_later(on, expected):
    assert cut_offs(on, [date(2022, 10, 31), date(2022, 12, 31)]) == expected
