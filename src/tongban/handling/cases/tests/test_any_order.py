"""Anybody does anything at any time (随机办理): what is allowed keeps the case sound, what is not changes nothing."""

import os
from collections.abc import Callable
from datetime import timedelta
from typing import Any, ClassVar

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tongban.foundation.kernel.actors import SYSTEM, Actor, Role
from tongban.foundation.kernel.errors import Declined
from tongban.foundation.ledger.models import Entry
from tongban.foundation.worktime.rules import Light
from tongban.handling.cases import jobs
from tongban.handling.cases.commands.acts import act
from tongban.handling.cases.commands.steps import option_of
from tongban.handling.cases.queries.views import actions
from tongban.handling.cases.queries.visible import visible_to
from tongban.handling.cases.queries.worklists import Wanted, light_of, worklist
from tongban.handling.cases.rules.attribution import attribute, elapsed, outside_codes, shares
from tongban.handling.cases.rules.flow import FLOW
from tongban.handling.cases.rules.states import ENDS, Status

from .applying import MONDAY, lodged, stored_file
from .driving import GROUND, HEARING, INSPECTION, REVIEW, TAKEN, fresh, listed, photo, record_of
from .invariants import assert_sound, snapshot

CAST = (
    *("liqiang", "zhouyou", "wangfang", "limin", "liuyang", "zhengyawen"),
    *("zhaomin", "sunqiang", "chenli", "lvhongwei", "weimeiling", "daiyongqiang"),
)
SECRETS = ("李强", "620201199003070017", "13893700001", "明月")
SEQUENCES = int(os.environ.get("TONGBAN_SEQUENCES", "30"))
STEPS = int(os.environ.get("TONGBAN_STEPS", "14"))
WHOLE_CITY = {Role.COUNTER, Role.ISSUER, Role.SUPERVISOR}
BODY = {Role.EXAMINER, Role.REVIEWER, Role.DECIDER}
WAY = (
    ("wangfang", "accept"),
    ("zhaomin", "examine"),
    ("sunqiang", "review"),
    ("chenli", "grant"),
    ("zhaomin", "issue"),
    ("liuyang", "collect"),
)
RARE = {"withdraw", "terminate", "transfer", "reject", "defer_notice", "reckon", "precheck", "override_telling"}
_WORDS: dict[str, Any] = {
    "reason": "情况需要。",
    "opinion": "同意。",
    "proposal": "grant",
    "result": "没有问题。",
    "to_body": "市卫健委",
    "way": "electronic",
    "tracking": "",
    "result_number": "",
    "right_body": "",
    **GROUND,
    **TAKEN,
}
verbs = st.sampled_from([verb for verb in FLOW.steps if verb not in ("submit", "receive")])


