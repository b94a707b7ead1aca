"""Every decision reaches its supervisor once and in order; nobody signs: both are told; the boundary is decided."""

import time
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tongban.foundation.kernel.actors import SYSTEM, Role
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.foundation.ledger.models import Cursor, Entry
from tongban.foundation.ledger.subscriptions import Subscription, deliver_news
from tongban.handling.cases.commands.committing import revoke as revoke_case
from tongban.handling.cases.models import Case
from tongban.handling.cases.tests.applying import MONDAY
from tongban.handling.cases.tests.driving import after, day, fresh, granted, issued
from tongban.oversight.regulation.commands import ending, supervising
from tongban.oversight.regulation.commands.mapping import take_rulings_in
from tongban.oversight.regulation.jobs import escalate_what_is_late
from tongban.oversight.regulation.models import EndingProposal, SupervisionPush
from tongban.oversight.regulation.queries.pushes import (
    chain_of,
    coverage,
    light,
    push_counts,
    pushes,
    ruled_since_map,
    signings,
    visible_to,
)
from tongban.oversight.regulation.queries.results import results_of
from tongban.oversight.regulation.rules.interplay import OF_CASES, ProposalStatus, PushKind, PushStatus
from tongban.oversight.regulation.subscribers import push_decision, push_license_act, settle_proposals
from tongban.registers.catalog.kinds import ItemKind
from tongban.registers.catalog.queries import cards
from tongban.registers.catalog.tests.editions import FOOD
from tongban.registers.licenses import commands as licenses
from tongban.registers.licenses.models import License
from tongban.registers.lists import queries as lists
from tongban.registers.lists.commands import propose, publish

pytestmark = pytest.mark.django_db
INSPECTOR, OTHERS = "shibowen", "luoting"
FOUND = {"kind": "to_mend", "words": "后厨没有分色刀具，责令改正。"}
ENDING = {"way": "revoke", "fact": "到期复查仍没有改正。", "ground": "行政许可法 第六十九条"}


def heard(case: Case, verb: str = "grant") -> SupervisionPush:
    push_decision(Entry.objects.get(chain=case.chain, verb=verb))
    return seen(SupervisionPush.objects.get(entry__chain=case.chain, entry__verb=verb))


def seen(push: SupervisionPush) -> SupervisionPush:
    rows = SupervisionPush.objects.select_related("case__applicant", "agency", "permit_agency", "arbiter")
    return rows.get(pk=push.pk)


def signed(cast: Any, case: Case) -> SupervisionPush:
    push = heard(case)
    supervising.sign(push, by=cast(INSPECTOR), at=after(2))
    return seen(push)


def found(cast: Any, push: SupervisionPush) -> None:
    supervising.record(push, **FOUND, found_on=day(3), by=cast(INSPECTOR), at=after(3))


def subscription() -> Subscription:
    """As the city's list of subscriptions has it; a test beside that list looks at its verbs."""
    return Subscription("regulation.push_decision", push_decision, ("case",), frozenset(OF_CASES))


def passed_by(name: str) -> None:
    """The subscriber has read all that the city's loading left."""
    last = Entry.objects.order_by("-txid", "-id").values_list("txid", "id").first()
    assert last is not None
    Cursor.objects.update_or_create(name=name, defaults={"txid": last[0], "entry_id": last[1]})


@pytest.mark.req("R-053")
def test_a_decision_is_pushed_once_however_often_it_is_heard(cast):
    case = granted(cast)
    push = heard(case)
    heard(case)
    assert SupervisionPush.objects.filter(case=case).count() == 1
    assert (push.status, push.kind, push.pushed_at) == (PushStatus.SENT, PushKind.GRANT, after(1, 15))
    assert push.agency is not None
    assert (push.agency.key, push.due_on) == ("market-regulation", day(4)), "three workdays from the next"
    assert push.map_edition == lists.map_edition(day(1))


