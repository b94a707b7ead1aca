"""The branches of a joint application (各环节): how far, who waits for whom, the slowest; against a naive hand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.handling.bundles.rules.branches import (
    Branch,
    expected,
    overall,
    slowest,
    told_of_failure,
    undecided_before,
    waiting_for,
)
from tongban.handling.bundles.rules.states import Overall
from tongban.handling.cases.rules.states import ENDS
from tongban.handling.cases.rules.states import Status as S  # noqa: N817 - a table wants short names

A, B, C = "a", "b", "c"


def branch(key: str, status: S = S.ACCEPTED, *, front: str = "", day: int | None = 10, **more: object) -> Branch:
    due = date(2026, 11, day) if day and status not in ENDS else None
    ended = date(2026, 11, day or 1) if status in ENDS else None
    return Branch(key, key, status, front=frozenset(front), due_on=due, ended_on=ended, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("states", "told"),
    [
        ((S.RECEIVED, S.RECEIVED), Overall.WAITING),
        ((S.RECEIVED, S.CORRECTING), Overall.CORRECTING),
        ((S.ACCEPTED, S.RECEIVED), Overall.HANDLING),
        ((S.CLOSED, S.ACCEPTED), Overall.PARTLY),
        ((S.CLOSED, S.REJECTED), Overall.ENDED),
        ((S.WITHDRAWN, S.WITHDRAWN), Overall.WITHDRAWN),
        ((S.WITHDRAWN, S.CLOSED), Overall.ENDED),
    ],
)
@pytest.mark.req("R-082", "R-117")
def test_how_far_the_whole_is_follows_from_its_branches(states, told):
    assert overall([branch(str(place), status) for place, status in enumerate(states)]) is told


@pytest.mark.req("R-117")
def test_a_branch_waits_for_what_stands_before_it_and_for_a_result_that_it_takes():
    first = branch(A, S.GRANTED, outcome="granted")
    only_after, takes = branch(B, front=A), branch(C, front=A, takes_from=frozenset(A))
    family = [first, only_after, takes]
    assert not waiting_for(only_after, family)
    assert waiting_for(takes, family).undone == (first,)
    made = branch(A, S.ISSUED, outcome="granted")
    assert not waiting_for(takes, [made, takes])
    revoked = branch(A, S.CLOSED, outcome="granted", is_revoked=True)
    assert waiting_for(only_after, [revoked, only_after]).failed == (revoked,)


@pytest.mark.req("R-117")
def test_what_failed_is_told_to_those_behind_it_and_to_nobody_else():
    failed, behind, apart = branch(A, S.REFUSED, outcome="refused"), branch(B, front=A), branch(C)
    family = [failed, behind, apart]
    assert waiting_for(behind, family).failed == (failed,)
    assert told_of_failure(A, family) == (behind,)
    assert not waiting_for(apart, family)
    assert undecided_before(behind, family) == ()


@pytest.mark.req("R-082")
def test_the_slowest_is_what_the_end_hangs_on():
    first, behind, apart = branch(A, day=20), branch(B, front=A, day=12), branch(C, day=15)
    family = [behind, first, apart]
    assert expected(family) == {A: date(2026, 11, 20), B: date(2026, 11, 20), C: date(2026, 11, 15)}
    assert slowest(family) is first
    assert slowest([branch(A, day=None), apart]).key == A  # type: ignore[union-attr]
    made = branch(C, S.ISSUED, day=28, outcome="granted")
    assert slowest([made, first, behind]) is first
    assert slowest([made, branch(A, S.CLOSED, day=5)]) is made
    assert slowest([branch(A, S.CLOSED, day=5), branch(B, S.CLOSED, day=9)]).key == B  # type: ignore[union-attr]
    assert slowest([]) is None


def _fitting(status: S, outcome: str) -> str:
    """An outcome that such a case can have."""
    fixed = {S.GRANTED: "granted", S.ISSUED: "granted", S.REFUSED: "refused"}
    return fixed.get(status, (outcome or "granted") if status in (S.SERVED, S.CLOSED) else "")


@given(
    states=st.lists(st.sampled_from(list(set(S) - {S.DRAFT})), min_size=1, max_size=5),
    edges=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=8),
    outcomes=st.lists(st.sampled_from(["", "granted", "refused"]), min_size=5, max_size=5),
)
@pytest.mark.req("R-117")
def test_nobody_waits_for_what_is_not_before_and_independent_branches_never_wait(states, edges, outcomes):
    front: dict[int, set[str]] = {}
    for one, other in edges:
        if one < other < len(states):
            front.setdefault(other, set()).add(str(one))
    family = [
        branch(
            str(place), status, front="".join(sorted(front.get(place, ()))), outcome=_fitting(status, outcomes[place])
        )
        for place, status in enumerate(states)
    ]
    for each in family:
        waiting = waiting_for(each, family)
        held = {one.key for one in (*waiting.undone, *waiting.failed)}
        assert held == {one.key for one in family if one.key in each.front and not one.is_granted}
        assert {one.key for one in undecided_before(each, family)} <= {one.key for one in waiting.undone}
    last = slowest(family)
    assert last is not None
    assert last.is_over is all(each.is_over for each in family)
