"""Acceptance and its clocks (受理时限): golden days, silence that becomes acceptance, and a job that may be late."""

from datetime import date, datetime, timedelta

import pytest

from tongban.foundation.kernel.actors import SYSTEM, Actor, Role
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import NotNow
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.foundation.worktime import queries
from tongban.foundation.worktime.commands import publish_edition
from tongban.foundation.worktime.rules.calendar import computed
from tongban.handling.cases import jobs
from tongban.handling.cases.commands import receiving
from tongban.handling.cases.commands.steps import AcceptedBySilence
from tongban.handling.cases.models import Case
from tongban.handling.cases.rules import clocks
from tongban.handling.cases.rules.clocks import ClockKind
from tongban.handling.cases.rules.reckoning import plan_due
from tongban.handling.cases.rules.states import Status
from tongban.registers.catalog.content import Option, Span
from tongban.registers.documents.models import OfficialDocument

from .applying import stored_file
from .driving import accepted, after, food_option, fresh, listed, received
from .invariants import assert_sound, snapshot

# received, by when to tell once (2 workdays, this day counts), last day of silence (5 workdays from the next day)
GOLDEN = [
    ("2026-11-23 10:00", "2026-11-24", "2026-11-30"),  # Monday
    ("2026-11-23 17:30", "2026-11-24", "2026-11-30"),  # at closing it is still today
    ("2026-11-23 17:31", "2026-11-25", "2026-11-30"),  # after hours: Tuesday is day 1
    ("2026-11-27 10:00", "2026-11-30", "2026-12-04"),  # Friday
    ("2026-11-27 20:00", "2026-12-01", "2026-12-04"),  # Friday evening: Monday is day 1
    ("2026-11-28 09:00", "2026-12-01", "2026-12-04"),  # Saturday
    ("2026-11-29 23:59", "2026-12-01", "2026-12-04"),  # Sunday, one minute before midnight
    ("2026-09-30 10:00", "2026-10-08", "2026-10-13"),  # eve of 国庆, with 10 October at work
    ("2026-09-30 18:00", "2026-10-09", "2026-10-13"),
    ("2026-12-31 10:00", "2027-01-04", "2027-01-08"),  # year end
]
ONE_SECOND = timedelta(seconds=1)


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


@pytest.mark.req("R-037", "R-038", "R-042")
@pytest.mark.parametrize(("at", "told_by", "silent_until"), GOLDEN)
def test_the_days_before_acceptance_are_those_of_the_golden_table(db, at, told_by, silent_until):
    notice, deemed = clocks.on_receipt(food_option(), at=instant(at))
    days = [plan_due(plan, queries.calendar()).due_on.isoformat() for plan in (notice, deemed)]
    assert days == [told_by, silent_until]


@pytest.mark.parametrize(
    ("at", "day"),
    [
        ("2026-11-23 10:00", "2026-11-23"),
        ("2026-11-23 18:00", "2026-11-24"),
        ("2026-11-28 09:00", "2026-11-30"),
    ],
)
def test_what_must_be_refused_on_the_spot_is_accepted_after_its_working_day(db, at, day):
    plans = clocks.on_receipt(Option(name="不动产登记", is_accepted_on_receipt=True), at=instant(at))
    assert {plan_due(plan, queries.calendar()).due_on.isoformat() for plan in plans} == {day}


@pytest.mark.req("R-038")
def test_silence_becomes_acceptance_at_the_first_second_after_the_limit(cast):
    case = received(cast, without=("safety_rules",))
    assert jobs.accept_what_nobody_answered(at=after(7, 23, 59) + timedelta(seconds=59, milliseconds=900)) == 0
    with pytest.raises(NotNow):
        receiving.deem_accepted(case, at=after(7, 23, 59))
    assert jobs.accept_what_nobody_answered(at=after(8, 0)) == 1
    case = fresh(case)
    assert (case.status, case.is_deemed, case.accepted_at) == (Status.ACCEPTED, True, case.received_at)
    paper = OfficialDocument.objects.get(subject=case.chain, kind="acceptance_notice")
    assert "视为受理" in paper.body["paragraphs"][0]
    assert Entry.objects.get(chain=case.chain, seq=2).by_role == "system"
    assert_sound(case, on=after(8).date())


