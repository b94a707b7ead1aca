"""An applicant looks for money (发布融资需求): posted without a name, sent to banks of their own choice."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import NotNow, NotYours
from tongban.foundation.ledger.commands import Parcel, advance, begin
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import add_workdays
from tongban.handling.financing.models import Bank, FinancingNeed, Match, Product
from tongban.handling.financing.queries.visible import owner_of
from tongban.handling.financing.rules.claims import BOUND, provable_of
from tongban.handling.financing.rules.flow import MATCH_FLOW, NEED_FLOW
from tongban.handling.financing.rules.offering import Wanted, refuse_faulty_need
from tongban.handling.financing.rules.states import BankStatus, MatchStatus, NeedStatus
from tongban.registers.codes.queries.scans import kind_of
from tongban.registers.codes.rules.codes import Kind
from tongban.registers.parties.models import Party

from .banking import refuse_other_bank


@transaction.atomic
def post(wanted: Wanted, *, by: Actor, at: datetime) -> FinancingNeed:
    """发布: what banks read of it is the sum, the term, the use; `Invalid` with every fault."""
    owner = owner_of(by)
    if not owner or by.account_id is None:
        raise NotYours("融资需求由申请人自己发布，工作人员和代办人不能代发。")
    refuse_faulty_need(wanted)
    assert wanted.amount is not None, "checked"
    policy = BOUND.policy
    if FinancingNeed.objects.filter(party_id=owner, status=NeedStatus.OPEN).count() >= policy.most_open:
        raise NotNow(f"您已经有{policy.most_open}个没有结束的融资需求，先收回几个再发布。")
    made = FinancingNeed(
        party_id=owner,
        account_id=by.account_id,
        status=NeedStatus.OPEN,
        is_enterprise=kind_of(Party.objects.get(pk=owner)) is Kind.ENTERPRISE,
        amount=wanted.amount,
        months=wanted.months,
        use=wanted.use,
        guarantee=wanted.guarantee,
        words=wanted.words.strip(),
        posted_at=at,
        open_until=local_day(at) + timedelta(days=policy.need_days),
    )
    facts = {"amount": made.amount, "months": made.months, "use": made.use}
    begin(made, NEED_FLOW.take("post", made, by=by), by=by, at=at, facts=facts)
    return made


@transaction.atomic
def end(need: FinancingNeed, *, by: Actor, at: datetime) -> None:
    """收回需求: no bank sees it or what was consented for it, from this moment."""
    step = NEED_FLOW.take("end", need, by=by)
    refuse_stranger(need, by)
    advance(need, step, by=by, at=at, changes={"ended_at": at})


@transaction.atomic
def expire(need: FinancingNeed, *, at: datetime) -> None:
    """到期."""
    step = NEED_FLOW.take("expire", need, by=SYSTEM)
    text = "您发布的融资需求到期了，没有找到合适的资金。还需要的话，可以重新发布。"
    send = (Parcel("message", f"party:{need.party_id}", {"verb": "financing_expire", "text": text}),)
    advance(need, step, by=SYSTEM, at=at, changes={"ended_at": at}, send=send)


@transaction.atomic
def meet(need: FinancingNeed, *, at: datetime) -> None:
    """已放款: a bank lent what was looked for."""
    advance(need, NEED_FLOW.take("meet", need, by=SYSTEM), by=SYSTEM, at=at, changes={"ended_at": at})


@transaction.atomic
def apply(need: FinancingNeed, product: Product, *, by: Actor, at: datetime) -> Match:
    """选这家银行: the applicant's own choice. What the bank may see is another consent (`proving.grant`)."""
    refuse_stranger(need, by)
    made = _match(need, product, MatchStatus.SENT, at)
    text = f"有一个融资需求选了“{product.name}”，请在{made.answer_by.isoformat()}前对接。"
    _begin(made, "apply", to=product.bank.party_id, text=text, by=by, at=at)
    return made


