"""A work order from the call to its end: taken in, dispatched, returned, ruled, handled, replied, rated, sent again."""

from datetime import timedelta
from typing import Any

import pytest

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import Invalid, NotFound, NotNow, NotYours
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.foundation.ledger.sealing import verify
from tongban.handling.cases.tests.applying import MONDAY, lodged
from tongban.handling.cases.tests.driving import after
from tongban.oversight.hotline.commands import handling, joining, routing, watching
from tongban.oversight.hotline.commands.handling import ReplyInDoubt
from tongban.oversight.hotline.commands.routing import CentreDecides
from tongban.oversight.hotline.commands.taking_in import Wish, take_in
from tongban.oversight.hotline.jobs import escalate_what_is_late, settle_what_was_answered
from tongban.oversight.hotline.models import WorkOrder
from tongban.oversight.hotline.queries.callers import alike, history_of
from tongban.oversight.hotline.queries.orders import Wanted, counted, order_for, orders, visible_to
from tongban.oversight.hotline.rules.flow import FLOW
from tongban.oversight.hotline.rules.states import OrderStatus

from .conftest import CALLER, SAID, WORDS, fresh

pytestmark = pytest.mark.django_db
HOLDER = Actor(name="凭查询码", roles=frozenset({Role.APPLICANT}), client="query-code")


def closed(in_hand, who, **changes):
    order = in_hand(**changes)
    handling.reply(order, outcome="solved", reply=SAID, by=who("zhaomin"), at=after(1))
    handling.call_back(fresh(order), satisfaction="good", by=who("tangyun"), at=after(1))
    return fresh(order)


@pytest.mark.req("R-192")
def test_the_whole_way_of_a_work_order_stands_in_the_ledger(in_hand, who):
    order = closed(in_hand, who)
    assert (order.status, order.is_late, order.satisfaction) == ("closed", False, "good")
    entries = Entry.objects.filter(chain=order.chain).order_by("seq")
    assert [each.verb for each in entries] == ["take_in", "dispatch", "sign", "reply", "call_back"]
    assert all(each.basis for each in entries)
    assert not list(verify())


def test_everything_that_is_wrong_is_told_at_once(who):
    with pytest.raises(Invalid) as refusal:
        take_in(Wish("x", " ", "长" * 121, "y", phone="12"), by=who(""), at=MONDAY)
    pointers = {each.pointer for each in refusal.value.faults}
    assert {"/kind", "/content", "/place", "/privacy", "/name", "/phone"} <= pointers


def test_name_and_number_are_sealed_and_in_no_entry(told):
    order = told().order
    stored = repr(list(WorkOrder.objects.values())) + repr(list(Entry.objects.values()))
    assert (order.name_masked, order.phone_masked) == ("张*军", "139****0001")
    assert CALLER not in stored
    assert "张建军" not in stored


def test_whoever_is_anonymous_is_written_down_nowhere(told, who):
    order = told("liqiang", privacy="anonymous").order
    assert (order.party_id, order.account_id, order.phone_index, bytes(order.name_sealed)) == (None, None, None, b"")
    assert Entry.objects.get(chain=order.chain).by_ref == "guest"
    with pytest.raises(NotYours):
        handling.reveal(order, by=who("tangyun"), at=MONDAY)


@pytest.mark.req("R-192")
def test_a_body_learns_who_it_was_only_where_the_person_let_it_and_on_record(in_hand, who):
    secret, open_one = in_hand(privacy="confidential"), in_hand(content="路灯不亮，三天了没人修")
    with pytest.raises(NotYours):
        handling.reveal(secret, by=who("zhaomin"), at=MONDAY)
    assert handling.reveal(secret, by=who("tangyun"), at=MONDAY) == ("张建军", CALLER)
    assert handling.reveal(open_one, by=who("zhaomin"), at=MONDAY) == ("张建军", CALLER)
    assert Entry.objects.filter(chain=f"reads:{who('zhaomin').ref}", facts__subject=open_one.chain).count() == 1


def test_each_sees_what_is_theirs(in_hand, told, who):
    mine, theirs = told("liqiang").order, in_hand()
    assert set(visible_to(who("liqiang"))) == {mine}
    assert set(visible_to(who("zhaomin"))) == {theirs}
    assert set(visible_to(who("tangyun"))) == set(visible_to(who("zhengyawen"))) == {mine, theirs}
    for login in ("leishaohua", "wangfang", "zhouyou", ""):
        assert not visible_to(who(login)).exists()
    with pytest.raises(NotFound):
        order_for(who("leishaohua"), theirs.code)


