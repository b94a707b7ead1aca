"""The cap of risk (风险上限): so much may be promised and unchecked; then the head decides, or none is taken."""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Invalid
from tongban.handling.cases import promises
from tongban.handling.cases.commands import committing, examining
from tongban.handling.cases.commands.authority import BeyondDelegation
from tongban.handling.cases.models import Case, Commitment
from tongban.handling.cases.promises import PromisesSuspended
from tongban.handling.cases.rules.promising import from_plain
from tongban.handling.cases.tests.applying import food_code
from tongban.handling.cases.tests.colleagues import empowered
from tongban.handling.cases.tests.driving import after, day, fresh, listed, received
from tongban.handling.cases.tests.test_committing import REPLACED, promising
from tongban.oversight.regulation import queries
from tongban.oversight.regulation.bound import BOUND
from tongban.oversight.regulation.commands.opening import open_check
from tongban.oversight.regulation.models import CommitmentCheck
from tongban.oversight.regulation.rules.caps import beyond, cap_of, matter_key
from tongban.oversight.regulation.rules.risk import DEFAULT, MatterCap, RiskTable

Cast = Callable[..., Actor]
CODE = "11620200MB1234567X" + "0" * 15


@pytest.fixture(autouse=True)
def bindings() -> Iterator[None]:
    """Every matter may be promised, and the caps are asked."""
    before = list(promises.BOUND), list(promises.CAPS), BOUND.table
    promises.BOUND[:], promises.CAPS[:] = [], [queries.cap_reached]
    yield
    promises.BOUND[:], promises.CAPS[:], BOUND.table = before


def capped(code: str = "", **own: Any) -> RiskTable:
    """The table with a cap of this matter's own."""
    return msgspec.structs.replace(DEFAULT, matters={matter_key(code or food_code()): MatterCap(**own)})


def promised(cast: Cast) -> Case:
    return received(cast, accepts_commitment=True, without=REPLACED)


@pytest.mark.req("R-147")
@given(st.integers(0, 5000), st.integers(0, 30), st.integers(0, 60_000), st.integers(0, 40))
def test_a_promise_is_free_exactly_while_both_bounds_hold(loss, most_open, most_loss, unchecked):
    cap = cap_of(capped(CODE, loss=loss, most_open=most_open, most_loss=most_loss), CODE, listed="低")
    is_free = unchecked + 1 <= most_open and (unchecked + 1) * loss <= most_loss
    assert (beyond(cap, unchecked) is None) is is_free
    assert (unchecked < cap.room) is is_free


@pytest.mark.req("R-147")
def test_the_class_bounds_a_matter_that_has_no_cap_of_its_own():
    low, high = (cap_of(DEFAULT, CODE, listed=risk) for risk in ("低", "高"))
    assert (low.loss, low.most_open, low.is_suspending) == (5000, 100, False)
    assert (high.most_open, high.is_suspending) == (10, True)
    found = beyond(high, 10)
    assert found is not None
    assert found.is_suspended
    assert "上限是10件" in found.words


@pytest.mark.req("R-147")
def test_a_matter_whose_loss_is_above_its_class_cannot_be_promised_at_all():
    found = beyond(cap_of(capped(CODE, loss=5001, beyond="leader"), CODE, listed="低"), 0)
    assert found is not None
    assert found.is_suspended
    assert "5001元" in found.words


@pytest.mark.django_db
@pytest.mark.req("R-147")
def test_beyond_the_cap_nobody_promises_until_a_check_is_done_and_the_ordinary_way_stays_open(cast):
    BOUND.table = capped(most_open=1, beyond="suspend")
    with listed(**promising()):
        first = promised(cast)
        with pytest.raises(Invalid) as refusal:
            promised(cast)
        assert [each.code for each in refusal.value.faults] == ["suspended"]
        assert "按一般方式办理" in refusal.value.faults[0].message
        assert received(cast).status == "received"
        examining.finish_on_the_spot(first, opinion="符合。", by=cast("chenli"), at=after(0, 11))
        check = open_check(Commitment.objects.get(case=first), at=after(0, 11))
        assert queries.cap_reached(food_code(), day(0)) is not None, "decided, and not checked yet"
        CommitmentCheck.objects.filter(pk=check.pk).update(status="true", ended_at=after(1))
        assert queries.cap_reached(food_code(), day(1)) is None
        assert promised(cast).accepts_commitment


@pytest.mark.django_db
@pytest.mark.req("R-147")
def test_two_at_once_do_not_slip_under_the_cap(cast):
    """What the signing itself counts is what holds, whatever was read before."""
    BOUND.table = capped(most_open=1, beyond="suspend")
    with listed(**promising()):
        case = promised(cast)
        text = Commitment.objects.get(case=case).text
        ordinary = received(cast)
        from_text = from_plain(text)
        with pytest.raises(PromisesSuspended):
            committing.sign(ordinary, from_text, by=cast("liqiang"), at=after(0, 11))


@pytest.mark.django_db
@pytest.mark.req("R-147", "R-085")
def test_beyond_the_cap_the_head_decides_and_no_delegation_does(cast):
    BOUND.table = capped(most_open=1, beyond="leader")
    with listed(**promising()):
        free, over = promised(cast), promised(cast)
        kept = Commitment.objects.get(case=over)
        assert "没有核查" in kept.beyond_cap
        assert Commitment.objects.get(case=free).beyond_cap == ""
        window = empowered(cast("wangfang"), f"finish_on_the_spot@option:{food_code()}")
        examining.finish_on_the_spot(free, opinion="符合。", by=window, at=after(0, 11))
        with pytest.raises(BeyondDelegation, match="批准人"):
            examining.finish_on_the_spot(over, opinion="符合。", by=window, at=after(0, 11))
        examining.finish_on_the_spot(fresh(over), opinion="符合。", by=cast("chenli"), at=after(0, 11))


@pytest.mark.django_db
@pytest.mark.req("R-147")
def test_what_was_withdrawn_or_refused_bears_no_risk_any_more(cast):
    BOUND.table = capped(most_open=1, beyond="suspend")
    with listed(**promising()):
        case = promised(cast)
        assert queries.cap_reached(food_code(), day(0)) is not None
        committing.withdraw_commitment(case, by=cast("liqiang"), at=after(0, 11))
        assert queries.cap_reached(food_code(), day(0)) is None


@pytest.mark.django_db
def test_every_matter_of_the_list_has_its_cap_shown(django_assert_num_queries):
    queries.exposures(on=day(0))
    with django_assert_num_queries(2):  # the edition · the unchecked promises of all matters
        found = queries.exposures(on=day(0))
    assert found
    assert all(each.cap.room >= 0 and each.cap.follows for each in found)
