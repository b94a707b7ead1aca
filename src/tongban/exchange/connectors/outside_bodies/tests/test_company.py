"""企业开办和企业变更: five steps from one form with seal maker and bank simulated; who follows from what changed."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest

from tongban.exchange.connectors.outside_bodies.models import SimulatedOrder
from tongban.exchange.connectors.outside_bodies.simulator import Faults, SimulatedBody, misbehave
from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.errors import Invalid, NotYours
from tongban.handling.bundles.bound import BOUND
from tongban.handling.bundles.commands import accepting, following, reporting
from tongban.handling.bundles.models import BundleCase, BundleChild, Report, SourceState
from tongban.handling.bundles.ports import SourceUnavailable
from tongban.handling.bundles.queries.control import control
from tongban.handling.bundles.queries.holding import holding
from tongban.handling.bundles.rules.states import Overall
from tongban.handling.bundles.rules.times import in_words, step_times
from tongban.handling.bundles.tests.joining import MONDAY, after, again, begun, case_of, decided, department, fresh
from tongban.handling.cases.commands import delivering, examining
from tongban.handling.cases.queries.forms import lodged_form
from tongban.handling.cases.together import GateShut
from tongban.registers.bundles import queries
from tongban.registers.bundles.rules.needed import needed_members
from tongban.registers.licenses.tests.cast import give
from tongban.registers.parties.models import Party

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()
USCC = "91620200MA8J000921"
COMPANY: Mapping[str, Any] = {
    "business": "general",
    "company_name": "嘉峪关市样例商贸有限公司",
    "legal_representative": "李强",
    "legal_id": "620201199003070017",
    "legal_phone": "13893700001",
    "contact": "李强",
    "contact_phone": "13893700001",
    "premises": "嘉峪关市雄关街道样例路8号",
    "license.ask.shareholders": "1",
    "license.capital": "500000",
    "license.business_scope": "日用百货销售",
    "seal.ask.seal_set": "basic",
    "account.ask.branch": "sample_one",
    "tax.ask.invoices": "yes",
    "tax.accounting": "independent",
    "insurance.staff_count": "2",
}
CORE = ("license", "seal", "account", "tax", "insurance")


def founded(cast: Any) -> BundleCase:
    bundle = begun(cast("liqiang"), code="company", values=COMPANY).bundle
    accepting.accept(bundle, by=cast("wangfang"), at=after(0, 11))
    return again(bundle)


def made(bundle: BundleCase, key: str, *, at: datetime, face: Mapping[str, str] | None = None) -> None:
    """Decided, its result made, and what follows from it, as the ledger's news would do."""
    case = case_of(bundle, key)
    hands = department(case)
    granted = decided(case, hands, at=at)
    number = "" if face else f"样例{key}"
    delivering.issue(granted, result_number=number, face=face or {}, by=hands.examiner, at=at)
    following.follow(case.number, at=at)


def licensed(bundle: BundleCase, *, at: datetime) -> None:
    made(bundle, "license", at=at, face={"uscc": USCC, "kind": "有限责任公司"})


@pytest.mark.req("R-081")
@pytest.mark.req("R-121")
def test_five_steps_from_one_form_without_a_visit_within_the_target(cast, bodies):
    bundle = founded(cast)
    assert [each.member for each in BundleChild.objects.filter(bundle=bundle).order_by("pk")] == list(CORE)
    licensed(bundle, at=after(0, 14))
    assert all(lodged_form(case_of(bundle, key))["uscc"] == USCC for key in CORE[1:])
    with pytest.raises(GateShut, match="印章刻好"):
        decided(case_of(bundle, "seal"), department(case_of(bundle, "seal")), at=after(0, 14))
    reporting.ask_sources(again(bundle), by=SYSTEM, at=after(0, 15))
    assert SimulatedOrder.objects.filter(event="account_opened").count() == 0, "the bank waits for the seal"
    for key in ("tax", "insurance"):
        made(bundle, key, at=after(0, 15))
    seal, hands = case_of(bundle, "seal"), department(case_of(bundle, "seal"))
    assert seal.awaits == ""
    examining.grant(seal, opinion="准予。", by=hands.decider, at=after(0, 16))
    delivering.issue(fresh(seal), result_number="样例1号", by=hands.examiner, at=after(0, 16))
    reporting.ask_sources(again(bundle), by=SYSTEM, at=after(0, 16, 20))
    made(bundle, "account", at=after(0, 16, 30))
    told = control(again(bundle), at=after(0, 17))
    assert told.core is not None
    assert (told.core.steps, told.core.made, told.core.is_kept) == (5, 5, True)
    assert told.core.words
    assert all(each.time.words for each in told.lines), "the time of every step is known"
    assert told.family.content.core_limit is not None
    assert told.family.content.core_limit.words == "1个工作日"
    assert sum(each.visits_required for each in told.family.options.values()) == 0


