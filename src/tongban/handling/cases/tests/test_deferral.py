"""容缺受理 from the choice to its end: the plan's rule, and each of the four variants carried out by commands."""

from typing import Any

import msgspec
import pytest

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.handling.cases import credit, jobs
from tongban.handling.cases.commands import committing, deferring, delivering, examining, receiving
from tongban.handling.cases.commands.delivering import StillDeferred
from tongban.handling.cases.models import Case, Deferral
from tongban.handling.cases.ports import Barred
from tongban.handling.cases.rules import deferral as rules
from tongban.handling.cases.rules.clocks import ClockKind
from tongban.registers.catalog.content import Span
from tongban.registers.documents.models import OfficialDocument
from tongban.registers.licenses.models import License

from .applying import MONDAY, lodged, stored_file
from .driving import TAKEN, accepted, after, day, fresh, granted, issued, listed, received
from .invariants import assert_sound

pytestmark = pytest.mark.django_db
TEN: dict[str, Any] = {"promised_limit": Span(value=10), "statutory_limit": Span(value=20)}
CODE = "layout_plan"
GAP: dict[str, Any] = {"without": (CODE,), "wants_deferral": True}


def papers_of(case: Case) -> list[str]:
    return list(OfficialDocument.objects.filter(subject=case.chain).order_by("id").values_list("kind", flat=True))


def told(case: Case) -> list[str]:
    rows = Outgoing.objects.filter(chain=case.chain, channel="message").order_by("id")
    return [row.payload["verb"] for row in rows]


def verbs(case: Case) -> list[str]:
    return list(Entry.objects.filter(chain=case.chain).order_by("seq").values_list("verb", flat=True))


def brought(by, *codes: str) -> list[dict[str, object]]:
    return [{"requirement_code": code, "file_ids": [str(stored_file(by).pk)]} for code in codes or (CODE,)]


def faults_of(refusal) -> list[str]:
    return [each.code for each in refusal.value.faults]


# the choice


@pytest.mark.req("R-150")
def test_the_applicant_signs_and_the_ledger_says_who_chose(cast):
    case = received(cast, **GAP)
    row = Deferral.objects.get(case=case)
    assert (row.choice, row.way, row.chosen_by, row.materials) == ("deferred", "typed_name", "applicant", [CODE])
    assert bytes(row.signature_sealed)
    facts = Entry.objects.get(chain=case.chain, seq=1).facts
    assert facts["deferral"] == {"choice": "deferred", "chosen_by": "applicant", "way": "typed_name"}
    assert "李强" not in str(facts)


@pytest.mark.req("R-150")
def test_without_a_signature_nothing_is_deferred(cast):
    with pytest.raises(Invalid) as refusal:
        lodged(cast("liqiang"), without=(CODE,), wants_deferral=True, deferral=None)
    assert faults_of(refusal) == ["unsigned"]


@pytest.mark.req("R-150")
def test_not_deferring_is_the_default_and_needs_no_word(cast):
    case = received(cast, without=(CODE,))
    assert not fresh(case).wants_deferral
    assert not Deferral.objects.filter(case=case).exists()
    assert case.materials.get(requirement_code=CODE).state == "missing"


@pytest.mark.req("R-150")
def test_who_chose_to_bring_everything_is_recorded_too(cast):
    choice = rules.Consent(rules.Choice.COMPLETE, MONDAY, name="李强")
    case = received(cast, deferral=choice)
    assert Deferral.objects.get(case=case).choice == "complete"
    assert not case.wants_deferral


@pytest.mark.req("R-150")
def test_a_clerk_cannot_choose_for_the_person(cast):
    case, clerk = received(cast, without=(CODE,)), cast("wangfang")
    verdict = {CODE: {"verdict": "deferred"}}
    with pytest.raises(Invalid) as refusal:
        receiving.precheck(case, verdicts=verdict, by=clerk, at=after(0, 11))
    assert faults_of(refusal) == ["not_yours_to_choose"]
    for given in ({}, {"way": "typed_name", "signature": "李强"}, {"way": "paper"}):
        with pytest.raises(Invalid):
            deferring.choose_deferral(case, given=given, by=clerk, at=after(0, 11))
    with pytest.raises(Invalid) as refusal:
        deferring.choose_deferral(case, given={"way": "query_code", "signature": "00000000"}, by=clerk, at=after(0, 11))
    assert faults_of(refusal) == ["query_code"]
    with pytest.raises(NotYours):
        deferring.signed("李强", by=clerk, at=MONDAY)


