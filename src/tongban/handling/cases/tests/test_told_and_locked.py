"""After the one-time notice (一次告知锁): no path asks for more; a leader's asking again moves no clock."""

import os
from datetime import timedelta
from typing import Any, ClassVar

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Declined, Invalid, NotNow, NotYours
from tongban.foundation.ledger.models import Outgoing
from tongban.handling.cases import jobs
from tongban.handling.cases.commands import overriding, receiving
from tongban.handling.cases.commands.acts import act
from tongban.handling.cases.commands.asking import ToldOnce
from tongban.handling.cases.commands.steps import option_of
from tongban.handling.cases.models import TellingOverride
from tongban.handling.cases.rules.flow import FLOW
from tongban.handling.cases.rules.states import Status
from tongban.handling.cases.rules.telling import shortfalls
from tongban.registers.documents.rules.papers import DocumentKind

from .applying import MONDAY, NEEDED, lodged, stored_file
from .asking import LINE, SORRY, bad, files, good, overridden, told
from .driving import GROUND, accepted, after, fresh, received
from .invariants import assert_sound, snapshot

BY_NO_COMPETENCE = {"ground": "行政许可法 第三十二条第一款第二项(不属于本机关职权范围)", "fact": "场所在酒泉市肃州区。"}


@pytest.mark.req("R-040")
@pytest.mark.parametrize(
    ("verb", "given"),
    [
        ("ask_correction", {"items": [LINE]}),
        ("ask_correction", {"items": [{"requirement_code": "layout_plan", "problem": "还是看不清。"}]}),
        ("defer_notice", {"reason": "还要再核对一下别的材料。"}),
        ("precheck", {"materials": bad("safety_rules")}),
        ("precheck", {"materials": {**good("layout_plan"), **bad("equipment_list")}}),
        ("reject", GROUND),
    ],
)
def test_after_the_notice_every_way_to_ask_for_more_is_closed(cast, verb, given):
    case = told(cast)
    before = snapshot(case)
    with pytest.raises(ToldOnce) as refusal:
        act(verb, case, given, by=cast("wangfang"), at=after(1, 11))
    assert (refusal.value.status, refusal.value.reason_code) == (409, "told_once")
    assert snapshot(case) == before


@pytest.mark.req("R-040")
def test_what_was_never_told_is_named_in_the_refusal(cast):
    with pytest.raises(ToldOnce) as refusal:
        receiving.precheck(told(cast), verdicts=bad("safety_rules"), by=cast("wangfang"), at=after(1, 11))
    assert [(each.pointer, each.code) for each in refusal.value.faults] == [("/materials/safety_rules", "told_once")]


def test_what_the_notice_named_may_still_be_found_bad_and_then_be_refused(cast):
    case = told(cast)
    receiving.precheck(case, verdicts=bad("layout_plan"), by=cast("wangfang"), at=after(1, 11))
    case = fresh(case)
    with pytest.raises(receiving.NotComplete):
        receiving.accept(case, by=cast("wangfang"), at=after(1, 12))
    receiving.reject(case, given=GROUND, by=cast("wangfang"), at=after(1, 13))
    assert fresh(case).status == Status.REJECTED


def test_a_body_that_is_not_competent_says_so_even_after_the_notice(cast):
    case = told(cast)
    receiving.reject(case, given=BY_NO_COMPETENCE, by=cast("wangfang"), at=after(1, 11))
    assert fresh(case).status == Status.REJECTED


