"""Needs from the call to the acceptance (需求、选取、合同、交付): free choice, sealed bids, an open draw."""

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.errors import Declined, Invalid, NotFound, NotNow, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.commands import examining
from tongban.handling.cases.tests import driving
from tongban.handling.cases.tests.applying import MONDAY, stored_file
from tongban.handling.intermediaries import jobs
from tongban.handling.intermediaries.commands import choosing, needing, working
from tongban.handling.intermediaries.models import Bid, CreditItem, IntermediaryAgency
from tongban.handling.intermediaries.queries.agencies import choosable
from tongban.handling.intermediaries.queries.needs import (
    checked,
    may_see,
    need_for,
    needs_of,
    open_to,
    public_selection,
)
from tongban.handling.intermediaries.subscribers import note_breach
from tongban.registers.agencies.models import Agency

from .market import (
    DAY,
    EXAMINER,
    WANTED,
    accepted,
    after_entries,
    chosen,
    contracted,
    drawn,
    fresh,
    hengjian,
    published,
    sealed,
    standing_for,
)

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-059")]


def test_the_client_chooses_signs_accepts_and_nobody_else_takes_a_step(cast, client_of_market, first, second, shelf):
    need = published(client_of_market)
    assert choosable(need, on=DAY).count() == 2
    with pytest.raises(NotYours):
        choosing.choose(need, agency=str(shelf[0].code), by=first, at=MONDAY)
    need = chosen(need, shelf[0], client_of_market)
    with pytest.raises(NotYours):
        working.confirm(need, by=second, at=MONDAY)
    working.confirm(need, by=first, at=MONDAY)
    with pytest.raises(Invalid):
        working.send_contract(fresh(need), price=None, file=None, by=first, at=MONDAY)
    need = fresh(need)
    working.send_contract(need, price=90000, file=stored_file(first), by=first, at=MONDAY)
    working.refuse_contract(fresh(need), reason="时限写错了", by=client_of_market, at=MONDAY)
    working.send_contract(fresh(need), price=90000, file=stored_file(first), by=first, at=MONDAY)
    working.sign_contract(fresh(need), by=client_of_market, at=MONDAY)
    need = fresh(need)
    assert need.due_on == DAY + timedelta(days=9), "seven workdays after Monday, over one weekend"
    assert may_see(client_of_market, need.code.hex)
    assert not may_see(second, need.code.hex)
    working.deliver(need, words="合格", file=stored_file(first), by=first, at=MONDAY)
    working.ask_rework(fresh(need), reason="少一页", by=client_of_market, at=MONDAY)
    need = accepted(fresh(need), client_of_market, first)
    assert need.status == "accepted"
    assert [each.pk for each in needs_of(client_of_market)] == [need.pk]
    verbs = list(Entry.objects.filter(chain=need.chain).order_by("seq").values_list("verb", flat=True))
    assert verbs[:4] == ["publish", "choose", "confirm", "send_contract"]


@pytest.mark.req("R-061")
@pytest.mark.parametrize("login", ["wangfang", EXAMINER, "weimeiling", "daiyongqiang", "zhengyawen", "gaoyuan"])
def test_staff_neither_publish_nor_choose_nor_narrow_the_choice(cast, client_of_market, shelf, login):
    clerk = cast(login)
    with pytest.raises(NotYours):
        needing.publish(WANTED, by=clerk, at=MONDAY)
    need = published(client_of_market)
    impostor = replace(clerk, roles=clerk.roles | client_of_market.roles, acting_for=client_of_market.acting_for)
    for actor in (clerk, impostor):
        with pytest.raises(NotYours):
            choosing.choose(need, agency=str(shelf[0].code), by=actor, at=MONDAY)
    assert not {"agency", "agencies", "only", "preferred"} & set(WANTED.__slots__), "a need names no agency"
    assert fresh(need).selected_id is None