@pytest.mark.req("R-081")
@pytest.mark.req("R-125")
def test_a_bank_that_is_down_holds_up_nobody_else_and_the_rest_is_recovered(cast, bodies):
    bundle = founded(cast)
    licensed(bundle, at=after(0, 14))
    BOUND["seal_made"] = SimulatedBody("seal_made", faults=Faults(loss=1.0), takes=timedelta())
    with pytest.raises(SourceUnavailable):
        reporting.ask_sources(again(bundle), by=SYSTEM, at=after(0, 15))
    for key in ("tax", "insurance"):
        made(bundle, key, at=after(0, 15))
    told = control(again(bundle), at=after(0, 16))
    assert told.overall is not Overall.ENDED
    assert set(told.silent) == {"seal_made"}
    waiting = {each.branch.key: [one.key for one in each.waiting.undone] for each in told.lines}
    assert waiting["account"] == ["seal"]
    assert waiting["tax"] == []
    state = SourceState.objects.get(event="seal_made")
    assert (state.silences, state.answered_at) == (1, None)
    BOUND["seal_made"] = SimulatedBody("seal_made", faults=Faults(delay=1.0), takes=timedelta())
    assert reporting.ask_sources(again(bundle), by=SYSTEM, at=after(0, 16)) == [], "it is still under way"
    BOUND["seal_made"] = SimulatedBody("seal_made", faults=Faults(duplicates=1.0, bad_data=1.0), takes=timedelta())
    kept = reporting.ask_sources(again(bundle), by=SYSTEM, at=after(0, 16))
    assert [bool(each.trouble) for each in kept].count(False) == 1, "the good one opens, once"
    assert reporting.waiting_in(control(again(bundle), at=after(0, 16)).family) == []
    assert case_of(bundle, "seal").awaits == ""
    assert control(again(bundle), at=after(0, 17)).silent == {}
    assert Report.objects.filter(child__bundle=bundle, trouble="").count() == 1


@pytest.mark.req("R-121")
def test_the_kind_of_business_adds_the_right_permits():
    content = queries.edition_on("company", TODAY).content
    assert content.core == CORE
    permits = {
        business: set(needed_members(content, {"business": business}).needed) - set(CORE)
        for business in ("general", "catering", "grocery", "pharmacy", "lodging")
    }
    assert permits == {
        "general": set(),
        "catering": {"food"},
        "grocery": {"prepackaged"},
        "pharmacy": {"drug"},
        "lodging": {"hygiene"},
    }


FOLLOWS = {
    "name": {"seals", "tax", "insurance", "fund", "bank", "food", "hygiene"},
    "premises": {"tax", "fund", "bank"},
    "representative": {"name_seal", "tax", "insurance", "fund", "bank", "food", "hygiene"},
    "equity": {"tax"},
    "capital": set(),
    "scope": set(),
}
"""What follows a change of the business licence, as the decision table of the bundle has it."""


@pytest.mark.req("R-122")
@pytest.mark.parametrize("changed", FOLLOWS)
def test_who_follows_is_exactly_what_the_table_says(changed):
    content = queries.edition_on("company-change", TODAY).content
    holds = {"holds_food": "yes", "holds_hygiene": "yes"}
    found = needed_members(content, {"changed": [changed], **holds})
    assert set(found.needed) == FOLLOWS[changed] | {"license"}
    assert found.undecided == ()
    nothing = needed_members(content, {"changed": [changed], "holds_food": "no", "holds_hygiene": "no"})
    assert set(nothing.needed) == (FOLLOWS[changed] | {"license"}) - {"food", "hygiene"}


@pytest.mark.req("R-122")
def test_several_changes_are_all_that_each_of_them_asks_for():
    content = queries.edition_on("company-change", TODAY).content
    both = needed_members(content, {"changed": ["name", "representative"], "holds_food": "yes", "holds_hygiene": "no"})
    assert set(both.needed) == (FOLLOWS["name"] | FOLLOWS["representative"] | {"license"}) - {"hygiene"}


@pytest.mark.req("R-122")
def test_the_register_says_which_permits_are_held_and_nobody_can_say_otherwise(cast):
    content = queries.edition_on("company-change", TODAY).content
    restaurant = Party.objects.get(name__contains="明月").pk
    assert holding(content, restaurant, on=TODAY) == {"holds_food": "no", "holds_hygiene": "no"}
    give(cast)
    assert holding(content, restaurant, on=TODAY) == {"holds_food": "yes", "holds_hygiene": "no"}
    assert holding(content, None, on=TODAY) == {"holds_food": "no", "holds_hygiene": "no"}
    whole = queries.whole(content, {"changed": ["name"]})
    assert not {"holds_food", "holds_hygiene"} & {each.key for each in whole.entries}
    assert {each.prefill for each in whole.entries if each.key in ("company", "uscc")} == {
        "enterprise.name",
        "enterprise.uscc",
    }


def test_only_supervision_lets_simulators_misbehave(cast):
    with pytest.raises(NotYours):
        misbehave(Faults(loss=0.5), by=cast("wangfang"), at=MONDAY)
    with pytest.raises(Invalid):
        misbehave(Faults(loss=2), by=cast("zhengyawen"), at=MONDAY)
    misbehave(Faults(loss=1), by=cast("zhengyawen"), at=MONDAY)
    with pytest.raises(SourceUnavailable):
        SimulatedBody("seal_made").reports("1", "2", at=MONDAY)


@pytest.mark.req("R-081")
def test_what_others_took_is_theirs():
    made_at = {"a": after(0, 12), "b": after(0, 13), "c": None}
    times = step_times({"a": frozenset(), "b": frozenset("a"), "c": frozenset("b")}, MONDAY, made_at)
    assert times["b"].took == timedelta(hours=1)
    assert (times["c"].began_at, times["c"].took, times["c"].words) == (after(0, 13), None, "")
    assert [in_words(timedelta(minutes=each)) for each in (5, 60, 75, 1440, 1500)] == [
        *("5分钟", "1小时", "1小时15分钟", "1天", "1天1小时")
    ]