@transaction.atomic
def offer(need: FinancingNeed, product: Product, *, by: Actor, at: datetime) -> Match:
    """愿意对接: a bank answers a need whose name it does not know; the applicant decides."""
    refuse_other_bank(product.bank, by)
    made = _match(need, product, MatchStatus.OFFERED, at)
    text = f"有银行愿意用“{product.name}”对接您的融资需求，请您看看同意不同意。"
    _begin(made, "offer", to=need.party_id, text=text, by=by, at=at)
    return made


@transaction.atomic
def agree(match: Match, *, by: Actor, at: datetime) -> None:
    """同意对接."""
    step = MATCH_FLOW.take("agree", match, by=by)
    refuse_stranger(match.need, by)
    _refuse_closed(match.need, local_day(at))
    text = f"申请人同意用“{match.product.name}”对接。"
    send = (Parcel("message", f"party:{match.bank.party_id}", {"verb": "financing_agree", "text": text}),)
    advance(match, step, by=by, at=at, changes={"answer_by": _answer_by(match.product, at)}, send=send)


@transaction.atomic
def withdraw(match: Match, *, by: Actor, at: datetime) -> None:
    """不办了: the bank sees nothing more of it at once."""
    step = MATCH_FLOW.take("withdraw", match, by=by)
    refuse_stranger(match.need, by)
    advance(match, step, by=by, at=at, changes={"ended_at": at})


@transaction.atomic
def lapse(match: Match, *, at: datetime) -> None:
    """需求已经结束: the need is met by another bank, taken back or over, and with it this match."""
    advance(match, MATCH_FLOW.take("lapse", match, by=SYSTEM), by=SYSTEM, at=at, changes={"ended_at": at})


def refuse_stranger(need: FinancingNeed, by: Actor) -> None:
    """Only whose need it is."""
    if owner_of(by) != need.party_id:
        raise NotYours("这一步由发布需求的人办。")


def _refuse_closed(need: FinancingNeed, on: date) -> None:
    if need.state is not NeedStatus.OPEN or need.open_until < on:
        raise NotNow("这个需求已经收回、到期，或者已经办成。")


def _match(need: FinancingNeed, product: Product, status: MatchStatus, at: datetime) -> Match:
    _refuse_closed(need, local_day(at))
    bank = Bank.objects.select_for_update().get(pk=product.bank_id)
    if product.withdrawn_at is not None or bank.state is not BankStatus.LISTED:
        raise NotNow("这个产品银行已经不办了，请选别的。")
    if not product.for_whom.takes(is_enterprise=need.is_enterprise):
        raise NotNow(f"这个产品只给{product.for_whom.label}办，请选别的。")
    if bank.party_id == need.party_id:
        raise NotNow("银行不能和自己的需求对接。")
    kind = Kind.ENTERPRISE if need.is_enterprise else Kind.PERSON
    return Match(
        need=need,
        bank=bank,
        product=product,
        status=status,
        asked=list(provable_of(product.wants, kind)),
        asked_for=f"办理“{product.name}”时核对情况",
        begun_at=at,
        answer_by=_answer_by(product, at),
    )


def _begin(made: Match, verb: str, *, to: int, text: str, by: Actor, at: datetime) -> None:
    send = (Parcel("message", f"party:{to}", {"verb": f"financing_{verb}", "text": text}),)
    facts = {"need": made.need.code.hex, "bank": made.bank.code.hex, "product": made.product.code.hex}
    try:
        with transaction.atomic():
            begin(made, MATCH_FLOW.take(verb, made, by=by), by=by, at=at, facts=facts, send=send)
    except IntegrityError as error:
        if Match.objects.filter(need=made.need, bank=made.bank).exists():
            raise NotNow("这个需求已经在和这家银行对接。") from error
        raise


def _answer_by(product: Product, at: datetime) -> date:
    return add_workdays(local_day(at), product.answer_days, calendar=calendar())
