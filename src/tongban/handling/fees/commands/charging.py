"""Charging for a case (收费): what the list says, paid at the window in cash or by card, given back with a reason."""

from datetime import datetime

from django.db import IntegrityError, transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow
from tongban.foundation.ledger.commands import Parcel, advance, begin
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.commands.steps import matter_of, option_of, paper
from tongban.handling.cases.models import Case
from tongban.handling.fees.models import Charge, Movement, Till
from tongban.handling.fees.queries.fees import in_till
from tongban.handling.fees.queries.online import payable_online
from tongban.handling.fees.rules.flow import CHARGES
from tongban.handling.fees.rules.money import change_for, charge_faults, fen_of, yuan
from tongban.handling.fees.rules.papers import cash_receipt
from tongban.handling.fees.rules.states import ChargeStatus, MovementKind, TillStatus, Way
from tongban.registers.catalog.content import Fee
from tongban.registers.documents.commands import void
from tongban.registers.documents.models import OfficialDocument
from tongban.registers.documents.rules.papers import DocumentKind

from .orders import leave_open

LONGEST = 500
LONGEST_SLIP = 40


@transaction.atomic
def charge(case: Case, *, fee: str, amount: str = "", words: str = "", by: Actor, at: datetime) -> Charge:
    """开收费单: for a fee of the case's own list; `amount` in yuan as typed, the list's where it is left empty.

    `Invalid` for anything that the list does not charge or charges less for; `NotNow` for the same fee twice.
    """
    listed = next((each for each in option_of(case).fees if each.name == fee), None)
    if listed is None:
        raise Invalid(faults=[Fault("/fee", "not_listed", "办事指南里没有这项收费，不能收。")])
    sum_of = fen_of(amount) if amount.strip() else listed.amount
    said = _plain(words)
    faults = charge_faults(listed, sum_of, said)
    if faults or sum_of is None:
        raise Invalid(faults=faults)
    made = Charge(
        case=case,
        status=ChargeStatus.NEW,
        fee=listed.name,
        standard=listed.standard,
        basis=listed.basis.text,
        amount=sum_of,
        words=said,
        charged_at=at,
    )
    step = CHARGES.take("charge", made, by=by)
    made.status = ChargeStatus.DUE
    try:
        with transaction.atomic():
            facts = {"case": case.number, "fee": made.fee, "amount": made.amount}
            begin(made, step, by=by, at=at, facts=facts, send=_told(case, listed, sum_of))
    except IntegrityError:
        raise NotNow(f"“{listed.name}”已经开过收费单了。") from None
    return made


@transaction.atomic
def pay_cash(charge: Charge, *, given: str, by: Actor, at: datetime) -> Movement:
    """收现金: into one's own open till, with the change and a receipt; `NotEnough` if it does not cover the sum."""
    step = CHARGES.take("pay", charge, by=by)
    handed = fen_of(given) if given.strip() else charge.amount
    if handed is None:
        raise Invalid(faults=[Fault("/given", "amount", "请写收到多少元，例如：100。")])
    change_for(charge.amount, handed)
    till = locked_till(by)
    receipt = _receipt(charge, Way.CASH, given=handed, by=by, at=at)
    facts = {"way": Way.CASH.value, "given": handed, "receipt": receipt.number, "till": till.code.hex}
    advance(charge, step, by=by, at=at, facts=facts)
    leave_open(charge, reason="已在窗口交现金", by=by, at=at)
    return _moved(charge, MovementKind.PAYMENT, Way.CASH, till=till, given=handed, receipt=receipt, by=by, at=at)


@transaction.atomic
def pay_by_card(charge: Charge, *, slip_number: str, by: Actor, at: datetime) -> Movement:
    """刷银行卡: what the terminal beside the window printed is written down by the number of its slip."""
    step = CHARGES.take("pay", charge, by=by)
    slip = _slip(slip_number)
    receipt = _receipt(charge, Way.CARD, slip_number=slip, by=by, at=at)
    facts = {"way": Way.CARD.value, "slip": slip, "receipt": receipt.number}
    advance(charge, step, by=by, at=at, facts=facts)
    leave_open(charge, reason="已在窗口刷卡", by=by, at=at)
    return _moved(charge, MovementKind.PAYMENT, Way.CARD, slip_number=slip, receipt=receipt, by=by, at=at)