@pytest.mark.req("R-040")
def test_a_leader_asks_again_with_an_apology_and_no_clock_moves(cast):
    case = told(cast)
    clocks = list(case.clocks.order_by("id").values())
    due_on = case.due_on
    override = overridden(cast, case)
    case = fresh(case)
    assert list(case.clocks.order_by("id").values()) == clocks
    assert (case.due_on, case.status) == (due_on, Status.RECEIVED)
    paper = override.document
    assert paper.kind == DocumentKind.SUPPLEMENT_OVERRIDE
    said = "".join(paper.body["paragraphs"])
    assert SORRY in said
    assert "道歉" in said
    assert {"label": "批准再次告知的负责人", "value": "陈立"} in paper.body["lines"]
    assert [item["code"] for item in paper.body["items"]] == ["safety_rules"]
    message = Outgoing.objects.filter(chain=case.chain, payload__verb="override_telling").get()
    assert message.address == f"party:{case.applicant_id}"
    assert "期限不变" in message.payload["text"]
    with pytest.raises(receiving.NotComplete):
        receiving.accept(case, by=cast("wangfang"), at=after(1, 15))
    overriding.answer_override(case, materials=files(cast("liqiang"), "safety_rules"), by=cast("liqiang"), at=after(2))
    case = fresh(case)
    assert list(case.clocks.order_by("id").values()) == clocks
    assert case.due_on == due_on
    receiving.accept(case, by=cast("wangfang"), at=after(2, 11))
    assert_sound(case, on=after(2).date())


@pytest.mark.req("R-040", "R-038")
def test_asking_again_does_not_save_the_body_from_its_own_silence(cast):
    case = told(cast)
    overridden(cast, case)
    assert jobs.accept_what_nobody_answered(at=after(15)) == 1
    case = fresh(case)
    assert (case.status, case.is_deemed) == (Status.ACCEPTED, True)
    overriding.answer_override(
        case, materials=files(cast("liqiang"), "safety_rules"), by=cast("liqiang"), at=after(15, 11)
    )
    assert fresh(case).status == Status.ACCEPTED


def test_only_a_leader_of_the_body_asks_again_and_only_for_what_the_list_names(cast):
    case = told(cast)
    for login in ("wangfang", "zhaomin", "sunqiang", "liqiang", "daiyongqiang"):
        with pytest.raises(NotYours):
            act("override_telling", case, {"reason": SORRY, "items": [LINE]}, by=cast(login), at=after(1, 14))
    for line in ({"requirement_code": "residence_proof", "problem": "请再提供居住证明。"}, {}):
        with pytest.raises(Invalid):
            overridden(cast, case, line)
    with pytest.raises(Invalid):
        overriding.override_telling(case, reason="漏了", items=[LINE], by=cast("chenli"), at=after(1, 14))
    with pytest.raises(Invalid):
        overriding.override_telling(case, reason=SORRY, items=[], by=cast("chenli"), at=after(1, 14))
    assert not TellingOverride.objects.exists()


def test_nothing_told_is_nothing_to_override(cast):
    for case in (received(cast), accepted(cast)):
        with pytest.raises(overriding.NothingToOverride):
            overridden(cast, case)
    with pytest.raises(IntegrityError), transaction.atomic():
        TellingOverride.objects.create(
            case=case, document=overridden(cast, told(cast)).document, items=[], reason=SORRY, given_at=MONDAY
        )


def test_one_is_open_at_a_time_and_all_of_it_comes_at_once(cast):
    case, liqiang = told(cast), cast("liqiang")
    with pytest.raises(Invalid):
        overriding.answer_override(case, materials=files(liqiang, "safety_rules"), by=liqiang, at=after(1))
    overridden(cast, case, LINE, {"requirement_code": "equipment_list", "problem": "没有写型号。"})
    case = fresh(case)
    with pytest.raises(overriding.OverrideIsOpen):
        overridden(cast, case)
    with pytest.raises(Invalid):
        overriding.answer_override(case, materials=files(liqiang, "safety_rules"), by=liqiang, at=after(2))
    more = files(cast("liqiang"), "safety_rules", "equipment_list", "layout_plan")
    with pytest.raises(Invalid):
        overriding.answer_override(case, materials=more, by=liqiang, at=after(2))
    both = files(cast("zhouyou"), "safety_rules", "equipment_list")
    with pytest.raises(NotYours):
        overriding.answer_override(case, materials=both, by=cast("chenli"), at=after(2))
    both = files(cast("wangfang"), "safety_rules", "equipment_list")
    overriding.answer_override(case, materials=both, by=cast("wangfang"), at=after(2))
    case = fresh(case)
    receiving.precheck(case, verdicts=bad("safety_rules"), by=cast("wangfang"), at=after(2, 11))
    with pytest.raises(receiving.ToldOnce):
        receiving.precheck(fresh(case), verdicts=bad("health_certificates"), by=cast("wangfang"), at=after(2, 11))