@pytest.mark.req("R-150")
def test_at_the_window_the_query_code_shows_that_the_person_chose(cast):
    begun, case = lodged(cast("liqiang"), without=(CODE,))
    given = {"way": "query_code", "signature": begun.opening.query_code}
    entry = deferring.choose_deferral(case, given=given, by=cast("wangfang"), at=after(0, 11))
    assert entry.facts["deferral"] == {"choice": "deferred", "chosen_by": "applicant", "way": "query_code"}
    assert fresh(case).wants_deferral
    assert told(case)[-1] == "choose_deferral"
    receiving.accept(fresh(case), by=cast("wangfang"), at=after(0, 11))
    assert "deferral_notice" in papers_of(case)


@pytest.mark.req("R-150")
def test_at_the_window_a_signed_paper_shows_it_too(cast):
    case, clerk = received(cast, without=(CODE,)), cast("wangfang")
    file = stored_file(clerk)
    given = {"way": "paper", "materials": [{"requirement_code": "deferral_paper", "file_ids": [str(file.pk)]}]}
    deferring.choose_deferral(case, given=given, by=clerk, at=after(0, 11))
    row = Deferral.objects.get(case=case)
    assert (row.way, row.paper_id) == ("paper", file.pk)
    file.refresh_from_db()
    assert file.holder == case.chain


@pytest.mark.req("R-150")
def test_online_the_own_name_is_written(cast):
    case, liqiang = received(cast, without=(CODE,)), cast("liqiang")
    with pytest.raises(Invalid) as refusal:
        deferring.choose_deferral(case, given={"signature": "王芳"}, by=liqiang, at=after(0, 11))
    assert faults_of(refusal) == ["signature"]
    deferring.choose_deferral(case, given={"signature": " 李强 "}, by=liqiang, at=after(0, 11))
    assert Deferral.objects.get(case=case).way == "typed_name"


@pytest.mark.req("R-148")
def test_it_is_not_offered_while_a_main_material_is_missing(cast):
    with pytest.raises(Invalid) as refusal:
        lodged(cast("liqiang"), without=(CODE, "safety_rules"), wants_deferral=True)
    assert faults_of(refusal) == ["not_offered"]
    case = received(cast, without=(CODE, "safety_rules"))
    with pytest.raises(deferring.NotOffered):
        deferring.choose_deferral(case, given={"signature": "李强"}, by=cast("liqiang"), at=after(0, 11))


@pytest.mark.req("R-148")
def test_what_the_city_holds_itself_is_not_missing(cast):
    with listed(**TEN):
        case = received(cast, **GAP)
    states = dict(case.materials.values_list("requirement_code", "state"))
    assert states[CODE] == "deferred"
    assert set(states.values()) <= {"deferred", "provided", "spared"}


@pytest.mark.req("R-148")
def test_who_broke_a_promise_is_told_why_and_how_to_repair_it(cast):
    barred = Barred("2026年有一次承诺不实", "到市信用办申请修复", day(-90))
    credit.BOUND.append(lambda party, on: barred)
    try:
        with pytest.raises(credit.BadCredit) as refusal:
            lodged(cast("liqiang"), **GAP)
        assert "到市信用办申请修复" in refusal.value.message
        case = received(cast, without=(CODE,))
        with pytest.raises(credit.BadCredit):
            deferring.choose_deferral(case, given={"signature": "李强"}, by=cast("liqiang"), at=after(0, 11))
    finally:
        credit.BOUND.clear()


# the plan's rule


@pytest.mark.req("R-151")
@pytest.mark.parametrize("way", ["electronic", "post", "locker"])
def test_no_way_of_serving_goes_round_the_gap(cast, way):
    case = issued(cast, **GAP)
    with pytest.raises(StillDeferred):
        delivering.serve(case, way=way, tracking="EMS1", by=cast("liuyang"), at=after(3))


