"""Yellow and red cards (黄牌、红牌): raised once, put on whoever's time it was, contested, decided by another."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.foundation.worktime.rules import shipped_calendar
from tongban.handling.cases.commands import examining
from tongban.handling.cases.commands.acts import act
from tongban.handling.cases.jobs import accept_what_nobody_answered
from tongban.handling.cases.models import Case
from tongban.handling.cases.rules.attribution import Owner, Part
from tongban.handling.cases.rules.clocks import ClockKind
from tongban.handling.cases.rules.states import Status
from tongban.handling.cases.tests.driving import accepted, after, day, fresh, listed, received
from tongban.oversight.supervision.commands.contesting import NotIndependent, TooLateToContest, contest, lift, uphold
from tongban.oversight.supervision.commands.urging import UrgedAlready, answer, urge
from tongban.oversight.supervision.jobs import watch_limits
from tongban.oversight.supervision.models import Card, Urge
from tongban.oversight.supervision.queries.cards import cards, cards_to, tallies, urges_to
from tongban.oversight.supervision.queries.period import period
from tongban.oversight.supervision.rules.cards import BY_CODE, RULES, Lapse, answerable, broken_rules

Cast = Callable[..., Actor]
CALENDAR = shipped_calendar()
STAGE = {"stage_exceeded"}

pytestmark = pytest.mark.django_db


def rules_of(case: Case) -> set[str]:
    return set(Card.objects.filter(case=case).values_list("rule", flat=True))


def overdue(cast: Cast, *, on: int = 9) -> Card:
    """A card for a promise that was exceeded; the promise of the story ends on the Monday a week later."""
    case = accepted(cast)
    watch_limits(at=after(on))
    return Card.objects.get(case=case, rule="promise_exceeded")


def why() -> dict[str, str]:
    return {"reason": "材料当天已经转给省系统核验。", "evidence": "办件经过第4条记录。"}


def test_a_missed_promise_is_yellow_and_turns_red_by_workdays(cast: Cast) -> None:
    case = accepted(cast)
    watch_limits(at=after(8))
    assert rules_of(case) - STAGE == {"promise_exceeded"}
    watch_limits(at=after(10))
    assert rules_of(case) - STAGE == {"promise_exceeded", "promise_long_exceeded"}
    watch_limits(at=after(60))
    assert "statutory_exceeded" in rules_of(case)
    colours = dict(Card.objects.filter(case=case).values_list("rule", "colour"))
    assert (colours["promise_exceeded"], colours["statutory_exceeded"]) == ("yellow", "red")


def test_however_often_the_watch_runs_a_lapse_has_one_card(cast: Cast) -> None:
    case = accepted(cast)
    first = watch_limits(at=after(9))
    assert first
    assert [watch_limits(at=after(9)), watch_limits(at=after(9, 18))] == [0, 0]
    assert Card.objects.filter(case=case).count() == first
    assert Entry.objects.filter(chain__startswith="card:", verb="raise_card").count() >= first


def test_a_card_tells_rule_basis_department_person_and_whose_time_it_was(cast: Cast) -> None:
    card = overdue(cast)
    assert BY_CODE[card.rule].basis
    assert (card.agency_id, card.staff_id) == (cast("zhaomin").agency_id, card.case.assignee_id)
    assert card.owner == Owner.OFFICE
    told = card.attribution
    assert sum(each["seconds"] for each in told["shares"]) == told["elapsed"]
    assert told["elapsed"] == int((after(9) - card.case.received_at).total_seconds())


def test_silence_that_became_acceptance_is_red_even_when_found_later(cast: Cast) -> None:
    case = received(cast)
    accept_what_nobody_answered(at=after(9))
    assert fresh(case).is_deemed
    watch_limits(at=after(9, 12))
    assert {"notice_missed", "accepted_by_silence"} <= rules_of(case)
    assert set(Card.objects.filter(case=case, rule="accepted_by_silence").values_list("colour", flat=True)) == {"red"}


def test_a_stage_is_late_though_the_case_is_not(cast: Cast) -> None:
    case = accepted(cast)
    ends = dict(case.clocks.filter(ended_at=None).values_list("kind", "due_on"))
    assert ends["stage"] < day(7) == ends["promised"]
    watch_limits(at=after(7))
    assert rules_of(case) == {"stage_exceeded"}


def test_an_extension_clears_no_card(cast: Cast) -> None:
    with listed(special_procedures=()):
        case = accepted(cast)
    watch_limits(at=after(8))
    given = {"cause": "complex", "words": "需要向住所地核实，还没有答复。", "expected_on": day(9).isoformat()}
    act("explain_overdue", case, given, by=cast("zhaomin"), at=after(8))
    with listed(special_procedures=()):
        examining.extend(fresh(case), days=5, reason="情况复杂，需要核实。", by=cast("chenli"), at=after(8))
    watch_limits(at=after(8, 12))
    assert "promise_exceeded" in rules_of(case)


def test_a_disputed_explanation_makes_it_red(cast: Cast) -> None:
    case = accepted(cast)
    given = {"cause": "complex", "words": "需要向住所地核实，还没有答复。", "expected_on": day(9).isoformat()}
    act("explain_overdue", case, given, by=cast("zhaomin"), at=after(8))
    act("dispute_explanation", fresh(case), {"words": "我早就交齐了。"}, by=cast("liqiang"), at=after(8))
    watch_limits(at=after(8, 18))
    assert "promise_disputed" in rules_of(case)


def lapse(kind: ClockKind = ClockKind.PROMISED, *, days: int = 4, **more: bool) -> Lapse:
    told = {"is_on_the_spot": False, "is_deemed": False, "is_disputed": False} | more
    return Lapse(kind, after(0), day(7), after(7 + days), **told)


def test_a_card_goes_to_who_had_the_time_when_the_office_alone_was_in_time() -> None:
    rule = BY_CODE["promise_exceeded"]
    late = lapse(days=2)
    ours = Part(Owner.OFFICE, Status.ACCEPTED, after(0), after(9))
    theirs = (
        Part(Owner.OFFICE, Status.RECEIVED, after(0), after(1)),
        Part(Owner.APPLICANT, Status.CORRECTING, after(1), after(4)),
        Part(Owner.OFFICE, Status.ACCEPTED, after(4), after(9)),
    )
    assert answerable(rule, late, [ours], CALENDAR) is Owner.OFFICE
    assert answerable(rule, late, theirs, CALENDAR) is Owner.APPLICANT
    assert answerable(replace(rule, goes_to_cause=False), late, theirs, CALENDAR) is Owner.OFFICE


def test_paused_time_excuses_nobody() -> None:
    paused = Part(Owner.THIRD_PARTY, Status.SUSPENDED, after(1), after(8))
    counted = Part(Owner.THIRD_PARTY, Status.ACCEPTED, after(1), after(8))
    assert answerable(BY_CODE["promise_exceeded"], lapse(), [paused], CALENDAR) is Owner.OFFICE
    assert answerable(BY_CODE["promise_exceeded"], lapse(), [counted], CALENDAR) is Owner.THIRD_PARTY


def test_a_matter_of_one_day_that_is_open_at_its_end_has_its_own_rule() -> None:
    codes = {each.code for each in broken_rules(lapse(ClockKind.NOTICE, is_on_the_spot=True), CALENDAR)}
    assert codes == {"spot_unfinished"}
    assert {each.code for each in broken_rules(lapse(ClockKind.NOTICE), CALENDAR)} == {"notice_missed"}


def test_every_rule_has_a_basis_and_a_label() -> None:
    assert all(each.basis and each.label and each.from_workdays >= 1 for each in RULES)
    assert len(BY_CODE) == len(RULES)


def test_the_department_contests_and_an_independent_supervisor_decides(cast: Cast) -> None:
    card = overdue(cast)
    contest(card, **why(), by=cast("zhaomin"), at=after(9))
    own = replace(cast("zhengyawen"), agency_id=card.agency_id)
    with pytest.raises(NotIndependent):
        uphold(card, finding="查了经过，不成立。", by=own, at=after(10))
    lift(card, finding="核验记录属实。", by=cast("zhengyawen"), at=after(10))
    assert Card.objects.get(pk=card.pk).status == "lifted"
    assert [each.verb for each in Entry.objects.filter(chain=card.chain).order_by("seq")] == [
        "raise_card",
        "contest",
        "lift",
    ]
    found = tallies(cast("zhengyawen"), period("2026-11", "2026-12", on=day(10)))[card.agency_id]
    assert (found.contested, found.lifted, found.upheld, found.lifted_share) == (1, 1, 0, 1.0)


def test_who_contested_does_not_decide_even_as_a_supervisor_elsewhere(cast: Cast) -> None:
    card = overdue(cast)
    contest(card, **why(), by=cast("zhaomin"), at=after(9))
    turned = replace(cast("zhengyawen"), staff_id=cast("zhaomin").staff_id)
    with pytest.raises(NotIndependent):
        uphold(card, finding="查了经过，不成立。", by=turned, at=after(10))


def test_contesting_asks_for_reason_and_evidence_in_time_by_the_body_itself(cast: Cast) -> None:
    card = overdue(cast)
    with pytest.raises(Invalid) as refused:
        contest(card, reason="", evidence="", by=cast("zhaomin"), at=after(9))
    assert {fault.pointer for fault in refused.value.faults} == {"/reason", "/evidence"}
    with pytest.raises(NotYours):
        contest(card, **why(), by=replace(cast("zhaomin"), agency_id=card.agency_id + 1), at=after(9))
    with pytest.raises(TooLateToContest):
        contest(card, **why(), by=cast("zhaomin"), at=after(30))


def test_a_card_on_others_is_not_the_departments_to_contest(cast: Cast) -> None:
    card = overdue(cast)
    Card.objects.filter(pk=card.pk).update(owner=Owner.APPLICANT)
    with pytest.raises(NotNow):
        contest(Card.objects.get(pk=card.pk), **why(), by=cast("zhaomin"), at=after(9))


def test_handler_and_approver_see_a_new_card_and_others_do_not(cast: Cast) -> None:
    card = overdue(cast)
    assert card.pk in {each.pk for each in cards_to(cast("zhaomin"), on=day(9))}
    assert card.pk in {each.pk for each in cards_to(cast("chenli"), on=day(9))}
    assert cards_to(cast("liqiang"), on=day(9)) == []
    assert card.pk not in {each.pk for each in cards(cast("wangfang"))}


def test_urging_reaches_the_owner_and_is_answered_by_the_next_workday(cast: Cast) -> None:
    case = accepted(cast)
    with pytest.raises(NotYours):
        urge(case, words="请尽快办结。", by=cast("zhaomin"), at=after(9))
    made = urge(case, words="请尽快办结。", by=cast("zhengyawen"), at=after(9))
    assert made.answer_by_on == day(10)
    with pytest.raises(UrgedAlready):
        urge(case, words="再催一次。", by=cast("zhengyawen"), at=after(9))
    assert [each.pk for each in urges_to(cast("zhaomin"))] == [made.pk]
    with pytest.raises(NotYours):
        answer(made, answer="明天办结。", by=replace(cast("zhaomin"), agency_id=made.agency_id + 1), at=after(9))
    answer(made, answer="已经送审，明天办结。", by=cast("zhaomin"), at=after(10))
    assert urges_to(cast("zhaomin")) == []
    entry = Entry.objects.get(chain=Urge.objects.get(pk=made.pk).chain, verb="answer")
    assert entry.facts == {"is_in_time": True}


def test_the_watch_asks_few_questions_however_many_are_late(cast: Cast) -> None:
    for _ in range(3):
        accepted(cast)
    watch_limits(at=after(9))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert watch_limits(at=after(9) + timedelta(minutes=5)) == 0
    assert len(asked) == 2  # the missed clocks, the cards that they have


def test_what_is_in_time_has_no_card(cast: Cast) -> None:
    case = accepted(cast)
    watch_limits(at=after(1))
    assert rules_of(case) == set()
