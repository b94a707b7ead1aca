"""What every command of a case begins and ends with: the step, the duties, the paper, the move."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db import connection

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import NotNow
from tongban.foundation.kernel.flow import Step
from tongban.foundation.ledger.commands import Parcel, advance, stale
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.wishes import owes_materials
from tongban.handling.cases.rules.clocks import ClockKind
from tongban.handling.cases.rules.duties import check_duties, needs_delegation
from tongban.handling.cases.rules.flow import FLOW
from tongban.handling.cases.rules.news import TELLS, sentence
from tongban.handling.cases.rules.overdue import NeedsExplanation, is_held, needs_explanation
from tongban.handling.cases.rules.papers import Matter
from tongban.handling.cases.together import held_back, refuse_too_early
from tongban.registers.catalog.content import Option
from tongban.registers.catalog.queries import guide_of
from tongban.registers.documents.commands import issue
from tongban.registers.documents.models import OfficialDocument
from tongban.registers.documents.rules.papers import Body, DocumentKind
from tongban.registers.grassroots.commands import note_seal_use
from tongban.registers.grassroots.rules.modes import DECIDED, Mode

from .handed_down import refuse_beyond_mode

# The row is held until the act is done: whoever comes second waits, and is told what changed instead of writing.
_HOLD = f"""
SELECT silence.started_at, silence.due_on, cases_case.explained_until,
    (SELECT min(late.due_on) FROM cases_clock late WHERE late.case_id = cases_case.id AND late.ended_at IS NULL
        AND late.paused_since IS NULL AND late.kind IN ('{ClockKind.PROMISED.value}', '{ClockKind.STATUTORY.value}')),
    (SELECT agreed.mode FROM grassroots_handeddown down JOIN grassroots_agreement agreed ON agreed.id = agreement_id
        WHERE down.venue_id = %(venue)s AND down.option_code = cases_case.option_code AND down.ended_at IS NULL
        AND agreed.valid_from <= %(on)s AND coalesce(agreed.valid_to, %(on)s) >= %(on)s),
    EXISTS (SELECT FROM grassroots_handeddown WHERE venue_id = %(venue)s AND ended_at IS NULL)
FROM cases_case LEFT JOIN cases_clock silence ON silence.case_id = cases_case.id AND silence.ended_at IS NULL
    AND silence.kind = '{ClockKind.DEEMED_ACCEPTANCE.value}'
WHERE cases_case.id = %(case)s AND cases_case.version = %(version)s
FOR UPDATE OF cases_case
"""  # noqa: S608 - constant text


_HANDS_OUT = frozenset({"issue", "serve", "collect"})


class Revoked(NotNow):
    """The decision was revoked, so nothing is handed out on it any more (决定已经撤销)."""

    code = "revoked"
    sentence = "这个办件的准予决定已经撤销，不能再制证或者交付证照。"


class AcceptedBySilence(NotNow):
    """Nobody told the applicant in time, so the law has accepted the case already (逾期未告知，视为受理)."""

    code = "accepted_by_silence"
    sentence = "没有在期限内一次性告知，这个申请依法自收到之日起视为受理，不能再要求补正或者不予受理。"


@dataclass(frozen=True, slots=True)
class Silence:
    """Since when the complete application has been here, and the last day to say something about it."""

    since: datetime
    until: date

    def is_over(self, at: datetime) -> bool:
        return local_day(at) > self.until


def take(verb: str, case: Case, *, by: Actor, at: datetime) -> Step:
    """The step, if this actor may take it on this case now; by role, by state, and by what they did on it before.

    The case is held from here on; `Stale` with what changed if somebody else acted since it was read. What is
    overdue goes no step further until its owner has said why: `NeedsExplanation`.
    """
    return _held(verb, case, by=by, at=at)[0]


def take_in_time(verb: str, case: Case, *, by: Actor, at: datetime) -> tuple[Step, Silence | None]:
    """The same for what may be done only until silence becomes acceptance; `AcceptedBySilence` afterwards (R-038)."""
    step, silence = _held(verb, case, by=by, at=at)
    if silence is not None and silence.is_over(at):
        raise AcceptedBySilence()
    return step, silence


def take_after_silence(verb: str, case: Case, *, by: Actor, at: datetime) -> tuple[Step, Silence]:
    """The step that silence itself brings about; `NotNow` before its time."""
    step, silence = _held(verb, case, by=by, at=at)
    if silence is None or not silence.is_over(at):
        raise NotNow("还没有到视为受理的时候。", facts={"due_on": silence.until.isoformat() if silence else None})
    return step, silence


def _held(verb: str, case: Case, *, by: Actor, at: datetime) -> tuple[Step, Silence | None]:
    step = FLOW.take(verb, case, by=by)
    check_duties(step, case, by=by)
    if case.revoked_at is not None and verb in _HANDS_OUT:
        raise Revoked()
    values: dict[str, int | date] = {
        "case": case.pk,
        "version": case.version,
        "venue": by.venue_id or 0,
        "on": local_day(at),
    }
    with connection.cursor() as cursor:
        cursor.execute(_HOLD, values)
        row = cursor.fetchone()
    if row is None:
        raise stale(case.chain, since=case.version)
    started_at, silent_until, explained_until, late_since, mode, has_list = row
    refuse_beyond_mode(case, verb, Mode(mode) if mode else None, has_list=has_list, by=by)
    if is_held(step, by=by) and needs_explanation(late_since, explained_until, on=local_day(at)):
        raise NeedsExplanation(facts={"verb": verb, "due_on": late_since.isoformat()})
    refuse_too_early(case, verb, at=at)
    return step, Silence(started_at, silent_until) if started_at is not None else None


def refuse_stale(case: Case, version: int | None) -> None:
    """`Stale` when the caller saw another version than the case has now; it says what changed."""
    if version is not None and version != case.version:
        refusal = stale(case.chain, since=version)
        refusal.facts |= {"version": case.version, "status": case.status}
        raise refusal


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
    send: Sequence[Parcel] = (),
) -> Entry:
    """Move the case, record it, and tell the applicant of acts that they are told of; `send` goes along."""
    told = {**(facts or {})}
    if papers:
        told["documents"] = [each.number for each in papers]
    columns = dict(changes or {})
    if needs_delegation(step, case, by=by):
        columns["delegated_verbs"] = [*case.delegated_verbs, step.verb]
        told["is_delegated"] = True
        if step.verb in DECIDED:
            told |= note_seal_use(case.number, step.verb, option_code=case.option_code, by=by, at=at)
    parcels = (*tidings(case, step, due_on, at=at), *send)
    return advance(case, step, by=by, at=at, to=to, facts=told, changes=columns, send=parcels)


def tidings(case: Case, step: Step, due_on: date | None, *, at: datetime) -> tuple[Parcel, ...]:
    """The message to the applicant (and nobody else) about this act."""
    if step.verb not in TELLS:
        return ()
    is_owed = step.verb in ("issue", "remind") and case.wants_deferral and owes_materials(case)
    is_held = step.verb == "issue" and bool(held_back(case, at=at))
    return (news(case, step.verb, due_on, told="owed" if is_owed else "held" if is_held else step.verb),)


def news(case: Case, verb: str, due_on: date | None = None, *, told: str = "") -> Parcel:
    """The message to the applicant about an act of this name; `told` names the sentence if it is another."""
    text = sentence(told or verb, option=option_of(case).name, number=case.number, due=due_on)
    return message(case.applicant_id, case.number, verb, text)


def message(party_id: int, number: str, verb: str, text: str) -> Parcel:
    return Parcel("message", f"party:{party_id}", {"case": number, "verb": verb, "text": text})
