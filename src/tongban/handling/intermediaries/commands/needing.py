"""A client looks for an agency (发布需求): publish, enter, take it back; staff take no step here (R-061)."""

import secrets
from dataclasses import dataclass
from datetime import datetime, time

from django.db import IntegrityError, transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import LOCAL, local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.kernel.vault import vault
from tongban.foundation.ledger.commands import Parcel, advance, begin
from tongban.foundation.ledger.models import Entry
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import add_workdays
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.visible import visible_to as cases_of
from tongban.handling.cases.rules.states import ENDS
from tongban.handling.intermediaries.models import Bid, IntermediaryAgency, Need
from tongban.handling.intermediaries.queries.agencies import choosable, own_agency, owner_of
from tongban.handling.intermediaries.rules.drawing import commitment
from tongban.handling.intermediaries.rules.flow import NEED_FLOW
from tongban.handling.intermediaries.rules.policy import BOUND, Service
from tongban.handling.intermediaries.rules.states import NeedStatus, Way
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.queries import guide

from .listing import need as must_say

PRICE = "intermediary.price"
CLOSES = time(18, 0)
MOST_DAYS = 365
MOST_ENTRY_DAYS = 20
MOST_OPEN = 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the client asks for (需求); the price in fen is the most that they pay, days are workdays."""

    service: str
    way: str
    title: str
    details: str
    limit_days: int
    ceiling: int | None = None
    entry_days: int = 0
    option_code: str = ""
    case_number: str = ""


@transaction.atomic
def publish(wanted: Wanted, *, by: Actor, at: datetime) -> Need:
    """发布需求: with a case or without; the way of choosing is the client's alone. `Invalid` tells all faults."""
    client = client_of(by)
    policy, today = BOUND.policy, local_day(at)
    faults = _faults(wanted)
    case = cases_of(by).filter(number=wanted.case_number).first() if wanted.case_number else None
    if wanted.case_number and (case is None or case.applicant_id != client or case.status in ENDS):
        faults.append(Fault("/case_number", "case", "请选您正在办的办件；没有办件的，不用填。"))
    if faults:
        raise Invalid("还有地方要改一下。", faults=faults)
    if Need.objects.filter(client_id=client, ended_at__isnull=True).count() >= MOST_OPEN:
        raise NotNow(f"您已经有{MOST_OPEN}个没有结束的需求，先办完几个再发布。")
    asking = _asking(wanted, case)
    is_direct = wanted.way == Way.DIRECT
    last = add_workdays(today, max(wanted.entry_days, policy.entry_days), calendar=calendar())
    made = Need(
        status=NeedStatus.OPEN,
        client_id=client,
        account_id=by.account_id,
        service=wanted.service,
        option_code=asking.option_code if asking is not None else "",
        case=case,
        department_id=case.agency_id if case is not None else asking.agency_id if asking is not None else None,
        title=wanted.title.strip(),
        details=wanted.details.strip(),
        way=wanted.way,
        ceiling=wanted.ceiling,
        limit_days=wanted.limit_days,
        published_at=at,
        entries_until=None if is_direct else datetime.combine(last, CLOSES, tzinfo=LOCAL),
    )
    facts = {"service": wanted.service, "way": wanted.way, "case": case.number if case is not None else ""}
    begin(made, NEED_FLOW.take("publish", made, by=by), by=by, at=at, facts=facts)
    return made


@transaction.atomic
def enter(found: Need, *, price: int | None = None, days: int = 0, by: Actor, at: datetime) -> Bid:
    """报名: for a draw with the name alone; for bids with a sealed price, whose commitment is on record at once."""
    step = NEED_FLOW.take("enter", found, by=by)
    agency = own_agency(by)
    if agency is None or not choosable(found, on=local_day(at)).filter(agency=agency).exists():
        raise NotYours("在架的、提供这项服务、和要这份结果的部门没有隶属关系的机构才能报名。")
    if found.entries_until is None or at >= found.entries_until:
        raise NotNow("报名已经截止。")
    made = Bid(need=found, agency=agency, entered_at=at)
    if found.how is Way.BIDDING:
        _seal(made, found, agency, price, days)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        if Bid.objects.filter(need=found, agency=agency).exists():
            raise NotNow("您已经报过名了，报名以后不能改价。") from error
        raise
    facts = {"agency": agency.code.hex, "name": agency.name, "commitment": made.commitment}
    advance(found, step, by=by, at=at, facts=facts)
    return made


@transaction.atomic
def cancel(found: Need, *, reason: str, by: Actor, at: datetime) -> Entry:
    """取消: by the client, with the reason that the chosen agency reads; what was drawn stays on record."""
    step = NEED_FLOW.take("cancel", found, by=by)
    refuse_stranger(found, by)
    why = must_say(reason, "请写一句为什么取消。", "/reason", most=300)
    send = to_agency(found, "cancel", f"委托人取消了需求“{found.title}”：{why}") if found.selected_id else ()
    return advance(found, step, by=by, at=at, facts={"reason": why}, changes={"reason": why, "ended_at": at}, send=send)


