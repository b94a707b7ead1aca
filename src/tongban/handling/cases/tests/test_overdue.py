"""An overdue case goes on when its owner has said why (超期公开说明): beyond N09; 优化营商环境条例 第三十六条."""

from datetime import date, timedelta
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule, run_state_machine_as_test

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Invalid
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.handling.cases.commands import examining
from tongban.handling.cases.commands.acts import act
from tongban.handling.cases.commands.explaining import NothingToDispute, NotLate
from tongban.handling.cases.models import Case, OverdueExplanation
from tongban.handling.cases.queries.one_case import whole
from tongban.handling.cases.queries.recount import recompute
from tongban.handling.cases.queries.views import actions, offered
from tongban.handling.cases.rules.attribution import attribute, elapsed, shares
from tongban.handling.cases.rules.clocks import ClockKind
from tongban.handling.cases.rules.flow import FLOW
from tongban.handling.cases.rules.overdue import NeedsExplanation
from tongban.handling.cases.rules.states import UNDER_EXAMINATION
from tongban.registers.documents.models import OfficialDocument

from . import test_any_order as any_order
from .driving import HEARING, INSPECTION, REVIEW, accepted, after, fresh, granted, listed, received
from .invariants import snapshot

WHY = {"cause": "workload", "words": "国庆后申请集中，正在逐件核对，已经办到审核。"}
LATE = 40


def why(until: int) -> dict[str, str]:
    return WHY | {"expected_on": local_day(after(until)).isoformat()}


def explain(case: Case, by: Actor, *, on: int = LATE, until: int = LATE + 3) -> None:
    act("explain_overdue", case, why(until), by=by, at=after(on))


@pytest.mark.django_db
def test_an_overdue_case_takes_no_step_of_the_office_before_it_is_explained(cast):
    case = accepted(cast)
    before = snapshot(case)
    with pytest.raises(NeedsExplanation) as refused:
        examining.examine(case, opinion="符合条件。", proposal="grant", by=cast("zhaomin"), at=after(LATE))
    assert (refused.value.code, int(refused.value.status)) == ("needs_explanation", 409)
    assert snapshot(case) == before
    explain(case, cast("zhaomin"))
    examining.examine(fresh(case), opinion="符合条件。", proposal="grant", by=cast("zhaomin"), at=after(LATE))
    assert fresh(case).status == "reviewing"


@pytest.mark.django_db
def test_the_explanation_is_a_paper_a_message_and_stands_on_the_case(cast):
    case = accepted(cast)
    explain(case, cast("zhaomin"))
    said = whole(fresh(case)).attached.explanations[0]
    assert (said.cause, said.expected_on) == ("workload", local_day(after(LATE + 3)))
    document = OfficialDocument.objects.get(subject=case.chain, kind="overdue_explanation")
    assert WHY["words"] in str(document.body)
    entry = Entry.objects.get(chain=case.chain, verb="explain_overdue")
    assert entry.facts["documents"] == [document.number]
    assert "没有按期办结" in Outgoing.objects.get(entry=entry).payload["text"]


@pytest.mark.django_db
def test_when_the_new_day_passes_another_explanation_is_owed(cast):
    case = accepted(cast)
    explain(case, cast("zhaomin"), until=LATE + 1)
    with pytest.raises(NeedsExplanation):
        examining.examine(fresh(case), opinion="符合。", proposal="grant", by=cast("zhaomin"), at=after(LATE + 2))


@pytest.mark.django_db
def test_an_apology_gives_nothing_of_the_legal_limit_away(cast):
    case = accepted(cast)
    promised, statutory = (case.clocks.get(kind=kind).due_on for kind in (ClockKind.PROMISED, ClockKind.STATUTORY))
    assert promised < statutory
    days = (promised - local_day(after(0))).days + 1
    with pytest.raises(Invalid) as refused:
        act("explain_overdue", case, why(400), by=cast("zhaomin"), at=after(days))
    assert [fault.code for fault in refused.value.faults] == ["beyond_the_law"]


@pytest.mark.django_db
def test_every_fault_of_an_explanation_is_told_at_once(cast):
    given = {"cause": "workload", "words": "忙。", "expected_on": "昨天"}
    with pytest.raises(Invalid) as refused:
        act("explain_overdue", accepted(cast), given, by=cast("zhaomin"), at=after(LATE))
    assert {fault.pointer for fault in refused.value.faults} == {"/words", "/expected_on"}


@pytest.mark.django_db
def test_who_is_in_time_has_nothing_to_explain(cast):
    with pytest.raises(NotLate):
        explain(accepted(cast), cast("zhaomin"), on=1, until=2)


@pytest.mark.django_db
def test_the_applicant_and_the_clock_are_not_held(cast):
    case = accepted(cast)
    act("withdraw", case, {"reason": "不办了"}, by=cast("liqiang"), at=after(LATE))
    assert fresh(case).status == "withdrawn"


