"""What could not be done comes to an end (办不成事办结): a result with its cause, then somebody else's yes."""

from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotFound, NotNow, NotYours
from tongban.foundation.ledger.commands import advance
from tongban.foundation.ledger.models import Entry
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import due
from tongban.handling.contacts.models import FirstContact, JointOpinion
from tongban.handling.contacts.queries.contacts import policy
from tongban.handling.contacts.rules.flow import FLOW
from tongban.handling.contacts.rules.states import Cause, ContactKind, ContactResult, Root
from tongban.handling.contacts.rules.words import LONGEST_NOTE, noted, words_fault
from tongban.registers.agencies.models import Agency
from tongban.registers.upkeep.commands import report_error
from tongban.registers.upkeep.models import Report
from tongban.registers.upkeep.rules.states import Section

from .ending import refuse_other, result_columns, told_to_author
from .handing import holding_of

SECTIONS = {Root.GUIDE: Section.OTHER, Root.LIST: Section.BRING, Root.FLOW: Section.HOW}
"""Where in the guide the change that a root cause asks for is due."""


@transaction.atomic
def settle(
    contact: FirstContact,
    *,
    result: str,
    words: str,
    body: str = "",
    case_number: str = "",
    cause: str,
    root: str,
    root_words: str = "",
    by: Actor,
    at: datetime,
) -> Entry:
    """登记结果，等确认: why it could not be done, what came of it, and what has to change; nothing is closed by it.

    A root cause becomes a change request to whoever keeps the guide of the matter (指错), with its own limit.
    """
    taken = FLOW.take("settle", contact, by=by)
    holding_of(contact).closed(by=by.staff_id or 0)
    if not contact.sort.is_confirmed:
        raise NotNow("这一类直接登记结果办结，不用等确认。")
    waiting = contact.opinions.filter(answered_at__isnull=True, due_on__gte=local_day(at)).select_related("agency")
    if names := "、".join(each.agency.short_name for each in waiting):
        raise NotNow(f"还在等{names}的会办意见。到期还没有回的，可以先登记结果。")
    change = noted(root_words)
    columns = result_columns(contact, result, words, body, case_number, _faults(contact, cause, root, change))
    report = _asked_to_change(contact, Root(root), change, by=by, at=at)
    columns |= {"cause": cause, "root": root, "root_report_id": report.pk if report is not None else None}
    facts = {"result": result, "cause": cause, "root": root, "report": columns["root_report_id"]}
    facts |= {"case": columns["result_case"], "is_late": local_day(at) > contact.due_on}
    told = f"有结果了：{ContactResult(result).label}。{columns['result_words']}请确认有没有解决。"
    return advance(
        contact, taken, by=by, at=at, facts=facts, changes=columns, send=told_to_author(contact, "settle", told)
    )


@transaction.atomic
def confirm(contact: FirstContact, *, by: Actor, at: datetime) -> Entry:
    """解决了: by whoever told it."""
    taken = FLOW.take("confirm", contact, by=by)
    _own(contact, by)
    return advance(contact, taken, by=by, at=at, changes={"closed_at": at})


@transaction.atomic
def object_to(contact: FirstContact, *, reason: str, by: Actor, at: datetime) -> Entry:
    """没有解决: it is open again with a new limit, and the same person answers for it."""
    taken = FLOW.take("object", contact, by=by)
    _own(contact, by)
    why = _written(reason, "/reason", "请写哪里没有解决。")
    until = due(at, policy().settling, calendar=calendar()).due_on
    changes = {
        "result": "",
        "result_words": "",
        "result_body": "",
        "result_case": "",
        "due_on": until,
        "escalated_at": None,
        "objections": contact.objections + 1,
    }
    return advance(contact, taken, by=by, at=at, facts={"reason": why, "due_on": until.isoformat()}, changes=changes)


