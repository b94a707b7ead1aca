"""A special procedure pauses the limits for the time that was told, and no day longer: 行政许可法 第四十五条; N09."""

from datetime import date, datetime

import msgspec
import pytest

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.handling.cases.commands import examining
from tongban.handling.cases.commands.acts import act
from tongban.handling.cases.commands.overrunning import StillInItsTime, resume_counting
from tongban.handling.cases.jobs import count_what_overran
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.recount import recompute
from tongban.handling.cases.rules.attribution import Owner, attribute, shares
from tongban.handling.cases.rules.overdue import NeedsExplanation
from tongban.registers.catalog.content import Span

from .driving import HEARING, REVIEW, accepted, after, day, fresh, listed
from .invariants import assert_sound

pytestmark = pytest.mark.django_db
SHORT = msgspec.structs.replace(HEARING, limit=Span(value=3))
LONG = msgspec.structs.replace(REVIEW, limit=Span(value=15))
# Tuesday 24 to Friday 27 November were told; the promised five workdays begin on Monday 30
PROMISED = date(2026, 12, 4)


@pytest.fixture
def case(cast):
    with listed(special_procedures=(SHORT, LONG)):
        yield accepted(cast)


def start(case: Case, code: str, cast, at: datetime) -> None:
    examining.start_special(fresh(case), code=code, reason="申请人要求。", by=cast("zhaomin"), at=at)


def finish(case: Case, code: str, cast, at: datetime) -> None:
    examining.finish_special(fresh(case), code=code, result="已经完成。", by=cast("zhaomin"), at=at)


def promised(case: Case) -> date:
    return case.clocks.get(kind="promised", ended_at=None).due_on


@pytest.mark.req("R-043", "R-049")
def test_the_day_after_its_own_limit_the_limits_run_again(cast, case):
    start(case, "hearing", cast, after(1))
    assert count_what_overran(at=after(4, 23)) == 0
    with pytest.raises(StillInItsTime):
        resume_counting(fresh(case), by=SYSTEM, at=after(4, 23))
    assert (count_what_overran(at=after(7)), count_what_overran(at=after(7))) == (1, 0)
    now = fresh(case)
    assert (now.status, now.due_on, promised(case)) == ("accepted", PROMISED, PROMISED)
    assert case.special_runs.get().counts_since == day(5)
    assert_sound(now, on=day(7))
    entry = Entry.objects.get(chain=case.chain, verb="resume_counting")
    assert entry.facts == {"codes": ["hearing"], "since": "2026-11-28"}
    assert "超过了告知的时间" in Outgoing.objects.get(entry=entry).payload["text"]
    found = recompute(now)
    assert found.is_right
    said = next(each for each in found.told if each.kind == "promised")
    assert "听证不计入" in said.words
    assert [(each.from_on, each.to_on) for each in said.due.derivation if "听证" in each.why] == [(day(1), day(4))]


@pytest.mark.req("R-043")
def test_what_becomes_overdue_behind_a_special_procedure_is_explained_first(cast, case):
    start(case, "hearing", cast, after(1))
    count_what_overran(at=after(7))
    zhaomin, late = cast("zhaomin"), after(14)
    with pytest.raises(NeedsExplanation):
        finish(case, "hearing", cast, late)
    given = {"cause": "third_party", "words": "听证的主持人病了，改到本周举行。", "expected_on": day(16).isoformat()}
    act("explain_overdue", fresh(case), given, by=zhaomin, at=late)
    with pytest.raises(examining.SpecialGoesOn):
        examining.examine(fresh(case), opinion="符合。", proposal="grant", by=zhaomin, at=late)
    finish(case, "hearing", cast, late)
    assert (fresh(case).status, fresh(case).counted_runs, promised(case)) == ("accepted", 0, PROMISED)
    assert_sound(fresh(case), on=day(14))
    assert recompute(fresh(case)).is_right


@pytest.mark.req("R-043")
def test_a_clock_of_the_house_that_is_late_gives_no_day_away(cast, case):
    start(case, "hearing", cast, after(1))
    finish(case, "hearing", cast, after(10))
    assert (fresh(case).status, fresh(case).due_on) == ("accepted", PROMISED)
    assert_sound(fresh(case), on=day(10))
    assert recompute(fresh(case)).is_right


@pytest.mark.req("R-043")
def test_what_overran_is_covered_as_long_as_another_one_pauses_by_right(cast, case):
    start(case, "hearing", cast, after(1))
    start(case, "expert_review", cast, after(2))
    assert count_what_overran(at=after(8)) == 0
    finish(case, "expert_review", cast, after(9))  # Tuesday 24 November to Wednesday 2 December were not counted
    now = fresh(case)
    assert (now.status, now.counted_runs, promised(case)) == ("accepted", 1, date(2026, 12, 9))
    assert_sound(now, on=day(9))
    finish(case, "hearing", cast, after(10))
    assert fresh(case).counted_runs == 0
    assert recompute(fresh(case)).is_right


@pytest.mark.req("R-043")
def test_another_procedure_pauses_again_and_the_late_one_no_more(cast, case):
    start(case, "hearing", cast, after(1))
    count_what_overran(at=after(7))
    start(case, "expert_review", cast, after(8))
    assert_sound(fresh(case), on=day(8))
    finish(case, "hearing", cast, after(8, 11))
    assert fresh(case).status == "suspended"
    finish(case, "expert_review", cast, after(9))
    assert (fresh(case).status, promised(case)) == ("accepted", date(2026, 12, 8))
    assert_sound(fresh(case), on=day(9))
    assert recompute(fresh(case)).is_right


@pytest.mark.req("R-043")
def test_time_beyond_what_was_told_is_the_offices_own(cast):
    with listed(special_procedures=(msgspec.structs.replace(LONG, limit=Span(value=3)),)):
        case = accepted(cast)
        start(case, "expert_review", cast, after(1))
        count_what_overran(at=after(7))
    entries = list(Entry.objects.filter(chain=case.chain).order_by("seq"))
    parts = attribute(entries, outside=frozenset({"expert_review"}), until=after(9))
    theirs = [each for each in parts if each.owner is Owner.THIRD_PARTY]
    assert [(each.since, each.until) for each in theirs] == [(after(1), datetime(2026, 11, 28, tzinfo=LOCAL))]
    assert sum(each.seconds for each in shares(parts)) == 9 * 24 * 3600
