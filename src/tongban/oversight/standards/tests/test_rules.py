"""The library as data and how a clause stands: pure (R-186)."""

from copy import deepcopy
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from tongban.foundation.kernel.written import read_yaml
from tongban.oversight.standards.queries.compliance import ALL_CHECKS
from tongban.oversight.standards.rules.compliance import (
    Finding,
    Shown,
    State,
    by_subject,
    decode,
    digest,
    encode,
    judge,
)
from tongban.oversight.standards.rules.library import Clause, Standard, Way, library_from
from tongban.oversight.standards.rules.places import PLACE_CHECKS

CITY = Path(__file__).resolve().parents[5] / "city" / "jiayuguan" / "standards.yaml"
PLAIN = read_yaml(CITY.read_bytes())
ON = date(2026, 11, 23)
SAMPLE = Standard(
    "x",
    "样例1",
    "样例标准",
    (
        Clause("1", "自动", check="a"),
        Clause("2", "有证据", evidence="报告"),
        Clause("3", "不适用", not_applicable="没有这项业务"),
    ),
)


@pytest.mark.req("R-186")
def test_every_loaded_clause_is_automated_or_shown_by_evidence_or_not_applicable_with_a_reason():
    library = library_from(PLAIN, ALL_CHECKS)
    ways = [one.way for each in library.standards for one in each.clauses]
    assert set(ways) == set(Way)
    assert len(ways) >= 40
    assert all(one.not_applicable or one.evidence or one.check for each in library.standards for one in each.clauses)


@pytest.mark.req("R-186")
@pytest.mark.parametrize(
    "changes",
    [
        {"check": "", "evidence": "", "not_applicable": " "},
        {"check": "transport", "evidence": "报告"},
        {"check": "no_such_check"},
        {"check": "phone"},
    ],
)
def test_a_clause_looked_at_in_no_way_in_two_or_by_no_check_stops_the_start(changes):
    spoiled = deepcopy(PLAIN)
    spoiled["standards"][0]["clauses"][0].update(changes)
    with pytest.raises(AssertionError):
        library_from(spoiled, ALL_CHECKS)


@pytest.mark.req("R-186")
def test_nothing_is_met_that_nobody_looked_at():
    rows = judge(SAMPLE, {"a": Finding(3)}, {}, on=ON).rows
    assert [each.state for each in rows] == [State.MET, State.EVIDENCE_MISSING, State.NOT_APPLICABLE]
    shown = {"2": Shown("查过", "样例文号", ON, "某某", ON)}
    assert judge(SAMPLE, {"a": Finding(3, ("甲",))}, shown, on=ON).met == 1
    later = judge(SAMPLE, {"a": Finding(3)}, shown, on=date(2026, 11, 24))
    assert later.rows[1].state is State.EVIDENCE_OLD
    assert (later.met, later.open, later.applicable) == (1, 1, 2)


@pytest.mark.req("R-186")
def test_a_report_from_the_same_facts_is_the_same_to_the_byte_and_told_by_subject():
    facts = {"a": Finding(2, ("新城镇便民服务中心",))}
    first, second = judge(SAMPLE, facts, {}, on=ON), judge(SAMPLE, dict(facts), {}, on=ON)
    assert digest([first]) == digest([second])
    assert decode(encode([first]).decode()) == (first,)
    assert digest([judge(SAMPLE, {"a": Finding(2)}, {}, on=ON)]) != digest([first])
    assert by_subject([first]) == [("新城镇便民服务中心", ["样例1 1：自动"])]


def test_a_place_is_checked_by_what_its_entry_says():
    bare = SimpleNamespace(address=" ", phone="", weekly_hours={}, accessibility={}, floors=[], latitude=None)
    assert [key for key, holds in PLACE_CHECKS.items() if holds(bare)] == []
    whole = SimpleNamespace(
        address="样例路1号",
        phone="0937-0000000",
        weekly_hours={day: [["09:00", "17:00"]] for day in "12345"},
        accessibility={"ramp": True},
        floors=[{"name": "一楼"}],
        latitude=39,
    )
    assert [key for key, holds in PLACE_CHECKS.items() if not holds(whole)] == []