@transaction.atomic
def review(contact: FirstContact, *, reason: str, by: Actor, at: datetime) -> Entry:
    """审核办结: in place of its author, by the leader, their body or supervision, and never by who handled it."""
    taken = FLOW.take("review", contact, by=by)
    if by.staff_id == contact.owner_id:
        raise NotYours("自己办的不能自己审核，请牵头负责人或者监督岗审核。")
    is_near = contact.leader is not None and by.agency_id == contact.leader.agency_id
    if Role.SUPERVISOR not in by.roles and not is_near:
        raise NotYours("由牵头负责人所在单位或者监督岗审核。")
    why = _written(reason, "/reason", "请写怎么核实的，例如“电话问过本人，已经领到证”。")
    return advance(contact, taken, by=by, at=at, facts={"reason": why}, changes={"closed_at": at})


@transaction.atomic
def ask_joint(contact: FirstContact, *, agency: str, words: str, by: Actor, at: datetime) -> Entry:
    """请别的单位会办: each body once, with what it has to answer, within the limit of the whole."""
    taken = FLOW.take("ask_joint", contact, by=by)
    refuse_other(contact, by)
    if contact.sort is not ContactKind.UNRESOLVED:
        raise NotNow("办不成事才请别的单位会办。")
    asked_for = _written(words, "/words", "请写要这个单位回答什么。")
    body = Agency.objects.filter(key=agency, is_active=True).exclude(pk=by.agency_id or 0).first()
    if body is None or contact.opinions.filter(agency=body).exists():
        raise Invalid(faults=[Fault("/agency", "choice", "请选一个别的、还没有请过的单位。")])
    until = due(at, policy().first_limit(contact.sort), calendar=calendar()).due_on
    JointOpinion.objects.create(contact=contact, agency=body, asked_at=at, asked_for=asked_for, due_on=until)
    return advance(contact, taken, by=by, at=at, facts={"agency": body.key, "due_on": until.isoformat()})


@transaction.atomic
def give_opinion(contact: FirstContact, *, words: str, by: Actor, at: datetime) -> Entry:
    """回会办意见: by the body that was asked."""
    taken = FLOW.take("give_opinion", contact, by=by)
    found = contact.opinions.filter(agency_id=by.agency_id or 0, answered_at__isnull=True).first()
    if found is None or by.staff_id is None:
        raise NotYours("没有请您的单位会办，或者已经回过了。")
    said = _written(words, "/words", "请写意见。")
    found.words, found.staff_id, found.answered_at = said, by.staff_id, at
    found.save(update_fields=["words", "staff", "answered_at"])
    return advance(contact, taken, by=by, at=at, facts={"words": said, "is_late": local_day(at) > found.due_on})


def _asked_to_change(contact: FirstContact, root: Root, words: str, *, by: Actor, at: datetime) -> Report | None:
    if root is Root.NONE:
        return None
    said = f"办不成事{contact.number}：{words}"
    return report_error(contact.option_code, section=SECTIONS[root], words=said, by=by, at=at).report


def _faults(contact: FirstContact, cause: str, root: str, change: str) -> list[Fault]:
    faults = [] if cause in set(Cause) else [Fault("/cause", "choice", "请选为什么办不成。")]
    if root not in set(Root):
        return [*faults, Fault("/root", "choice", "请选根源要不要改。")]
    if root == Root.NONE:
        return faults
    if not contact.option_code:
        faults.append(Fault("/root", "no_matter", "没有对应的事项，改不到哪份指南。请选“只是个案”，在结果里写清楚。"))
    return faults + words_fault("/root_words", change, "请写要改什么，管指南的人照着改。", longest=300)


def _written(typed: str, pointer: str, please: str) -> str:
    said = noted(typed)
    if faults := words_fault(pointer, said, please, longest=LONGEST_NOTE):
        raise Invalid("还有地方要改一下。", faults=faults)
    return said


def _own(contact: FirstContact, by: Actor) -> None:
    if contact.account_id is None or contact.account_id != by.account_id:
        raise NotFound("没有找到这条首问登记。")
