"""Codes, stages and the critical path of projects (项目代码、阶段、总时限): R-080."""

from datetime import date
from types import SimpleNamespace

import pytest

from tongban.foundation.worktime.rules import Light
from tongban.handling.bundles.rules.branches import Branch
from tongban.handling.cases.rules.states import Status as CaseStatus
from tongban.handling.projects.queries.standing import programme_on
from tongban.handling.projects.rules import codes
from tongban.handling.projects.rules.programme import Shape, Stage, asked_twice, read_programme, whole_of
from tongban.handling.projects.rules.states import StageState, light_of, stage_state
from tongban.registers.bundles.rules.content import Content, Member
from tongban.registers.catalog.content import Span

TODAY = date(2026, 11, 23)


@pytest.mark.req("R-080")
@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("2611-620201-04-01-123456", ""),
        (" 2611 620201 04 01 123456 ", ""),
        ("26116202010401123456", ""),
        ("2613-620201-04-01-123456", "month"),
        ("2611-620201-04-01-12345", "shape"),
        ("项目一", "shape"),
        ("２６１１-620201-04-01-123456", "shape"),
    ],
)
def test_a_code_of_the_platform_is_read_however_it_is_typed(typed, wrong):
    assert [each.code for each in codes.faults(codes.read(typed))] == ([wrong] if wrong else [])


def shape(
    key: str, limits: dict[str, int], *, after: tuple[str, ...] = (), inner: dict[str, str] | None = None
) -> Shape:
    before = inner or {}
    members = tuple(
        Member(key=each, option_code=each, title=each, after=(before[each],) if each in before else ())
        for each in limits
    )
    options = {each: SimpleNamespace(promised_limit=Span(value=days, unit="workday")) for each, days in limits.items()}
    return Shape(Stage(key, key, key, after), Content(title=key, members=members), options, frozenset(limits))  # type: ignore[arg-type]


@pytest.mark.req("R-080")
def test_the_total_is_the_critical_path_parallel_matters_add_nothing():
    first = shape("a", {"x": 2, "y": 5})
    second = shape("b", {"x": 7, "y": 2, "z": 6}, after=("a",), inner={"y": "x"})
    found = whole_of([first, second])
    assert found.workdays == 5 + 9
    assert [(leg.stage.key, leg.titles, leg.workdays) for leg in found.legs] == [("a", ("y",), 5), ("b", ("x", "y"), 9)]
    side = shape("c", {"w": 30}, after=())
    assert whole_of([first, second, side]).workdays == 30


def test_stages_that_stand_before_those_they_come_after_stop_the_start():
    rows = [{"key": "b", "title": "b", "bundle": "b", "after": ["a"]}, {"key": "a", "title": "a", "bundle": "a"}]
    with pytest.raises(AssertionError, match="comes after"):
        read_programme({"title": "", "basis": "", "stages": rows})


def branch(status: CaseStatus, outcome: str = "", due_on: date | None = None) -> Branch:
    return Branch("x", "x", status, outcome, due_on=due_on)


def test_a_stage_is_done_when_all_is_decided_and_something_was_granted():
    granted, refused = branch(CaseStatus.GRANTED, "granted"), branch(CaseStatus.REFUSED, "refused")
    running, asked = branch(CaseStatus.ACCEPTED), branch(CaseStatus.CORRECTING)
    assert stage_state([], is_open_to=True) is StageState.READY
    assert stage_state([], is_open_to=False) is StageState.LATER
    assert stage_state([granted, running], is_open_to=True) is StageState.HANDLING
    assert stage_state([granted, asked], is_open_to=True) is StageState.CORRECTING
    assert stage_state([granted, refused], is_open_to=True) is StageState.DONE
    assert stage_state([refused], is_open_to=True) is StageState.FAILED


def test_the_light_is_that_of_the_worst_case():
    late, soon, fine = (branch(CaseStatus.ACCEPTED, due_on=date(2026, 11, day)) for day in (20, 24, 30))
    lights = [light_of(each, today=TODAY, soon_on=date(2026, 11, 24)) for each in ([late, fine], [soon, fine], [fine])]
    assert lights == [Light.RED, Light.YELLOW, Light.GREEN]


@pytest.mark.django_db
@pytest.mark.req("R-080")
def test_no_stage_of_the_city_asks_under_another_name_what_an_earlier_one_asked():
    shapes = programme_on(TODAY)
    assert [each.stage.key for each in shapes] == ["land", "works", "build", "finish"]
    assert asked_twice(shapes) == []
    assert whole_of(shapes).workdays == 5 + 7 + 9 + 7
