"""Telling once (一次性告知): everything, from the list, one time; what is no part of it cannot be asked for."""

import msgspec
import pytest
from django.db import IntegrityError, transaction

from tongban.foundation.kernel.errors import Invalid
from tongban.handling.cases.commands import delivering, receiving
from tongban.handling.cases.models import CorrectionNotice, MaterialState
from tongban.handling.cases.rules.states import Status
from tongban.handling.cases.rules.telling import shortfalls
from tongban.registers.catalog.kinds import Necessity

from .applying import stored_file
from .driving import accepted, after, food_option, fresh, listed, received
from .invariants import assert_sound, snapshot


def corrected(case, by, *codes, at):
    files = [{"requirement_code": code, "file_ids": [str(stored_file(by).pk)]} for code in codes]
    receiving.correct(case, materials=files, by=by, at=at)


def faults_of(refusal) -> list[str]:
    return [fault.code for fault in refusal.value.faults]


@pytest.mark.req("R-033", "R-035", "R-036")
def test_the_notice_names_all_that_is_missing_or_bad_and_nothing_else(cast):
    case = received(cast, without=("layout_plan", "safety_rules"))
    bad = {"equipment_list": {"verdict": "bad", "problem": "没有写型号。"}}
    receiving.precheck(case, verdicts=bad, by=cast("wangfang"), at=after(0, 11))
    unmet = {each.code for each in shortfalls(food_option(), case.materials.filter(replaced_at=None))}
    notice = receiving.ask_correction(case, items=[], by=cast("wangfang"), at=after(0, 12))
    assert {line["code"] for line in notice.items} == unmet == {"layout_plan", "safety_rules", "equipment_list"}
    for line in notice.items:
        assert all(line[part] for part in ("name", "problem", "remedy", "where", "basis"))
    body = notice.document.body
    assert [item["code"] for item in body["items"]] == [line["code"] for line in notice.items]
    assert_sound(case, on=after(0).date())


@pytest.mark.req("R-036", "R-047")
@pytest.mark.parametrize(
    ("line", "code"),
    [
        ({"requirement_code": "residence_proof", "problem": "请再提供居住证明"}, "unlisted"),
        ({"requirement_code": "proxy", "problem": "没有"}, "unlisted"),
        ({"requirement_code": "layout_plan"}, "missing"),
        ({"requirement_code": "layout_plan", "problem": "  "}, "missing"),
        ({}, "unlisted"),
    ],
)
def test_what_the_list_does_not_ask_for_cannot_be_told(cast, line, code):
    case = received(cast)
    before = snapshot(case)
    with pytest.raises(Invalid) as refusal:
        receiving.ask_correction(case, items=[line], by=cast("wangfang"), at=after(0, 11))
    assert code in faults_of(refusal)
    assert snapshot(case) == before


def test_a_notice_with_nothing_on_it_is_none(cast):
    case = received(cast)
    with pytest.raises(Invalid) as refusal:
        receiving.ask_correction(case, items=[], by=cast("wangfang"), at=after(0, 11))
    assert faults_of(refusal) == ["empty"]


def with_necessity(code: str, necessity: Necessity):
    materials = tuple(
        msgspec.structs.replace(each, necessity=necessity) if each.code == code else each
        for each in food_option().materials
    )
    return listed(materials=materials)


def test_an_optional_material_is_never_in_the_way_and_never_asked_for(cast):
    with with_necessity("equipment_list", Necessity.OPTIONAL):
        case = received(cast)
        bad = {"equipment_list": {"verdict": "bad", "problem": "看不清。"}}
        receiving.precheck(case, verdicts=bad, by=cast("wangfang"), at=after(0, 11))
        line = {"requirement_code": "equipment_list", "problem": "看不清。"}
        with pytest.raises(Invalid) as refusal:
            receiving.ask_correction(case, items=[line], by=cast("wangfang"), at=after(0, 11))
        assert "not_required" in faults_of(refusal)
        receiving.accept(case, by=cast("wangfang"), at=after(0, 12))