@transaction.atomic
def refund(charge: Charge, *, reason: str, slip_number: str = "", by: Actor, at: datetime) -> Movement:
    """退费: the way it came, with a reason; the receipt is void from then on, and says so when it is verified."""
    step = CHARGES.take("refund", charge, by=by)
    paid = Movement.objects.select_related("receipt").get(charge=charge, kind=MovementKind.PAYMENT)
    words = _reason(reason, "请写明为什么退费。")
    way = Way(paid.way)
    if way is Way.ONLINE:
        raise NotNow("这笔费用是网上付的，请用“网上退费”原路退回。")
    till, slip = None, ""
    if way is Way.CASH:
        till = locked_till(by)
        if (there := in_till(till)) < charge.amount:
            raise NotNow(f"您的钱箱里只有{yuan(there)}，不够退{yuan(charge.amount)}。请到有现金的窗口退。")
    else:
        slip = _slip(slip_number)
    advance(charge, step, by=by, at=at, facts={"way": way.value, "reason": words, "slip": slip})
    assert paid.receipt is not None, "a payment has its receipt"
    void(paid.receipt, reason=f"已退费：{words}"[:LONGEST], by=by, at=at)
    return _moved(charge, MovementKind.REFUND, way, till=till, slip_number=slip, reason=words, by=by, at=at)


@transaction.atomic
def cancel(charge: Charge, *, reason: str, by: Actor, at: datetime) -> Entry:
    """撤销收费单: what was not paid yet is not owed any more."""
    step = CHARGES.take("cancel", charge, by=by)
    words = _reason(reason, "请写明为什么撤销。")
    entry = advance(charge, step, by=by, at=at, facts={"reason": words})
    leave_open(charge, reason="收费单已撤销", by=by, at=at)
    return entry


def locked_till(by: Actor) -> Till:
    """One's own open till, held until the act is done; `NotNow` without one."""
    rows = Till.objects.select_for_update(no_key=True)
    found = rows.filter(staff_id=by.staff_id or 0, status=TillStatus.OPEN).first()
    if found is None:
        raise NotNow("您还没有开钱箱。请先到“钱箱”开钱箱、点备用金，再收现金。")
    return found


def _told(case: Case, fee: Fee, amount: int) -> list[Parcel]:
    """Whoever may pay from home is told of it."""
    if fee.name not in payable_online(option_of(case)):
        return []
    text = f"您的办件要交{fee.name}{yuan(amount)}。可以在办件页网上付，也可以到窗口交现金或者刷卡。"
    payload = {"case": case.number, "verb": "charge", "text": text}
    return [Parcel("message", f"party:{case.applicant_id}", payload)]


def _receipt(
    charge: Charge, way: Way, *, given: int | None = None, slip_number: str = "", by: Actor, at: datetime
) -> OfficialDocument:
    body = cash_receipt(
        matter_of(charge.case),
        fee=charge.fee,
        standard=charge.standard,
        basis=charge.basis,
        amount=charge.amount,
        way=way,
        given=given,
        slip_number=slip_number,
        at=at,
    )
    return paper(DocumentKind.CASH_RECEIPT, charge.case, body, by=by, at=at)


def _moved(
    charge: Charge,
    kind: MovementKind,
    way: Way,
    *,
    till: Till | None = None,
    given: int | None = None,
    slip_number: str = "",
    reason: str = "",
    receipt: OfficialDocument | None = None,
    by: Actor,
    at: datetime,
) -> Movement:
    assert way is Way.ONLINE or by.staff_id is not None, "the table lets nobody else take money"
    return Movement.objects.create(
        charge=charge,
        kind=kind,
        way=way,
        amount=charge.amount,
        till=till,
        given=given,
        slip_number=slip_number,
        reason=reason,
        staff_id=by.staff_id,
        at=at,
        receipt=receipt,
    )


def _slip(typed: str) -> str:
    slip = _plain(typed)
    if not slip or len(slip) > LONGEST_SLIP:
        raise Invalid(faults=[Fault("/slip_number", "missing", "请写刷卡小票上的单号。")])
    return slip


def _reason(typed: str, sentence: str) -> str:
    words = _plain(typed)
    if not words:
        raise Invalid(faults=[Fault("/reason", "missing", sentence)])
    return words


def _plain(typed: str) -> str:
    return "".join(each for each in typed if each.isprintable()).strip()[:LONGEST]
