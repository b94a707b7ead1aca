"""What the responsible person does with it (首问责任人): reach whoever asked, end it; and what time does."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.codes import check
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow
from tongban.foundation.ledger.commands import Parcel, advance, record_read
from tongban.foundation.ledger.models import Entry
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import due
from tongban.handling.cases.commands.steps import message
from tongban.handling.cases.commands.wording import refuse_papers_beyond
from tongban.handling.cases.models import Case
from tongban.handling.contacts.models import Coaching, FirstContact
from tongban.handling.contacts.queries.contacts import NAME, PHONE, opened, policy
from tongban.handling.contacts.rules.flow import FLOW
from tongban.handling.contacts.rules.holding import NotTheOwner
from tongban.handling.contacts.rules.states import ContactResult
from tongban.handling.contacts.rules.words import LONGEST_NOTE, noted, words_fault

from .handing import holding_of

LONGEST_BODY = 120


@transaction.atomic
def reach(contact: FirstContact, *, words: str, by: Actor, at: datetime) -> Entry:
    """联系上本人: for «could not be done», within one workday; from then on the limit is that of the result."""
    taken = FLOW.take("reach", contact, by=by)
    refuse_other(contact, by)
    if not contact.sort.is_grievance:
        raise NotNow("咨询不用登记首次联系，请直接答复、登记结果。")
    if contact.reached_at is not None:
        raise NotNow("已经登记过首次联系。办完后请登记结果。")
    said = noted(words)
    if faults := words_fault("/words", said, "请写联系时说了什么。"):
        raise Invalid("还有地方要改一下。", faults=faults)
    until = due(contact.opened_at, policy().settling, calendar=calendar()).due_on
    facts = {"words": said, "is_late": local_day(at) > contact.due_on, "due_on": until.isoformat()}
    changes = {"reached_at": at, "due_on": until, "escalated_at": None}
    return advance(contact, taken, by=by, at=at, facts=facts, changes=changes)


@transaction.atomic
def close(
    contact: FirstContact,
    *,
    result: str,
    words: str = "",
    body: str = "",
    case_number: str = "",
    by: Actor,
    at: datetime,
) -> Entry:
    """登记结果: with a result code, and what that result has to name. Raises `Invalid` with all that is missing."""
    taken = FLOW.take("close", contact, by=by)
    holding_of(contact).closed(by=by.staff_id or 0)
    if contact.sort.is_confirmed:
        raise NotNow("办不成事登记结果以后，要本人确认或者负责人审核才办结。请用“登记结果，等确认”。")
    columns = result_columns(contact, result, words, body, case_number)
    facts = {"result": result, "case": columns["result_case"], "is_late": local_day(at) > contact.due_on}
    send = told_to_author(contact, "close", f"已经办结：{ContactResult(result).label}。{columns['result_words']}")
    return advance(contact, taken, by=by, at=at, facts=facts, changes=columns | {"closed_at": at}, send=send)


def result_columns(
    contact: FirstContact, result: str, words: str, body: str, case_number: str, faults: Iterable[Fault] = ()
) -> dict[str, Any]:
    """What is kept of a result, or `Invalid` with all that is missing, what the caller found before included."""
    said, right, number = noted(words), noted(body)[:LONGEST_BODY], _number(case_number)
    if found_faults := [*_faults(contact, result, said, right, number), *faults]:
        raise Invalid("还有地方要改一下。", faults=found_faults)
    refuse_papers_beyond(contact.option_code, {}, {"/words": said})
    found = ContactResult(result)
    if found.needs_case:
        _coached_for(contact, number)
    return {
        "result": found,
        "result_words": said,
        "result_body": right if found.needs_body else "",
        "result_case": number if found.needs_case else "",
    }


def told_to_author(contact: FirstContact, verb: str, words: str) -> tuple[Parcel, ...]:
    """A message to who told it with an account; others are called."""
    if contact.account_id is None or contact.party_id is None:
        return ()
    text = f"您反映的“{contact.option_name or '办不成的事'}”{words}"
    return (message(contact.party_id, contact.case_number, verb, text),)


@transaction.atomic
def escalate(contact: FirstContact, *, at: datetime) -> Entry | None:
    """超期报监督岗: once for each limit; who answers for it stays the same."""
    if contact.escalated_at is not None or not contact.is_open or local_day(at) <= contact.due_on:
        return None
    taken = FLOW.take("escalate", contact, by=SYSTEM)
    facts = {"owner": contact.owner_id, "due_on": contact.due_on.isoformat()}
    return advance(contact, taken, by=SYSTEM, at=at, facts=facts, changes={"escalated_at": at})


def reveal(contact: FirstContact, *, by: Actor, at: datetime) -> tuple[str, str]:
    """Name and number in full, to call back: for the responsible person, on record before they are shown."""
    refuse_other(contact, by)
    about = f"party:{contact.party_id}" if contact.party_id is not None else contact.chain
    record_read(about, by=by, at=at, purpose="首问回电", subject=contact.chain, fields=["name", "phone"])
    return opened(contact, contact.name_sealed, NAME), opened(contact, contact.phone_sealed, PHONE)


def _coached_for(contact: FirstContact, number: str) -> None:
    """The newest coaching of this contact without a number is for the case that it ended with, if none is yet."""
    if not Coaching.objects.filter(number=number).exists():
        newest = Coaching.objects.filter(contact=contact, number="").order_by("-pk")[:1]
        Coaching.objects.filter(pk__in=newest.values("pk")).update(number=number)


def refuse_other(contact: FirstContact, by: Actor) -> int:
    """The responsible person's staff id; `NotTheOwner` for everybody else."""
    if by.staff_id is None or by.staff_id != contact.owner_id:
        raise NotTheOwner()
    return by.staff_id


def _number(typed: str) -> str:
    return check("case_number", typed).normalized if typed.strip() else ""


def _faults(contact: FirstContact, result: str, said: str, body: str, number: str) -> list[Fault]:
    if result not in set(ContactResult):
        return [Fault("/result", "choice", "请选一个结果。")]
    found, faults = ContactResult(result), []
    if found.needs_case and not Case.objects.filter(number=number or "-").exists():
        faults.append(Fault("/case_number", "unknown", "没有这个编号的办件。请写收件后的17位办件编号。"))
    if found.needs_body and not body:
        faults.append(Fault("/body", "required", "请写清楚去哪里办、找谁，例如“市公积金中心，电话0937-6228899”。"))
    if found.needs_words or contact.sort.is_grievance:
        faults += words_fault("/words", said, "请写结果说明，本人会看到。", longest=LONGEST_NOTE)
    elif len(said) > LONGEST_NOTE:
        faults.append(Fault("/words", "too_long", f"最多写{LONGEST_NOTE}个字，现在有{len(said)}个。"))
    return faults