@pytest.mark.req("R-038")
def test_a_job_three_days_late_gives_the_same_dates_and_twice_the_same_case(cast):
    found = []
    for days in (8, 11):
        case = received(cast)
        assert jobs.accept_what_nobody_answered(at=after(days, 0)) == 1
        assert jobs.accept_what_nobody_answered(at=after(days, 0)) == 0
        case = fresh(case)
        ends = dict(case.clocks.filter(kind__in=["promised", "statutory"]).values_list("kind", "due_on"))
        found.append((case.accepted_at, case.due_on, ends))
    assert found[0] == found[1]
    assert found[0][1] == date(2026, 11, 30)  # five workdays from Monday's receipt


@pytest.mark.req("R-038")
def test_after_silence_nobody_says_no_any_more_even_while_the_job_sleeps(cast):
    case = received(cast, without=("layout_plan",))
    by, late = cast("wangfang"), after(8, 0)
    ground = {"ground": "许可法 第三十二条", "fact": "材料一直没有交齐。"}
    before = snapshot(case)
    for act in (
        lambda: receiving.ask_correction(case, items=[], by=by, at=late),
        lambda: receiving.reject(case, given=ground, by=by, at=late),
        lambda: receiving.precheck(case, verdicts={"layout_plan": "good"}, by=by, at=late),
        lambda: receiving.defer_notice(case, reason="太忙。", by=by, at=late),
        lambda: receiving.accept(case, by=by, at=late),
        lambda: receiving.transfer(case, given={"to_body": "某局", "reason": "不归我局管。"}, by=by, at=late),
    ):
        with pytest.raises(AcceptedBySilence):
            act()
    assert snapshot(case) == before
    assert jobs.accept_what_nobody_answered(at=late) == 1


@pytest.mark.req("R-038")
def test_one_case_that_cannot_be_accepted_keeps_no_other_waiting(cast, caplog):
    broken, sound = received(cast), received(cast)
    Case.objects.filter(pk=broken.pk).update(agency_id=broken.agency_id, version=broken.version, head=b"\x01" * 32)
    broken.clocks.create(
        kind="promised", limit_value=1, limit_unit="workday", counting="from_next_day", started_at=after(0),
        due_on=after(1).date(), due_at=after(1), basis="测试",
    )  # fmt: skip
    assert jobs.accept_what_nobody_answered(at=after(8)) == 1
    assert fresh(sound).status == Status.ACCEPTED
    assert fresh(broken).status == Status.RECEIVED
    assert broken.number in caplog.text


@pytest.mark.req("R-042")
@pytest.mark.parametrize(
    ("starts", "at", "due_on"),
    [("acceptance", after(1, 11), "2026-12-01"), ("receipt", after(1, 11), "2026-11-30")],
)
def test_the_promise_runs_from_acceptance_or_from_receipt_as_the_list_says(cast, starts, at, due_on):
    with listed(clock_starts=starts):
        case = received(cast)
        receiving.accept(case, by=cast("wangfang"), at=at)
        assert str(case.due_on) == due_on
        assert {clock.kind for clock in case.clocks.filter(ended_at=None)} >= {"promised", "statutory"}


@pytest.mark.req("R-043")
def test_a_receipt_that_had_to_be_corrected_counts_from_the_correction(cast):
    """The applicant's time for the correction is not the body's (R-043)."""
    liqiang, wangfang = cast("liqiang"), cast("wangfang")
    with listed(clock_starts="receipt"):
        case = received(cast, without=("layout_plan",))
        receiving.ask_correction(case, items=[], by=wangfang, at=after(0, 11))
        files = [{"requirement_code": "layout_plan", "file_ids": [str(stored_file(liqiang).pk)]}]
        receiving.correct(case, materials=files, by=liqiang, at=after(7))
        receiving.accept(case, by=wangfang, at=after(8))
        assert str(case.due_on) == "2026-12-07"


