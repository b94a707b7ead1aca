"""The process of a matter from the ledger: time, returns, before and after (R-095); channels compared (R-097)."""

import math
import statistics
from collections import defaultdict
from datetime import date, timedelta
from random import Random

import pytest

from tongban.oversight.supervision.queries.behind import Sought, cases_behind
from tongban.oversight.supervision.queries.channels import compared_channels
from tongban.oversight.supervision.queries.indicators import count_visits
from tongban.oversight.supervision.queries.period import Period
from tongban.oversight.supervision.queries.process import before_and_after, editions, process
from tongban.oversight.supervision.rules.comparing import FEWEST, fisher, ranked
from tongban.registers.catalog.queries import current_guides

from .synthetic import ONLINE, closed, draw, shortened, write

pytestmark = pytest.mark.django_db
WHOLE_YEAR = Period(date(2026, 1, 1), date(2026, 12, 1))


@pytest.fixture
def food():
    return next(each for each in current_guides() if each.basic_code == "000131024000")


@pytest.fixture
def drawn(food):
    chance = Random(95)
    found = [draw(chance, [food]) for _ in range(200)]
    write(found)
    return found


def stays(drawn):
    """State by state: when it began, when somebody first did something, when it was left."""
    came, touched, status = drawn.acts[0][4], None, drawn.acts[0][3]
    for _, role, source, target, at, _ in drawn.acts[1:]:
        if source == target:
            touched = touched or (at if role not in ("applicant", "system") else None)
        else:
            yield status, came, touched or at, at
            came, touched, status = at, None, target


@pytest.mark.req("R-095")
def test_time_in_each_state_is_waiting_until_the_first_act_and_work_after_it(drawn, food):
    spent = defaultdict(list)
    for each in drawn:
        for status, came, touched, went in stays(each):
            spent[status].append(((touched - came).total_seconds() / 86400, (went - touched).total_seconds() / 86400))
    found = process(food, WHOLE_YEAR)
    assert found.cases == len(drawn)
    assert {each.status.value: each.stays for each in found.states} == {name: len(each) for name, each in spent.items()}
    for each in found.states:
        waiting, working = zip(*spent[each.status.value], strict=True)
        assert each.waiting == pytest.approx(statistics.mean(waiting), abs=1e-6)
        assert each.working == pytest.approx(statistics.mean(working), abs=1e-6)
        totals = [one + other for one, other in spent[each.status.value]]
        assert each.median == pytest.approx(statistics.median(totals), abs=1e-6)


@pytest.mark.req("R-095")
def test_returns_and_corrections_are_counted_and_open_their_cases(drawn, food, cast):
    found = {each.verb: each for each in process(food, WHOLE_YEAR).acts}
    for verb in ("ask_correction", "rework", "correct"):
        times = [sum(act[0] == verb for act in each.acts) for each in drawn]
        assert (found[verb].times, found[verb].cases) == (sum(times), sum(map(bool, times)))
    assert found["ask_correction"].is_return
    assert found["rework"].is_return
    sought = Sought("ended", WHOLE_YEAR, option_code=food.option_code, verb="rework")
    assert len(cases_behind(cast("zhengyawen"), sought).rows) == min(50, found["rework"].cases)


@pytest.mark.req("R-095")
def test_an_edition_that_changed_the_flow_is_compared_with_the_one_before(food):
    old, new = food, shortened(food)
    chance = Random(96)
    before = closed(chance, old, 40)
    after = closed(chance, new, 30)
    for each in after:
        each.materials = 1
    write([*before, *after])
    newest, previous, *_ = editions(new)
    assert (newest.closed, previous.closed) == (30, 40)
    found = before_and_after(new, previous, newest)
    assert found.compared == (40, 30)
    assert any("不再" in each or "材料" in each for each in found.said)
    steps, materials, days = (each.change for each in found.measures)
    assert steps
    assert materials
    assert days
    assert steps.difference == pytest.approx(
        mean(after, lambda each: len(each.acts)) - mean(before, lambda each: len(each.acts))
    )
    assert materials.difference == pytest.approx(1 - mean(before, lambda each: each.materials))
    assert materials.is_clear
    assert days.low is not None
    assert days.high is not None
    assert days.low < days.difference < days.high
    assert found == before_and_after(new, previous, newest), "the same cases give the same interval"


def mean(drawn, of):
    return statistics.mean(map(of, drawn))


@pytest.mark.req("R-097")
def test_channels_are_compared_as_an_independent_recount_compares_them(drawn, food):
    (found,) = compared_channels(WHOLE_YEAR)
    sides = [
        [each for each in drawn if (each.channel in ("web", "mobile", "api")) is is_online]
        for is_online in (True, False)
    ]
    assert (found.online, found.offline) == tuple(map(len, sides))
    share, days, materials = found.measures
    judged = [[each for each in side if each.accepted_at or each.status in ("rejected", "returned")] for side in sides]
    accepted = [sum(each.accepted_at is not None for each in side) for side in judged]
    assert share.counts == tuple(map(len, judged))
    assert share.online == accepted[0] / len(judged[0])
    assert share.p == fisher((accepted[0], len(judged[0])), (accepted[1], len(judged[1])))
    spent = [
        [(each.decided_at - each.acts[0][4]).total_seconds() / 86400 for each in side if each.decided_at]
        for side in sides
    ]
    assert days.p == pytest.approx(ranked(*spent).p)
    assert days.online == pytest.approx(statistics.median(spent[0]))
    papers = [[float(each.materials) for each in side] for side in sides]
    assert materials.p == pytest.approx(ranked(*papers).p)
    assert materials.offline == statistics.median(papers[1])


@pytest.mark.req("R-097")
def test_a_real_difference_is_found_and_one_by_chance_is_not(food):
    chance = Random(97)
    slow = closed(chance, food, 120)
    for each in slow:
        if each.decided_at and each.channel not in ONLINE:
            each.decided_at += timedelta(days=9)
    write(slow)
    (found,) = compared_channels(WHOLE_YEAR)
    share, days, materials = found.measures
    assert days.is_different
    assert not share.is_different
    assert not materials.is_different


@pytest.mark.req("R-097")
def test_few_cases_are_no_ground_for_a_conclusion(food):
    write(closed(Random(98), food, FEWEST))
    (found,) = compared_channels(WHOLE_YEAR)
    assert {each.verdict for each in found.measures} == {"件数太少，不下结论"}


def test_what_never_ended_is_in_no_figure(food):
    assert compared_channels(WHOLE_YEAR) == []
    assert process(food, WHOLE_YEAR).cases == 0
    assert count_visits("62020090000000000") == 0
    assert math.isclose(ranked([], []).p, 1)
