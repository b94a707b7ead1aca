"""The line of simulators: what is sent may be lost, twice or late, and a run can be repeated by its seed."""

import pytest

from tongban.exchange.lines.misbehaving import LineFaults
from tongban.exchange.lines.simulating import Line


class Away(Exception):  # noqa: N818 - as the connectors call it
    """No answer."""


def run(faults: LineFaults, *, calls: int = 60) -> tuple[list[int], list[str]]:
    line = Line[int]("样例系统", Away, seed=faults.seed)
    arrived: list[int] = []
    said: list[str] = []
    for each in range(calls):
        try:
            line.send(each, faults)
        except Away as error:
            said.append(str(error))
        else:
            arrived += line.arrivals()
    return arrived, said


def test_a_good_line_carries_everything_once_and_in_order():
    assert run(LineFaults()) == (list(range(60)), [])


def test_a_bad_line_loses_doubles_and_delays_and_does_so_again_by_its_seed():
    bad = LineFaults(seed=7, loss=0.4, duplicates=0.4, delay=0.3)
    arrived, said = run(bad)
    assert run(bad) == (arrived, said)
    assert len(set(arrived)) < 60  # some never had effect
    assert len(arrived) > len(set(arrived))  # some came twice
    assert {each[:4] for each in said} == {"没有连上", "样例系统"}
    assert any("超过时间" in each for each in said)
    assert any("回执没有收到" in each for each in said)


def test_a_line_that_is_down_is_not_reached():
    line = Line[int]("样例系统", Away)
    line.reach(LineFaults())
    with pytest.raises(Away, match="没有连上样例系统"):
        line.reach(LineFaults(loss=1.0))
