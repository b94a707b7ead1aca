"""What every command of a case begins and ends with: the step, the duties, the paper, the move."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Stale
from tongban.foundation.kernel.flow import Step, is_delegated
from tongban.foundation.ledger.commands import Parcel, advance
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.models import Case
from tongban.handling.cases.rules.duties import Hands, check_hands
from tongban.handling.cases.rules.flow import FLOW
from tongban.handling.cases.rules.news import TELLS, sentence
from tongban.handling.cases.rules.papers import Matter
from tongban.registers.catalog.content import Option
from tongban.registers.catalog.queries import guide_of
from tongban.registers.documents.commands import issue
from tongban.registers.documents.models import OfficialDocument
from tongban.registers.documents.rules.papers import Body, DocumentKind


def take(verb: str, case: Case, *, by: Actor) -> Step:
    """The step, if this actor may take it on this case now; by role, by state, and by what they did on it before."""
    step = FLOW.take(verb, case, by=by)
    delegated = is_delegated(verb, case, by=by)
    check_hands(verb, hands_of(case), by.staff_id, is_delegated=delegated)
    return step


def refuse_stale(case: Case, version: int | None) -> None:
    """`Stale` when the caller saw another version than the case has now."""
    if version is not None and version != case.version:
        raise Stale(facts={"version": case.version, "status": case.status})


def hands_of(case: Case) -> Hands:
    return Hands(case.receiver_id, case.examiner_id, case.reviewer_id, case.decider_id, case.issuer_id)


def option_of(case: Case) -> Option:
    """The elements under which the case was received; the version never changes."""
    return guide_of(case.option_version_id).option


def matter_of(case: Case) -> Matter:
    """What the papers of this case say in their head."""
    guide = guide_of(case.option_version_id)
    return Matter(
        number=case.number,
        option=guide.option.name,
        option_code=case.option_code,
        applicant=case.applicant.name,
        agency=guide.agency_name,
        phone=guide.enquiry_phone,
        received_at=case.received_at,
    )


def paper(kind: DocumentKind, case: Case, body: Body, *, by: Actor, at: datetime) -> OfficialDocument:
    """Issue an official document of this case (two statements)."""
    return issue(kind, subject=case.chain, agency=case.agency, body=body, by=by, at=at, party_id=case.applicant_id)


def move(
    case: Case,
    step: Step,
    *,
    by: Actor,
    at: datetime,
    to: StrEnum | None = None,
    facts: Mapping[str, Any] | None = None,
    changes: Mapping[str, Any] | None = None,
    due_on: date | None = None,
    papers: Sequence[OfficialDocument] = (),
) -> Entry:
    """Move the case, record it, and tell the applicant where the act is one that they are told of."""
    told = {**(facts or {})}
    if papers:
        told["documents"] = [each.number for each in papers]
    columns = dict(changes or {})
    if is_delegated(step.verb, case, by=by) and not (step.by & by.roles):
        columns["delegated_verbs"] = [*case.delegated_verbs, step.verb]
        told["is_delegated"] = True
    return advance(case, step, by=by, at=at, to=to, facts=told, changes=columns, send=tidings(case, step, due_on))


def tidings(case: Case, step: Step, due_on: date | None) -> tuple[Parcel, ...]:
    """The message to the applicant (and nobody else) about this act."""
    if step.verb not in TELLS:
        return ()
    text = sentence(step.verb, option=option_of(case).name, number=case.number, due=due_on)
    return (message(case.applicant_id, case.number, step.verb, text),)


def message(party_id: int, number: str, verb: str, text: str) -> Parcel:
    return Parcel("message", f"party:{party_id}", {"case": number, "verb": verb, "text": text})