def client_of(by: Actor) -> int:
    """The party that is served: a citizen or an enterprise by itself, never a member of the staff for them."""
    owner = owner_of(by)
    if not owner:
        raise NotYours("需求由申请人自己发布，中介机构由申请人自己选。工作人员不能代选。")
    return owner


def refuse_stranger(found: Need, by: Actor) -> None:
    """Only the client takes this step."""
    if client_of(by) != found.client_id:
        raise NotYours("这一步由发布需求的人办。")


def chosen_agency(found: Need, by: Actor) -> IntermediaryAgency:
    """The agency that was chosen, if it is this actor's."""
    agency = own_agency(by)
    if agency is None or agency.pk != found.selected_id:
        raise NotYours("这一步由选中的中介机构办。")
    return agency


def to_client(found: Need, verb: str, text: str) -> tuple[Parcel, ...]:
    return (Parcel("message", f"party:{found.client_id}", {"verb": f"need_{verb}", "text": text}),)


def to_agency(found: Need, verb: str, text: str) -> tuple[Parcel, ...]:
    assert found.selected is not None, "an agency was chosen"
    return (Parcel("message", f"party:{found.selected.party_id}", {"verb": f"need_{verb}", "text": text}),)


def opened(bid: Bid) -> tuple[int, int, str]:
    """Price in fen, workdays and salt of a sealed bid."""
    text = vault().open(bytes(bid.price_sealed), purpose=PRICE, owner=_owner(bid.need, bid.agency))
    price, days, salt = text.split("|")
    return int(price), int(days), salt


def _seal(made: Bid, found: Need, agency: IntermediaryAgency, price: int | None, days: int) -> None:
    faults = []
    if price is None or price <= 0:
        faults.append(Fault("/price", "amount", "请写报价多少元，例如 1200。"))
    elif found.ceiling is not None and price > found.ceiling:
        faults.append(Fault("/price", "above", "报价超过了委托人写的最高价。"))
    if not 1 <= days <= found.limit_days:
        faults.append(Fault("/days", "days", f"请写几个工作日能交，不超过{found.limit_days}个。"))
    if faults or price is None:
        raise Invalid("报价还要改一下。", faults=faults)
    salt = secrets.token_hex(16)
    made.commitment = commitment(found.number, agency.code.hex, price, days, salt)
    made.price_sealed = vault().seal(f"{price}|{days}|{salt}", purpose=PRICE, owner=_owner(found, agency))


def _owner(found: Need, agency: IntermediaryAgency) -> str:
    return f"{found.code.hex}:{agency.code.hex}"


def _faults(wanted: Wanted) -> list[Fault]:
    faults = []
    if BOUND.policy.service(wanted.service) is None:
        faults.append(Fault("/service", "choice", "请选一项中介服务。"))
    if wanted.way not in set(Way):
        faults.append(Fault("/way", "choice", "请选怎么选中介：随机抽取、竞价，还是自己直接选。"))
    if not 2 <= len(wanted.title.strip()) <= 100:
        faults.append(Fault("/title", "title", "请写一个名称，2到100个字，例如“样例路1号客房卫生检测”。"))
    if not wanted.details.strip() or len(wanted.details) > 1000:
        faults.append(Fault("/details", "details", "请写要做什么，不超过1000个字。"))
    if not 1 <= wanted.limit_days <= MOST_DAYS:
        faults.append(Fault("/limit_days", "days", f"请写几个工作日内要结果，1到{MOST_DAYS}。"))
    if wanted.way == Way.RANDOM and not wanted.ceiling:
        faults.append(Fault("/ceiling", "amount", "随机抽取要先写好价格，抽中的机构按这个价做。"))
    if wanted.ceiling is not None and wanted.ceiling <= 0:
        faults.append(Fault("/ceiling", "amount", "请写多少元，例如 1500。"))
    if not 0 <= wanted.entry_days <= MOST_ENTRY_DAYS:
        faults.append(Fault("/entry_days", "days", f"报名时间最长{MOST_ENTRY_DAYS}个工作日。"))
    return faults


def _asking(wanted: Wanted, case: Case | None) -> Guide | None:
    """The guide that asks for this service: of the case, or of the option that was named."""
    code = case.option_code if case is not None else wanted.option_code
    found = guide(code) if code else None
    service: Service | None = BOUND.policy.service(wanted.service)
    if found is None or service is None:
        return None
    names = {each.name for each in found.option.intermediaries}
    return found if case is not None or service.name in names else None
