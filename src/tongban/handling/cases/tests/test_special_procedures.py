"""Special procedures and extension (特别程序、延长): told in writing, own clocks, nothing counted twice."""

from datetime import date

import pytest

from tongban.foundation.kernel.errors import Invalid, NotNow
from tongban.handling.cases.commands import delivering, examining, explaining
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.views import actions
from tongban.handling.cases.rules.states import Status
from tongban.registers.catalog.content import Span, SpecialProcedure
from tongban.registers.documents.models import OfficialDocument

from .driving import HEARING, INSPECTION, REVIEW, accepted, after, day, examined, fresh, listed, recorded
from .invariants import assert_sound


@pytest.fixture
def case(cast):
    with listed(special_procedures=(HEARING, REVIEW, INSPECTION)):
        yield accepted(cast)


def ends(case: Case) -> dict[str, date]:
    return dict(case.clocks.filter(ended_at=None).values_list("kind", "due_on"))


def start(case, code, cast, at):
    return examining.start_special(case, code=code, reason="申请人要求。", by=cast("zhaomin"), at=at)


def finish(case, code, cast, at):
    return examining.finish_special(case, code=code, result="已经完成。", by=cast("zhaomin"), at=at)


@pytest.mark.req("R-043", "R-048", "R-049")
def test_a_hearing_stops_the_clocks_and_its_days_are_added(cast, case):
    assert case.due_on == date(2026, 11, 30)
    run = start(case, "hearing", cast, after(1))
    assert (case.status, case.due_on) == (Status.SUSPENDED, run.expected_on)
    assert case.clocks.get(kind="special", ended_at=None).due_on == run.expected_on
    paper = OfficialDocument.objects.get(pk=run.document_id)
    assert "不计算在办理时限内" in "".join(paper.body["paragraphs"])
    assert_sound(case, on=day(1))
    finish(case, "hearing", cast, after(3))  # Tuesday to Thursday: three workdays
    assert (case.status, case.due_on) == (Status.ACCEPTED, date(2026, 12, 3))
    assert_sound(case, on=day(3))


@pytest.mark.req("R-043")
def test_overlapping_procedures_are_not_counted_twice(cast, case):
    start(case, "hearing", cast, after(1))
    start(case, "expert_review", cast, after(2))
    finish(case, "hearing", cast, after(3))
    assert case.status == Status.SUSPENDED
    assert_sound(case, on=day(3))
    finish(case, "expert_review", cast, after(4))  # Tuesday to Friday: four workdays, not six
    assert (case.status, case.due_on) == (Status.ACCEPTED, date(2026, 12, 4))
    assert_sound(case, on=day(4))


@pytest.mark.req("R-043", "R-049")
def test_what_the_list_counts_runs_beside_the_promise_and_has_a_clock_of_its_own(cast, case):
    before = case.due_on
    run = start(case, "inspection", cast, after(1))
    assert (case.status, case.due_on) == (Status.ACCEPTED, before)
    assert "计算在办理时限内" in "".join(run.document.body["paragraphs"])
    assert_sound(case, on=day(1))
    zhaomin = cast("zhaomin")
    assert "examine" not in {step.verb for step in actions(case, by=zhaomin)}
    with pytest.raises(NotNow):
        examining.examine(case, opinion="符合。", proposal="grant", by=zhaomin, at=after(2))
    recorded(case, zhaomin, at=after(2))
    finish(case, "inspection", cast, after(2))
    assert case.due_on == before
    examining.examine(case, opinion="符合。", proposal="grant", by=zhaomin, at=after(2))
    assert_sound(case, on=day(2))


@pytest.mark.req("R-043")
def test_the_clocks_go_on_when_only_a_counted_procedure_is_left(cast, case):
    start(case, "inspection", cast, after(1))
    start(case, "hearing", cast, after(1))
    assert case.status == Status.SUSPENDED
    assert_sound(case, on=day(1))
    finish(case, "hearing", cast, after(2))
    assert (case.status, case.due_on) == (Status.ACCEPTED, date(2026, 12, 2))
    assert_sound(case, on=day(2))


@pytest.mark.req("R-046", "R-048")
@pytest.mark.parametrize("code", ["unknown", "", "hearing "])
def test_a_procedure_outside_the_list_cannot_be_started(cast, case, code):
    with pytest.raises(Invalid) as refusal:
        start(case, code, cast, after(1))
    assert [fault.code for fault in refusal.value.faults] == ["unlisted"]


