"""Putting a bad rating right (差评整改): call, verify, put right or explain, tell the rater, close. R-107, R-108.

Who was rated does not call the rater and does not verify the own bad rating: a colleague of the unit does.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotNow, NotYours
from tongban.foundation.kernel.flow import Step
from tongban.foundation.kernel.vault import vault
from tongban.foundation.ledger.commands import Parcel, advance, record_read
from tongban.foundation.ledger.models import Entry
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import due
from tongban.handling.cases.commands.steps import message
from tongban.handling.cases.commands.wording import refuse_papers_beyond
from tongban.handling.contacts.rules.words import LONGEST_NOTE, noted
from tongban.oversight.evaluations.bound import BOUND
from tongban.oversight.evaluations.models import Redress
from tongban.oversight.evaluations.rules.flow import REDRESSES
from tongban.oversight.evaluations.rules.states import UNTOLD, Finding
from tongban.oversight.evaluations.rules.words import feedback as words_of
from tongban.registers.agencies.models import Agency
from tongban.registers.parties.rules import Field
from tongban.registers.parties.sealed import open_field

from .inviting import address_of
from .rating import PHONE

SHORTEST = 5
TOLD = "rating_answered"


class NotByWhoWasRated(Declined):
    """A colleague calls and verifies, not who was rated (被评价人回避)."""

    code = "not_by_who_was_rated"
    sentence = "被评价的人不能自己联系评价人、自己核实。请由本单位其他人办。"
    status = 403


class NotContactedYet(NotNow):
    """Whoever gave a name or a number is called first (实名差评先联系)."""

    code = "not_contacted_yet"
    sentence = "评价人留了姓名或者电话，请先联系、登记联系情况，再核实。"


class NotPossibleToContact(NotNow):
    """Nobody can be called who gave neither name nor number (匿名评价)."""

    code = "not_possible_to_contact"
    sentence = "评价人没有留姓名和电话，不用联系，请直接核实。"


@transaction.atomic
def dispatch(redress: Redress, *, agency: str, reason: str, by: Actor, at: datetime) -> Entry:
    """转派: the bureau sends it to the body that handled it; the limits run on."""
    step = REDRESSES.take("dispatch", redress, by=by)
    named = agency.strip()
    found = Agency.objects.filter(is_active=True, name=named).first()
    found = found or Agency.objects.filter(is_active=True, short_name=named).first()
    why, faults = noted(reason), []
    if found is None:
        faults.append(Fault("/agency", "unknown", "没有这个部门。请写部门的全称或者简称，例如“市市场监管局”。"))
    elif found.pk == redress.agency_id:
        faults.append(Fault("/agency", "same", "现在就由这个部门办理。"))
    faults += _short({"reason": why})
    if faults or found is None:
        raise Invalid("还有地方要改一下。", faults=faults)
    facts = {"from": redress.agency_id, "to": found.pk, "reason": why}
    return advance(redress, step, by=by, at=at, facts=facts, changes={"agency_id": found.pk, "staff_id": None})


@transaction.atomic
def contact(redress: Redress, *, words: str, by: Actor, at: datetime) -> Entry:
    """登记联系: within one workday of a bad rating whose rater gave a name or a number."""
    step = _taken("contact", redress, by)
    refuse_who_was_rated(redress, by)
    if redress.contact_by_on is None:
        raise NotPossibleToContact()
    if redress.contacted_at is not None:
        raise NotNow("已经登记过联系情况，请核实。")
    said = _texts({"words": words})["words"]
    facts = {"is_late": local_day(at) > redress.contact_by_on}
    return advance(redress, step, by=by, at=at, facts=facts, changes={"contacted_at": at, "contact_words": said})


@transaction.atomic
def verify(redress: Redress, *, finding: str, words: str, evidence: str, by: Actor, at: datetime) -> Entry:
    """核实: it is put right at once, by a date, or explained."""
    return _found("verify", redress, finding, words, evidence, by, at, is_appeal=False)


@transaction.atomic
def appeal(redress: Redress, *, finding: str, words: str, evidence: str, by: Actor, at: datetime) -> Entry:
    """申诉: the unit holds it for mistaken or malicious; a supervisor of another body decides."""
    return _found("appeal", redress, finding, words, evidence, by, at, is_appeal=True)


@transaction.atomic
def extend(redress: Redress, *, reason: str, by: Actor, at: datetime) -> Entry:
    """延长: the head of the unit, once, for what is to be put right by a date; at most the city's longest."""
    step = _taken("extend", redress, by)
    if redress.finding != Finding.BY_DATE or redress.is_extended:
        raise NotNow("只有限期整改的可以延长，而且只能延长一次。")
    why = _texts({"reason": reason})["reason"]
    until = due(redress.opened_at, BOUND.policy.limits.longest, calendar=calendar()).due_on
    if redress.latest_on is not None and redress.latest_on <= redress.due_on:
        raise NotYours(f"省里要求{redress.latest_on:%m月%d日}前办完，不能再延长。")
    until = min(until, redress.latest_on or until)
    changes = {"due_on": until, "is_extended": True, "escalated_at": None}
    return advance(redress, step, by=by, at=at, facts={"reason": why, "due_on": until.isoformat()}, changes=changes)


