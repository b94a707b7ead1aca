"""Somebody asks (首问登记): from this moment on one person answers for it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Case as Choose
from django.db.models import Count, Q, Value, When

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.codes import check
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours, TooMany
from tongban.foundation.kernel.masks import mask_name, mask_phone
from tongban.foundation.kernel.vault import vault
from tongban.foundation.ledger.commands import record
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import due
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.visible import case_for
from tongban.handling.contacts.models import FirstContact
from tongban.handling.contacts.queries.contacts import NAME, PHONE, asked_before, policy
from tongban.handling.contacts.rules.flow import BASIS, HOLDERS
from tongban.handling.contacts.rules.states import UNFINISHED, ContactChannel, ContactKind, ContactStatus
from tongban.handling.contacts.rules.words import LONGEST_NAME, noted, words_fault
from tongban.registers.agencies.models import Staff
from tongban.registers.agencies.queries import staff_in_post
from tongban.registers.agencies.rules import VenueLevel
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.queries import guide
from tongban.registers.parties.models import Party
from tongban.registers.parties.rules import Field, PartyKind
from tongban.registers.parties.sealed import open_field, phone_index

MOST_OPEN_EACH = 20
ASK = "请写一句问的是什么事，例如“开小饭馆要带什么”。"
TELL = "请写清楚什么事没有办成、卡在哪里，例如“说系统里查不到，让我回去等，没有说等到哪天”。"


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asked: a party that is known, or only the name and number that somebody gave."""

    name: str = ""
    phone: str = ""
    party: Party | None = None
    account_id: int | None = None


@transaction.atomic
def open_contact(
    *,
    kind: str,
    channel: str,
    question: str,
    name: str = "",
    phone: str = "",
    option_code: str = "",
    by: Actor,
    at: datetime,
) -> FirstContact:
    """首问登记: whoever writes it down is the responsible person. Raises `Invalid` with everything that is wrong."""
    if by.staff_id is None or not by.roles & HOLDERS:
        raise NotYours("首问登记由窗口和部门的工作人员办理。")
    words, number = noted(question), check("phone", phone).normalized if phone.strip() else ""
    faults = words_fault("/question", words, ASK)
    if kind not in set(ContactKind):
        faults.append(Fault("/kind", "choice", "请选咨询、办不成事，还是拒收现金。"))
    if channel not in set(ContactChannel):
        faults.append(Fault("/channel", "choice", "请选从哪里来的。"))
    if phone.strip():
        faults += [
            Fault("/phone", each.code, f"{each.message}。不知道可以不填。") for each in check("phone", phone).errors
        ]
    if len(name.strip()) > LONGEST_NAME:
        faults.append(Fault("/name", "too_long", f"称呼最多写{LONGEST_NAME}个字。"))
    if faults:
        raise Invalid("还有地方要改一下。", faults=faults)
    found = guide(option_code) if option_code else None
    asker = Asker(name.strip(), number)
    made = _made(ContactKind(kind), ContactChannel(channel), words, asker, found, owner_id=by.staff_id, at=at)
    made.venue_id = by.venue_id
    _set_leader(made, found.agency_id if found is not None else by.agency_id, at=at)
    return _kept(made, by=by, at=at)


@transaction.atomic
def report_unresolved(
    question: str,
    *,
    kind: ContactKind = ContactKind.UNRESOLVED,
    option_code: str = "",
    case_number: str = "",
    by: Actor,
    at: datetime,
) -> FirstContact:
    """反映办不成事: a citizen tells what could not be done; somebody at the windows calls within one workday.

    About a case of one's own or a matter; that a window refused cash is a kind of its own (拒收现金). Whoever received
    or accepted that case is not the one who looks into it.
    """
    if Role.APPLICANT not in by.roles or by.account_id is None:
        raise NotYours("请先登录，再反映办不成的事。")
    words = noted(question)
    faults = words_fault("/question", words, TELL)
    if not kind.is_grievance:
        faults.append(Fault("/kind", "choice", "请选是哪一类事。"))
    if faults:
        raise Invalid("还有地方要改一下。", faults=faults)
    mine = FirstContact.objects.filter(account_id=by.account_id, status__in=sorted(UNFINISHED))
    if mine.count() >= MOST_OPEN_EACH:
        raise TooMany(f"您已经有{MOST_OPEN_EACH}件正在处理。着急的话，请拨打12345。")
    case = case_for(by, case_number) if case_number else None
    code = case.option_code if case is not None else option_code
    party = Party.objects.get(pk=by.party_id or 0)
    asker = Asker(party.name, open_field(party, Field.PHONE), party, by.account_id)
    found = guide(code) if code else None
    owner = _who_looks_into(case, at=at)
    made = _made(kind, ContactChannel.WEB, words, asker, found, owner_id=owner.pk, at=at)
    made.case_number = case.number if case is not None else ""
    body = case.agency_id if case is not None else (found.agency_id if found is not None else owner.agency_id)
    _set_leader(made, body, at=at)
    return _kept(made, by=by, at=at)


