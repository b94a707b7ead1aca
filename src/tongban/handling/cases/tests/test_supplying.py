"""On the spot (当场补交、更正): a gap is closed before anybody has to tell it; 行政许可法 第三十二条第一款第三项."""

import pytest

from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.handling.cases.commands import receiving
from tongban.handling.cases.commands.acts import act
from tongban.handling.cases.commands.steps import AcceptedBySilence
from tongban.handling.cases.models import CorrectionNotice
from tongban.handling.cases.rules.states import Status

from .applying import stored_file
from .driving import accepted, after, day, fresh, received
from .invariants import assert_sound, snapshot


def brought(by, *codes):
    return [{"requirement_code": code, "file_ids": [str(stored_file(by).pk)]} for code in codes]


def clocks_of(case):
    return list(case.clocks.order_by("id").values_list("kind", "started_at", "due_on", "ended_at"))


@pytest.mark.req("R-036")
@pytest.mark.parametrize("login", ["liqiang", "wangfang"])
def test_what_is_missing_is_handed_in_on_the_spot_and_needs_no_notice(cast, login):
    by = cast(login)
    case = received(cast, without=("layout_plan", "safety_rules"))
    before, due_on = clocks_of(case), case.due_on
    receiving.supply(case, materials=brought(by, "layout_plan", "safety_rules"), by=by, at=after(0, 10, 20))
    case = fresh(case)
    assert (case.status, case.due_on, clocks_of(case)) == (Status.RECEIVED, due_on, before)
    assert_sound(case, on=day(0))
    receiving.accept(case, by=cast("wangfang"), at=after(0, 11))
    assert fresh(case).status == Status.ACCEPTED
    assert not CorrectionNotice.objects.filter(case=case).exists()


def test_a_wrong_one_is_replaced_and_stays_for_the_record(cast):
    liqiang, wangfang = cast("liqiang"), cast("wangfang")
    case = received(cast)
    verdicts = {"layout_plan": {"verdict": "bad", "problem": "看不清。"}}
    receiving.precheck(case, verdicts=verdicts, by=wangfang, at=after(0, 11))
    receiving.supply(fresh(case), materials=brought(liqiang, "layout_plan"), by=liqiang, at=after(0, 12))
    old, new = case.materials.filter(requirement_code="layout_plan").order_by("id")
    assert (old.problem, old.replaced_at) == ("看不清。", after(0, 12))
    assert (new.verdict, new.round, new.replaced_at) == ("", 2, None)
    entry = Entry.objects.get(chain=case.chain, verb="supply")
    assert entry.facts["materials"] == ["layout_plan"]
    assert "第三项" in entry.basis
    assert not Outgoing.objects.filter(chain=case.chain, payload__verb="supply").exists()


def test_only_the_cases_own_materials_come_in_each_once_with_a_file(cast):
    liqiang = cast("liqiang")
    case = received(cast, without=("layout_plan",))
    for wrong in (
        [],
        brought(liqiang, "grandmothers_diploma"),
        brought(liqiang, "layout_plan", "layout_plan"),
        [{"requirement_code": "layout_plan", "file_ids": []}],
    ):
        before = snapshot(case)
        with pytest.raises(Invalid):
            receiving.supply(fresh(case), materials=wrong, by=liqiang, at=after(0, 11))
        assert snapshot(case) == before


def test_after_the_notice_exactly_what_it_names_is_handed_in(cast):
    liqiang, wangfang = cast("liqiang"), cast("wangfang")
    case = received(cast, without=("layout_plan",))
    receiving.ask_correction(case, items=[], by=wangfang, at=after(0, 11))
    with pytest.raises(NotNow):
        receiving.supply(fresh(case), materials=brought(liqiang, "layout_plan"), by=liqiang, at=after(0, 12))
    receiving.correct(fresh(case), materials=brought(liqiang, "layout_plan"), by=liqiang, at=after(1))
    with pytest.raises(receiving.AlreadyTold):
        receiving.supply(fresh(case), materials=brought(liqiang, "layout_plan"), by=liqiang, at=after(1, 11))


def test_it_comes_too_late_when_silence_has_accepted_already(cast):
    case = received(cast)
    with pytest.raises(AcceptedBySilence):
        receiving.supply(case, materials=brought(cast("liqiang"), "layout_plan"), by=cast("liqiang"), at=after(8))
    with pytest.raises(NotNow):
        act("supply", accepted(cast), {"materials": []}, by=cast("liqiang"), at=after(1))


def test_the_department_does_not_hand_in_for_the_applicant(cast):
    case = received(cast)
    with pytest.raises(NotYours):
        act("supply", case, {"materials": brought(cast("liqiang"), "layout_plan")}, by=cast("zhaomin"), at=after(0, 11))
