"""Needs, products and what came of them (需求、产品、对接、授信、放款、未成)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tongban.foundation.kernel.errors import Invalid, NotFound, NotNow, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.handling.financing import jobs
from tongban.handling.financing.commands import banking, needing, outcome
from tongban.handling.financing.models import Bank, FinancingNeed, Match
from tongban.handling.financing.queries import outcomes
from tongban.handling.financing.queries.listing import board, compared, fitting, matches_of_bank
from tongban.handling.financing.queries.visible import need_for
from tongban.handling.financing.rules.offering import Offered
from tongban.handling.financing.subscribers import end_matches, note_lent

from .conftest import AT, WANTED, fresh, product

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-162")]
OFFERED = Offered("样例新贷", "both", 5000000, 12, 300, 400, "none", "在本市", 3, ("name",))


def test_from_the_need_to_the_money(match, shop, bank, rural) -> None:
    with pytest.raises(NotYours):
        outcome.contact(match, by=rural, at=AT)
    with pytest.raises(NotYours):
        outcome.contact(match, by=shop, at=AT)
    outcome.contact(match, by=bank, at=AT)
    with pytest.raises(Invalid) as refusal:
        outcome.credit(fresh(match), amount=99999999900, rate=9999, by=bank, at=AT)
    assert len(refusal.value.faults) == 2
    outcome.credit(fresh(match), amount=15000000, rate=400, by=bank, at=AT)
    with pytest.raises(Invalid):
        outcome.lend(fresh(match), amount=15000001, by=bank, at=AT)
    outcome.lend(fresh(match), amount=15000000, by=bank, at=AT)
    entry = Entry.objects.get(chain=match.chain, verb="lend")
    for _ in range(2):
        note_lent(entry)
    assert FinancingNeed.objects.get(pk=match.need_id).status == "met"
    assert not [each for each in FinancingNeed.objects.get(pk=match.need_id).matches.all() if each.is_running]
    (of_bank, other) = outcomes.of_banks(since=AT, until=AT + timedelta(days=1))
    assert (of_bank.matches, of_bank.contacts, of_bank.credits, of_bank.loans, of_bank.loans_sum) == (
        *(1, 1, 1, 1),
        15000000,
    )
    assert other.matches == 0


def test_what_failed_says_why_and_is_counted(match, bank) -> None:
    with pytest.raises(Invalid) as refusal:
        outcome.fail(match, cause="", words=" ", by=bank, at=AT)
    assert len(refusal.value.faults) == 2
    outcome.fail(match, cause="rate", words="可以看看别的产品", by=bank, at=AT)
    assert outcomes.causes(since=AT, until=AT + timedelta(days=1)) == [("利率、额度没有谈成", 1)]
    assert outcomes.totals(since=AT, until=AT + timedelta(days=1)).open == 1
    assert matches_of_bank(match.bank, is_running=False)[0].pk == match.pk


def test_no_score_stands_without_its_explanation_and_a_human_looks_again(match, shop, bank) -> None:
    outcome.contact(match, by=bank, at=AT)
    with pytest.raises(Invalid):
        outcome.give_score(fresh(match), points=60, out_of=100, factors=[], contact="", by=bank, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Match.objects.filter(pk=match.pk).update(score=60, score_out_of=100)
    outcome.give_score(fresh(match), points=60, out_of=100, factors=["流水少，减分"], contact="普惠部", by=bank, at=AT)
    told = fresh(match).explained_score
    assert told is not None
    assert told.factors == ("流水少，减分",)
    assert "60" not in str(list(Entry.objects.filter(chain=match.chain, verb="score").values_list("facts", flat=True)))
    with pytest.raises(NotYours):
        outcome.object_to(fresh(match), reason="不对", by=bank, at=AT)
    outcome.object_to(fresh(match), reason="流水算少了", by=shop, at=AT)
    with pytest.raises(NotNow):
        outcome.object_to(fresh(match), reason="再来", by=shop, at=AT)


def test_a_bank_answers_a_need_without_a_name_and_the_applicant_decides(need, shop, rural, cast) -> None:
    own = Bank.objects.get(party_id=rural.acting_for)
    (seen, *_) = board(own, on=AT.date())
    assert seen.pk == need.pk
    with pytest.raises(NotNow):
        needing.offer(need, product("惠农个人贷"), by=rural, at=AT)
    offered = needing.offer(need, product("设备更新贷"), by=rural, at=AT)
    assert need not in board(own, on=AT.date())
    with pytest.raises(NotNow):
        needing.apply(need, product("设备更新贷"), by=shop, at=AT)
    with pytest.raises(NotNow):
        outcome.contact(fresh(offered), by=rural, at=AT)
    needing.agree(fresh(offered), by=shop, at=AT)
    outcome.contact(fresh(offered), by=rural, at=AT)
    needing.end(FinancingNeed.objects.get(pk=need.pk), by=shop, at=AT)
    for _ in range(2):
        end_matches(Entry.objects.get(chain=need.chain, verb="end"))
    assert fresh(offered).status == "withdrawn", "no bank waits for who has gone"
    with pytest.raises(NotFound):
        need_for(cast("zhouyou"), need.code)


def test_a_product_is_its_banks_own_and_what_is_different_is_another(bank, rural, need) -> None:
    own = Bank.objects.select_related("party").get(party_id=bank.acting_for)
    with pytest.raises(NotYours):
        banking.offer_product(own, OFFERED, by=rural, at=AT)
    made = banking.offer_product(own, OFFERED, by=bank, at=AT)
    with pytest.raises(NotNow):
        banking.offer_product(own, OFFERED, by=bank, at=AT)
    assert made in compared(audience="person", guarantee="none", least=5000000)
    assert made not in fitting(need), "it gives less than is needed"
    rates = [each.rate_from for each in compared()]
    assert rates == sorted(rates)
    for _ in range(2):
        banking.withdraw_product(made, by=bank, at=AT)
    assert made not in compared()
    banking.offer_product(own, OFFERED, by=bank, at=AT)


def test_who_posts_a_need_is_the_applicant_and_it_ends_by_itself(shop, cast) -> None:
    for login in ("wangfang", "zhengyawen"):
        with pytest.raises(NotYours):
            needing.post(WANTED, by=cast(login), at=AT)
    made = needing.post(WANTED, by=shop, at=AT)
    for _ in range(4):
        needing.post(replace(WANTED, words=""), by=shop, at=AT)
    with pytest.raises(NotNow):
        needing.post(WANTED, by=shop, at=AT)
    assert jobs.end_what_is_over(AT + timedelta(days=61)) >= 5
    assert FinancingNeed.objects.get(pk=made.pk).status == "expired"
