"""Flow tables: who may take which step when, and what the table is read for."""

from dataclasses import dataclass
from enum import StrEnum

import pytest

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotNow, NotYours
from tongban.foundation.kernel.flow import Flow, step


class Door(StrEnum):
    OPEN = "open"
    SHUT = "shut"


DOORS = Flow(
    "门",
    Door,
    step("shut", {Door.OPEN}, Door.SHUT, by={Role.COUNTER}, basis="门规 第一条", label="关门"),
    step("knock", {Door.SHUT}, None, by={Role.COUNTER, Role.APPLICANT}, basis="门规 第二条", label="敲门"),
)


@dataclass
class Gate:
    status: Door = Door.OPEN
    power_scopes: tuple[str, ...] = ("agency:7",)


def actor(*roles, powers=()):
    return Actor(name="某人", roles=frozenset(roles), powers=frozenset(powers))


def test_a_step_is_taken_by_the_role_that_the_table_names():
    assert DOORS.take("shut", Gate(), by=actor(Role.COUNTER)).target is Door.SHUT


def test_another_role_is_refused_and_told_who_does_it():
    with pytest.raises(NotYours, match="综合窗口"):
        DOORS.take("shut", Gate(), by=actor(Role.APPLICANT))


def test_a_delegation_gives_the_step_on_its_own_subjects_only():
    holder = actor(Role.APPLICANT, powers={"shut@agency:7"})
    assert DOORS.take("shut", Gate(), by=holder).verb == "shut"
    with pytest.raises(NotYours):
        DOORS.take("shut", Gate(power_scopes=("agency:8",)), by=holder)


def test_the_wrong_state_is_refused_in_words():
    with pytest.raises(NotNow, match="不能“关门”"):
        DOORS.take("shut", Gate(Door.SHUT), by=actor(Role.COUNTER))


def test_a_step_without_target_stays_where_it_is():
    assert DOORS.steps["knock"].lands(Door.SHUT) is Door.SHUT


def test_only_open_steps_are_offered():
    assert [each.verb for each in DOORS.open_to(Gate(Door.SHUT), by=actor(Role.APPLICANT))] == ["knock"]
    assert DOORS.open_to(Gate(), by=actor(Role.APPLICANT)) == []


def test_the_diagram_has_one_arrow_for_each_source():
    assert DOORS.diagram().count("-->") == 2
    assert "OPEN --> SHUT: 关门(综合窗口)" in DOORS.diagram()


def test_two_rows_for_one_verb_are_a_programming_error():
    row = DOORS.steps["shut"]
    with pytest.raises(AssertionError):
        Flow("门", Door, row, row)