@pytest.mark.req("R-192")
def test_the_same_matter_of_the_same_caller_is_linked_and_merged(told, who):
    first = told().order
    again = told(content="样例路2号那家饭店的肉发臭，查处退钱", at=after(2)).order
    other = told(content="小区楼道的灯坏了没人修", at=after(2)).order
    assert (again.repeats_id, other.repeats_id) == (first.pk, None)
    assert [each.pk for each in history_of(CALLER, besides=other.pk)] == [again.pk, first.pk]
    assert list(alike(again)) == [first]
    routing.merge(again, into=first.number, by=who("tangyun"), at=after(2))
    merged = fresh(again)
    assert (merged.status, merged.into_id) == ("merged", first.pk)
    with pytest.raises(NotNow):
        routing.merge(other, into=merged.number, by=who("tangyun"), at=after(2))


def test_a_second_caller_is_no_repeat_but_looks_alike(told):
    first = told().order
    second = told(phone="13993700002", name="王五", at=after(1)).order
    assert second.repeats_id is None
    assert list(alike(second)) == [first]


@pytest.mark.req("R-192")
def test_sent_back_in_time_with_a_reason_and_after_two_returns_the_centre_rules(told, who):
    order = told().order
    for _ in range(2):
        routing.dispatch(fresh(order), agency="market-regulation", by=who("tangyun"), at=MONDAY)
        with pytest.raises(Invalid):
            routing.send_back(fresh(order), reason=" ", by=who("zhaomin"), at=MONDAY)
        routing.send_back(fresh(order), reason="流动摊贩归城管", by=who("zhaomin"), at=MONDAY)
    with pytest.raises(CentreDecides):
        routing.dispatch(fresh(order), agency="market-regulation", by=who("tangyun"), at=MONDAY)
    routing.assign(fresh(order), agency="market-regulation", reason="有固定门店", by=who("zhengyawen"), at=MONDAY)
    with pytest.raises(NotNow):
        routing.send_back(fresh(order), reason="还是不归我们", by=who("zhaomin"), at=MONDAY)


def test_after_its_hours_it_is_not_sent_back_any_more(told, who):
    order = told().order
    routing.dispatch(order, agency="market-regulation", by=who("tangyun"), at=MONDAY)
    with pytest.raises(NotNow):
        routing.send_back(fresh(order), reason="不归我们", by=who("zhaomin"), at=MONDAY + timedelta(hours=25))


def test_a_body_without_people_who_handle_gets_nothing(told, who):
    with pytest.raises(Invalid):
        routing.dispatch(told().order, agency="big-data", by=who("tangyun"), at=MONDAY)


def test_a_reply_beside_the_point_is_held_up_once_and_then_checked(in_hand, who):
    order = in_hand()
    with pytest.raises(ReplyInDoubt):
        handling.reply(order, outcome="explained", reply="您咨询的饭店可以查看法规。", by=who("zhaomin"), at=after(1))
    said = "您咨询的饭店可以查看法规。"
    handling.reply(fresh(order), outcome="explained", reply=said, is_sure=True, by=who("zhaomin"), at=after(1))
    handling.call_back(fresh(order), satisfaction="fair", by=who("tangyun"), at=after(1))
    found = fresh(order)
    assert (found.doubts, found.check_state) == (["changed"], "drawn")
    watching.check(found, flaw="changed", reason="投诉答成了咨询", by=who("zhengyawen"), at=after(2))
    handling.send_again(fresh(order), reason="质检不合格", by=who("zhengyawen"), at=after(2))
    assert fresh(order).status == "handling"


