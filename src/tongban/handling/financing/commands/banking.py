"""Banks and their products (入驻银行、金融产品): admitted by the city, described by themselves."""

from datetime import datetime

from django.db import IntegrityError, transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import advance, begin, record
from tongban.handling.financing.models import Bank, Product
from tongban.handling.financing.queries.visible import is_bank_at_work, owner_of
from tongban.handling.financing.rules.claims import BOUND
from tongban.handling.financing.rules.flow import BANK_FLOW, PLAN
from tongban.handling.financing.rules.offering import Offered, refuse_faulty
from tongban.handling.financing.rules.states import BankStatus
from tongban.registers.parties.models import Party
from tongban.registers.parties.rules import PartyKind


@transaction.atomic
def register_bank(party: Party, *, phone: str, complaint_phone: str, by: Actor, at: datetime) -> Bank:
    """登记: an enterprise takes part as a bank; that it is one, the list of the city vouches for."""
    assert party.kind == PartyKind.ENTERPRISE, "a bank is an enterprise"
    made = Bank(party=party, status=BankStatus.LISTED, phone=phone, complaint_phone=complaint_phone, listed_at=at)
    begin(made, BANK_FLOW.steps["register"], by=by, at=at, facts={"party": party.pk})
    return made


@transaction.atomic
def suspend(bank: Bank, *, reason: str, by: Actor, at: datetime) -> None:
    """暂停: its products go from the list, and it sees nothing that was consented, from this moment."""
    step = BANK_FLOW.take("suspend", bank, by=by)
    words = _reason(reason)
    advance(bank, step, by=by, at=at, changes={"reason": words}, facts={"reason": words})


@transaction.atomic
def resume(bank: Bank, *, reason: str, by: Actor, at: datetime) -> None:
    """恢复."""
    step = BANK_FLOW.take("resume", bank, by=by)
    words = _reason(reason)
    advance(bank, step, by=by, at=at, changes={"reason": words}, facts={"reason": words})


@transaction.atomic
def offer_product(bank: Bank, offered: Offered, *, by: Actor, at: datetime) -> Product:
    """上架产品: as its bank describes it; `Invalid` with every fault. It never changes, a new one replaces it."""
    refuse_other_bank(bank, by)
    refuse_faulty(offered, BOUND.policy)
    assert offered.most is not None, "checked"
    assert offered.rate_from is not None, "checked"
    assert offered.rate_to is not None, "checked"
    made = Product(
        bank=bank,
        name=offered.name.strip(),
        audience=offered.audience,
        most=offered.most,
        longest_months=offered.longest_months,
        rate_from=offered.rate_from,
        rate_to=offered.rate_to,
        guarantee=offered.guarantee,
        conditions=offered.conditions.strip(),
        answer_days=offered.answer_days,
        wants=[each for each in BOUND.policy.claims if each in offered.wants],
        offered_at=at,
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        if Product.objects.filter(bank=bank, name=made.name, withdrawn_at=None).exists():
            raise NotNow("已经有同名的产品在办。要改内容的，先下架，再上架新的。") from error
        raise
    facts = {"bank": bank.code.hex, "rate_from": made.rate_from, "rate_to": made.rate_to, "wants": made.wants}
    record(f"financing-product:{made.code.hex}", "offer", by=by, at=at, basis=PLAN, facts=facts)
    return made


@transaction.atomic
def withdraw_product(product: Product, *, by: Actor, at: datetime) -> None:
    """下架产品: it is shown no more; matches that run go on by what was offered. Again it changes nothing."""
    refuse_other_bank(product.bank, by)
    if Product.objects.filter(pk=product.pk, withdrawn_at=None).update(withdrawn_at=at):
        record(f"financing-product:{product.code.hex}", "withdraw", by=by, at=at, basis=PLAN)


def refuse_other_bank(bank: Bank, by: Actor) -> None:
    """Only whoever stands here for this bank, while it takes part."""
    if owner_of(by) != bank.party_id or not is_bank_at_work(by):
        raise NotYours("这一步由入驻银行自己办。请先切换到银行的身份；银行暂停期间不能办。")


def _reason(typed: str) -> str:
    words = typed.strip()
    if not words or len(words) > 300:
        raise Invalid(faults=[Fault("/reason", "required", "请写明原因，不超过300个字。")])
    return words
