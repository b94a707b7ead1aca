"""Telling the authority and the persons (报告、告知个人): refused while an item of art. 57 is missing."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow
from tongban.foundation.ledger.commands import Parcel, advance
from tongban.handling.cases.models import Case
from tongban.oversight.incidents.models import AffectedParty, Incident, IncidentNotice
from tongban.oversight.incidents.rules import notices
from tongban.oversight.incidents.rules.flow import INCIDENTS
from tongban.oversight.incidents.rules.plan import BOUND
from tongban.oversight.incidents.rules.states import NoticeKind
from tongban.registers.documents.commands import issue
from tongban.registers.documents.models import OfficialDocument
from tongban.registers.documents.rules import papers
from tongban.registers.documents.rules.papers import Body, DocumentKind
from tongban.registers.lists.queries import lead
from tongban.registers.parties.merging import Merger, Moved

MOST = 500
_KINDS = {NoticeKind.AUTHORITY: DocumentKind.INCIDENT_REPORT, NoticeKind.PERSONS: DocumentKind.INCIDENT_NOTICE}


@transaction.atomic
def add_affected(incident: Incident, *, numbers: str, by: Actor, at: datetime) -> Incident:
    """登记受影响的办件: whose applications were touched, by case number; nobody's name is shown to find them."""
    step = INCIDENTS.take("add_affected", incident, by=by)
    asked = list(dict.fromkeys(each for each in re.split(r"[\s,，、;；]+", numbers.replace("\x00", "")) if each))
    if not asked or len(asked) > MOST:
        raise Invalid(faults=[Fault("/numbers", "required", f"请写办件编号，一次1到{MOST}个。")])
    found = dict(Case.objects.filter(number__in=asked).values_list("number", "applicant_id"))
    if unknown := [each for each in asked if each not in found]:
        raise Invalid(faults=[Fault("/numbers", "unknown", f"没有这些办件：{'、'.join(unknown[:20])}。")])
    rows = [AffectedParty(incident=incident, party_id=each) for each in sorted(set(found.values()))]
    AffectedParty.objects.bulk_create(rows, ignore_conflicts=True)
    advance(incident, step, by=by, at=at, facts={"cases": asked, "persons": len(rows)})
    return incident


@transaction.atomic
def notify_authority(incident: Incident, *, given: Mapping[str, str], by: Actor, at: datetime) -> IncidentNotice:
    """报告主管部门: the paper with its items; a drill composes and checks it, and keeps it here."""
    kind = NoticeKind.AUTHORITY
    said = _checked(incident, kind, given, by)
    made = _keep(incident, kind, said, 1, BOUND.plan.authority, by=by, at=at)
    _advance(incident, made, {"authority_told_at": at}, (), by=by, at=at)
    return made


@transaction.atomic
def notify_persons(incident: Incident, *, given: Mapping[str, str], by: Actor, at: datetime) -> IncidentNotice:
    """告知个人: one paper that everybody may verify, and a message with all its items to each person."""
    kind = NoticeKind.PERSONS
    said = _checked(incident, kind, given, by)
    parties = list(
        AffectedParty.objects.filter(incident=incident).order_by("party_id").values_list("party_id", flat=True)
    )
    if not parties and not incident.is_drill:
        raise NotNow("还没有登记受影响的办件，不知道告知谁。")
    made = _keep(incident, kind, said, len(parties), "受影响的个人", by=by, at=at)
    number = made.document.number if made.document is not None else ""
    payload = {"verb": "notify_persons", "text": notices.message(said, number=number)}
    send = [Parcel("message", f"party:{each}", payload) for each in parties] if made.document is not None else []
    _advance(incident, made, {"persons_told_at": at}, send, by=by, at=at)
    return made


@transaction.atomic
def spare_persons(incident: Incident, *, words: str, by: Actor, at: datetime) -> Incident:
    """决定不告知个人: only where what was done keeps the harm away (第五十七条第二款), by supervision."""
    step = INCIDENTS.take("spare_persons", incident, by=by)
    said = words.replace("\x00", "").strip()[:2000]
    if len(said) < 10:
        raise Invalid(faults=[Fault("/words", "required", "请写明采取了什么措施、为什么能避免危害，至少10个字。")])
    if not incident.touches_persons:
        raise NotNow("这个事件不涉及个人信息，不用作这个决定。")
    advance(incident, step, by=by, at=at, facts={"words": said}, changes={"spared_because": said})
    return incident


def move_to_kept(merger: Merger) -> Moved:
    """Who is affected follows the person (合并重复登记), once in each incident."""
    rows = AffectedParty.objects.filter(party_id=merger.drop)
    rows.filter(incident__affected__party_id=merger.keep).delete()
    return {"affected": AffectedParty.objects.filter(party_id=merger.drop).update(party_id=merger.keep)}


def _checked(incident: Incident, kind: NoticeKind, given: Mapping[str, str], by: Actor) -> dict[str, str]:
    INCIDENTS.take(f"notify_{kind}", incident, by=by)
    if IncidentNotice.objects.filter(incident=incident, kind=kind).exists():
        raise NotNow(f"“{kind.label}”已经做过了。")
    if missing := notices.faults(kind, given, touches_persons=incident.touches_persons):
        raise Invalid(f"《{_KINDS[kind].label}》还缺法定事项，不能出具。", faults=missing)
    return notices.cleaned(given)


def _keep(
    incident: Incident, kind: NoticeKind, said: dict[str, str], told: int, addressee: str, *, by: Actor, at: datetime
) -> IncidentNotice:
    agency = lead()
    body = notices.body(kind, said, addressee=addressee, agency=agency.name, title=incident.title, on=local_day(at))
    document = None if incident.is_drill else _issued(incident, kind, body, by=by, at=at)
    if incident.is_drill:
        papers.check(_KINDS[kind], body)
    return IncidentNotice.objects.create(
        incident=incident, kind=kind, content=said, told=told, document=document, at=at
    )


def _issued(incident: Incident, kind: NoticeKind, body: Body, *, by: Actor, at: datetime) -> OfficialDocument:
    return issue(_KINDS[kind], subject=incident.chain, agency=lead(), body=body, by=by, at=at)


def _advance(
    incident: Incident,
    made: IncidentNotice,
    changes: Mapping[str, object],
    send: Sequence[Parcel],
    *,
    by: Actor,
    at: datetime,
) -> None:
    facts = {
        "number": made.document.number if made.document is not None else "",
        "told": made.told,
        "items": made.content,
    }
    step = INCIDENTS.steps[f"notify_{made.kind}"]
    advance(incident, step, by=by, at=at, facts=facts, changes=changes, send=send)