@pytest.mark.req("R-192")
def test_dissatisfied_it_stays_open_until_it_is_sent_again_or_reviewed(in_hand, who):
    order = in_hand()
    handling.reply(order, outcome="solved", reply=SAID, by=who("zhaomin"), at=after(1))
    with pytest.raises(NotNow):
        handling.settle(fresh(order), reason="办到位了", by=who("zhengyawen"), at=after(1))
    with pytest.raises(Invalid):
        handling.call_back(fresh(order), satisfaction="bad", by=who("tangyun"), at=after(1))
    handling.call_back(fresh(order), satisfaction="bad", words="钱没有退", by=who("tangyun"), at=after(1))
    assert fresh(order).status == "replied"
    handling.send_again(fresh(order), reason="钱没有退", by=who("tangyun"), at=after(1))
    again = fresh(order)
    assert (again.status, again.times_sent_again, again.satisfaction) == ("handling", 1, "")
    handling.reply(again, outcome="solved", reply=SAID, by=who("zhaomin"), at=after(2))
    handling.call_back(fresh(order), satisfaction="bad", words="还想多赔", by=who("tangyun"), at=after(2))
    handling.settle(fresh(order), reason="已按规定退款，赔偿请走诉讼", by=who("zhengyawen"), at=after(2))
    assert fresh(order).status == "closed"


def test_nobody_picks_up_three_times_and_the_supervisor_may_close(in_hand, who):
    order = in_hand()
    handling.reply(order, outcome="solved", reply=SAID, by=who("zhaomin"), at=after(1))
    for _ in range(3):
        handling.miss_call(fresh(order), by=who("tangyun"), at=after(1))
    handling.settle(fresh(order), reason="三次没有接通", by=who("zhengyawen"), at=after(2))
    assert fresh(order).status == "closed"


def test_extended_once_by_the_head_before_it_is_over(in_hand, who):
    order = in_hand()
    before = order.due_on
    with pytest.raises(NotYours):
        handling.extend(order, days=5, reason="要检测", by=who("zhaomin"), at=after(1))
    handling.extend(order, days=5, reason="要送检", by=who("chenli"), at=after(1))
    assert fresh(order).due_on > before
    with pytest.raises(NotNow):
        handling.extend(fresh(order), days=1, reason="再延", by=who("chenli"), at=after(1))


def test_late_is_told_to_the_supervisor_once_and_stays_on_the_order(in_hand, who):
    order = in_hand()
    assert escalate_what_is_late(at=after(8)) == 1
    assert escalate_what_is_late(at=after(8)) == 0
    handling.reply(fresh(order), outcome="solved", reply=SAID, by=who("zhaomin"), at=after(8))
    assert fresh(order).is_late


def test_answered_at_once_from_the_guides_and_closed_when_nobody_questions_it(told, who):
    order = told(kind="consult", content="公积金提取要几天到账").order
    routing.answer(order, reply="受理后3个工作日到账。", by=who("tangyun"), at=MONDAY)
    assert fresh(order).is_at_once
    assert settle_what_was_answered(at=MONDAY + timedelta(days=6)) == 0
    assert settle_what_was_answered(at=MONDAY + timedelta(days=8)) == 1
    assert fresh(order).status == "closed"


def test_who_is_not_content_with_the_answer_at_once_gets_a_body(told, who):
    order = told(kind="consult", content="饭店过期食品怎么退").order
    routing.answer(order, reply="请找饭店。", by=who("tangyun"), at=MONDAY)
    with pytest.raises(NotNow):
        routing.dispatch(fresh(order), agency="market-regulation", by=who("tangyun"), at=MONDAY)
    handling.rate(fresh(order), satisfaction="bad", words="没有用", by=HOLDER, at=MONDAY)
    routing.dispatch(fresh(order), agency="market-regulation", by=who("tangyun"), at=MONDAY)
    assert (fresh(order).status, fresh(order).satisfaction) == ("dispatched", "")


def test_refused_with_where_to_go_and_withdrawn_by_whose_it_is(told, who):
    refused, mine = told("liqiang").order, told("liqiang", content="路灯不亮").order
    routing.refuse(refused, refusal="in_court", reason="法院已经立案", by=who("tangyun"), at=MONDAY)
    sent = Outgoing.objects.filter(chain=refused.chain).get()
    assert "法院" in sent.payload["text"]
    with pytest.raises(NotFound):
        handling.withdraw(mine, by=who("zhouyou"), at=MONDAY)
    handling.withdraw(fresh(mine), by=who("liqiang"), at=MONDAY)
    assert {fresh(refused).status, fresh(mine).status} == {"refused", "withdrawn"}


