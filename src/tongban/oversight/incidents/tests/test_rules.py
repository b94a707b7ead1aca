"""The plan as data, the items of a notice, the score of a drill: pure (R-197, R-198)."""

from copy import deepcopy
from datetime import date, timedelta
from pathlib import Path

import pytest
from conftest import MONDAY
from hypothesis import given
from hypothesis import strategies as some

from tongban.foundation.kernel.errors import Invalid
from tongban.foundation.kernel.written import read_yaml
from tongban.oversight.incidents.rules import notices
from tongban.oversight.incidents.rules.plan import Playbook, PlayStep, authority_by, persons_by, plan_from
from tongban.oversight.incidents.rules.scoring import ends_on, half_of, judge, named, score
from tongban.oversight.incidents.rules.states import NoticeKind, Severity
from tongban.registers.documents.rules import papers
from tongban.registers.documents.rules.papers import INCIDENT_LINES, DocumentKind

CITY = Path(__file__).resolve().parents[5] / "city" / "jiayuguan" / "incidents.yaml"
PLAIN = read_yaml(CITY.read_bytes())
GIVEN = {name: f"样例{label}" for name, label in notices.ITEMS.items()}
BOOK = Playbook("x", "样例", (PlayStep("a", "谁", "甲", 10, weight=2), PlayStep("b", "谁", "乙", 60)), drill="假设")


def test_the_citys_plan_is_whole_and_a_broken_one_is_refused():
    plan = plan_from(PLAIN)
    assert [depth for depth, _ in plan.tree()][:2] == [0, 1]
    assert {each.key for each in plan.drilled()} >= {"leak", "outage"}
    for spoil in (
        lambda plain: plain["contacts"][0].update(under="nobody"),
        lambda plain: plain["severities"].pop("major"),
        lambda plain: plain["playbooks"][0].update(steps=[]),
    ):
        spoiled = deepcopy(PLAIN)
        spoil(spoiled)
        with pytest.raises(AssertionError):
            plan_from(spoiled)


@pytest.mark.req("R-197")
def test_the_clocks_run_from_the_discovery_and_small_incidents_have_none_for_the_authority():
    plan = plan_from(PLAIN)
    assert authority_by(plan, Severity.MAJOR, discovered_at=MONDAY) == MONDAY + timedelta(hours=4)
    assert authority_by(plan, Severity.ORDINARY, discovered_at=MONDAY) is None
    assert persons_by(plan, Severity.SERIOUS, touches_persons=False, discovered_at=MONDAY) is None
    assert persons_by(plan, Severity.SERIOUS, touches_persons=True, discovered_at=MONDAY) == MONDAY + timedelta(days=1)


@pytest.mark.req("R-197")
@pytest.mark.parametrize("name", list(notices.ITEMS))
@pytest.mark.parametrize("kind", list(NoticeKind))
def test_a_notice_without_one_item_of_article_57_is_refused(kind, name):
    said = {**GIVEN, name: "  "}
    found = notices.faults(kind, said, touches_persons=True)
    assert [each.pointer for each in found] == [f"/{name}"]
    paper = notices.body(
        kind, notices.cleaned(said), addressee="受影响的个人", agency="样例局", title="样例", on=MONDAY.date()
    )
    if kind is NoticeKind.PERSONS:
        with pytest.raises(Invalid) as refusal:
            papers.check(DocumentKind.INCIDENT_NOTICE, paper)
        assert notices.ITEMS[name] in refusal.value.faults[0].message


@pytest.mark.req("R-197")
def test_a_whole_notice_says_every_item_on_paper_and_in_the_message():
    said = notices.cleaned(GIVEN)
    assert notices.faults(NoticeKind.PERSONS, said, touches_persons=True) == []
    paper = notices.body(NoticeKind.PERSONS, said, addressee="个人", agency="样例局", title="样例", on=MONDAY.date())
    papers.check(DocumentKind.INCIDENT_NOTICE, paper)
    assert [each.label for each in paper.lines] == list(INCIDENT_LINES)
    text = notices.message(said, number="样号")
    assert all(each in text for each in GIVEN.values())


def test_an_authority_need_not_be_told_what_persons_do_where_no_data_of_theirs_is_touched():
    short = dict.fromkeys(("cause", "harm", "measures", "contact"), "样例")
    assert notices.faults(NoticeKind.AUTHORITY, short, touches_persons=False) == []
    assert len(notices.faults(NoticeKind.AUTHORITY, short, touches_persons=True)) == 2


@given(some.integers(0, 200), some.integers(0, 200))
def test_a_score_never_rises_by_being_late(early, later):
    first, second = sorted((early, later))
    at = {minutes: MONDAY + timedelta(minutes=minutes) for minutes in (first, second)}
    scores = [score(BOOK, judge(BOOK, {"a": at[each]}, began_at=MONDAY)) for each in (first, second)]
    assert 0 <= scores[1] <= scores[0] <= 100


def test_a_score_counts_weights():
    both = {"a": MONDAY + timedelta(minutes=10), "b": MONDAY + timedelta(minutes=61)}
    assert score(BOOK, judge(BOOK, both, began_at=MONDAY)) == 83
    assert score(BOOK, judge(BOOK, {}, began_at=MONDAY)) == 0


def test_half_years_end_in_june_and_december():
    assert (half_of(date(2026, 6, 30)), half_of(date(2026, 7, 1))) == ("2026-1", "2026-2")
    assert ends_on("2026-2") == date(2026, 12, 31)
    assert named("2026-1") == "2026年上半年"