@transaction.atomic
def rectify(redress: Redress, *, words: str, evidence: str, by: Actor, at: datetime) -> Entry:
    """整改完成: what was changed, or how it is explained, and what shows it."""
    step = _taken("rectify", redress, by)
    found = _texts({"words": words, "evidence": evidence})
    changes = {"measure": found["words"], "evidence": found["evidence"], "rectified_at": at}
    return advance(redress, step, by=by, at=at, facts={"evidence": found["evidence"]}, changes=changes)


@transaction.atomic
def tell(redress: Redress, *, words: str, by: Actor, at: datetime) -> Entry:
    """反馈: the rater hears it in the account, and reads it where they rated; no paper is asked for beyond the list."""
    step = _taken("tell", redress, by)
    refuse_who_was_rated(redress, by)
    said, invitation = _texts({"words": words})["words"], redress.evaluation.invitation
    refuse_papers_beyond(invitation.option_code, {}, {"/words": said})
    send: tuple[Parcel, ...] = ()
    if invitation.party_id is not None:
        text = words_of(invitation.name, said, address_of(invitation.code))
        send = (message(invitation.party_id, invitation.case_number, TOLD, text),)
    until = local_day(at) + timedelta(days=BOUND.policy.second_days)
    facts = {"is_late": local_day(at) > redress.due_on, "is_sent": bool(send)}
    changes = {"feedback": said, "told_at": at, "second_until_on": until}
    return advance(redress, step, by=by, at=at, facts=facts, changes=changes, send=send)


@transaction.atomic
def close(redress: Redress, *, by: Actor, at: datetime) -> Entry:
    """办结: only what was told to the rater; the database holds to it as well."""
    step = _taken("close", redress, by)
    return advance(redress, step, by=by, at=at, changes={"closed_at": at})


def reveal(redress: Redress, *, by: Actor, at: datetime) -> tuple[str, str]:
    """Name and number of whoever gave them, to call; for the unit that has it in hand, on record before shown."""
    refuse_other_unit(redress, by)
    refuse_who_was_rated(redress, by)
    if redress.state not in UNTOLD:
        raise NotNow("处理结果已经反馈，不用再联系，姓名和电话不再显示。")
    said = redress.evaluation
    if not said.may_be_reached:
        raise NotPossibleToContact()
    party = said.invitation.party if said.is_named else None
    about = f"party:{party.pk}" if party is not None else redress.chain
    record_read(about, by=by, at=at, purpose="联系差评评价人", subject=redress.chain, fields=["name", "phone"])
    name = party.name if party is not None else "没有留姓名"
    if said.phone_sealed:
        return name, vault().open(said.phone_sealed, purpose=PHONE, owner=said.key.hex)
    return name, open_field(party, Field.PHONE) if party is not None else ""


def refuse_other_unit(redress: Redress, by: Actor) -> None:
    """`NotYours` for staff of a unit that has it not in hand."""
    if by.agency_id != redress.agency_id:
        raise NotYours("这条差评由别的单位办理。")


def refuse_who_was_rated(redress: Redress, by: Actor) -> None:
    """`NotByWhoWasRated` for the one whom the bad rating is about."""
    if by.staff_id is not None and by.staff_id == redress.staff_id:
        raise NotByWhoWasRated()


def _taken(verb: str, redress: Redress, by: Actor) -> Step:
    step = REDRESSES.take(verb, redress, by=by)
    refuse_other_unit(redress, by)
    return step


def _found(
    verb: str, redress: Redress, finding: str, words: str, evidence: str, by: Actor, at: datetime, *, is_appeal: bool
) -> Entry:
    step = _taken(verb, redress, by)
    refuse_who_was_rated(redress, by)
    if is_appeal and redress.decided_by_id is not None:
        raise NotNow("已经申诉过一次，裁定了要整改。请核实、整改。")
    if redress.contact_by_on is not None and redress.contacted_at is None:
        raise NotContactedYet()
    choices = {each.value for each in Finding if each.is_appeal is is_appeal}
    if finding not in choices:
        raise Invalid(faults=[Fault("/finding", "choice", "请选一项。")])
    found = _texts({"words": words, "evidence": evidence})
    changes: dict[str, Any] = {
        "finding": Finding(finding),
        "verified_at": at,
        "verified_by_id": by.staff_id,
        "verified_words": found["words"],
        "evidence": found["evidence"],
    }
    facts = {"finding": finding, "evidence": found["evidence"]}
    return advance(redress, step, by=by, at=at, facts=facts, changes=changes)


def _texts(given: dict[str, str]) -> dict[str, str]:
    """Every text that is needed, or all that are wrong at once."""
    found = {name: noted(text) for name, text in given.items()}
    if faults := _short(found):
        raise Invalid("还有地方要改一下。", faults=faults)
    return found


def _short(texts: dict[str, str]) -> list[Fault]:
    said = f"请写{SHORTEST}到{LONGEST_NOTE}个字。"
    return [
        Fault(f"/{name}", "words", said) for name, text in texts.items() if not SHORTEST <= len(text) <= LONGEST_NOTE
    ]
