"""Order of a bundle: levels, circles by name, the longest way in workdays (standards 34)."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.registers.bundles.rules.graph import circles, critical_path, order, waits_for
from tongban.registers.catalog.content import Span

from .making import bundle

KEYS = ["a", "b", "c", "d", "e"]


@pytest.mark.req("R-117")
@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(st.sampled_from(KEYS), unique=True, max_size=3), min_size=5, max_size=5))
def test_either_there_is_an_order_that_keeps_every_wait_or_a_circle_is_named(waits: list[list[str]]) -> None:
    members = bundle(dict(zip(KEYS, waits, strict=True))).members
    found = circles(members)
    if not found:
        place = {each.key: at for at, level in enumerate(order(members)) for each in level}
        assert all(place[key] < place[each.key] for each in members for key in each.after)
        return
    near = {each.key: each.after for each in members}
    for way in found:
        assert way[0] == way[-1]
        assert all(later in near[one] for one, later in pairwise(way))


def test_two_circles_are_both_named_and_whoever_waits_for_a_circle_is_in_none():
    members = bundle({"a": ["b"], "b": ["a"], "c": ["a"], "d": ["d"]}).members
    assert circles(members) == [("a", "b", "a"), ("d", "d")]


def test_what_waits_for_nothing_stands_side_by_side():
    levels = order(bundle({"contract": [], "tax": ["contract"], "registration": ["contract"]}).members)
    assert [[each.key for each in level] for level in levels] == [["contract"], ["tax", "registration"]]


def test_a_member_that_is_left_out_holds_up_nobody_but_those_behind_still_wait_for_those_before():
    members = bundle({"a": [], "b": ["a"], "c": ["b"]}).members
    levels = order(members, chosen=frozenset({"a", "c"}))
    assert [[each.key for each in level] for level in levels] == [["a"], ["c"]]


def test_the_longest_way_is_told_in_workdays_and_says_whether_that_is_exact():
    members = bundle({"a": [], "b": ["a"], "c": ["a"], "d": ["b", "c"]}).members
    limits = {"a": Span(value=1), "b": Span(value=5), "c": Span(value=2), "d": Span(unit="on_the_spot")}
    way = critical_path(members, limits)
    assert (way.keys, way.workdays, way.is_exact) == (("a", "b", "d"), 6, True)
    counted = critical_path(members, {**limits, "c": Span(value=30, unit="day")})
    assert (counted.workdays, counted.is_exact) == (31, False)


def test_an_unknown_name_is_nobody():
    assert waits_for(bundle({"a": ["nobody"]}).members) == {"a": frozenset()}
