"""Six ends (六种结束): each with its own paper, none merged with another, and after each nothing more happens."""

from collections.abc import Callable
from typing import Any

import pytest

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.errors import Declined, Invalid, NotYours
from tongban.handling.cases.commands import delivering, examining, receiving
from tongban.handling.cases.commands.acts import VERBS, act
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.views import actions
from tongban.handling.cases.rules.flow import FLOW
from tongban.handling.cases.rules.states import ENDS, Status
from tongban.registers.documents.models import OfficialDocument

from .applying import stored_file
from .driving import GROUND, TAKEN, Cast, accepted, after, day, examined, fresh, granted, received, reviewed, served
from .invariants import assert_sound, snapshot

AWAY = {"to_body": "市卫生健康委员会", "reason": "不属于本机关职权。"}


def returned(cast: Cast) -> Case:
    case = received(cast, without=("layout_plan",))
    receiving.ask_correction(case, items=[], by=cast("wangfang"), at=after(0, 11))
    receiving.send_back(case, reason="逾期未补正。", by=cast("wangfang"), at=after(25))
    return case


def closed(cast: Cast) -> Case:
    case = served(cast)
    delivering.close(case, at=after(4))
    return case


def ending(begin: Callable[[Cast], Case], command: Callable[..., Any], login: str, **given: Any) -> Callable[..., Case]:
    def end(cast: Cast) -> Case:
        case = begin(cast)
        command(case, by=cast(login), at=after(1, 16), **given)
        return case

    return end


ENDINGS: dict[Status, tuple[Callable[[Cast], Case], str]] = {
    Status.CLOSED: (closed, "delivery_receipt"),
    Status.REJECTED: (ending(received, receiving.reject, "wangfang", given=GROUND), "rejection"),
    Status.WITHDRAWN: (ending(examined, delivering.withdraw, "liqiang"), "withdrawal_notice"),
    Status.RETURNED: (returned, "return_notice"),
    Status.TERMINATED: (ending(reviewed, examining.terminate, "chenli", given=GROUND), "termination_notice"),
    Status.TRANSFERRED: (ending(accepted, receiving.transfer, "zhaomin", given=AWAY), "transfer_notice"),
}
EVERYBODY = ("liqiang", "wangfang", "liuyang", "zhaomin", "sunqiang", "chenli", "zhengyawen")


def test_there_are_six_ends_and_no_seventh():
    assert set(ENDINGS) == ENDS
    assert {step.target for step in FLOW} >= ENDS
    assert [step.verb for step in FLOW if step.sources & ENDS] == ["revoke"], "an end is final; its decision may fall"


@pytest.mark.req("R-045")
@pytest.mark.parametrize("status", sorted(ENDS))
def test_each_end_has_its_own_paper_and_stops_every_clock(cast, status):
    end, kind = ENDINGS[status]
    case = end(cast)
    assert case.status == status
    others = {each for _, each in ENDINGS.values()} - {kind}
    given = set(OfficialDocument.objects.filter(subject=case.chain).values_list("kind", flat=True))
    assert kind in given
    assert not given & others
    assert_sound(case, on=day(30))


@pytest.mark.parametrize("status", sorted(ENDS))
def test_after_the_end_nothing_is_offered_and_nothing_is_done(cast, status):
    case = ENDINGS[status][0](cast)
    before = snapshot(case)
    for who in (*(cast(login) for login in EVERYBODY), SYSTEM):
        falls = who is SYSTEM and status is Status.CLOSED
        assert [step.verb for step in actions(case, by=who)] == (["revoke"] if falls else [])
        for verb in set(VERBS) - ({"revoke"} if falls else set()):
            with pytest.raises(Declined):
                act(verb, fresh(case), GROUND | TAKEN | AWAY, by=who, at=after(26))
    assert snapshot(case) == before


@pytest.mark.parametrize(
    ("begin", "is_open"),
    [(received, True), (accepted, True), (examined, True), (reviewed, True), (granted, False), (served, False)],
)
def test_the_applicant_withdraws_until_the_decision(cast, begin, is_open):
    case, liqiang = begin(cast), cast("liqiang")
    assert ("withdraw" in {step.verb for step in actions(case, by=liqiang)}) is is_open
    if is_open:
        delivering.withdraw(case, reason="不开了。", by=liqiang, at=after(4))
        assert_sound(case, on=day(4), secrets=("不开了",))
    else:
        with pytest.raises(Declined):
            delivering.withdraw(case, reason="不开了。", by=liqiang, at=after(4))


def test_a_clerk_who_withdraws_for_somebody_says_how_they_asked(cast):
    case = received(cast)
    with pytest.raises(Invalid):
        delivering.withdraw(case, reason="", by=cast("wangfang"), at=after(0, 11))
    paper = {"way": "paper", "materials": [{"file_ids": [str(stored_file(cast("wangfang")).pk)]}]}
    delivering.withdraw(case, reason="申请人到窗口书面提出。", given=paper, by=cast("wangfang"), at=after(0, 11))


@pytest.mark.req("R-084")
def test_what_was_accepted_is_transferred_by_its_department_only(cast):
    case = accepted(cast)
    assert "transfer" not in {step.verb for step in actions(case, by=cast("wangfang"))}
    with pytest.raises(NotYours):
        receiving.transfer(case, given=AWAY, by=cast("wangfang"), at=after(1))
    receiving.transfer(case, given=AWAY, by=cast("zhaomin"), at=after(1))


@pytest.mark.req("R-084")
def test_nobody_un_accepts_a_case(cast):
    case = accepted(cast)
    for login in EVERYBODY:
        assert not {"reject", "return", "ask_correction"} & {step.verb for step in actions(case, by=cast(login))}