class AnyOrder(RuleBasedStateMachine):
    """One case of the restaurant, a moving clock, and everybody of the cast trying every step."""

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
        without=st.sets(st.sampled_from(("layout_plan", "safety_rules")), max_size=1),
        wants_deferral=st.booleans(),
        stops=st.sampled_from(range(len(WAY))),
    )
    def somebody_applies(self, without: set[str], wants_deferral: bool, stops: int) -> None:
        """A case at its beginning, or some stops further on the way that most cases take."""
        by = self.actors["liqiang"]
        left_out = () if stops else tuple(without)
        self.case = lodged(
            by, at=self.at, without=left_out, wants_deferral=wants_deferral and left_out == ("layout_plan",)
        )[1]
        for login, verb in WAY[:stops]:
            act(verb, self.case, _WORDS, by=self.actors[login], at=self.at)
            self.case = fresh(self.case)

    @rule(days=st.integers(0, 10), hours=st.integers(0, 12))
    def time_goes_by(self, days: int, hours: int) -> None:
        self.at += timedelta(days=days, hours=hours)
        jobs.accept_what_nobody_answered(at=self.at)
        self.case = fresh(self.case)

        self.the_light_is_the_one_of_the_due_day()

    @rule(login=st.sampled_from(CAST), verb=verbs, data=st.data())
    def somebody_tries_something(self, login: str, verb: str, data: st.DataObject) -> None:
        self.tries(self.actors[login], verb, data)

    @precondition(lambda self: self.case.state not in ENDS)
    @rule(data=st.data())
    def something_usual_is_done(self, data: st.DataObject) -> None:
        self.does_what_is_offered(data, is_bold=False)

    @precondition(lambda self: self.case.state not in ENDS)
    @rule(data=st.data())
    def something_is_done(self, data: st.DataObject) -> None:
        self.does_what_is_offered(data, is_bold=True)

    def does_what_is_offered(self, data: st.DataObject, *, is_bold: bool) -> None:
        offered: dict[str, list[Actor]] = {}
        for who in (*self.actors.values(), SYSTEM):
            for step in actions(self.case, by=who):
                if is_bold or step.verb not in RARE:
                    offered.setdefault(step.verb, []).append(who)
        if offered:
            verb = data.draw(st.sampled_from(sorted(offered)))
            self.tries(data.draw(st.sampled_from(offered[verb])), verb, data)

    @rule(verb=verbs, data=st.data())
    def somebody_acts_on_an_old_page(self, verb: str, data: st.DataObject) -> None:
        seen = fresh(self.case)
        seen.version -= 1
        self.refused(lambda: act(verb, seen, self.words(verb, data), by=self.actors["wangfang"], at=self.at))

    def tries(self, who: Actor, verb: str, data: st.DataObject) -> None:
        given = self.words(verb, data)
        before = snapshot(self.case)
        is_offered = verb in {step.verb for step in actions(self.case, by=who)}
        try:
            with transaction.atomic():
                act(verb, fresh(self.case), given, by=who, at=self.at)
            assert is_offered, f"{verb} was not offered to {who.name}, and yet done"
        except Declined:
            assert snapshot(self.case) == before
        self.case = fresh(self.case)

    def refused(self, call: Callable[[], object]) -> None:
        before = snapshot(self.case)
        with pytest.raises(Declined), transaction.atomic():
            call()
        assert snapshot(self.case) == before

    def words(self, verb: str, data: st.DataObject) -> dict[str, Any]:
        """What somebody fills in, mostly well."""
        by = self.actors["liqiang"]
        codes = list(self.case.materials.filter(replaced_at=None).values_list("requirement_code", flat=True))
        some = data.draw(st.lists(st.sampled_from(codes), unique=True, max_size=3)) if codes else []
        lacking = self.case.materials.filter(replaced_at=None, state="deferred")
        wanted = {
            "correct": [each["code"] for each in self.notice()],
            "answer_override": [each["code"] for each in self.asked_again()],
            "make_good": list(lacking.values_list("requirement_code", flat=True)),
        }.get(verb, some)
        files = [{"requirement_code": code, "file_ids": [str(stored_file(by, at=self.at).pk)]} for code in wanted]
        verdicts = {code: data.draw(st.sampled_from(("good", "deferred"))) for code in some}
        signature = data.draw(st.sampled_from(("李强", "", "12345678")))
        return {
            **_WORDS,
            "materials": verdicts if verb == "precheck" else files,
            "items": [{"requirement_code": code, "problem": "不清楚。"} for code in some],
            "value": data.draw(st.integers(1, 11)),
            "days": data.draw(st.integers(0, 5)),
            "signature": signature,
            **record_of(data.draw(st.sampled_from(("hearing", "expert_review", "inspection"))), at=self.at),
            **self.of_procedures(verb, data),
            "staff": data.draw(st.sampled_from(("JY0063", "JY0064"))),
        }

    def asked_again(self) -> list[dict[str, Any]]:
        found = self.case.telling_overrides.filter(answered_at=None).first()
        return found.items if found is not None else []

    def of_procedures(self, verb: str, data: st.DataObject) -> dict[str, Any]:
        """What a visit or a booking asks for, where the verb is one of theirs."""
        slots = list(self.case.slots.values_list("pk", flat=True))
        begin = self.at + timedelta(days=data.draw(st.integers(1, 5)))
        times = {"starts_at": begin.isoformat(), "ends_at": (begin + timedelta(hours=1)).isoformat(), "place": "现场"}
        pictures = [photo(self.actors["zhaomin"], at=self.at)] if verb == "record_inspection" else []
        return {"slot": data.draw(st.sampled_from(slots)) if slots else 1, "slots": [times], "photos": pictures}

    def the_light_is_the_one_of_the_due_day(self) -> None:
        """The light on the page of a case and the filter of the list say the same, and both follow the due day."""
        today, clerk = self.at.date(), self.actors["wangfang"]
        light = light_of(self.case, today=today)
        is_counted = self.case.due_on is not None and self.case.status not in {*ENDS, Status.SUSPENDED}
        assert (light is not None) is is_counted
        if self.case.due_on is not None and light is not None:
            assert (light is Light.RED) is (self.case.due_on < today)
            for each in (light, Light.GREEN if light is Light.RED else Light.RED):
                found = worklist(clerk, Wanted(light=each), today=today).cases
                assert (self.case.pk in {row.pk for row in found}) is (each is light)

    def notice(self) -> list[dict[str, Any]]:
        found = getattr(self.case, "correction_notice", None)
        return found.items if found is not None else []

    @invariant()
    def the_case_is_sound(self) -> None:
        if hasattr(self, "case"):
            assert_sound(self.case, on=self.at.date(), secrets=SECRETS)

    @invariant()
    def the_parts_of_its_time_add_up(self) -> None:
        if hasattr(self, "case"):
            acts = list(Entry.objects.filter(chain=self.case.chain).order_by("seq"))
            parts = attribute(acts, outside=outside_codes(option_of(self.case)), until=self.at)
            last = self.case.ended_at or self.at
            assert sum(each.seconds for each in shares(parts)) == elapsed(parts)
            assert elapsed(parts) == max(0, (last - acts[0].at) // timedelta(seconds=1))

    @invariant()
    def everybody_sees_what_is_theirs_and_no_more(self) -> None:
        """Windows and supervision see the city's cases, a body its own, a person their own; two are asked each time."""
        if hasattr(self, "case"):
            turn = self.case.version
            for login in ("zhouyou", CAST[turn % len(CAST)]):
                actor = self.actors[login]
                is_of_body = bool(actor.roles & BODY) and actor.agency_id == self.case.agency_id
                is_theirs = login == "liqiang" or bool(actor.roles & WHOLE_CITY) or is_of_body
                assert visible_to(actor).filter(pk=self.case.pk).exists() is is_theirs, login


@pytest.mark.req("R-038", "R-040", "R-043", "R-076", "R-077")
def test_whatever_anybody_tries_the_case_stays_sound(cast):
    AnyOrder.actors = {login: cast(login) for login in CAST}
    with listed(special_procedures=(HEARING, REVIEW, INSPECTION)):
        run_state_machine_as_test(
            AnyOrder,
            settings=settings(
                max_examples=SEQUENCES,
                stateful_step_count=STEPS,
                deadline=None,
                suppress_health_check=list(HealthCheck),
                database=None,
            ),
        )