@pytest.mark.req("R-101")
@pytest.mark.parametrize("state", [MaterialState.SPARED, MaterialState.COMMITTED])
def test_what_the_state_holds_or_a_promise_covers_is_not_asked_for(cast, state):
    case = received(cast)
    case.materials.filter(requirement_code="layout_plan").update(state=state)
    line = {"requirement_code": "layout_plan", "problem": "请再交一份。"}
    with pytest.raises(Invalid) as refusal:
        receiving.ask_correction(case, items=[line], by=cast("wangfang"), at=after(0, 11))
    assert "not_asked" in faults_of(refusal)
    bad = {"layout_plan": {"verdict": "bad", "problem": "请再交一份。"}}
    with pytest.raises(Invalid) as refusal:
        receiving.precheck(case, verdicts=bad, by=cast("wangfang"), at=after(0, 11))
    assert faults_of(refusal) == ["not_asked"]


@pytest.mark.req("R-040")
def test_a_second_telling_is_refused_by_the_command_and_by_the_database(cast):
    case = received(cast, without=("layout_plan",))
    notice = receiving.ask_correction(case, items=[], by=cast("wangfang"), at=after(0, 11))
    corrected(case, cast("liqiang"), "layout_plan", at=after(1))
    before = snapshot(case)
    line = {"requirement_code": "safety_rules", "problem": "这次才看出来。"}
    with pytest.raises(receiving.ToldOnce):
        receiving.ask_correction(case, items=[line], by=cast("wangfang"), at=after(1, 11))
    assert snapshot(case) == before
    columns = {"case": case, "items": [], "given_at": after(1), "due_on": after(9).date()}
    with pytest.raises(IntegrityError), transaction.atomic():
        CorrectionNotice.objects.create(document=notice.document, **columns)


@pytest.mark.req("R-008", "R-040")
def test_a_correction_brings_everything_at_once_and_starts_the_clocks_anew(cast):
    liqiang = cast("liqiang")
    case = received(cast, without=("layout_plan", "safety_rules"))
    receiving.ask_correction(case, items=[], by=cast("wangfang"), at=after(0, 11))
    with pytest.raises(Invalid):
        corrected(case, liqiang, "layout_plan", at=after(1))
    with pytest.raises(Invalid):
        corrected(case, liqiang, "layout_plan", "safety_rules", "equipment_list", at=after(1))
    corrected(case, liqiang, "layout_plan", "safety_rules", at=after(4, 20))
    case = fresh(case)
    assert str(case.due_on) == "2026-12-01"  # Friday after hours: Monday is day 1
    assert case.materials.get(requirement_code="layout_plan", replaced_at=None).round == 2
    assert_sound(case, on=after(4).date())


@pytest.mark.req("R-040")
def test_only_a_stranger_to_the_term_is_sent_back_early(cast):
    case = received(cast, without=("layout_plan",))
    notice = receiving.ask_correction(case, items=[], by=cast("wangfang"), at=after(0, 11))
    assert notice.due_on.isoformat() == "2026-12-14"  # fifteen workdays
    with pytest.raises(receiving.TermIsOpen):
        receiving.send_back(case, reason="没有补正。", by=cast("wangfang"), at=after(21, 23, 59))
    receiving.send_back(case, reason="没有补正。", by=cast("wangfang"), at=after(22, 0))
    assert case.status == Status.RETURNED
    assert_sound(case, on=after(22).date())


@pytest.mark.req("R-037")
def test_telling_later_keeps_the_two_days_and_does_not_stop_acceptance_by_silence(cast):
    case = received(cast)
    due_on = case.due_on
    receiving.defer_notice(case, reason="系统核验中。", by=cast("wangfang"), at=after(0, 11))
    assert fresh(case).due_on == due_on
    assert case.clocks.filter(ended_at=None).count() == 2


def test_what_follows_later_is_made_good_all_at_once_online_and_at_the_window(cast):
    for login in ("liqiang", "wangfang"):
        by = cast(login)
        case = accepted(cast, without=("layout_plan", "health_certificates"), wants_deferral=True)
        one = {"requirement_code": "layout_plan", "file_ids": [str(stored_file(by).pk)]}
        other = {"requirement_code": "health_certificates", "file_ids": [str(stored_file(by).pk)]}
        with pytest.raises(Invalid):
            delivering.make_good(case, materials=[one], by=by, at=after(1))
        delivering.make_good(case, materials=[one, other], by=by, at=after(1))
        assert not case.materials.filter(state="deferred", replaced_at=None).exists()
