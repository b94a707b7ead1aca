"""Receiving (收件): what begins with it, by whom, and what is refused at the door."""

import pytest

from tongban.foundation.kernel.errors import Invalid, NotNow
from tongban.handling.cases.commands import receiving
from tongban.handling.cases.models import Case, Material
from tongban.handling.cases.rules.clocks import ClockKind
from tongban.handling.cases.rules.states import Status
from tongban.registers.catalog.content import CommitmentRule, DeferralRule
from tongban.registers.documents.models import OfficialDocument

from .applying import MONDAY, lodged, restaurant
from .driving import after, fresh, listed, received
from .invariants import assert_sound


def states(case: Case) -> dict[str, str]:
    return dict(Material.objects.filter(case=case, replaced_at=None).values_list("requirement_code", "state"))


@pytest.mark.req("R-075", "R-084")
@pytest.mark.parametrize(("login", "verb"), [("liqiang", "submit"), ("wangfang", "receive")])
def test_the_same_application_begins_the_same_case_on_the_web_and_at_the_window(cast, login, verb):
    by, applicant = cast(login), cast("liqiang")
    begun, case = lodged(by, applicant=applicant.acting_for)
    assert begun.opening.record.verb == verb
    assert case.receiver_id == by.staff_id
    assert {clock.kind for clock in case.clocks.all()} == {ClockKind.NOTICE, ClockKind.DEEMED_ACCEPTANCE}
    assert OfficialDocument.objects.get(subject=case.chain).kind == "receipt"
    assert_sound(case, on=MONDAY.date())


@pytest.mark.req("R-035")
def test_missing_materials_do_not_keep_an_application_out(cast):
    case = received(cast, without=("layout_plan", "safety_rules"))
    assert {code for code, state in states(case).items() if state == "missing"} == {"layout_plan", "safety_rules"}


@pytest.mark.parametrize(("wants", "state"), [(True, "deferred"), (False, "missing")])
def test_a_material_follows_later_only_when_the_applicant_asked_for_it(cast, wants, state):
    case = received(cast, without=("layout_plan",), wants_deferral=wants)
    assert states(case)["layout_plan"] == state


def test_a_primary_material_never_follows_later_whoever_asks(cast):
    with pytest.raises(Invalid) as refusal:
        received(cast, without=("safety_rules",), wants_deferral=True)
    assert "主要材料" in refusal.value.faults[0].message


def test_what_the_list_does_not_offer_to_defer_cannot_be_asked_for(cast):
    with listed(deferral=DeferralRule()), pytest.raises(Invalid) as refusal:
        received(cast, without=("layout_plan",), wants_deferral=True)
    assert "没有容缺受理" in refusal.value.faults[0].message


@pytest.mark.parametrize(
    ("from_on", "to_on", "is_open"),
    [
        ("", "", True),
        ("2026-11-23", "2026-11-23", True),
        ("2026-11-24", "", False),
        ("", "2026-11-22", False),
    ],
)
def test_a_promise_is_taken_between_its_days_only(cast, from_on, to_on, is_open):
    rule = CommitmentRule(is_offered=True, from_on=from_on, to_on=to_on, promises=("情况属实。",), consequence="撤销。")
    with listed(commitment=rule):
        if is_open:
            assert received(cast, accepts_commitment=True).accepts_commitment
        else:
            with pytest.raises(Invalid) as refusal:
                received(cast, accepts_commitment=True)
            assert [fault.code for fault in refusal.value.faults] == ["not_offered"]


@pytest.mark.req("R-035")
def test_every_defect_of_an_application_is_told_at_once(cast):
    liqiang = cast("liqiang")
    whole = restaurant(
        liqiang, answers={"area": "big"}, channel="pigeon", form={"phone": "12"}, accepts_commitment=True
    )
    before = Case.objects.count()
    with pytest.raises(Invalid) as refusal:
        lodged(liqiang, **{name: getattr(whole, name) for name in ("answers", "channel", "form", "accepts_commitment")})
    pointers = {fault.pointer.split("/")[1] for fault in refusal.value.faults}
    assert {"channel", "commitment_accepted", "form"} <= pointers
    assert Case.objects.count() == before


@pytest.mark.parametrize("audience", [("person",), ("enterprise",)])
def test_a_matter_is_for_whom_the_list_says_by_every_channel(cast, audience):
    with listed(audience=audience):
        if "person" in audience:
            assert received(cast).status == Status.RECEIVED
        else:
            with pytest.raises(Invalid) as refusal:
                received(cast)
            assert [fault.code for fault in refusal.value.faults] == ["not_for_this_kind"]


@pytest.mark.req("R-075")
def test_the_first_who_works_on_an_online_application_answers_for_it(cast):
    case = received(cast)
    receiving.precheck(case, verdicts={"layout_plan": "good"}, by=cast("wangfang"), at=after(0, 11))
    receiving.accept(case, by=cast("limin"), at=after(0, 12))
    case = fresh(case)
    assert (case.receiver_id, case.acceptor_id) == (cast("wangfang").staff_id, cast("limin").staff_id)


def test_a_draft_is_received_once(cast):
    case = received(cast)
    assert case.status == Status.RECEIVED
    with pytest.raises(NotNow):
        receiving.correct(case, materials=[], by=cast("liqiang"), at=after(0, 11))