def _made(
    kind: ContactKind,
    channel: ContactChannel,
    words: str,
    asker: Asker,
    found: Guide | None,
    *,
    owner_id: int,
    at: datetime,
) -> FirstContact:
    made = FirstContact(
        kind=kind,
        channel=channel,
        status=ContactStatus.OPEN,
        party=asker.party,
        account_id=asker.account_id,
        question=words,
        owner_id=owner_id,
        opened_at=at,
        due_on=due(at, policy().first_limit(kind), calendar=calendar()).due_on,
        **matter_columns(found),
    )
    for column, value in _sealed(made, asker).items():
        setattr(made, column, value)
    made.repeats = asked_before(made, made.option_code)
    return made


def matter_columns(found: Guide | None) -> dict[str, Any]:
    """The matter of a contact, and the edition in which it was told."""
    if found is None:
        return {}
    return {
        "option_code": found.option_code,
        "option_name": found.name[:200],
        "seen_id": found.option_version_id,
    }


def _sealed(made: FirstContact, asker: Asker) -> dict[str, Any]:
    owner = made.code.hex
    is_body = asker.party is not None and asker.party.kind == PartyKind.ENTERPRISE
    return {
        "name_sealed": vault().seal(asker.name, purpose=NAME, owner=owner) if asker.name else b"",
        "name_masked": asker.name if is_body else mask_name(asker.name),
        "phone_sealed": vault().seal(asker.phone, purpose=PHONE, owner=owner) if asker.phone else b"",
        "phone_index": phone_index(asker.phone) if asker.phone else None,
        "phone_masked": mask_phone(asker.phone) if asker.phone else "",
    }


def _kept(made: FirstContact, *, by: Actor, at: datetime) -> FirstContact:
    """The row and the first entry of its chain."""
    facts = {
        "kind": made.kind,
        "channel": made.channel,
        "option": made.option_code,
        "case": made.case_number,
        "owner": made.owner_id,
        "leader": made.leader_id,
        "due_on": made.due_on.isoformat(),
        "is_repeat": made.is_repeat,
    }
    about = f"party:{made.party_id}" if made.party_id is not None else ""
    entry = record(made.chain, "open", by=by, at=at, basis=BASIS, about=about, facts=facts)
    made.version, made.head = entry.seq, entry.hash
    made.save(force_insert=True)
    return made


def _set_leader(made: FirstContact, agency_id: int | None, *, at: datetime) -> None:
    """Who leads it (牵头负责人): the head of the body whose matter it is; without one, supervision reviews it."""
    if made.sort.is_confirmed:
        heads = staff_in_post(Role.DECIDER, on=local_day(at)).filter(agency_id=agency_id or 0)
        made.leader = heads.order_by("number").first()


def _who_looks_into(case: Case | None, *, at: datetime) -> Staff:
    """The clerk of the city's hall with the fewest open ones, and not who had the case in hand (one query)."""
    rows = staff_in_post(Role.COUNTER, on=local_day(at))
    if case is not None:
        rows = rows.exclude(pk__in=[each for each in (case.receiver_id, case.acceptor_id) if each is not None])
    busy = Count("held_contacts", filter=Q(held_contacts__status__in=sorted(UNFINISHED)))
    is_away = Choose(When(venue__level=VenueLevel.CITY, then=Value(False)), default=Value(True))
    found = rows.annotate(busy=busy, is_away=is_away).order_by("is_away", "busy", "number").first()
    if found is None:
        raise NotNow("现在没有在岗的窗口人员可以接。请拨打12345。")
    return found
