"""The guards walked around (绕不过去): by a text, by another person's will, by doing the same thing over and over."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Invalid
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.handling.cases.commands import (
    committing,
    deferring,
    delivering,
    examining,
    explaining,
    inspecting,
    overriding,
    receiving,
    slots,
    unlisting,
)
from tongban.handling.cases.commands.acts import act
from tongban.handling.cases.commands.examining import PausedBefore
from tongban.handling.cases.commands.wording import (
    AsksAgain,
    AsksUnlisted,
    note_blocked_at,
    refuse_asks_in_report,
    refuse_unlisted_asks,
)
from tongban.handling.cases.models import BlockedAsk, Case, Clock
from tongban.handling.cases.rules.flow import FLOW
from tongban.handling.cases.rules.spoken import NOT_READ
from tongban.registers.catalog.content import DeferralRule

from .applying import MONDAY, lodged, stored_file
from .driving import (
    GROUND,
    HEARING,
    INSPECTION,
    accepted,
    after,
    day,
    fresh,
    granted,
    issued,
    listed,
    photo,
    received,
    record_of,
)
from .test_committing import promised, promising

Cast = Callable[..., Actor]
pytestmark = pytest.mark.django_db
ASK = "请再提供居住证明。"
AGAIN = "请再提交食品安全管理制度。"
READ = {
    *("defer_notice", "ask_correction", "override_telling", "reject", "transfer", "start_special", "finish_special"),
    *("cancel_slot", "record_inspection", "extend", "finish_unlisted_step", "explain_overdue", "grant", "refuse"),
    *("finish_on_the_spot", "return", "terminate", "put_off_supplement", "offer_slots", "precheck"),
    *("issue", "serve", "withdraw"),
}


@pytest.mark.req("R-040", "R-047")
def test_every_text_of_the_office_is_read_before_it_is_sent():
    words = {"text", "long_text", "corrections", "verdicts", "slots", "findings", "face"}
    spoken = {step.verb for step in FLOW if any(ask.kind in words and ask.name != "code" for ask in step.asks)}
    assert spoken == READ | set(NOT_READ)
    assert not READ & set(NOT_READ)


def places(case: Case, cast: Cast) -> dict[str, Callable[[str], object]]:
    """Texts of staff that go to the applicant and that are no notice, by their verbs."""
    zhaomin, chenli = cast("zhaomin"), cast("chenli")
    slot = {"starts_at": after(3, 9).isoformat(), "ends_at": after(3, 10).isoformat()}
    at = after(2)
    pictures = [photo(zhaomin, at=at)]
    return {
        "offer_slots": lambda ask: slots.offer_slots(
            case, code="inspection", slots=[slot | {"place": ask}], officers=["JY0063", "JY0064"], by=zhaomin, at=at
        ),
        "record_inspection": lambda ask: inspecting.record_inspection(
            case,
            given=record_of(at=at, photos=pictures, findings={"facts": "一致。", "conclusion": ask}),
            by=zhaomin,
            at=at,
        ),
        "transfer": lambda ask: receiving.transfer(
            case, given={"to_body": ask, "reason": "不属于本机关。"}, by=zhaomin, at=at
        ),
        "extend": lambda ask: examining.extend(case, days=1, reason=ask, by=chenli, at=at),
        "explain_overdue": lambda ask: explaining.explain_overdue(
            case,
            given={"cause": "workload", "words": f"{ask}没有按时办结，向您道歉。", "expected_on": day(60).isoformat()},
            by=zhaomin,
            at=after(50),
        ),
    }


@pytest.mark.req("R-040", "R-047")
@pytest.mark.parametrize("ask", [ASK, AGAIN])
@pytest.mark.parametrize("verb", ["offer_slots", "record_inspection", "transfer", "extend", "explain_overdue"])
def test_after_acceptance_no_text_asks_for_anything(cast, verb, ask):
    with listed(special_procedures=(INSPECTION,)):
        case = accepted(cast)
        if verb in ("offer_slots", "record_inspection"):
            examining.start_special(case, code="inspection", reason="核查现场。", by=cast("zhaomin"), at=after(1))
            case = fresh(case)
        before = case.version
        with pytest.raises((AsksUnlisted, AsksAgain)) as refused:
            places(case, cast)[verb](ask)
    assert refused.value.status in (409, 422)
    assert fresh(case).version == before
    assert not Outgoing.objects.filter(payload__text__contains="居住证明").exists()


@pytest.mark.req("R-047")
@pytest.mark.parametrize(
    ("verb", "given"),
    [
        ("issue", {"result_number": f"JY1，{ASK}"}),
        ("issue", {"result_number": f"JY1，{AGAIN}"}),
        ("issue", {"result_number": "JY1", "face": {"scope": ASK}}),
        ("serve", {"way": "post", "tracking": f"SF1，{ASK}"}),
    ],
)
def test_nothing_is_asked_for_on_what_is_handed_over(cast, verb, given):
    case = granted(cast) if verb == "issue" else issued(cast)
    by = cast("zhaomin") if verb == "issue" else cast("liuyang")
    with listed(may_deliver_by_post=True), pytest.raises((AsksUnlisted, AsksAgain)):
        act(verb, fresh(case), given, by=by, at=after(3))


@pytest.mark.req("R-047")
def test_the_law_that_a_no_names_asks_for_nothing(cast):
    given = GROUND | {"ground": f"食品安全法 第三十五条。{ASK}"}
    with pytest.raises(AsksUnlisted):
        receiving.reject(received(cast), given=given, by=cast("wangfang"), at=MONDAY)
    with pytest.raises(AsksUnlisted):
        examining.terminate(accepted(cast), given=given, by=cast("chenli"), at=after(1))


@pytest.mark.req("R-040", "R-047")
def test_what_was_asked_again_counts_on_the_radar(cast):
    case, wangfang = accepted(cast), cast("zhaomin")
    with pytest.raises(AsksAgain) as refused:
        refuse_unlisted_asks(case, {"/reason": AGAIN})
    note_blocked_at(case, refused.value, verb="start_special", by=wangfang, at=after(1))
    kept = BlockedAsk.objects.get()
    assert kept.terms == [dict.fromkeys(("words", "nearest"), "食品安全管理制度目录清单") | {"kind": "again"}]
    assert (kept.case_id, kept.verb) == (case.pk, "start_special")


@pytest.mark.req("R-046", "R-047")
def test_the_result_of_a_step_outside_the_list_asks_for_nothing(cast):
    case = accepted(cast)
    more: dict[str, Any] = {"name": "补充检测", "reason": "水质投诉较多，需要复测一次。", "expected_on": day(5)}
    unlisting.add_unlisted_step(case, **more, by=cast("chenli"), at=after(1))
    with pytest.raises(AsksUnlisted):
        unlisting.finish_unlisted_step(fresh(case), result=ASK, by=cast("zhaomin"), at=after(2))


@pytest.mark.req("R-040")
def test_after_the_notice_no_text_asks_for_what_it_did_not_name(cast):
    case = received(cast)
    wangfang = cast("wangfang")
    items = [{"requirement_code": "layout_plan", "problem": "没有标明水池位置。"}]
    receiving.ask_correction(case, items=items, by=wangfang, at=MONDAY)
    brought = [{"requirement_code": "layout_plan", "file_ids": [str(stored_file(cast("liqiang")).pk)]}]
    receiving.correct(fresh(case), materials=brought, by=cast("liqiang"), at=after(1))
    no = GROUND | {"fact": f"制度不全。{AGAIN}"}
    with pytest.raises(AsksAgain) as refused:
        receiving.transfer(
            fresh(case), given={"to_body": "市公安局", "reason": f"不属于本机关。{AGAIN}"}, by=wangfang, at=after(1, 11)
        )
    assert (refused.value.status, refused.value.reason_code) == (409, "asks_again")
    with pytest.raises((AsksAgain, receiving.ToldOnce)):
        receiving.reject(fresh(case), given=no, by=wangfang, at=after(1, 11))
    bad = {"layout_plan": {"verdict": "bad", "problem": f"还是没有标明。{AGAIN}"}}
    with pytest.raises(AsksAgain):
        receiving.precheck(fresh(case), verdicts=bad, by=wangfang, at=after(1, 11))
    assert fresh(case).status == "received"


@pytest.mark.req("R-040", "R-047")
def test_the_leaders_override_asks_for_its_own_lines_only(cast):
    case = received(cast)
    items = [{"requirement_code": "layout_plan", "problem": "没有标明水池位置。"}]
    receiving.ask_correction(case, items=items, by=cast("wangfang"), at=MONDAY)
    brought = [{"requirement_code": "layout_plan", "file_ids": [str(stored_file(cast("liqiang")).pk)]}]
    receiving.correct(fresh(case), materials=brought, by=cast("liqiang"), at=after(1))
    more = [{"requirement_code": "safety_rules", "problem": "没有盖章。", "ask_again_reason": "原件没有盖章。"}]
    given: dict[str, Any] = {"by": cast("chenli"), "at": after(1, 11)}
    with pytest.raises(AsksUnlisted):
        overriding.override_telling(fresh(case), reason=f"窗口漏看了。{ASK}", items=more, **given)
    with pytest.raises(AsksUnlisted):
        overriding.override_telling(
            fresh(case), reason="窗口核对时漏看了。", items=[more[0] | {"remedy": ASK}], **given
        )
    overriding.override_telling(fresh(case), reason="窗口核对时漏看了食品安全管理制度。", items=more, **given)


@pytest.mark.req("R-040", "R-047")
@pytest.mark.parametrize(
    ("text", "is_again"),
    [
        ("请再提交食品安全管理制度。", True),
        ("还要补一份布局流程图。", True),
        ("未提供布局流程图。", True),
        ("缺少布局流程图。", True),
        ("布局流程图与现场不一致，食品处理区没有洗手设施。", False),
        ("申请人提供的布局流程图与现场不一致，没有洗手设施。", False),
        ("准予。请按食品安全管理制度经营。", False),
        ("请妥善保管食品经营许可证。", False),
    ],
)
def test_what_is_only_spoken_of_is_not_asked_for(cast, text, is_again):
    case = accepted(cast)
    if is_again:
        with pytest.raises(AsksAgain):
            refuse_unlisted_asks(case, {"/text": text})
    else:
        refuse_unlisted_asks(case, {"/text": text})


@pytest.mark.req("R-047")
@pytest.mark.parametrize(
    ("text", "is_asked"),
    [
        ("需要等市卫健委的复函，预计下周办完。", False),
        ("等待第三方出具检测报告，没有按时办结，向您道歉。", False),
        ("经营场所布局与图纸不一致，消毒柜没有安装，申请人表示三天内改好。", False),
        ("暴雨，道路中断，申请人不能按时补齐材料。", False),
        ("请提供现场的消防验收合格证明。", True),
        (ASK, True),
        (AGAIN, True),
    ],
)
def test_a_report_asks_only_for_what_is_to_be_handed_in(cast, text, is_asked):
    case = accepted(cast)
    if is_asked:
        with pytest.raises((AsksUnlisted, AsksAgain)):
            refuse_asks_in_report(case, {"/text": text})
    else:
        refuse_asks_in_report(case, {"/text": text})


@pytest.mark.req("R-043")
def test_a_window_withdraws_nothing_by_itself(cast):
    clerk = cast("wangfang")
    begun, case = lodged(cast("liqiang"))
    for given in ({}, {"way": "paper"}, {"way": "query_code", "signature": "00000000"}):
        with pytest.raises(Invalid) as refused:
            act("withdraw", fresh(case), {"reason": "申请人电话说不办了。", **given}, by=clerk, at=after(0, 11))
        assert refused.value.faults[0].pointer == "/signature"
    given = {"reason": "申请人到窗口说不办了。", "way": "query_code", "signature": begun.opening.query_code}
    act("withdraw", fresh(case), given, by=clerk, at=after(0, 11))
    assert Entry.objects.get(chain=case.chain, verb="withdraw").facts["by_way"] == "query_code"


@pytest.mark.req("R-144")
def test_a_window_starts_no_clock_anew_by_withdrawing_a_promise_of_others(cast):
    with listed(**promising()):
        case, clerk = promised(cast), cast("wangfang")
        before = list(Clock.objects.filter(case=case).values_list("pk", "due_on", "ended_at"))
        with pytest.raises(Invalid):
            committing.withdraw_commitment(case, by=clerk, at=after(1))
        assert list(Clock.objects.filter(case=case).values_list("pk", "due_on", "ended_at")) == before
        signed = [{"requirement_code": "signed_paper", "file_ids": [str(stored_file(clerk).pk)]}]
        given = {"way": "paper", "materials": signed}
        act("withdraw_commitment", fresh(case), given, by=clerk, at=after(1))
        assert not fresh(case).accepts_commitment


@pytest.mark.req("R-040")
def test_nobody_ends_a_case_by_sending_it_to_the_body_that_has_it(cast):
    case = received(cast)
    for name in (case.agency.name, case.agency.short_name):
        with pytest.raises(Invalid) as refused:
            receiving.transfer(
                case, given={"to_body": name, "reason": "转给承办部门。"}, by=cast("wangfang"), at=MONDAY
            )
        assert [each.pointer for each in refused.value.faults] == ["/to_body"]


@pytest.mark.req("R-043")
def test_an_apology_names_no_day_far_off(cast):
    case = accepted(cast)
    given = {"cause": "workload", "words": "积压太多，没有按时办结，向您道歉。"}
    far = given | {"expected_on": (after(80) + timedelta(days=61)).date().isoformat()}
    with pytest.raises(Invalid) as refused:
        explaining.explain_overdue(case, given=far, by=cast("zhaomin"), at=after(80))
    assert [each.code for each in refused.value.faults] == ["too_far"]


@pytest.mark.req("R-043", "R-048")
def test_nobody_pauses_the_limits_over_and_over(cast):
    with listed(special_procedures=(HEARING, INSPECTION)):
        case, zhaomin = accepted(cast), cast("zhaomin")
        examining.start_special(case, code="hearing", reason="申请人要求。", by=zhaomin, at=after(1))
        examining.finish_special(fresh(case), code="hearing", result="听证结束。", by=zhaomin, at=after(2))
        with pytest.raises(PausedBefore):
            examining.start_special(fresh(case), code="hearing", reason="再听一次。", by=zhaomin, at=after(3))
        examining.start_special(fresh(case), code="hearing", reason="出现新的证据。", by=cast("chenli"), at=after(3))
        assert fresh(case).status == "suspended"


@pytest.mark.req("R-043")
def test_a_supplement_put_off_takes_no_extension_away(cast):
    rule = DeferralRule(is_offered=True, may_extend=True)
    with listed(deferral=rule):
        case = accepted(cast, without=("layout_plan",), wants_deferral=True)
        Clock.objects.filter(case=case, kind="supplement").update(extended_by=3)
        examining.extend(fresh(case), days=5, reason="情况复杂，需要核实。", by=cast("chenli"), at=after(2))
        with pytest.raises(examining.ExtendedBefore):
            examining.extend(fresh(case), days=5, reason="情况复杂，需要核实。", by=cast("chenli"), at=after(2, 11))


@pytest.mark.req("R-047")
def test_a_put_off_supplement_asks_for_nothing_more(cast):
    with listed(deferral=DeferralRule(is_offered=True, may_extend=True)):
        case = accepted(cast, without=("layout_plan",), wants_deferral=True)
        with pytest.raises(AsksUnlisted):
            deferring.put_off_supplement(case, days=3, reason=f"下暴雨。{ASK}", by=cast("wangfang"), at=after(1))


@pytest.mark.req("R-043")
def test_the_applicant_needs_no_proof_of_their_own_will(cast):
    case = received(cast)
    delivering.withdraw(case, reason="不办了。", by=cast("liqiang"), at=MONDAY + timedelta(hours=1))
    assert Entry.objects.get(chain=case.chain, verb="withdraw").facts.get("by_way") is None
