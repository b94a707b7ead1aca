"""Separate duties (职责分离): who receives does not examine, who decides does not hand over; delegations say so."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from tongban.foundation.kernel.actors import SYSTEM, Role
from tongban.foundation.kernel.errors import NotYours
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.commands import delivering, examining, receiving
from tongban.handling.cases.commands.acts import LAPSES
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.views import actions, withheld
from tongban.handling.cases.rules.duties import SameHands
from tongban.handling.cases.rules.flow import FLOW
from tongban.handling.cases.rules.states import Status

from .colleagues import acting, colleague, empowered
from .driving import GROUND, TAKEN, accepted, after, day, examined, fresh, granted, issued, received, reviewed
from .invariants import assert_sound

BODY = "market-regulation"


@pytest.fixture
def everything(db):
    """Somebody who has every post of the department and of the hall at once."""
    return acting(colleague(BODY, "TT0001", "counter", "examiner", "reviewer", "decider", "issuer"))


def verbs(case, by) -> set[str]:
    return {step.verb for step in actions(case, by=by)}


@pytest.mark.req("R-075", "R-076", "R-077")
def test_one_person_with_every_post_still_does_one_duty_on_a_case(cast, everything):
    case = received(cast)
    receiving.accept(case, by=everything, at=after(0, 11))
    with pytest.raises(SameHands):
        examining.examine(case, opinion="符合。", proposal="grant", by=everything, at=after(1))
    assert "examine" not in verbs(case, everything)
    assert [step.verb for step, _ in withheld(case, by=everything)] == ["examine"]


@pytest.mark.req("R-076")
def test_four_eyes_hold_between_examining_reviewing_and_deciding(cast, everything):
    case = accepted(cast)
    examining.examine(case, opinion="符合。", proposal="grant", by=everything, at=after(1))
    with pytest.raises(SameHands):
        examining.review(case, opinion="同意。", by=everything, at=after(1))
    examining.review(case, opinion="同意。", by=cast("sunqiang"), at=after(1))
    with pytest.raises(SameHands):
        examining.grant(case, opinion="准予。", by=everything, at=after(1))
    with pytest.raises(SameHands):
        examining.refuse(case, given=GROUND, by=everything, at=after(1))


@pytest.mark.req("R-077")
def test_who_examined_does_not_hand_over(cast, everything):
    case = accepted(cast)
    examining.examine(case, opinion="符合。", proposal="grant", by=everything, at=after(1))
    examining.review(case, opinion="同意。", by=cast("sunqiang"), at=after(1))
    examining.grant(case, opinion="准予。", by=cast("chenli"), at=after(1))
    delivering.issue(case, result_number="1", by=everything, at=after(1))
    with pytest.raises(SameHands):
        delivering.collect(case, given=TAKEN, by=everything, at=after(1))


def test_who_accepts_what_another_received_does_not_examine_it(cast):
    """Receiver and acceptor are two people here; both are at the front."""
    case, zhaomin = received(cast), cast("zhaomin")
    receiving.precheck(case, verdicts={}, by=cast("wangfang"), at=after(0, 11))
    receiving.accept(case, by=zhaomin, at=after(0, 12))
    case = fresh(case)
    assert case.assignee_id not in (zhaomin.staff_id, case.receiver_id)
    with pytest.raises(SameHands):
        examining.examine(case, opinion="符合。", proposal="grant", by=zhaomin, at=after(1))


@pytest.mark.req("R-076")
@pytest.mark.parametrize(
    ("begin", "verb", "login"),
    [
        (received, "accept", "lvhongwei"),
        (received, "reject", "lvhongwei"),
        (accepted, "examine", "lvhongwei"),
        (accepted, "start_special", "lvhongwei"),
        (examined, "review", "weimeiling"),
        (reviewed, "grant", "daiyongqiang"),
        (reviewed, "terminate", "daiyongqiang"),
    ],
)
def test_a_departments_post_does_not_reach_another_departments_case(cast, begin, verb, login):
    case, by = begin(cast), cast(login)
    assert by.agency_id != case.agency_id
    assert verb not in verbs(case, by)
    with pytest.raises(NotYours):
        _COMMANDS[verb](case, by)


def test_seeing_the_whole_city_does_not_lend_a_departments_power(cast):
    """A supervisor or a clerk who is also an examiner elsewhere sees this case and may not examine it."""
    case = accepted(cast)
    for other in ("counter", "supervisor"):
        by = acting(colleague("health", f"TT{other}", other, "examiner"))
        with pytest.raises(NotYours):
            _COMMANDS["examine"](case, by)


_COMMANDS = {
    "accept": lambda case, by: receiving.accept(case, by=by, at=after(1)),
    "reject": lambda case, by: receiving.reject(case, given=GROUND, by=by, at=after(1)),
    "examine": lambda case, by: examining.examine(case, opinion="符合。", proposal="grant", by=by, at=after(1)),
    "start_special": lambda case, by: examining.start_special(case, code="hearing", reason="要求", by=by, at=after(1)),
    "review": lambda case, by: examining.review(case, opinion="同意。", by=by, at=after(1)),
    "grant": lambda case, by: examining.grant(case, opinion="准予。", by=by, at=after(1)),
    "terminate": lambda case, by: examining.terminate(case, given=GROUND, by=by, at=after(1)),
}


@pytest.mark.req("R-085")
def test_a_delegation_lifts_both_and_is_written_down(cast):
    case, limin = reviewed(cast), cast("limin")
    scope = f"agency:{case.agency_id}"
    with pytest.raises(NotYours):
        examining.grant(case, opinion="准予。", by=empowered(limin, "grant@agency:0"), at=after(2))
    with pytest.raises(NotYours):
        examining.grant(case, opinion="准予。", by=empowered(limin, f"refuse@{scope}"), at=after(2))
    examining.grant(case, opinion="准予。", by=empowered(limin, f"grant@{scope}"), at=after(2))
    assert case.delegated_verbs == ["grant"]
    assert Entry.objects.get(chain=case.chain, seq=case.version).facts["is_delegated"]


@pytest.mark.req("R-085")
def test_a_delegation_may_name_one_option_only(cast):
    case, limin = reviewed(cast), cast("limin")
    with pytest.raises(NotYours):
        examining.grant(case, opinion="准予。", by=empowered(limin, f"grant@option:{'9' * 33}"), at=after(2))
    examining.grant(case, opinion="准予。", by=empowered(limin, f"grant@option:{case.option_code}"), at=after(2))


@pytest.mark.req("R-077", "R-085")
def test_a_station_that_received_hands_over_only_where_a_delegation_says_so(cast):
    post = replace(cast("wangfang"), roles=frozenset({Role.COUNTER, Role.ISSUER}), powers=frozenset())
    case = issued(cast)
    assert case.receiver_id == post.staff_id
    with pytest.raises(SameHands):
        delivering.collect(case, given=TAKEN, by=post, at=after(3))
    delivering.collect(case, given=TAKEN, by=empowered(post, f"collect@agency:{case.agency_id}"), at=after(3))
    case = fresh(case)
    assert (case.delegated_verbs, case.issuer_id) == (["collect"], case.receiver_id)
    assert_sound(case, on=day(3))


def test_a_delegation_that_was_not_needed_is_not_written_down(cast):
    case, chenli = reviewed(cast), cast("chenli")
    examining.grant(case, opinion="准予。", by=empowered(chenli, f"grant@agency:{case.agency_id}"), at=after(2))
    assert case.delegated_verbs == []


@pytest.mark.req("R-075", "R-076", "R-077")
@pytest.mark.parametrize(
    ("one", "other"),
    [("acceptor", "examiner"), ("receiver", "decider"), ("receiver", "issuer"), ("decider", "issuer"),
     ("examiner", "reviewer"), ("examiner", "decider"), ("reviewer", "decider")],
)  # fmt: skip
def test_the_database_itself_keeps_hands_apart(cast, one, other):
    case, person = granted(cast), cast("limin").staff_id
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(**{one: person, other: person})


@pytest.mark.parametrize(
    "columns",
    [
        {"status": Status.CLOSED},
        {"ended_at": after(1)},
        {"status": Status.WITHDRAWN, "ended_at": None},
        {"status": Status.GRANTED},
        {"status": Status.RECEIVED},
        {"outcome": "granted"},
        {"status": "lost"},
    ],
)
def test_the_database_itself_refuses_a_state_that_cannot_be(cast, columns):
    case = accepted(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(**columns)


def test_every_step_is_somebodys_and_stands_on_the_law():
    for step in FLOW:
        assert step.by
        assert step.basis
        assert step.label
    by_itself = {step.verb for step in FLOW if step.by == {Role.SYSTEM}}
    assert by_itself == {
        "deem_accepted",
        "deem_granted",
        "note_event",
        "reckon",
        "remind",
        "remind_slot",
        "remind_deferred",
        "resume_counting",
        "revoke",
        "take_over",
        *LAPSES,
    }
    assert SYSTEM.staff_id is None
