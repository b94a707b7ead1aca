"""Anybody does anything at any time (随机编制): what is allowed keeps the drafts sound, what is not changes nothing."""

import os
from collections.abc import Callable
from datetime import timedelta
from typing import Any, ClassVar

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.errors import Declined
from tongban.registers.agencies.models import Agency
from tongban.registers.catalog.lifecycle import Operation, may_follow
from tongban.registers.catalog.queries import forget, last_edition
from tongban.registers.compiling import commands, queries
from tongban.registers.compiling.models import ListDraft
from tongban.registers.compiling.rules.flow import FLOW
from tongban.registers.compiling.rules.states import EDITABLE, OPEN, Status

from .making import (
    MONDAY,
    assert_in_the_ledger,
    assert_jointly_reviewed,
    edition_of,
    fresh,
    plain,
    pushed_item,
)

CAST = ("wutao", "leiyu", "fangyuan", "linjing", "hanbing", "zhouyaqin", "qianwei", "shenjie", "zhengyawen", "wangfang")
SEQUENCES = int(os.environ.get("TONGBAN_SEQUENCES", "12"))
STEPS = int(os.environ.get("TONGBAN_STEPS", "14"))
VERBS = [verb for verb in FLOW.steps if verb != "conclude"]


class AnyOrder(RuleBasedStateMachine):
    """A pushed item and an own one, a moving clock, and everybody trying every step and every operation."""

    actors: ClassVar[dict[str, Actor]] = {}

    def __init__(self) -> None:
        super().__init__()
        self.at = MONDAY
        self.drafts: list[ListDraft] = []
        self.undo = transaction.atomic()
        self.undo.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)
        forget()

    @initialize()
    def an_item_comes_and_another_is_begun(self) -> None:
        self.drafts = [
            *commands.push([pushed_item(1)], by=SYSTEM, at=self.at).created,
            commands.begin(Operation.ADD, document=plain(), by=self.actors["wutao"], at=self.at),
        ]

    @rule(days=st.integers(0, 6))
    def time_goes_by(self, days: int) -> None:
        self.at += timedelta(days=days)

    @rule(login=st.sampled_from(CAST), verb=st.sampled_from(VERBS), data=st.data())
    def somebody_tries_something(self, login: str, verb: str, data: st.DataObject) -> None:
        self.tries(data.draw(st.sampled_from(self.drafts)), self.actors[login], verb)

    @rule(data=st.data())
    def what_is_offered_is_done(self, data: st.DataObject) -> None:
        """The buttons that somebody sees never lead into a refusal of duties or of the flow."""
        draft = fresh(data.draw(st.sampled_from(self.drafts)))
        offered = [(who, step.verb) for who in self.actors.values() for step in queries.actions(draft, by=who)]
        if offered:
            who, verb = data.draw(st.sampled_from(offered))
            refused = self.tries(draft, who, verb)
            assert refused in ("", "invalid", "not_now"), (verb, refused)

    @rule(login=st.sampled_from(CAST), operation=st.sampled_from(Operation), data=st.data())
    def a_further_operation_is_begun(self, login: str, operation: Operation, data: st.DataObject) -> None:
        done = [each for each in self.drafts if fresh(each).status == Status.PUBLISHED]
        if not done or operation in (Operation.SPLIT, Operation.MERGE):
            return
        standing = edition_of(fresh(data.draw(st.sampled_from(done)))).list
        note = {"effective_on": self.at.date().isoformat(), "reason": "调整", "legal_source": "样例文件"}
        last = last_edition(standing)
        try:
            with transaction.atomic():
                draft = commands.begin(
                    operation, standing=standing, document={"version": note}, by=self.actors[login], at=self.at
                )
        except Declined:
            return
        assert last is not None
        assert may_follow(operation, last.state)
        self.drafts.append(draft)

    @rule(login=st.sampled_from(CAST), value=st.integers(1, 12), data=st.data())
    def somebody_saves(self, login: str, value: int, data: st.DataObject) -> None:
        draft = fresh(data.draw(st.sampled_from(self.drafts)))
        options = {
            number: {**option, "promised_limit": {"value": value}, "summary": f"第{value}稿"}
            for number, option in draft.document["options"].items()
        }
        before = fresh(draft).revision
        try:
            commands.save(
                draft, {**draft.document, "options": options}, revision=before, by=self.actors[login], at=self.at
            )
        except Declined:
            assert fresh(draft).revision == before
        else:
            assert draft.status in EDITABLE
            assert value <= (5 if draft.locked else 10)

    def tries(self, draft: ListDraft, by: Actor, verb: str) -> str:
        """Take the step if one may; give the code of the refusal, for which nothing was written."""
        draft = fresh(draft)
        before = ListDraft.objects.filter(pk=draft.pk).values().get()
        try:
            with transaction.atomic():
                _CALLS[verb](draft, by, self.at)
        except Declined as refused:
            code = refused.reason_code
        else:
            return ""
        assert ListDraft.objects.filter(pk=draft.pk).values().get() == before
        return code

    @invariant()
    def every_draft_is_sound(self) -> None:
        for each in self.drafts:
            draft = fresh(each)
            assert_in_the_ledger(draft)
            if draft.status == Status.PUBLISHED:
                assert_jointly_reviewed(draft)

    @invariant()
    def a_list_has_one_open_draft_at_a_time(self) -> None:
        rows = ListDraft.objects.filter(pk__in=[each.pk for each in self.drafts], status__in=sorted(OPEN))
        lists = [each for each in rows.values_list("base__list", flat=True) if each is not None]
        assert len(lists) == len(set(lists))


_CALLS: dict[str, Callable[[ListDraft, Actor, Any], object]] = {
    "claim": lambda draft, by, at: commands.claim(draft, by=by, at=at),
    "decline": lambda draft, by, at: commands.decline(draft, reason="不归我们。", by=by, at=at),
    "reassign": lambda draft, by, at: commands.reassign(
        draft, agency=Agency.objects.get(key="market-regulation"), reason="按职责。", by=by, at=at
    ),
    "submit": lambda draft, by, at: commands.submit(draft, by=by, at=at),
    "recall": lambda draft, by, at: commands.recall(draft, by=by, at=at),
    "review": lambda draft, by, at: commands.review(
        draft,
        opinion="同意。",
        words={f"{each['code']}:{each['pointer']}": "已核实。" for each in draft.findings},
        by=by,
        at=at,
    ),
    "return": lambda draft, by, at: commands.send_back(draft, reason="请改。", by=by, at=at),
    "publish": lambda draft, by, at: commands.publish(
        draft, effective_on=max(at.date(), MONDAY.date() + timedelta(days=8)), by=by, at=at
    ),
    "drop": lambda draft, by, at: commands.drop(draft, reason="不要了。", by=by, at=at),
}


@pytest.mark.django_db
@pytest.mark.req("R-002")
def test_anybody_may_try_anything(cast):
    AnyOrder.actors = {login: cast(login) for login in CAST}
    run_state_machine_as_test(
        AnyOrder,
        settings=settings(
            max_examples=SEQUENCES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
