"""From «this is wrong» to the edition that put it right: who may, by when, and what the public reads."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tongban.foundation.kernel.actors import NOBODY, SYSTEM, Actor
from tongban.foundation.kernel.errors import Invalid, NotFound, NotNow, NotYours, TooMany
from tongban.foundation.ledger.models import Entry
from tongban.registers.catalog.queries import guide
from tongban.registers.catalog.tests.editions import listed
from tongban.registers.upkeep import commands
from tongban.registers.upkeep.commands import NotFixedYet, Reported, report_error
from tongban.registers.upkeep.models import Report
from tongban.registers.upkeep.queries import (
    care_of,
    open_reports,
    overdue_reports,
    report_by_code,
    report_for,
    visible_to,
)
from tongban.registers.upkeep.rules.states import ReportStatus, Section

from conftest import MONDAY  # isort: skip

pytestmark = pytest.mark.django_db
WORDS = "咨询电话打不通，换号码了。"


def reported(code: str, **more: str) -> Reported:
    return report_error(code, section=Section.WHERE, words=WORDS, by=NOBODY, at=MONDAY, **more)


@pytest.mark.req("R-090")
def test_a_report_has_three_working_days_and_is_found_by_its_code(code: str):
    made = reported(code)
    assert made.report.due_on == date(2026, 11, 26)
    assert report_by_code(f"{made.code[:4].lower()}-{made.code[4:]}") == made.report
    assert made.code.encode() not in bytes(made.report.code_index)
    with pytest.raises(NotFound):
        report_by_code("2345678999")
    entry = Entry.objects.get(verb="report_error")
    assert WORDS not in str(entry.facts)


@pytest.mark.req("R-090")
def test_an_error_is_upheld_and_fixed_by_the_edition_that_puts_it_right(code: str, keeper: Actor):
    report = reported(code).report
    commands.uphold(report, by=keeper, at=MONDAY)
    told = care_of(code).told[0]
    assert (told.status, told.section, told.settled_on) == (ReportStatus.UPHELD, Section.WHERE, None)
    with pytest.raises(NotFixedYet):
        commands.fix(report, words="电话已经改成新的号码。", by=keeper, at=MONDAY)
    with listed(enquiry_phone="0937-6220117（样例）"):
        commands.fix(report, words="电话已经改成新的号码。", by=keeper, at=MONDAY + timedelta(days=1))
        assert report.fixed_by is not None
        assert report.fixed_by.content_hash == guide(code).content_hash
        told = care_of(code).told[0]
        assert (told.status, told.settled_on) == (ReportStatus.FIXED, date(2026, 11, 24))
        assert told.fixed_by == guide(code).version
        verbs = list(Entry.objects.filter(chain=report.chain).order_by("seq").values_list("verb", flat=True))
        assert verbs == ["uphold", "fix"]
        with pytest.raises(NotNow):
            commands.uphold(report, by=keeper, at=MONDAY)


def test_what_was_right_is_dismissed_with_the_reason_and_not_published(code: str, keeper: Actor):
    made = reported(code)
    with pytest.raises(Invalid):
        commands.dismiss(made.report, reason="没", by=keeper, at=MONDAY)
    commands.dismiss(made.report, reason="打过了，电话是通的。", by=keeper, at=MONDAY)
    assert care_of(code).told == ()
    assert report_by_code(made.code).answer == "打过了，电话是通的。"


def test_an_answer_needs_no_new_edition_and_stands_under_the_guide(code: str, keeper: Actor):
    report = reported(code).report
    commands.answer(report, words="上周线路检修，现在通了。", by=keeper, at=MONDAY + timedelta(days=7))
    assert [each.answer for each in care_of(code).told] == ["上周线路检修，现在通了。"]
    assert Entry.objects.get(chain=report.chain).facts["is_late"] is True


def test_only_who_keeps_the_guide_settles_its_reports(code: str, cast: Callable[..., Actor]):
    report = reported(code).report
    for login in ("liqiang", "wangfang", "leishaohua", "gaoyuan"):
        with pytest.raises(NotYours):
            commands.uphold(report, by=cast(login), at=MONDAY)
        assert not visible_to(cast(login)).exists()
        with pytest.raises(NotFound):
            report_for(cast(login), report.pk)
    for login in ("wutao", "zhaomin", "linjing"):
        assert report_for(cast(login), report.pk) == report
    commands.uphold(report_for(cast("linjing"), report.pk), by=cast("linjing"), at=MONDAY)


def test_the_phone_is_sealed_and_opened_on_record(code: str, keeper: Actor):
    report = reported(code, phone="139 0937 0000").report
    assert b"13909370000" not in bytes(report.phone_sealed or b"")
    assert commands.open_phone(report, by=keeper, at=MONDAY) == "13909370000"
    assert Entry.objects.filter(verb="read", about=f"report:{report.pk}").count() == 1
    assert commands.open_phone(reported(code).report, by=keeper, at=MONDAY) == ""


def test_a_list_shows_the_most_urgent_first_and_what_is_late(code: str, keeper: Actor):
    first = reported(code).report
    later = report_error(code, section=Section.COST, words=WORDS, by=NOBODY, at=MONDAY + timedelta(days=3)).report
    assert list(open_reports(keeper)) == [first, later]
    assert list(overdue_reports(keeper, on=date(2026, 11, 26))) == []
    assert list(overdue_reports(keeper, on=date(2026, 11, 27))) == [first]


def test_a_flood_of_reports_on_one_guide_is_stopped(code: str):
    for _ in range(commands.MOST_OPEN):
        reported(code)
    with pytest.raises(TooMany):
        reported(code)


def test_the_database_knows_no_settled_report_without_an_answer(code: str):
    report = reported(code).report
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(status=ReportStatus.ANSWERED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(fixed_by=report.seen_id)


def test_care_costs_two_statements_cold_and_none_warm(code: str):
    with CaptureQueriesContext(connection) as seen:
        care_of(code)
    assert len(seen) == 2
    with CaptureQueriesContext(connection) as seen:
        care_of(code)
    assert len(seen) == 0


def test_an_unknown_matter_is_not_found(keeper: Actor):
    with pytest.raises(NotFound):
        report_error("11620200707000071C362013199000099", section=Section.CAN, words=WORDS, by=SYSTEM, at=MONDAY)
    with pytest.raises(NotFound):
        commands.review_guide("11620200707000071C362013199000099", by=replace(keeper), at=MONDAY)