def test_one_procedure_runs_once_at_a_time_and_may_come_again(cast, case):
    start(case, "hearing", cast, after(1))
    with pytest.raises(Invalid):
        start(case, "hearing", cast, after(1))
    with pytest.raises(Invalid):
        finish(case, "expert_review", cast, after(1))
    finish(case, "hearing", cast, after(2))
    examining.start_special(case, code="hearing", reason="出现新的证据。", by=cast("chenli"), at=after(3))
    assert_sound(case, on=day(3))


def test_a_case_that_ends_ends_its_procedures(cast, case):
    start(case, "inspection", cast, after(1))
    start(case, "hearing", cast, after(1))
    delivering.withdraw(case, by=cast("liqiang"), at=after(2))
    assert not case.special_runs.filter(finished_at=None).exists()
    assert_sound(case, on=day(2))


LONGER = SpecialProcedure(code="extension", name="延长审批", kind="extension", effect="extends", limit=Span(value=5))


def explained(case, cast, at, *, until):
    """What is over goes on only when its owner has said why."""
    given = {"cause": "complex", "words": "需要向住所地核实，还没有答复。", "expected_on": until.isoformat()}
    explaining.explain_overdue(case, given=given, by=cast("zhaomin"), at=at)


def extend(case, cast, days, at):
    return examining.extend(case, days=days, reason="情况复杂，需要核实。", by=cast("chenli"), at=at)


@pytest.mark.req("R-043")
def test_a_limit_is_extended_once_and_the_applicant_is_told_why(cast, case):
    before = ends(case)
    extend(case, cast, 10, after(1))
    assert case.due_on == date(2026, 12, 14)
    assert (ends(case)["statutory"] - before["statutory"]).days == 14
    paper = OfficialDocument.objects.get(subject=case.chain, kind="extension_notice")
    assert "情况复杂" in "".join(paper.body["paragraphs"])
    with pytest.raises(examining.ExtendedBefore):
        extend(case, cast, 1, after(2))
    assert_sound(case, on=day(2))


@pytest.mark.req("R-043")
@pytest.mark.parametrize(("days", "is_fine"), [(0, False), (-1, False), (5, True), (6, False), (10, False)])
def test_the_list_says_how_long_an_extension_may_be(cast, days, is_fine):
    with listed(special_procedures=(HEARING, LONGER)):
        case = accepted(cast)
        if is_fine:
            extend(case, cast, days, after(1))
        else:
            with pytest.raises(Invalid):
                extend(case, cast, days, after(1))


def test_an_extension_is_no_procedure_that_an_examiner_starts(cast):
    with listed(special_procedures=(HEARING, LONGER)):
        with pytest.raises(Invalid) as refusal:
            start(accepted(cast), "extension", cast, after(1))
        assert [fault.code for fault in refusal.value.faults] == ["extends"]


@pytest.mark.req("R-043")
def test_what_is_overdue_stays_overdue(cast, case):
    explained(case, cast, after(8), until=day(9))
    extend(case, cast, 5, after(8))  # the promise was over on Monday, the statutory limit is not
    assert case.due_on == date(2026, 11, 30)
    assert ends(case)["statutory"] > date(2026, 12, 7)
    assert_sound(case, on=day(8))


@pytest.mark.req("R-043")
def test_a_statutory_limit_that_is_over_is_not_extended(cast, case):
    explained(case, cast, after(60), until=day(70))
    with pytest.raises(examining.ExtendedTooLate):
        extend(case, cast, 5, after(60))


@pytest.mark.req("R-043")
def test_a_pause_and_an_extension_add_up_in_either_order(cast, case):
    extend(case, cast, 2, after(1))
    start(case, "hearing", cast, after(2))
    finish(case, "hearing", cast, after(3))
    first = case.due_on
    other = accepted(cast)
    start(other, "hearing", cast, after(2))
    finish(other, "hearing", cast, after(3))
    extend(other, cast, 2, after(4))
    assert first == other.due_on == date(2026, 12, 4)
    assert_sound(fresh(other), on=day(4))


@pytest.mark.req("R-046")
def test_a_procedure_cannot_hold_up_what_is_examined_already(cast):
    case = examined(cast)
    with pytest.raises(NotNow):
        start(case, "hearing", cast, after(2))
