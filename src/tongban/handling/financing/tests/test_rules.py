"""What needs no database: scores with reasons, claims, faults told at once, whom a step is open to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.foundation.kernel.actors import STAFF_ROLES
from tongban.foundation.kernel.errors import Invalid
from tongban.handling.financing.rules.claims import CREDIT, Policy, policy_from, provable_of, refuse_unasked
from tongban.handling.financing.rules.flow import MATCH_FLOW, NEED_FLOW, PROOF_FLOW
from tongban.handling.financing.rules.offering import Offered, Wanted, refuse_faulty, refuse_faulty_need
from tongban.handling.financing.rules.scoring import ExplainedScore, explained
from tongban.handling.financing.rules.states import Audience
from tongban.registers.codes.rules.codes import Kind


@pytest.mark.req("R-162")
def test_a_score_without_its_explanation_is_not_taken() -> None:
    with pytest.raises(Invalid) as refusal:
        explained(72, 100, factors=[" ", ""], contact=" ")
    assert {each.pointer for each in refusal.value.faults} == {"/factors", "/contact"}
    with pytest.raises(Invalid):
        explained(101, 100, factors=["开业三年，加分"], contact="普惠部")
    with pytest.raises(AssertionError):
        ExplainedScore(72, 100, (), "普惠部")
    assert explained(72, 100, factors=["开业三年，加分 "], contact="普惠部").factors == ("开业三年，加分",)


@pytest.mark.req("R-162")
def test_no_step_of_needs_matches_and_proofs_is_open_to_staff() -> None:
    assert not [each.verb for flow in (NEED_FLOW, MATCH_FLOW, PROOF_FLOW) for each in flow if each.by & STAFF_ROLES]


@given(st.sets(st.sampled_from(["name", "phone", "id_number", CREDIT])), st.sets(st.sampled_from(["name", "address"])))
def test_consent_never_goes_beyond_what_was_asked(asked: set[str], chosen: set[str]) -> None:
    if chosen <= asked:
        refuse_unasked(asked, chosen)
    else:
        with pytest.raises(Invalid):
            refuse_unasked(asked, chosen)


def test_an_enterprise_has_no_address_here_and_a_person_no_representative() -> None:
    asked = ["name", "name", "legal_representative", "address", CREDIT]
    assert provable_of(asked, Kind.PERSON) == ("name", "address", CREDIT)
    assert provable_of(asked, Kind.ENTERPRISE) == ("name", "legal_representative", CREDIT)
    assert [Audience.PERSON.takes(is_enterprise=True), Audience.BOTH.takes(is_enterprise=True)] == [False, True]
    with pytest.raises(AssertionError, match="shoe_size"):
        policy_from({"claims": ["shoe_size"], "days": [7], "need_days": 60, "most_open": 5})


def test_everything_wrong_is_told_at_once() -> None:
    with pytest.raises(Invalid) as refusal:
        refuse_faulty(Offered("", "x", 0, 0, 500, 400, "x", " ", 99, ("shoe_size",)), Policy())
    assert len(refusal.value.faults) == 9
    with pytest.raises(Invalid) as refusal:
        refuse_faulty_need(Wanted(None, 0, "x", "x", "长" * 301))
    assert len(refusal.value.faults) == 5