@pytest.mark.req("R-061")
def test_who_belongs_to_the_department_is_not_chosen_for_its_matters_and_nobody_for_themselves(
    cast, client_of_market, first, shelf
):
    health = Agency.objects.get(key="health")
    IntermediaryAgency.objects.filter(pk=shelf[0].pk).update(affiliated_to=health)
    need = published(client_of_market)
    need.department, need.department_id = health, health.pk
    need.save(update_fields=["department"])
    assert [each.agency_id for each in choosable(need, on=DAY)] == [shelf[1].pk]
    with pytest.raises(Invalid):
        choosing.choose(need, agency=str(shelf[0].code), by=client_of_market, at=MONDAY)
    own = published(first)
    assert shelf[0].pk not in {each.agency_id for each in choosable(own, on=DAY)}


@pytest.mark.req("R-061")
def test_a_draw_is_held_after_the_block_is_sealed_and_comes_out_the_same_for_everybody(
    client_of_market, first, second, shelf
):
    need = published(client_of_market, way="random", ceiling=150000)
    assert [each.pk for each in open_to(shelf[0], at=MONDAY, on=DAY)] == [need.pk]
    assert need_for(first, need.code).pk == need.pk
    needing.enter(need, by=first, at=MONDAY)
    needing.enter(fresh(need), by=second, at=MONDAY)
    with pytest.raises(NotNow):
        needing.enter(fresh(need), by=second, at=MONDAY)
    with pytest.raises(NotNow, match="提前"):
        choosing.close_entries(fresh(need), by=client_of_market, at=MONDAY)
    late = after_entries(need)
    with pytest.raises(NotNow):
        needing.enter(fresh(need), by=first, at=late)
    choosing.close_entries(fresh(need), by=SYSTEM, at=late)
    with pytest.raises(NotNow, match="封存"):
        choosing.draw(fresh(need), by=client_of_market, at=late)
    block = sealed(at=late)
    assert jobs.choose_what_is_due(at=late) == 1
    need = public_selection(need.code)
    found = checked(need)
    assert found.agrees
    text = "\n".join(found.lines)
    assert bytes(block.hash).hex() in text
    assert hashlib.sha256(text.encode()).hexdigest() == found.seed
    assert need.selected is not None
    assert need.selected.code.hex == found.lots[0].code
    need.selection["order"].reverse()
    assert not checked(need).agrees, "another order than the lots give is seen at once"


@pytest.mark.req("R-061")
def test_bids_are_sealed_until_the_deadline_and_the_lowest_wins(client_of_market, first, second, shelf):
    need = published(client_of_market, way="bidding", ceiling=200000)
    with pytest.raises(Invalid) as refusal:
        needing.enter(need, price=300000, days=90, by=first, at=MONDAY)
    assert {each.pointer for each in refusal.value.faults} == {"/price", "/days"}
    needing.enter(need, price=123400, days=5, by=first, at=MONDAY)
    needing.enter(fresh(need), price=118800, days=7, by=second, at=MONDAY)
    told = str([each.facts for each in Entry.objects.filter(chain=need.chain)])
    assert not set(Bid.objects.values_list("price", flat=True)) - {None}, "no price in the table"
    assert "123400" not in told
    with pytest.raises(NotFound):
        public_selection(need.code)
    late = after_entries(need)
    assert jobs.choose_what_is_due(at=late) == 2
    need = public_selection(need.code)
    assert need.selected_id == shelf[1].pk
    assert checked(need).agrees
    working.confirm(fresh(need), by=second, at=late)
    with pytest.raises(Invalid, match="合同"):
        working.send_contract(fresh(need), price=118900, file=stored_file(second), by=second, at=late)
    need.selection["bids"][0]["price"] = 1
    assert not checked(need).agrees, "a price that was changed afterwards does not fit its commitment"