@pytest.mark.django_db
def test_the_applicant_objects_once_to_each_explanation(cast):
    case, liqiang = accepted(cast), cast("liqiang")
    with pytest.raises(NothingToDispute):
        act("dispute_explanation", case, {"words": "不是这样。"}, by=liqiang, at=after(LATE))
    explain(case, cast("zhaomin"))
    act("dispute_explanation", fresh(case), {"words": "我早就交齐了。"}, by=liqiang, at=after(LATE))
    assert OverdueExplanation.objects.get(case=case).dispute == "我早就交齐了。"
    assert "早就交齐" not in str(Entry.objects.get(chain=case.chain, verb="dispute_explanation").facts)
    with pytest.raises(NothingToDispute):
        act("dispute_explanation", fresh(case), {"words": "还是不同意。"}, by=liqiang, at=after(LATE))


@pytest.mark.django_db
def test_only_explaining_is_offered_while_it_is_owed(cast):
    case, zhaomin = accepted(cast), cast("zhaomin")
    found, today = whole(case), local_day(after(LATE))
    verbs = {step.verb for step in offered(actions(case, by=zhaomin), found, by=zhaomin, on=today)}
    assert verbs == {"explain_overdue"}
    in_time = {step.verb for step in offered(actions(case, by=zhaomin), found, by=zhaomin, on=local_day(after(1)))}
    assert "examine" in in_time
    assert "explain_overdue" not in in_time


@pytest.mark.django_db
def test_what_is_decided_or_not_accepted_yet_owes_none(cast):
    case = granted(cast)
    act("issue", case, {"result_number": "JY1"}, by=cast("zhaomin"), at=after(LATE))
    assert fresh(case).status == "issued"
    waiting = received(cast)
    assert "explain_overdue" not in {step.verb for step in actions(waiting, by=cast("zhaomin"))}


class Late(any_order.AnyOrder):
    """Anybody does anything at any time: what is overdue and unexplained takes no step of the office."""

    done: ClassVar[set[str]] = set()

    def words(self, verb: str, data: st.DataObject) -> dict[str, Any]:
        given = super().words(verb, data)
        if verb == "explain_overdue":
            given |= why(0) | {"expected_on": data.draw(st.sampled_from((1, 5, 30)).map(self.day))}
        return given | ({"words": "我不同意。"} if verb == "dispute_explanation" else {})

    def day(self, days: int) -> str:
        on: date = self.at.date()
        return (on + timedelta(days=days)).isoformat()

    @precondition(lambda self: self.case.state in UNDER_EXAMINATION)
    @rule()
    def nobody_does_anything_for_weeks(self) -> None:
        self.at += timedelta(days=45)

    @precondition(lambda self: self.owes())
    @rule(data=st.data())
    def the_owner_explains(self, data: st.DataObject) -> None:
        self.tries(self.actors["zhaomin"], "explain_overdue", data)

    @invariant()
    def the_limits_are_what_the_ledger_says(self) -> None:
        if hasattr(self, "case"):
            assert recompute(fresh(self.case)).differences == []

    @invariant()
    def the_parts_add_up(self) -> None:
        if hasattr(self, "case"):
            entries = list(Entry.objects.filter(chain=self.case.chain).order_by("seq"))
            parts = attribute(entries, outside=frozenset({"expert_review"}), until=self.at)
            assert sum(each.seconds for each in shares(parts)) == elapsed(parts)

    def tries(self, who: Actor, verb: str, data: st.DataObject) -> None:
        before, version = self.owes(), self.case.version
        super().tries(who, verb, data)
        if self.case.version != version:
            self.done.add(verb)
            is_free = Role.SYSTEM in who.roles or Role.APPLICANT in FLOW.steps[verb].by or verb == "explain_overdue"
            assert is_free or not before, f"{verb} was done on an overdue case that nobody had explained"

    def owes(self) -> bool:
        """Counted from the tables, not by the guard's own statement."""
        case, today = fresh(self.case), local_day(self.at)
        running = case.clocks.filter(ended_at=None, paused_since=None, kind__in=("promised", "statutory"))
        is_over = any(clock.due_on < today for clock in running)
        return is_over and not case.explanations.filter(expected_on__gte=today).exists()


@pytest.mark.django_db
def test_no_overdue_case_moves_without_an_explanation(cast):
    Late.actors = {login: cast(login) for login in any_order.CAST}
    chosen = settings(
        max_examples=any_order.SEQUENCES,
        stateful_step_count=any_order.STEPS,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    with listed(special_procedures=(HEARING, REVIEW, INSPECTION)):
        for _ in range(4):  # chance seldom lets nobody explain in a whole round
            run_state_machine_as_test(Late, settings=chosen)
            if "explain_overdue" in Late.done:
                break
    assert "explain_overdue" in Late.done