@pytest.mark.req("R-151")
def test_the_gap_is_closed_in_the_same_act_as_the_hand_over(cast):
    case, issuer = issued(cast, **GAP), cast("liuyang")
    assert not case.clocks.filter(kind=ClockKind.SUPPLEMENT).exists()
    with pytest.raises(StillDeferred):
        delivering.collect(case, given=TAKEN, by=issuer, at=after(3))
    delivering.collect(fresh(case), given={**TAKEN, "materials": brought(issuer)}, by=issuer, at=after(3))
    assert verbs(case)[-2:] == ["make_good", "collect"]
    assert fresh(case).status == "served"
    assert papers_of(case)[-2:] == ["make_good_receipt", "delivery_receipt"]
    assert Deferral.objects.get(case=case).made_good_at == after(3)


@pytest.mark.req("R-151")
def test_it_is_made_good_once_and_whole(cast):
    case = accepted(cast, without=(CODE, "health_certificates"), wants_deferral=True)
    liqiang = cast("liqiang")
    with pytest.raises(Invalid):
        deferring.make_good(case, materials=brought(liqiang), by=liqiang, at=after(1))
    deferring.make_good(fresh(case), materials=brought(liqiang, CODE, "health_certificates"), by=liqiang, at=after(1))
    with pytest.raises(Invalid) as refusal:
        deferring.make_good(fresh(case), materials=brought(liqiang), by=liqiang, at=after(1))
    assert faults_of(refusal) == ["nothing"]


@pytest.mark.req("R-151")
def test_who_does_not_fetch_is_told_what_to_bring(cast):
    case = issued(cast, **GAP)
    assert "一次补齐容缺" in Outgoing.objects.filter(chain=case.chain).latest("id").payload["text"]
    assert jobs.remind_of_uncollected(at=after(11)) == 1
    assert "一次补齐容缺" in Outgoing.objects.filter(chain=case.chain).latest("id").payload["text"]
    assert jobs.lapse_deferrals(at=after(200)) == 0


@pytest.mark.req("R-151")
def test_a_decision_that_was_revoked_gives_no_licence_when_the_gap_is_closed_after_all(cast):
    case, liqiang = issued(cast, **GAP), cast("liqiang")
    committing.revoke(case, number="某号", reason="承诺不实。", by=SYSTEM, at=after(3))
    deferring.make_good(fresh(case), materials=brought(liqiang), by=liqiang, at=after(4))
    assert not License.objects.exists()


# the variants


@pytest.mark.req("R-151")
def test_anyang_what_is_not_made_good_is_deemed_withdrawn(cast):
    with listed(deferral=rules.ANYANG, **TEN):
        case = accepted(cast, **GAP)
        clock = case.clocks.get(kind=ClockKind.SUPPLEMENT)
        assert Deferral.objects.get(case=case).due_on == clock.due_on == day(14)
        assert jobs.lapse_deferrals(at=after(14, 23)) == 0
        assert jobs.remind_of_gaps(at=after(7)) == 1
        assert jobs.remind_of_gaps(at=after(7, 11)) == 0
        assert jobs.lapse_deferrals(at=after(20)) == 1
        assert jobs.lapse_deferrals(at=after(21)) == 0
        assert fresh(case).status == "withdrawn"
        assert papers_of(case)[-1] == "withdrawal_notice"
        assert "行政复议" in OfficialDocument.objects.filter(subject=case.chain).latest("id").body["remedy"][0]
        row = Deferral.objects.get(case=case)
        assert (row.lapse, row.lapsed_on) == ("withdrawn", day(14))
        assert told(case)[-2:] == ["remind_deferred", "deem_withdrawn"]
        assert_sound(case, on=day(21))


@pytest.mark.req("R-151")
def test_anyang_made_good_too_late_is_refused_even_before_the_clock_has_written_it(cast):
    with listed(deferral=rules.ANYANG, **TEN):
        case, liqiang = accepted(cast, **GAP), cast("liqiang")
        with pytest.raises(deferring.DeferralLapsed):
            deferring.make_good(case, materials=brought(liqiang), by=liqiang, at=after(15))
        deferring.make_good(fresh(case), materials=brought(liqiang), by=liqiang, at=after(14, 20))
        assert not case.clocks.filter(kind=ClockKind.SUPPLEMENT, ended_at=None).exists()
        assert jobs.lapse_deferrals(at=after(20)) == 0