@pytest.mark.req("R-062")
def test_who_gives_up_after_entering_has_it_on_record_and_the_next_follows(client_of_market, first, second, shelf):
    need = published(client_of_market, way="random", ceiling=150000)
    needing.enter(need, by=first, at=MONDAY)
    needing.enter(fresh(need), by=second, at=MONDAY)
    late = after_entries(need)
    need = drawn(fresh(need), at=late)
    winner, other = (first, second) if need.selected_id == shelf[0].pk else (second, first)
    gave_up = need.selected_id
    entry = choosing.decline(need, reason="人手不够", by=winner, at=late)
    for _ in range(2):
        note_breach(entry)
    assert list(CreditItem.objects.values_list("agency_id", "breach")) == [(gave_up, "gave_up")]
    need = fresh(need)
    assert need.status == "selected"
    assert need.selected_id not in (None, gave_up)
    silent = late + timedelta(days=10)
    assert jobs.choose_what_is_due(at=silent) == 1
    assert fresh(need).status == "failed", "nobody is left"
    with pytest.raises(Declined):
        working.confirm(fresh(need), by=other, at=silent)


def test_a_direct_request_may_be_turned_down_without_a_breach_and_another_is_chosen(client_of_market, first, shelf):
    need = chosen(published(client_of_market), shelf[0], client_of_market)
    note_breach(choosing.decline(need, reason="排满了", by=first, at=MONDAY))
    assert not CreditItem.objects.exists()
    assert chosen(fresh(need), shelf[1], client_of_market).selected_id == shelf[1].pk


def test_without_entries_it_fails_and_every_fault_of_a_need_is_told_at_once(client_of_market, shelf):
    need = published(client_of_market, way="bidding")
    assert jobs.choose_what_is_due(at=after_entries(need)) == 1
    assert fresh(need).status == "failed"
    bad = needing.Wanted("x", "random", "", "", 0, case_number="1" * 17, entry_days=99)
    with pytest.raises(Invalid) as refusal:
        needing.publish(bad, by=client_of_market, at=MONDAY)
    pointers = {each.pointer for each in refusal.value.faults}
    assert pointers == {"/service", "/title", "/details", "/limit_days", "/ceiling", "/entry_days", "/case_number"}


@pytest.mark.req("R-062")
def test_a_late_delivery_is_a_breach_from_the_record_itself(client_of_market, first, shelf):
    need = contracted(chosen(published(client_of_market), shelf[0], client_of_market), client_of_market, first)
    late = MONDAY + timedelta(days=30)
    entry = working.deliver(need, words="迟了", file=stored_file(first), by=first, at=late)
    note_breach(entry)
    assert CreditItem.objects.get().breach == "late"


def test_strangers_find_nothing_and_a_cancelled_need_is_over(cast, client_of_market, shelf):
    need = published(client_of_market)
    with pytest.raises(NotFound):
        need_for(cast("zhouyou"), need.code)
    with pytest.raises(NotFound):
        need_for(standing_for("讯达", "zhangwei", cast), need.code)
    needing.cancel(need, reason="不做了", by=client_of_market, at=MONDAY)
    assert fresh(need).ended_at == MONDAY


@pytest.mark.req("R-059")
def test_the_time_of_the_service_is_outside_the_limit_of_the_case(cast, shelf):
    """The department starts the special procedure; the agency's days run by the contract, the case's limit stands."""
    liqiang, zhaomin = cast("liqiang"), cast("zhaomin")
    with driving.listed(special_procedures=(driving.HEARING,)):
        case = driving.accepted(cast)
        before = case.due_on
        need = published(liqiang, case_number=case.number)
        assert (need.case_id, need.department_id) == (case.pk, case.agency_id)
        examining.start_special(case, code="hearing", reason="需要听证", by=zhaomin, at=MONDAY)
        need = contracted(chosen(need, shelf[0], liqiang), liqiang, hengjian(cast))
        later = MONDAY + timedelta(days=7)
        need = accepted(need, liqiang, hengjian(cast, later), at=later)
        case = driving.fresh(case)
        examining.finish_special(case, code="hearing", result="听证结束", by=cast("zhaomin", later), at=later)
        after = driving.fresh(case).due_on
    assert before is not None
    assert after is not None
    assert after - before >= timedelta(days=7), "a week of testing does not use up the department's own days"
    assert [each.pk for each in needs_of(liqiang, case_number=case.number)] == [need.pk]
    assert may_see(zhaomin, need.code.hex), "the department that asked for it sees the result"
    assert not may_see(cast(EXAMINER), need.code.hex)