@pytest.mark.req("R-040")
def test_a_case_with_an_open_asking_again_is_not_turned_away_for_it(cast):
    case = told(cast)
    overridden(cast, case)
    with pytest.raises(ToldOnce):
        receiving.reject(fresh(case), given=GROUND, by=cast("wangfang"), at=after(1, 15))


ACTS = ("precheck", "defer_notice", "ask_correction", "correct", "supply", "accept", "reject", "reuse")


class AnyAsk(RuleBasedStateMachine):
    """One case that was told once, and clerks, an examiner and the applicant doing whatever they like in any order."""

    actors: ClassVar[dict[str, Actor]] = {}

    def __init__(self) -> None:
        super().__init__()
        self.at = MONDAY
        self.undo = transaction.atomic()
        self.undo.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    @initialize(
        lacking=st.sets(st.sampled_from(NEEDED), min_size=1, max_size=3), extra=st.sets(st.sampled_from(NEEDED))
    )
    def it_was_told(self, lacking: set[str], extra: set[str]) -> None:
        case = lodged(self.actors["liqiang"], at=self.at, without=tuple(lacking))[1]
        items = [{"requirement_code": code, "problem": "看不清。"} for code in sorted(extra)]
        receiving.ask_correction(case, items=items, by=self.actors["wangfang"], at=self.at)
        self.case = fresh(case)
        self.named = lacking | extra
        self.asked: set[str] = set()

    @rule(hours=st.integers(1, 30))
    def time_goes_by(self, hours: int) -> None:
        self.at += timedelta(hours=hours)

    @rule(
        login=st.sampled_from(("liqiang", "wangfang", "limin", "zhaomin")), verb=st.sampled_from(ACTS), data=st.data()
    )
    def somebody_does_something(self, login: str, verb: str, data: st.DataObject) -> None:
        codes = sorted(data.draw(st.sets(st.sampled_from(NEEDED), max_size=4)))
        verdict = data.draw(st.sampled_from(("good", "bad")))
        wanted = sorted(self.named) if verb == "correct" else codes
        by = self.actors["liqiang"]
        handed = [{"requirement_code": code, "file_ids": [str(stored_file(by, at=self.at).pk)]} for code in wanted]
        given: dict[str, Any] = {
            **GROUND,
            "reason": "还要再看看。",
            "items": [{"requirement_code": code, "problem": "不清楚。"} for code in codes],
            "materials": {code: {"verdict": verdict, "problem": "不行。"} for code in codes}
            if verb == "precheck"
            else handed,
        }
        try:
            with transaction.atomic():
                act(verb, fresh(self.case), given, by=self.actors[login], at=self.at)
        except Declined:
            return
        finally:
            self.case = fresh(self.case)

    @invariant()
    def nothing_stands_in_the_way_that_was_not_told(self) -> None:
        if not hasattr(self, "case"):
            return
        rows = self.case.materials.filter(replaced_at=None)
        assert {each.code for each in shortfalls(option_of(self.case), rows)} <= self.named
        assert {each["code"] for each in self.case.correction_notice.items} == self.named
        if self.case.status == Status.REJECTED:
            assert {each.code for each in shortfalls(option_of(self.case), rows)} & self.named


@pytest.mark.req("R-040")
def test_no_order_of_acts_asks_for_what_the_notice_did_not_name(cast):
    AnyAsk.actors = {login: cast(login) for login in ("liqiang", "wangfang", "limin", "zhaomin")}
    run_state_machine_as_test(
        AnyAsk,
        settings=settings(
            max_examples=int(os.environ.get("TONGBAN_SEQUENCES", "25")),
            stateful_step_count=8,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )


def test_the_applicant_is_not_asked_to_answer_what_nobody_asked(cast):
    assert FLOW.steps["answer_override"].target is None
    case = accepted(cast)
    with pytest.raises(NotNow):
        act("correct", case, {"materials": files(cast("liqiang"), "layout_plan")}, by=cast("liqiang"), at=after(1))