@pytest.mark.req("R-042")
def test_limits_in_calendar_days_end_on_calendar_days(cast):
    with listed(promised_limit=Span(value=3, unit="day"), statutory_limit=Span(value=60, unit="day")):
        case = accepted(cast)
        ends = dict(case.clocks.filter(kind__in=["promised", "statutory"]).values_list("kind", "due_on"))
        assert ends == {"promised": date(2026, 11, 26), "statutory": date(2027, 1, 22)}


@pytest.mark.req("R-045")
@pytest.mark.parametrize(("without", "kind"), [((), "acceptance_notice"), (("layout_plan",), "deferral_notice")])
def test_every_acceptance_has_its_paper_with_the_promised_day_on_its_face(cast, without, kind):
    case = accepted(cast, without=without, wants_deferral=bool(without))
    paper = OfficialDocument.objects.get(subject=case.chain, kind=kind)
    assert str(case.due_on) in [due["on"] for due in paper.body["dues"]]
    assert paper.number
    assert paper.verification_code


@pytest.fixture
def admin():
    yield Actor(name="高远", roles=frozenset({Role.SYSTEM_ADMIN}))
    queries.forget()


@pytest.mark.req("R-042")
def test_limits_that_rest_on_a_provisional_year_follow_the_calendar_when_it_is_published(cast, admin):
    case = accepted(cast, at=datetime(2026, 12, 30, 10, tzinfo=LOCAL))
    clock = case.clocks.get(kind=ClockKind.PROMISED)
    assert clock.is_provisional
    january = {date(2027, 1, day): "元旦" for day in (1, 2, 3, 4, 5)}
    publish_edition(
        2027, holidays={**computed(2027).holidays, **january}, source="样例", published_on=date(2026, 12, 31), by=admin,
        at=datetime(2026, 12, 31, 9, tzinfo=LOCAL),
    )  # fmt: skip
    queries.forget()
    before, at = case.due_on, datetime(2026, 12, 31, 9, 5, tzinfo=LOCAL)
    assert jobs.follow_the_calendar(at=at) == 1
    assert jobs.follow_the_calendar(at=at + ONE_SECOND) == 0
    case = fresh(case)
    assert str(case.due_on) > str(before)
    told = Outgoing.objects.filter(chain=case.chain).order_by("-id")[0]
    assert (told.payload["verb"], told.address) == ("reckon", f"party:{case.applicant_id}")
    assert Entry.objects.get(chain=case.chain, seq=case.version).facts["clocks"]["promised"][0] == str(before)
    assert_sound(case, on=at.date())


@pytest.mark.req("R-042")
def test_the_applicants_own_term_never_becomes_shorter(cast, admin):
    at = datetime(2026, 12, 28, 10, tzinfo=LOCAL)
    case = received(cast, at=at, without=("layout_plan",))
    receiving.ask_correction(case, items=[], by=cast("wangfang"), at=at)
    before = case.due_on
    publish_edition(
        2027, holidays={}, source="样例", published_on=date(2026, 12, 31), by=admin, at=at + timedelta(hours=1)
    )
    queries.forget()
    jobs.follow_the_calendar(at=at + timedelta(hours=2))
    assert str(fresh(case).due_on) >= str(before)


def test_reckoning_a_case_that_stands_right_changes_nothing(cast):
    case = accepted(cast)
    before = snapshot(case)
    assert jobs.follow_the_calendar(at=after(1)) == 0
    assert snapshot(case) == before
    assert SYSTEM.roles == {Role.SYSTEM}