@pytest.mark.req("R-053")
@pytest.mark.django_db(transaction=True)
def test_the_worker_brings_it_within_seconds_in_order_and_once_also_after_it_was_broken_off(cast):
    passed_by(subscription().name)
    case = granted(cast)
    revoke_case(fresh(case), number="样例", reason="违法准予。", by=SYSTEM, at=after(2))
    begun = time.monotonic()

    def broken(entry: Entry) -> None:
        push_decision(entry)
        if entry.verb == "revoke":
            raise RuntimeError("the machine stopped")

    one = subscription()
    deliver_news(Subscription(one.name, broken, one.chains, one.verbs), at=after(2))
    assert [each.kind for each in SupervisionPush.objects.filter(case=case)] == [PushKind.GRANT]
    deliver_news(one, at=after(2, 11))
    deliver_news(one, at=after(2, 12))
    rows = SupervisionPush.objects.filter(case=case).order_by("pk")
    assert [each.kind for each in rows] == [PushKind.GRANT, PushKind.REVOKE]
    assert time.monotonic() - begun < 60, "R-053: within a minute"


def test_what_is_no_permit_is_pushed_to_nobody(cast):
    case = granted(cast)
    service = next(each for each in cards() if each.kind is ItemKind.PUBLIC_SERVICE)
    Case.objects.filter(pk=case.pk).update(option_version_id=service.option_version_id)
    push_decision(Entry.objects.get(chain=case.chain, verb="grant"))
    assert not SupervisionPush.objects.filter(case=case).exists()


@pytest.mark.req("R-054")
def test_who_handled_the_permit_does_not_take_it_over(cast):
    push = heard(granted(cast))
    assert push.is_together
    both = replace(cast("zhaomin"), roles=frozenset({Role.EXAMINER, Role.INSPECTOR}))
    with pytest.raises(supervising.TookPart):
        supervising.sign(push, by=both, at=after(2))
    with pytest.raises(NotYours):
        supervising.sign(push, by=cast(OTHERS), at=after(2))
    supervising.sign(push, by=cast(INSPECTOR), at=after(2))
    assert (seen(push).status, seen(push).is_signed_in_time) == (PushStatus.SIGNED, True)
    assert [each.verb for each in chain_of(push)][-2:] == ["push", "sign"], "before, during, after on one file"


@pytest.mark.req("R-054", "R-055")
def test_what_nobody_signs_in_three_workdays_is_told_to_both_once(cast):
    push = heard(granted(cast))
    assert push.due_on is not None
    assert escalate_what_is_late(at=after(4)) == 0
    late = after(7)
    assert escalate_what_is_late(at=late) >= 1
    assert escalate_what_is_late(at=late + timedelta(hours=1)) == 0
    entry = Entry.objects.get(chain=push.chain, verb="escalate")
    assert entry.facts["told"] == [push.agency_id]
    assert light(push.due_on, on=day(7)).value == "red"
    assert [each.pk for each in pushes(cast("zhaomin"), on=day(7), only_late=True, most=99)].count(push.pk) == 1
    assert push_counts(cast(INSPECTOR), on=day(7)).late >= 1
    supervising.sign(seen(push), by=cast(INSPECTOR), at=late)
    assert seen(push).is_signed_in_time is False
    assert next(each for each in signings(on=day(7)) if each.agency == "市市场监管局").signed >= 1


@pytest.mark.req("R-055")
def test_feedback_closes_the_loop_and_needs_a_finding(cast):
    push = signed(cast, granted(cast))
    with pytest.raises(NotNow, match="先登记"):
        supervising.feed_back(push, words="已经检查。", by=cast(INSPECTOR), at=after(3))
    with pytest.raises(Invalid) as refusal:
        supervising.record(push, kind="", words="", found_on=day(30), by=cast(INSPECTOR), at=after(3))
    assert {each.pointer for each in refusal.value.faults} == {"/kind", "/found_on", "/words"}
    found(cast, push)
    supervising.feed_back(push, words="已经检查。", by=cast(INSPECTOR), at=after(3, 11))
    assert (seen(push).status, seen(push).due_on, seen(push).answer) == (PushStatus.ANSWERED, None, "已经检查。")


