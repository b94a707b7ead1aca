"""What could not be done is closed only when who did not handle it says so; its root becomes a change (R-074)."""

from collections.abc import Callable
from typing import Any

import pytest

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Invalid, NotFound, NotNow, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.tests.applying import MONDAY, food_code
from tongban.handling.cases.tests.driving import after
from tongban.handling.contacts.commands import ending, settling
from tongban.handling.contacts.commands.opening import report_unresolved
from tongban.handling.contacts.models import FirstContact
from tongban.handling.contacts.queries.contacts import visible_to
from tongban.registers.upkeep.models import Report

from .conftest import fresh

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-074")]
RESULT = {"result": "settled", "words": "已经收件", "cause": "not_told", "root": "none"}


@pytest.fixture
def told(cast: Callable[..., Actor]) -> FirstContact:
    """李强 could not open his restaurant; somebody at the windows looks into it."""
    return report_unresolved("窗口说系统里查不到，让我回去等", option_code=food_code(), by=cast("liqiang"), at=MONDAY)


@pytest.fixture
def owner(told: FirstContact, cast: Callable[..., Actor]) -> Actor:
    return cast(told.owner.account.login)


def settled(contact: FirstContact, owner: Actor, **changes: Any) -> FirstContact:
    settling.settle(fresh(contact), **(RESULT | changes), by=owner, at=after(1))
    return fresh(contact)


def test_the_head_of_the_body_whose_matter_it_is_leads_it_and_sees_it(told, cast):
    assert told.leader.account.login == "chenli"
    assert told in visible_to(cast("chenli"))


def test_who_handled_it_closes_nothing(told, owner):
    with pytest.raises(NotNow):
        ending.close(told, result="settled", words="已经收件", by=owner, at=MONDAY)
    found = settled(told, owner)
    assert (found.status, found.closed_at, found.cause) == ("settled", None, "not_told")
    with pytest.raises(NotYours):
        settling.review(found, reason="我看行", by=owner, at=after(1))


def test_its_author_says_solved_and_nobody_else_does(told, owner, cast):
    found = settled(told, owner)
    with pytest.raises(NotFound):
        settling.confirm(found, by=cast("zhouyou"), at=after(1))
    settling.confirm(found, by=cast("liqiang"), at=after(1))
    assert fresh(told).status == "closed"


def test_not_solved_opens_it_again_with_a_new_limit(told, owner, cast):
    found = settled(told, owner)
    settling.object_to(found, reason="还是查不到", by=cast("liqiang"), at=after(2))
    again = fresh(told)
    assert (again.status, again.result, again.objections, again.owner_id) == ("open", "", 1, told.owner_id)
    assert again.due_on > told.due_on


@pytest.mark.parametrize("login", ["chenli", "zhengyawen"])
def test_the_leader_or_supervision_reviews_it_with_how_it_was_verified(told, owner, cast, login):
    found = settled(told, owner)
    with pytest.raises(NotYours):
        settling.review(found, reason="看过", by=cast("lijianjun"), at=after(2))
    with pytest.raises(Invalid):
        settling.review(found, reason=" ", by=cast(login), at=after(2))
    settling.review(found, reason="电话问过本人，已经领到证", by=cast(login), at=after(2))
    assert fresh(told).status == "closed"


def test_a_root_cause_becomes_a_change_request_to_who_keeps_the_guide(told, owner):
    with pytest.raises(Invalid) as refusal:
        settled(told, owner, root="list", cause="")
    assert {each.pointer for each in refusal.value.faults} == {"/cause", "/root_words"}
    found = settled(told, owner, root="list", root_words="布局图不用再交")
    report = Report.objects.select_related("option").get(pk=found.root_report_id or 0)
    assert (report.section, report.option.code, report.status) == ("bring", food_code(), "reported")
    assert "布局图不用再交" in report.words


def test_without_a_matter_there_is_no_guide_to_change(cast):
    made = report_unresolved("大厅打不通电话", by=cast("liqiang"), at=MONDAY)
    with pytest.raises(Invalid) as refusal:
        settled(made, cast(made.owner.account.login), root="guide", root_words="写清楚电话")
    assert [each.pointer for each in refusal.value.faults] == ["/root"]


def test_another_body_gives_its_part_before_there_is_a_result(told, owner, cast):
    settling.ask_joint(told, agency="tax", words="登记信息为什么没有过来？", by=owner, at=MONDAY)
    asked = cast("houhuimin")
    assert told in visible_to(asked)
    with pytest.raises(NotNow):
        settling.settle(fresh(told), **RESULT, by=owner, at=MONDAY)
    with pytest.raises(NotYours):
        settling.give_opinion(fresh(told), words="不知道", by=cast("leishaohua"), at=MONDAY)
    settling.give_opinion(fresh(told), words="已经补推", by=asked, at=MONDAY)
    assert settled(told, owner).status == "settled"
    verbs = Entry.objects.filter(chain=told.chain).order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == ["open", "ask_joint", "give_opinion", "settle"]