@pytest.mark.req("R-151")
def test_shenzhen_the_result_waits_and_the_review_does_not(cast):
    with listed(deferral=rules.SHENZHEN, **TEN):
        case = granted(cast, **GAP)
        assert Deferral.objects.get(case=case).due_on == day(10)
        assert jobs.lapse_deferrals(at=after(11)) == 1
        assert jobs.lapse_deferrals(at=after(12)) == 0
        assert fresh(case).status == "granted"
        assert papers_of(case)[-1] == "deferral_notice"
        delivering.issue(fresh(case), result_number="JY1", by=cast("zhaomin"), at=after(14))
        with pytest.raises(StillDeferred):
            delivering.serve(fresh(case), way="electronic", by=cast("liuyang"), at=after(14))
        deferring.make_good(fresh(case), materials=brought(cast("liqiang")), by=cast("liqiang"), at=after(15))
        delivering.serve(fresh(case), way="electronic", by=cast("liuyang"), at=after(15))
        assert fresh(case).status == "served"


@pytest.mark.req("R-151")
def test_shenzhen_what_is_filed_first_is_accepted_when_it_is_complete(cast):
    with listed(deferral=rules.SHENZHEN_FILED, **TEN):
        case, clerk, liqiang = received(cast, **GAP), cast("wangfang"), cast("liqiang")
        with pytest.raises(deferring.FiledFirst):
            receiving.accept(case, by=clerk, at=after(0, 11))
        deferring.keep_on_file(fresh(case), by=clerk, at=after(0, 11))
        running = set(case.clocks.filter(ended_at=None).values_list("kind", flat=True))
        assert running == {"supplement"}
        assert fresh(case).due_on == case.clocks.get(kind="supplement").due_on
        assert jobs.accept_what_nobody_answered(at=after(20)) == 0
        with pytest.raises(receiving.OnFile):
            receiving.supply(fresh(case), materials=brought(liqiang), by=liqiang, at=after(1))
        with pytest.raises(receiving.OnFile):
            receiving.defer_notice(fresh(case), reason="系统核验中。", by=clerk, at=after(1))
        deferring.make_good(fresh(case), materials=brought(liqiang), by=liqiang, at=after(7))
        assert set(case.clocks.filter(ended_at=None).values_list("kind", flat=True)) == {"notice", "deemed_acceptance"}
        receiving.accept(fresh(case), by=clerk, at=after(7, 11))
        assert fresh(case).accepted_at == after(7, 11)
        assert "acceptance_notice" in papers_of(case)
        assert_sound(case, on=day(7))


@pytest.mark.req("R-151")
def test_shenzhen_what_is_filed_first_is_not_decided_on_the_spot_either(cast):
    with listed(deferral=rules.SHENZHEN_FILED, case_type="on_the_spot"):
        case = received(cast, **GAP)
        with pytest.raises(deferring.FiledFirst):
            examining.finish_on_the_spot(case, opinion="当场办。", by=cast("chenli"), at=after(0, 11))
    assert fresh(case).status == "received"


@pytest.mark.req("R-151")
def test_shenzhen_what_stays_on_file_too_long_is_told_and_waits(cast):
    with listed(deferral=rules.SHENZHEN_FILED, **TEN):
        case = received(cast, **GAP)
        deferring.keep_on_file(case, by=cast("wangfang"), at=after(0, 11))
        assert jobs.lapse_deferrals(at=after(40)) == 1
        assert fresh(case).status == "received"
        deferring.make_good(fresh(case), materials=brought(cast("liqiang")), by=cast("liqiang"), at=after(41))
        receiving.accept(fresh(case), by=cast("wangfang"), at=after(42))


def examined_and_late(cast) -> Case:
    case = accepted(cast, **GAP)
    examining.examine(case, opinion="符合条件。", proposal="grant", by=cast("zhaomin"), at=after(1))
    assert jobs.lapse_deferrals(at=after(17)) == 1
    return fresh(case)


@pytest.mark.req("R-151")
def test_taizhou_handling_stands_still_and_goes_on_where_it_was(cast):
    with listed(deferral=rules.TAIZHOU, **TEN):
        case = examined_and_late(cast)
        assert (case.status, papers_of(case)[-1]) == ("suspended", "special_notice")
        run = case.special_runs.get(code=rules.GRACE)
        lapsed_on = Deferral.objects.get(case=case).lapsed_on
        assert lapsed_on is not None
        assert run.started_on > lapsed_on
        assert case.due_on == run.expected_on
        assert_sound(case, on=day(17))
        with pytest.raises(Invalid):
            examining.finish_special(fresh(case), code=rules.GRACE, result="好了。", by=cast("zhaomin"), at=after(18))
        deferring.make_good(fresh(case), materials=brought(cast("liqiang")), by=cast("liqiang"), at=after(21))
        assert fresh(case).status == "reviewing"
        assert jobs.lapse_deferrals(at=after(60)) == 0
        assert case.clocks.get(kind="promised", ended_at=None).paused_since is None