@pytest.mark.req("R-055")
def test_a_boundary_dispute_goes_to_a_named_arbiter_and_into_the_next_edition_of_the_map(cast):
    push = heard(granted(cast))
    said = {"reason": "城区食堂由卫健部门监管。", "body": "市卫生健康委员会"}
    supervising.dispute(push, **said, by=cast(INSPECTOR), at=after(2))
    push = seen(push)
    assert push.arbiter is not None
    assert (push.status, push.arbiter.key, push.due_on) == (PushStatus.DISPUTED, "government-affairs", day(9))
    with pytest.raises(Invalid):
        supervising.rule(push, body="火星局", reason="按职责分工。", by=cast("zhengyawen"), at=after(3))
    supervising.rule(push, body="市卫生健康委员会", reason="按三定方案。", by=cast("zhengyawen"), at=after(3))
    push = seen(push)
    assert push.agency is not None
    assert (push.status, push.agency.key) == (PushStatus.SENT, "health")
    with pytest.raises(NotNow, match="已经裁定"):
        supervising.dispute(push, reason="也不归我们监管。", by=cast("tangyue"), at=after(3))
    assert not visible_to(cast(OTHERS)).filter(pk=push.pk).exists()
    [owed] = ruled_since_map(day(3))
    assert owed.agency == "市卫生健康委员会"
    draft = take_rulings_in(by=cast("fangyuan"), at=after(4))
    propose(draft, by=cast("fangyuan"), at=after(4))
    publish(draft, by=cast("linjing"), at=after(4, 11))
    now_responsible = lists.responsible(push.option_code, day(4))
    assert now_responsible is not None
    assert (now_responsible.supervisor, now_responsible.mode) == ("市卫生健康委员会", "审管分离")
    assert not ruled_since_map(day(5))
    with pytest.raises(NotNow):
        take_rulings_in(by=cast("fangyuan"), at=after(5))


@pytest.mark.req("R-053")
def test_the_approver_sees_the_newest_three_results_on_the_next_application(cast):
    push = signed(cast, granted(cast))
    for days in (3, 4, 5, 6):
        words = f"第{days}天检查，发现问题。"
        supervising.record(push, kind="penalty", words=words, found_on=day(days), by=cast(INSPECTOR), at=after(days))
    following = fresh(granted(cast, at=MONDAY + timedelta(days=7)))
    results = results_of(following)
    assert [each.found_on for each in results.newest] == [day(6), day(5), day(4)]
    assert (len(results.earlier), results.bad) == (1, 4)


@pytest.mark.req("R-055")
def test_a_proposal_to_revoke_goes_to_the_approving_body_and_ends_with_the_licence(cast):
    case = issued(cast)
    push = signed(cast, case)
    with pytest.raises(NotNow, match="先登记监管结果"):
        ending.propose_ending(push, **ENDING, by=cast(INSPECTOR), at=after(3))
    found(cast, push)
    proposal = ending.propose_ending(push, **ENDING, by=cast(INSPECTOR), at=after(4))
    with pytest.raises(NotNow, match="已经提过"):
        ending.propose_ending(push, **ENDING, by=cast(INSPECTOR), at=after(4))
    assert [each.pk for each in results_of(case).proposals] == [proposal.pk]
    with pytest.raises(NotYours):
        ending.take_up(proposal, by=cast("daiyongqiang"), at=after(4))
    ending.take_up(proposal, by=cast("chenli"), at=after(4))
    license = License.objects.get(case_number=case.number)
    licenses.revoke(license, ground="行政许可法 第六十九条", reason="违法。", by=cast("chenli"), at=after(5))
    entry = Entry.objects.get(chain=license.chain, verb="revoke")
    for _ in range(2):
        settle_proposals(entry)
        push_license_act(entry)
    assert EndingProposal.objects.get(pk=proposal.pk).status == ProposalStatus.CONCLUDED
    kinds = SupervisionPush.objects.filter(case=case).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == [PushKind.GRANT, PushKind.REVOKE], "what the body did to the licence is pushed too"


def test_a_proposal_that_is_not_taken_up_says_why(cast):
    push = signed(cast, granted(cast))
    found(cast, push)
    proposal = ending.propose_ending(push, **ENDING, by=cast(INSPECTOR), at=after(4))
    with pytest.raises(Invalid):
        ending.decline(proposal, reason="", by=cast("chenli"), at=after(5))
    ending.decline(proposal, reason="已经改正，不用撤销。", by=cast("chenli"), at=after(5))
    assert EndingProposal.objects.get(pk=proposal.pk).answer == "已经改正，不用撤销。"


@pytest.mark.req("R-050")
def test_the_city_has_no_permit_in_force_without_a_supervisor(cast):
    whole = coverage(day(1))
    assert whole.permits > 20
    assert whole.is_whole, (whole.orphans, whole.unknown_bodies)
    assert FOOD in {each.code[-len(FOOD) :] for each in lists.responsibilities(day(1))}
