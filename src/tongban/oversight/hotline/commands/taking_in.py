"""Somebody turns to the hotline (工单受理): by telephone through an agent, or on the web with an account or none."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor, Role
from tongban.foundation.kernel.codes import check
from tongban.foundation.kernel.errors import Fault, Invalid, NotYours, TooMany
from tongban.foundation.kernel.masks import mask_name, mask_phone
from tongban.foundation.kernel.vault import vault
from tongban.foundation.ledger.commands import record
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.visible import case_for
from tongban.handling.cases.rules.query_codes import new_query_code, query_index
from tongban.handling.contacts.rules.words import noted, words_fault
from tongban.oversight.hotline.models import WorkOrder
from tongban.oversight.hotline.queries.callers import told_before
from tongban.oversight.hotline.queries.orders import NAME, PHONE
from tongban.oversight.hotline.rules.flow import AGENTS, TAKE
from tongban.oversight.hotline.rules.policy import BOUND
from tongban.oversight.hotline.rules.sorting import suggested
from tongban.oversight.hotline.rules.states import OPEN, OrderChannel, OrderKind, OrderStatus, Privacy
from tongban.registers.catalog.queries import guide
from tongban.registers.parties.models import Party
from tongban.registers.parties.rules import Field
from tongban.registers.parties.sealed import open_field, phone_index

LONGEST, LONGEST_PLACE, LONGEST_NAME = 1000, 120, 60
MOST_OPEN_EACH = 10
ASK = "请写清楚什么事、在哪里、希望怎么解决。"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody brought (诉求), as it was typed."""

    kind: str
    content: str
    place: str = ""
    privacy: str = Privacy.OPEN.value
    name: str = ""
    phone: str = ""
    topic: str = ""
    option_code: str = ""
    case_number: str = ""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The order, and the query code that is told once."""

    order: WorkOrder
    query_code: str


@transaction.atomic
def take_in(wish: Wish, *, by: Actor, at: datetime) -> TakenIn:
    """登记工单: raises `Invalid` with everything that is wrong; what looks like a repeat is linked to what was before.

    An agent writes down a call; a citizen's name and number come from the account; a visitor gives both, or nothing.
    """
    is_agent = by.staff_id is not None and bool(by.roles & AGENTS)
    is_citizen = Role.APPLICANT in by.roles and by.account_id is not None
    if by.is_signed_in and not is_agent and not is_citizen:
        raise NotYours("电话工单由热线话务员登记。您本人的事，请用个人账号提交。")
    if is_citizen:
        mine = WorkOrder.objects.filter(account_id=by.account_id or 0, status__in=sorted(OPEN))
        if mine.count() >= MOST_OPEN_EACH:
            raise TooMany(f"您已经有{MOST_OPEN_EACH}件正在处理。着急的话，请拨打12345。")
    case, faults = _case(wish, by, is_agent=is_agent)
    words, place = noted(wish.content), noted(wish.place)
    faults = [*_faults(wish, words, place, is_asked_who=not is_citizen and not is_agent), *faults]
    if faults:
        raise Invalid("还有地方要改一下。", faults=faults)
    made = _made(wish, words, place, case, at=at)
    made.channel = OrderChannel.PHONE if is_agent else OrderChannel.WEB
    if made.privacy != Privacy.ANONYMOUS:
        _sign(made, *(_registered(made, by) if is_citizen else (wish.name.strip(), _phone(wish.phone))))
    made.repeats = told_before(made)
    code = new_query_code()
    made.query_index = query_index(made.code.hex, code)
    return TakenIn(_kept(made, by=by, at=at), code)


@transaction.atomic
def take_over(wish: Wish, *, latest_on: date, at: datetime) -> WorkOrder:
    """接收省12345转办: as it was written down there, by whoever called there; the province's last day goes with it.

    `Invalid` with everything that is wrong. Nobody gets a query code: they ask where they called.
    """
    words, place = noted(wish.content), noted(wish.place)
    if faults := _faults(wish, words, place, is_asked_who=False):
        raise Invalid(faults=faults)
    made = _made(wish, words, place, None, at=at)
    made.channel, made.latest_on = OrderChannel.PROVINCE, latest_on
    if made.privacy != Privacy.ANONYMOUS:
        _sign(made, wish.name.strip(), _phone(wish.phone))
    made.repeats = told_before(made)
    made.query_index = query_index(made.code.hex, new_query_code())
    return _kept(made, by=SYSTEM, at=at)


def _made(wish: Wish, words: str, place: str, case: Case | None, *, at: datetime) -> WorkOrder:
    code = case.option_code if case is not None else wish.option_code
    found = guide(code) if code else None
    return WorkOrder(
        kind=wish.kind,
        privacy=wish.privacy,
        status=OrderStatus.TAKEN,
        topic=suggested(words, BOUND.policy, topic=wish.topic).topic,
        content=words,
        place=place,
        option_code=found.option_code if found is not None else "",
        option_name=found.name[:200] if found is not None else "",
        case_number=case.number if case is not None else "",
        opened_at=at,
        waits_since=at,
    )


def _registered(made: WorkOrder, by: Actor) -> tuple[str, str]:
    """Whose account it is; the order is the person's own, also while they act for an enterprise."""
    party = Party.objects.get(pk=by.party_id or 0)
    made.party, made.account_id = party, by.account_id
    return party.name, open_field(party, Field.PHONE)


