"""R-162: a bank reads what was consented and no more, on record, until it is taken back or over."""

from datetime import timedelta

import pytest

from tongban.foundation.kernel.errors import Invalid, NotFound, NotNow, NotYours
from tongban.foundation.ledger.queries import reads_about
from tongban.handling.financing.commands import banking, needing, proving
from tongban.handling.financing.models import Bank, Match, Proof
from tongban.handling.financing.queries.listing import proof_standing
from tongban.handling.financing.queries.visible import match_for_bank, proof_for_bank

from .conftest import AT, fresh

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-162")]
PURPOSE = "办理“小店周转贷（样例）”时核对情况"
SOON = AT + timedelta(hours=1)


def refused(proof: Proof, by, at=SOON) -> None:
    """Nothing is told, and nothing stands on the record of looks."""
    before = len(reads_about(f"party:{proof.match.need.party_id}", subject=proof.chain).rows)
    with pytest.raises((NotNow, NotYours)):
        proving.look(proof, by=by, at=at)
    assert len(reads_about(f"party:{proof.match.need.party_id}", subject=proof.chain).rows) == before


def test_a_bank_reads_the_consented_items_and_no_others_and_each_look_is_on_record(match, shop, bank) -> None:
    chosen = ["name", "in_force(business_license)", "credit"]
    proof = proving.grant(match, purpose=PURPOSE, claims=chosen, days=7, by=shop, at=AT)
    told = proving.look(proof, by=bank, at=SOON)
    assert [each.key for each in told] == ["name", "in_force(business_license)", "credit"]
    assert told[0].value == match.need.party.name
    assert told[1].value in ("是", "否")
    assert told[2].value == "没有在限制期的信用记录"
    (seen,) = reads_about(f"party:{match.need.party_id}", subject=proof.chain).rows
    assert (seen.purpose, seen.by_name) == (match.asked_for, bank.name)
    assert list(seen.fields) == [each.words for each in told]


def test_nothing_is_read_before_consent_by_another_bank_or_by_staff(match, shop, bank, rural, cast) -> None:
    assert proof_standing(match, at=AT) is None
    assert "name" not in match_for_bank(bank, match.code).words
    proof = proving.grant(match, purpose=PURPOSE, claims=["name"], days=7, by=shop, at=AT)
    for other in (rural, shop, cast("wangfang"), cast("zhengyawen"), cast("zhouyou")):
        refused(proof, other)
        with pytest.raises(NotFound):
            proof_for_bank(other, proof.code)
    with pytest.raises(NotFound):
        match_for_bank(rural, match.code)


def test_consent_is_the_applicants_own_and_to_what_was_asked(match, shop, bank, cast) -> None:
    with pytest.raises(NotYours):
        proving.grant(match, purpose=PURPOSE, claims=["name"], days=7, by=bank, at=AT)
    with pytest.raises(Invalid):
        proving.grant(match, purpose=PURPOSE, claims=["name", "address"], days=7, by=shop, at=AT)
    with pytest.raises(Invalid) as refusal:
        proving.grant(match, purpose=PURPOSE, claims=[], days=3650, by=shop, at=AT)
    assert {each.pointer for each in refusal.value.faults} == {"/claims", "/days"}


def test_one_press_takes_it_back_and_it_is_gone_at_once(match, shop, bank) -> None:
    proof = proving.grant(match, purpose=PURPOSE, claims=["name", "phone"], days=30, by=shop, at=AT)
    assert len(proving.look(proof, by=bank, at=SOON)) == 2
    with pytest.raises(NotYours):
        proving.take_back(proof, by=bank, at=SOON)
    proving.take_back(proof, by=shop, at=SOON)
    proving.take_back(Proof.objects.select_related("match__need").get(pk=proof.pk), by=shop, at=SOON)
    refused(proof, bank, SOON)
    assert proof_standing(fresh(match), at=SOON) is None


def test_it_ends_by_its_time_with_the_match_with_the_need_and_with_the_bank(match, shop, bank, cast) -> None:
    proof = proving.grant(match, purpose=PURPOSE, claims=["name"], days=7, by=shop, at=AT)
    proving.look(proof, by=bank, at=AT + timedelta(days=7) - timedelta(seconds=1))
    refused(proof, bank, AT + timedelta(days=7))
    supervisor = cast("zhengyawen")
    banking.suspend(Bank.objects.get(pk=match.bank_id), reason="检查发现问题", by=supervisor, at=AT)
    refused(proof, bank)
    banking.resume(Bank.objects.get(pk=match.bank_id), reason="已经改正", by=supervisor, at=AT)
    proving.look(proof, by=bank, at=SOON)
    needing.withdraw(fresh(match), by=shop, at=SOON)
    refused(proof, bank)
    with pytest.raises(NotNow):
        proving.grant(fresh(match), purpose=PURPOSE, claims=["name"], days=7, by=shop, at=SOON)


def test_an_ended_need_ends_what_was_consented_for_it(match, shop, bank) -> None:
    proof = proving.grant(match, purpose=PURPOSE, claims=["name"], days=7, by=shop, at=AT)
    needing.end(match.need, by=shop, at=SOON)
    refused(proof, bank)


def test_a_new_consent_replaces_the_earlier_one(match, shop, bank) -> None:
    first = proving.grant(match, purpose=PURPOSE, claims=["name", "phone"], days=30, by=shop, at=AT)
    with pytest.raises(Invalid):
        proving.ask(match, claims=["shoe_size"], purpose=" ", by=bank, at=AT)
    proving.ask(match, claims=["name", "address", "credit"], purpose="授信前核对", by=bank, at=AT)
    assert fresh(match).asked == ["name", "credit"], "an enterprise has no address to prove"
    with pytest.raises(NotNow):
        proving.grant(fresh(match), purpose=PURPOSE, claims=["credit"], days=7, by=shop, at=AT)
    second = proving.grant(fresh(match), purpose="授信前核对", claims=["credit"], days=7, by=shop, at=AT)
    refused(first, bank)
    assert [each.key for each in proving.look(second, by=bank, at=SOON)] == ["credit"]
    assert Match.objects.get(pk=match.pk).proofs.filter(status="granted").count() == 1