def test_urged_once_a_day(in_hand, who):
    order = in_hand()
    watching.urge(order, by=who("tangyun"), at=after(1))
    with pytest.raises(NotNow):
        watching.urge(fresh(order), by=who("tangyun"), at=after(1))
    watching.urge(fresh(order), by=who("tangyun"), at=after(2))
    assert fresh(order).times_urged == 2


def test_about_a_case_it_names_it_and_a_strangers_case_is_not_named(told, who):
    case = lodged(who("liqiang"), at=MONDAY)[1]
    order = told("liqiang", case_number=case.number, content="一直没有消息").order
    assert (order.case_number, order.option_code) == (case.number, case.option_code)
    with pytest.raises(NotFound):
        told("zhouyou", case_number=case.number)


@pytest.mark.req("R-192")
def test_the_list_is_filtered_counted_and_found_by_number(in_hand, told, who):
    first, second = in_hand(), told(kind="help", content="小区楼道的灯坏了没人修", at=after(1)).order
    agent, at = who("tangyun"), after(8)
    assert [each.pk for each in orders(agent, Wanted(text=CALLER), at=at)] == [second.pk, first.pk]
    assert [each.pk for each in orders(agent, Wanted(text=first.number), at=at)] == [first.pk]
    assert [each.pk for each in orders(agent, Wanted(topic="housing"), at=at)] == [second.pk]
    assert counted(agent, Wanted(), at=at)["late"] == 2
    assert list(orders(who("zhaomin"), Wanted(kind="help"), at=at)) == []


def test_every_state_but_the_ends_is_left_by_somebody():
    for state in OrderStatus:
        leaving = [each for each in FLOW if state in each.sources]
        assert bool(leaving) is (state not in {OrderStatus.REFUSED, OrderStatus.MERGED, OrderStatus.WITHDRAWN})


def test_words_of_the_reporter_stand_in_no_entry(in_hand):
    order = in_hand()
    assert WORDS not in repr(list(Entry.objects.filter(chain=order.chain).values()))


@pytest.mark.req("R-192")
def test_several_bodies_give_one_answer(in_hand, who):
    """市场监管 leads, 住建 has a part: it sees the order, says its part, and takes no step of the lead's."""
    order, lead, other = in_hand(), who("zhaomin"), who("zhongguodong")
    assert order not in visible_to(other)
    asked = {"agency": "housing-construction", "reason": "请查油烟管道归谁管"}
    with pytest.raises(NotYours):
        joining.ask_joint(order, **asked, by=other, at=order.opened_at)
    with pytest.raises(Invalid):
        joining.ask_joint(order, agency="market-regulation", reason="自己", by=lead, at=order.opened_at)
    part = joining.ask_joint(order, **asked, by=lead, at=order.opened_at)
    assert part.due_on <= order.due_on
    assert [each.pk for each in visible_to(other)] == [order.pk]
    said: dict[str, Any] = {"outcome": "solved", "reply": SAID}
    with pytest.raises(joining.PartsAreOut, match="住建"):
        handling.reply(fresh(order), **said, by=lead, at=order.opened_at)
    for act in (handling.reply, handling.extend):
        with pytest.raises(NotYours):
            act(fresh(order), **(said if act is handling.reply else {"days": 1, "reason": "x"}), by=other, at=after(1))
    with pytest.raises(NotYours):
        handling.reveal(fresh(order), by=other, at=after(1))
    with pytest.raises(NotYours):
        joining.contribute(fresh(order), words="不是我们", by=who("qiuxiufang"), at=after(1))
    joining.contribute(fresh(order), words="样例：管道是饭店自己装的，没有报批", by=other, at=after(1))
    with pytest.raises(NotNow):
        joining.contribute(fresh(order), words="再说一句", by=other, at=after(1))
    handling.reply(fresh(order), **said, by=lead, at=after(1))
    verbs = Entry.objects.filter(chain=order.chain).order_by("seq").values_list("verb", flat=True)
    assert list(verbs)[-3:] == ["ask_joint", "contribute", "reply"]


def test_a_part_that_never_comes_does_not_hold_the_answer_up_for_ever(in_hand, who):
    order, lead = in_hand(kind="report"), who("zhaomin")
    part = joining.ask_joint(order, agency="transport", reason="请查占道", by=lead, at=order.opened_at)
    late = after(4)
    assert part.due_on < late.date()
    handling.reply(fresh(order), outcome="solved", reply=SAID, by=lead, at=late)