def _sign(made: WorkOrder, name: str, phone: str) -> None:
    """Name and number under seal, and what a list may show of them."""
    if name:
        made.name_sealed = vault().seal(name, purpose=NAME, owner=made.code.hex)
        made.name_masked = mask_name(name)
    if phone:
        made.phone_sealed = vault().seal(phone, purpose=PHONE, owner=made.code.hex)
        made.phone_index, made.phone_masked = phone_index(phone), mask_phone(phone)


def _kept(made: WorkOrder, *, by: Actor, at: datetime) -> WorkOrder:
    """The row and the first entry of its chain; no word of the content and nothing of the person stands in it."""
    facts: dict[str, Any] = {
        "kind": made.kind,
        "channel": made.channel,
        "privacy": made.privacy,
        "topic": made.topic,
        "option": made.option_code,
        "case": made.case_number,
        "is_repeat": made.is_repeat,
    }
    about = f"party:{made.party_id}" if made.party_id is not None else ""
    # Who sends anonymously while signed in is not written down anywhere.
    who = by if made.privacy != Privacy.ANONYMOUS or by.is_staff else Actor(name="匿名")
    entry = record(made.chain, "take_in", by=who, at=at, basis=TAKE, about=about, facts=facts)
    made.version, made.head = entry.seq, entry.hash
    made.save(force_insert=True)
    return made


def _case(wish: Wish, by: Actor, *, is_agent: bool) -> tuple[Case | None, list[Fault]]:
    """The case that it is about: a citizen's own; an agent takes the caller's word for a number that exists."""
    if not wish.case_number.strip():
        return None, []
    number = check("case_number", wish.case_number).normalized[:17]
    if is_agent:
        found = Case.objects.filter(number=number).first()
    else:
        found = case_for(by, number) if by.account_id is not None else None
    if found is None:
        return None, [Fault("/case_number", "unknown", "没有这个办件，或者不是您的。请核对17位办件编号，也可以不填。")]
    return found, []


def _faults(wish: Wish, words: str, place: str, *, is_asked_who: bool) -> list[Fault]:
    faults = []
    if wish.kind not in set(OrderKind):
        faults.append(Fault("/kind", "choice", "请选是咨询、求助、投诉、举报，还是意见建议。"))
    faults += words_fault("/content", words, ASK, longest=LONGEST)
    if len(place) > LONGEST_PLACE:
        faults.append(Fault("/place", "too_long", f"地点最多写{LONGEST_PLACE}个字。"))
    if wish.privacy not in set(Privacy):
        faults.append(Fault("/privacy", "choice", "请选是否公开您的身份。"))
    if wish.topic and BOUND.policy.topic(wish.topic) is None:
        faults.append(Fault("/topic", "choice", "请从分类里选一个，不清楚可以不选。"))
    if wish.privacy == Privacy.ANONYMOUS:
        return faults
    if is_asked_who and not wish.name.strip():
        faults.append(Fault("/name", "required", "请写称呼；不想留姓名，可以选“匿名”。"))
    if len(wish.name.strip()) > LONGEST_NAME:
        faults.append(Fault("/name", "too_long", f"称呼最多写{LONGEST_NAME}个字。"))
    if is_asked_who or wish.phone.strip():
        faults += [Fault("/phone", each.code, each.message) for each in check("phone", wish.phone).errors]
    return faults


def _phone(typed: str) -> str:
    return check("phone", typed).normalized if typed.strip() else ""