@pytest.mark.req("R-151")
def test_taizhou_after_fifteen_workdays_more_it_goes_back(cast):
    with listed(deferral=rules.TAIZHOU, **TEN):
        case = examined_and_late(cast)
        until_on = case.special_runs.get(code=rules.GRACE).expected_on
        days = (until_on - MONDAY.date()).days
        assert jobs.lapse_deferrals(at=after(days)) == 0
        with pytest.raises(deferring.DeferralLapsed):
            deferring.make_good(fresh(case), materials=brought(cast("liqiang")), by=cast("liqiang"), at=after(days + 1))
        assert jobs.lapse_deferrals(at=after(days + 1)) == 1
        assert jobs.lapse_deferrals(at=after(days + 2)) == 0
        assert (fresh(case).status, papers_of(case)[-1]) == ("returned", "return_notice")
        assert_sound(case, on=day(days + 2))


@pytest.mark.req("R-151")
def test_taizhou_late_is_the_same(cast):
    with listed(deferral=rules.TAIZHOU, **TEN):
        case = accepted(cast, **GAP)
        assert jobs.lapse_deferrals(at=after(90)) == 1
        assert jobs.lapse_deferrals(at=after(90)) == 1
        assert fresh(case).status == "returned"


@pytest.mark.req("R-151")
def test_civil_affairs_what_the_notice_says_happens(cast):
    with listed(deferral=rules.CIVIL_AFFAIRS, **TEN):
        case = accepted(cast, **GAP)
        notice = OfficialDocument.objects.get(subject=case.chain, kind="deferral_notice")
        assert "退件" in str(notice.body)
        assert "一式两份" in str(notice.body)
        assert jobs.lapse_deferrals(at=after(15)) == 1
        assert fresh(case).status == "returned"
        assert_sound(case, on=day(15))


@pytest.mark.req("R-151")
def test_civil_affairs_force_majeure_moves_the_day_once(cast):
    with listed(deferral=rules.CIVIL_AFFAIRS, **TEN):
        case, clerk = accepted(cast, **GAP), cast("wangfang")
        deferring.put_off_supplement(case, days=5, reason="暴雪封路，材料寄不到。", by=clerk, at=after(10))
        assert case.clocks.get(kind="supplement").due_on == day(21)
        assert papers_of(case)[-1] == "extension_notice"
        with pytest.raises(NotNow):
            deferring.put_off_supplement(fresh(case), days=5, reason="还没到。", by=clerk, at=after(11))
        assert jobs.lapse_deferrals(at=after(21, 12)) == 0
        assert jobs.lapse_deferrals(at=after(22)) == 1
    plain = msgspec.structs.replace(rules.CIVIL_AFFAIRS, may_extend=False)
    with listed(deferral=plain, **TEN):
        other = accepted(cast, **GAP)
        with pytest.raises(NotNow):
            deferring.put_off_supplement(other, days=5, reason="暴雪封路。", by=clerk, at=after(10))


def test_a_refusal_leaves_no_term_behind(cast):
    with listed(deferral=rules.ANYANG, **TEN):
        case = accepted(cast, **GAP)
        examining.examine(case, opinion="不符合。", proposal="refuse", by=cast("zhaomin"), at=after(1))
        examining.review(case, opinion="同意。", by=cast("sunqiang"), at=after(1, 11))
        ground = {"ground": "食品安全法 第三十五条", "fact": "场所与登记不一致。"}
        examining.refuse(case, given=ground, by=cast("chenli"), at=after(2))
        assert jobs.lapse_deferrals(at=after(60)) == 0
        assert_sound(case, on=day(3))


def test_the_term_runs_beside_the_others(cast):
    with listed(deferral=rules.ANYANG, **TEN):
        case = accepted(cast, **GAP)
        assert_sound(case, on=MONDAY.date())
