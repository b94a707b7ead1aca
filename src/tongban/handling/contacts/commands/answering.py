"""Answering in one go (一次性答复): the guide's own answer for this situation, kept, texted, and given in writing."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.codes.phones import is_mobile
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow
from tongban.foundation.ledger.commands import Parcel, advance
from tongban.handling.cases.commands.steps import message
from tongban.handling.contacts.models import Answer, FirstContact, TextState
from tongban.handling.contacts.queries.contacts import NAME, PHONE, asked_before, opened
from tongban.handling.contacts.rules.answering import answer_id, answered, slip, text_of
from tongban.handling.contacts.rules.flow import FLOW
from tongban.registers.agencies.models import Agency
from tongban.registers.catalog.checklist import Checklist, checklist
from tongban.registers.catalog.queries import guide, guide_of
from tongban.registers.checklists.commands import keep_checklist
from tongban.registers.documents.commands import issue
from tongban.registers.documents.models import OfficialDocument
from tongban.registers.documents.rules.papers import DocumentKind

from .ending import refuse_other
from .opening import matter_columns


class StillToAsk(Invalid):
    """An answer in one go needs the whole situation (情形没有问完)."""

    code = "still_to_ask"
    sentence = "情形还没有问完，答复不完整。请先把下面的问题问完。"


@transaction.atomic
def answer(contact: FirstContact, option_code: str, situation: Mapping[str, Any], *, by: Actor, at: datetime) -> Answer:
    """答复: what the guide in force says for this situation; the contact is about this matter from now on.

    Raises `StillToAsk` with every open question: half an answer means a second call.
    """
    taken = FLOW.take("answer", contact, by=by)
    owner_id = refuse_other(contact, by)
    found = guide(option_code)
    told = checklist(found.option, situation)
    if not told.is_complete:
        faults = [Fault(f"/answers/{each.code}", "open", f"请问：{each.text}") for each in told.open_questions]
        raise StillToAsk(faults=faults)
    changes = dict(matter_columns(found))
    if contact.option_code != found.option_code:
        earlier = asked_before(contact, found.option_code)
        changes["repeats_id"] = earlier.pk if earlier is not None else None
    made = Answer.objects.create(
        contact=contact,
        at=at,
        staff_id=owner_id,
        version_id=found.option_version_id,
        content_hash=found.content_hash,
        situation=dict(told.answers),
        answer_id=answer_id(found.content_hash, told.answers),
    )
    facts = {"option": found.option_code, "content_hash": found.content_hash, "answer_id": made.answer_id}
    advance(contact, taken, by=by, at=at, facts=facts, changes=changes)
    return made


@transaction.atomic
def text_answer(made: Answer, *, address_of: Callable[[str], str], by: Actor, at: datetime) -> Answer:
    """发短信: to the number that was given, or into the account of who has one; the whole list lies under a code.

    `address_of` makes the public address of a checklist from its code. What went out is known when it went.
    """
    contact = made.contact
    taken = FLOW.take("text_answer", contact, by=by)
    refuse_other(contact, by)
    if made.text_state in (TextState.QUEUED, TextState.KEPT, TextState.SENT):
        raise NotNow("这次答复已经发过了。")
    found = guide_of(made.version_id)
    parcel = _addressed(contact, made)
    kept = keep_checklist(found.option_code, made.situation, by=by, at=at)
    made.text = text_of(found, told_in(made), address=address_of(kept.code))
    made.text_state = TextState.KEPT if parcel.channel == "message" else TextState.QUEUED
    made.save(update_fields=["text", "text_state"])
    sent = Parcel(parcel.channel, parcel.address, {**parcel.payload, "text": made.text})
    advance(contact, taken, by=by, at=at, facts={"answer_id": made.answer_id, "by": parcel.channel}, send=[sent])
    return made


@transaction.atomic
def give_slip(made: Answer, *, said: tuple[tuple[str, str], ...] = (), by: Actor, at: datetime) -> OfficialDocument:
    """出具咨询答复单: the same answer in writing, numbered and to be verified; `said` is the situation in words."""
    contact = made.contact
    taken = FLOW.take("give_slip", contact, by=by)
    refuse_other(contact, by)
    if made.slip is not None:
        return made.slip
    agency = Agency.objects.get(pk=by.agency_id or 0)
    asker = opened(contact, contact.name_sealed, NAME)
    found = answered(guide_of(made.version_id), told_in(made))
    body = slip(found, said, asker=asker, by=by.name, agency=agency.name, at=at)
    document = issue(
        DocumentKind.ANSWER_SLIP,
        subject=contact.chain,
        agency=agency,
        body=body,
        by=by,
        at=at,
        party_id=contact.party_id,
    )
    made.slip = document
    made.save(update_fields=["slip"])
    facts = {"answer_id": made.answer_id, "documents": [document.number]}
    advance(contact, taken, by=by, at=at, facts=facts)
    return document


def told_in(made: Answer) -> Checklist:
    """The answer once more: from the very edition, for the very situation."""
    return checklist(guide_of(made.version_id).option, made.situation)


def _addressed(contact: FirstContact, made: Answer) -> Parcel:
    """By which channel it goes: the account's message where there is one, else the number alone."""
    if contact.account_id is not None and contact.party_id is not None:
        return message(contact.party_id, "", "answer", "")
    number = opened(contact, contact.phone_sealed, PHONE)
    if not number or not is_mobile(number):
        sentence = "没有登记手机号，发不了短信。请口头答复，或者打印咨询答复单。"
        raise Invalid(sentence, faults=[Fault("/phone", "required", sentence)])
    return Parcel("text", f"answer:{made.pk}", {"answer": made.pk})
