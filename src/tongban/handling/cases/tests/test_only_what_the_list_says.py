"""Only what the list says (严格按清单): no ask beyond it, no step without the decider, no ground of one's own."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.handling.cases.commands import examining, receiving, unlisting
from tongban.handling.cases.commands.acts import act
from tongban.handling.cases.commands.wording import AsksUnlisted, note_blocked_at
from tongban.handling.cases.models import BlockedAsk, Case, Opinion, UnlistedStep
from tongban.handling.cases.queries.one_case import whole
from tongban.handling.cases.rules.grounds import Ground
from tongban.handling.cases.rules.outside import OutsideConditions, check_grant, is_of_the_list, names_an_article
from tongban.registers.catalog.content import AcceptanceCondition
from tongban.registers.documents.models import OfficialDocument

from .applying import MONDAY
from .driving import (
    GROUND,
    HEARING,
    Cast,
    accepted,
    after,
    day,
    examined,
    food_option,
    fresh,
    listed,
    received,
    reviewed,
)

ASK = "请再提供居住证明。"
MORE = {"name": "补充检测", "reason": "水质投诉较多，需要复测一次。", "expected_on": "2026-11-27"}
CONDITIONS = (AcceptanceCondition(code="big", text="面积不小于100平方米。", met_when="area >= 100"),)


def texts(case: Case, cast: Cast) -> dict[str, Callable[[], object]]:
    """Every free text of staff that goes to the applicant, each with the ask in it, by the verb that carries it."""
    wangfang, zhaomin = cast("wangfang"), cast("zhaomin")
    no = GROUND | {"fact": "缺少居住证明，不予受理。"}
    elsewhere = {"to_body": "市公安局", "reason": ASK}
    items = [{"requirement_code": "layout_plan", "problem": "看不清。" + ASK}]
    verdicts = {"layout_plan": {"verdict": "bad", "problem": ASK}}
    return {
        "precheck": lambda: receiving.precheck(case, verdicts=verdicts, by=wangfang, at=MONDAY),
        "defer_notice": lambda: receiving.defer_notice(case, reason=ASK, by=wangfang, at=MONDAY),
        "ask_correction": lambda: receiving.ask_correction(case, items=items, by=wangfang, at=MONDAY),
        "remedy": lambda: receiving.ask_correction(
            case, items=[items[0] | {"problem": "看不清。", "remedy": ASK}], by=wangfang, at=MONDAY
        ),
        "reject": lambda: receiving.reject(case, given=no, by=zhaomin, at=MONDAY),
        "transfer": lambda: receiving.transfer(case, given=elsewhere, by=wangfang, at=MONDAY),
    }


@pytest.mark.req("R-047")
@pytest.mark.parametrize("verb", ["precheck", "defer_notice", "ask_correction", "remedy", "reject", "transfer"])
def test_no_text_before_acceptance_asks_beyond_the_list(cast, verb):
    case = received(cast)
    with pytest.raises(AsksUnlisted) as refused:
        texts(case, cast)[verb]()
    assert "居住证明" in refused.value.faults[0].message
    assert refused.value.reason_code == "asks_unlisted"
    assert Entry.objects.filter(chain=case.chain).count() == 1
    assert not Outgoing.objects.filter(payload__text__contains="居住证明").exists()


@pytest.mark.req("R-047")
def test_no_text_after_acceptance_asks_beyond_the_list(cast):
    with listed(special_procedures=(HEARING,)):
        case = accepted(cast)
        zhaomin, chenli = cast("zhaomin"), cast("chenli")
        with pytest.raises(AsksUnlisted):
            examining.start_special(case, code="hearing", reason=ASK, by=zhaomin, at=after(1))
        with pytest.raises(AsksUnlisted):
            examining.extend(case, days=1, reason=ASK, by=chenli, at=after(1))
        with pytest.raises(AsksUnlisted):
            examining.terminate(case, given=GROUND | {"fact": ASK}, by=chenli, at=after(1))
    case = reviewed(cast)
    with pytest.raises(AsksUnlisted):
        examining.grant(case, opinion="准予。" + ASK, by=chenli, at=after(1, 15))
    with pytest.raises(AsksUnlisted):
        examining.refuse(case, given=GROUND | {"fact": "未提供居住证明。"}, by=chenli, at=after(1, 15))
    assert not Opinion.objects.filter(case=case, verb__in=("grant", "refuse")).exists()


@pytest.mark.req("R-047")
def test_what_colleagues_say_to_one_another_is_not_read(cast):
    case = reviewed(cast)
    examining.rework(case, reason="请核实：居住证明是不是要提供？", by=cast("chenli"), at=after(2))
    assert fresh(case).status == "accepted"


@pytest.mark.req("R-047")
def test_a_listed_ask_goes_out(cast):
    case = received(cast)
    items = [{"requirement_code": "layout_plan", "problem": "没有标明水池位置。", "remedy": "请重新画一张布局图。"}]
    assert receiving.ask_correction(case, items=items, by=cast("wangfang"), at=MONDAY).items[0]["code"] == "layout_plan"


@pytest.mark.req("R-047")
def test_a_blocked_ask_is_kept_with_its_terms_and_without_its_text(cast):
    case, wangfang = received(cast), cast("wangfang")
    with pytest.raises(AsksUnlisted) as refused:
        act("defer_notice", case, {"reason": "李强，" + ASK}, by=wangfang, at=MONDAY)
    note_blocked_at(case, refused.value, verb="defer_notice", by=wangfang, at=MONDAY)
    kept = BlockedAsk.objects.get()
    assert (kept.verb, kept.agency_id, kept.staff_id, kept.at) == (
        "defer_notice",
        case.agency_id,
        wangfang.staff_id,
        MONDAY,
    )
    assert [(each["words"], each["kind"]) for each in kept.terms] == [("居住证明", "material")]
    assert len(bytes(kept.text_hash)) == 32
    with pytest.raises(DatabaseError), transaction.atomic():
        BlockedAsk.objects.update(terms=[])
    note_blocked_at(case, NotNow(), verb="accept", by=wangfang, at=MONDAY)
    assert BlockedAsk.objects.count() == 1


@pytest.mark.req("R-046")
def test_a_step_outside_the_list_is_the_deciders_and_public_and_no_clock_waits_for_it(cast):
    case = accepted(cast)
    with pytest.raises(NotYours):
        act("add_unlisted_step", case, MORE, by=cast("zhaomin"), at=after(1))
    due = dict(case.clocks.filter(ended_at=None).values_list("kind", "due_on"))
    act("add_unlisted_step", case, MORE, by=cast("chenli"), at=after(1))
    case = fresh(case)
    assert dict(case.clocks.filter(ended_at=None).values_list("kind", "due_on")) == due
    assert not case.clocks.filter(paused_since__isnull=False).exists()
    (shown,) = whole(case).attached.unlisted_steps
    assert (shown.name, shown.reason, shown.expected_on) == ("补充检测", MORE["reason"], date(2026, 11, 27))
    told = Outgoing.objects.filter(chain=case.chain, payload__verb="add_unlisted_step").get()
    assert "清单外环节" in told.payload["text"]
    act("finish_unlisted_step", case, {"result": "复测合格。"}, by=cast("zhaomin"), at=after(2))
    assert whole(fresh(case)).attached.unlisted_steps[0].result == "复测合格。"


@pytest.mark.req("R-046")
@pytest.mark.parametrize(
    ("changes", "pointer"),
    [({"name": ""}, "/name"), ({"reason": ""}, "/reason"), ({"reason": "要"}, "/reason")]
    + [({"expected_on": each}, "/expected_on") for each in ("", "明天", "2026-11-01", "2028-01-01")],
)
def test_a_step_outside_the_list_needs_name_reason_and_day(cast, changes, pointer):
    case = accepted(cast)
    with pytest.raises(Invalid) as refused:
        act("add_unlisted_step", case, MORE | changes, by=cast("chenli"), at=after(1))
    assert pointer in [each.pointer for each in refused.value.faults]
    assert not UnlistedStep.objects.exists()


@pytest.mark.req("R-046")
def test_there_is_one_at_a_time_and_it_ends_with_the_case(cast):
    case, chenli = reviewed(cast), cast("chenli")
    unlisting.add_unlisted_step(case, **MORE, by=chenli, at=after(1, 12))
    with pytest.raises(unlisting.StepGoesOn):
        unlisting.add_unlisted_step(case, **MORE, by=chenli, at=after(1, 13))
    second = UnlistedStep.objects.get()
    second.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save(force_insert=True)
    examining.grant(case, opinion="准予。", by=chenli, at=after(1, 15))
    assert UnlistedStep.objects.get().finished_at == after(1, 15)
    with pytest.raises(NotNow):
        unlisting.finish_unlisted_step(case, result="完成了。", by=chenli, at=after(1, 16))


@pytest.mark.req("R-046")
def test_time_in_which_nobody_acts_counts_to_the_owner_of_the_step(cast):
    case = examined(cast)  # the reviewer has it since Tuesday, and does nothing
    running = case.clocks.filter(kind="stage", ended_at=None)
    owner = {each.code for each in food_option().stages if each.post == "reviewer" and each.limit is not None}
    assert set(running.values_list("code", flat=True)) == owner
    assert all(each.started_at == after(1) and each.paused_since is None for each in running)
    assert case.clocks.get(kind="promised", ended_at=None).started_at == MONDAY


@pytest.mark.req("R-030")
def test_a_grant_against_a_condition_of_the_list_needs_an_article_and_the_ledger_keeps_it(cast):
    with listed(conditions=CONDITIONS):
        case, chenli = reviewed(cast), cast("chenli")
        with pytest.raises(OutsideConditions) as refused:
            act("grant", case, {"opinion": "准予。"}, by=chenli, at=after(1, 15))
        assert refused.value.facts == {"conditions": ["big"]}
        with pytest.raises(OutsideConditions):
            act("grant", case, {"opinion": "准予。", "ground": "领导同意"}, by=chenli, at=after(1, 15))
        act("grant", case, {"opinion": "准予。", "ground": "食品安全法 第三十六条"}, by=chenli, at=after(1, 15))
    kept = Entry.objects.get(chain=case.chain, verb="grant").facts
    assert (kept["outside"], kept["ground"]) == (["big"], "食品安全法 第三十六条")
    assert OfficialDocument.objects.filter(subject=case.chain, kind="decision_grant").exists()


@pytest.mark.req("R-030")
def test_a_refusal_rests_on_the_list_or_on_an_article_that_the_ledger_keeps(cast):
    case, chenli = reviewed(cast), cast("chenli")
    with pytest.raises(OutsideConditions):
        examining.refuse(case, given=GROUND | {"ground": "不符合我科要求"}, by=chenli, at=after(1, 15))
    examining.refuse(case, given=GROUND | {"ground": "城乡规划法 第四十条"}, by=chenli, at=after(1, 15))
    kept = Entry.objects.get(chain=case.chain, verb="refuse").facts
    assert kept["is_outside_list"] is True


@pytest.mark.req("R-030")
def test_a_ground_of_the_list_is_known_by_its_code_its_text_and_its_article():
    option = food_option()
    ground = option.refusal_grounds[0]
    assert is_of_the_list(option, Ground("见清单", "事实", ground.code))
    assert is_of_the_list(option, Ground("见清单", "事实", ground.text))
    with_article = next(each for each in option.conditions if each.basis is not None and each.basis.article)
    assert with_article.basis is not None
    assert is_of_the_list(option, Ground(with_article.basis.text, "事实"))
    assert not is_of_the_list(option, Ground("会议纪要", "事实"))


@pytest.mark.parametrize(
    ("text", "is_article"),
    [
        ("食品安全法 第三十五条", True),
        ("《行政许可法》第38条第二款", True),
        ("领导同意", False),
        ("食品安全法", False),
        ("第三条", False),
    ],
)
def test_an_article_is_a_law_and_a_number(text, is_article):
    assert names_an_article(text) is is_article


def test_a_condition_that_is_met_or_open_asks_for_no_ground():
    option = food_option()
    assert check_grant(option, {}, "") == {}
    assert day(0) == MONDAY.date()
