"""Cases as the open API tells them (办件): one presenter for the answer to a submission and for every later reading."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import msgspec

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import LOCAL, local_day
from tongban.foundation.kernel.flow import Step
from tongban.foundation.worktime.rules import Pause, Segment
from tongban.handling.cases.models import Case, MaterialState
from tongban.handling.cases.queries.one_case import FileRow, MaterialRow, WholeCase
from tongban.handling.cases.queries.views import ClockView, Moment, actions, clock_views, offered, pauses_of, timeline
from tongban.handling.cases.queries.worklists import light_of
from tongban.handling.cases.rules.flow import FLOW
from tongban.handling.cases.rules.recalling import RECALLS
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.queries import guide_of
from tongban.registers.documents.rules.papers import DocumentKind
from tongban.registers.parties.models import Party
from tongban.registers.parties.queries import masked, masked_name
from tongban.registers.parties.rules import Field

from .answers import encoded

_TOLD_TO_APPLICANTS = {
    *("option", "content_hash", "channel", "materials", "documents", "items", "deferred", "days", "code"),
    *("promised_on", "due_on", "expected_on", "ground", "right_body", "to_body", "reason", "is_counted"),
    *("result", "result_number", "way", "tracking", "name"),
    *("slot", "slots", "place", "expires_on", "quota_place", "quota_number", "quota_ahead"),
}
_STATES, _PAPERS = ({str(each): each.label for each in kinds} for kinds in (MaterialState, DocumentKind))
_INTERNAL = frozenset({"rework", "reassign", "precheck", "examine", "review", *RECALLS})


def case_json(
    whole: WholeCase,
    viewer: Actor,
    at: datetime,
    *,
    query_code: str = "",
    may_act: bool = True,
    applicant: Mapping[str, Any] | None = None,
    clocks: Sequence[ClockView] | None = None,
    steps: msgspec.Raw | None = None,
) -> dict[str, Any]:
    """Everything that this caller may see of a case, in one call.

    `query_code` is told once, to who submitted; `applicant` spares opening what has just been typed, `clocks`
    reckoning what has just been reckoned, `steps` asking again what may be done now.
    """
    case, guide, on = whole.case, guide_of(whole.case.option_version_id), local_day(at)
    told_once = {"query_code": query_code} if query_code else {}
    return {
        **_row(case, guide, on=on, applicant=applicant),
        **told_once,
        **_detail(case, guide),
        "materials": [_material(each) for each in whole.attached.materials],
        "clocks": clocks_json(whole, guide, on=on) if clocks is None else [_clock(each, []) for each in clocks],
        "timeline": [
            _moment(each, case.number, place, viewer) for place, each in enumerate(timeline(whole, viewer=viewer), 1)
        ],
        "unlisted_steps": unlisted_steps_json(whole),
        "documents": _documents(whole),
        "correction_notice": _notice(whole),
        "telling_overrides": _overrides(whole),
        "precheck": _precheck(whole),
        "results": _results(whole),
        "actions": (steps or steps_json(whole, viewer, on=on)) if may_act else [],
    }


def steps_json(whole: WholeCase, viewer: Actor, *, on: date) -> list[msgspec.Raw]:
    """What this viewer may do with the case now."""
    return [_ACTIONS[each.verb] for each in offered(actions(whole.case, by=viewer), whole, by=viewer, on=on)]


def _detail(case: Case, guide: Guide) -> dict[str, Any]:
    """What a single case tells beyond its row in a list, from its own columns."""
    return {
        "item_version": {
            "version": guide.version,
            "effective_on": guide.effective_on,
            "content_hash": guide.content_hash,
        },
        "accepted_at": _local(case.accepted_at),
        "decided_at": _local(case.decided_at),
        "ended_at": _local(case.ended_at),
        "outcome": case.outcome,
        "is_deemed": case.is_deemed,
        "deferral_requested": case.wants_deferral,
        "commitment_accepted": case.accepts_commitment,
        "agent": _party(case.agent) if case.agent_id and case.agent else None,
        "answers": case.answers,
    }


def case_row(case: Case, *, on: date, applicant: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A case in a list of many."""
    return _row(case, guide_of(case.option_version_id), on=on, applicant=applicant)


def _row(case: Case, guide: Guide, *, on: date, applicant: Mapping[str, Any] | None) -> dict[str, Any]:
    light, state = light_of(case, today=on), case.state
    return {
        "number": case.number,
        "status": case.status,
        "status_label": state.label,
        "whose_turn": state.whose_turn,
        "version": case.version,
        "option": {
            "option_code": case.option_code,
            "name": guide.option.name,
            "item_name": guide.item_name,
            "kind": str(guide.kind),
            "agency": guide.agency_name,
            "agency_key": guide.agency_key,
        },
        "applicant": applicant if applicant is not None else _party(case.applicant),
        "channel": case.channel,
        "received_at": _local(case.received_at),
        "due_on": case.due_on,
        "light": str(light) if light else None,
    }


def track_json(whole: WholeCase, at: datetime) -> dict[str, Any]:
    """Progress for somebody without an account: no name, no number, no document."""
    case, guide = whole.case, guide_of(whole.case.option_version_id)
    row = case_row(case, on=local_day(at), applicant={})
    told = ("number", "status", "status_label", "whose_turn", "option", "received_at", "due_on", "light")
    return {name: row[name] for name in told} | {
        "clocks": clocks_json(whole, guide, on=local_day(at)),
        "unlisted_steps": unlisted_steps_json(whole),
        "timeline": [
            {
                "at": _local(each.entry.at),
                "verb": each.entry.verb,
                "label": each.label,
                "from": each.entry.from_status,
                "to": each.entry.to_status,
                "by": {"role": each.entry.by_role, "name": "", "agency": each.entry.by_agency},
                "basis": each.entry.basis,
                "facts": {},
            }
            for each in timeline(whole, viewer=_STRANGER)
        ],
    }


def applicant_json(kind: str, name: str, id_kind: str, id_number: str, phone: str) -> dict[str, Any]:
    """An applicant, masked already."""
    return {"kind": kind, "name": name, "id_kind": id_kind, "id_number": id_number, "phone": phone}


def clocks_json(whole: WholeCase, guide: Guide, *, on: date) -> list[dict[str, Any]]:
    """Every clock with how its end was found."""
    pauses = pauses_of(whole.attached.runs, guide.option, until=on)
    return [_clock(each, pauses) for each in clock_views(whole, guide.option, on=on)]


def segments_json(segments: tuple[Segment, ...]) -> list[dict[str, Any]]:
    """A derivation: days in a row with one reason."""
    return [{"from": each.from_on, "to": each.to_on, "counted": each.counted, "why": each.why} for each in segments]


def unlisted_steps_json(whole: WholeCase) -> list[dict[str, Any]]:
    """What the department added outside of its list (清单外环节), for everybody who sees the case."""
    return [
        {
            "label": "清单外环节",
            "name": each.name,
            "reason": each.reason,
            "started_at": _local(each.started_at),
            "expected_on": each.expected_on,
            "finished_at": _local(each.finished_at),
            "result": each.result,
        }
        for each in whole.attached.unlisted_steps
    ]


def _action(step: Step) -> msgspec.Raw:
    """A step that the caller may take now, with the fields that it asks for."""
    told = {
        "verb": step.verb,
        "label": step.label,
        "is_grave": step.is_grave,
        "basis": step.basis,
        "fields": [
            {
                "name": each.name,
                "label": each.label,
                "kind": each.kind,
                "required": each.required,
                "choices": [{"value": value, "label": label} for value, label in each.choices],
            }
            for each in step.asks
        ],
    }
    return msgspec.Raw(encoded(told))


_ACTIONS = {each.verb: _action(each) for each in FLOW}
"""The steps of a case as they are told, written once."""


def _clock(view: ClockView, pauses: list[Pause]) -> dict[str, Any]:
    row, due = view.row, view.reading.due
    is_paused = row.paused_since is not None
    return {
        "kind": row.kind,
        "label": view.label,
        "code": row.code,
        "limit": {"value": row.limit_value, "unit": row.limit_unit},
        "extended_by": row.extended_by,
        "counting": row.counting,
        "started_at": _local(row.started_at),
        "pauses": [{"from": each.from_on, "to": each.to_on, "why": each.why} for each in pauses if due.terms.pauses],
        "paused_since": row.paused_since,
        "due_on": due.due_on if is_paused else row.due_on,
        "due_at": _local(due.due_at if is_paused else row.due_at),
        "is_provisional": row.is_provisional,
        "ended_at": _local(row.ended_at),
        "light": str(view.reading.light),
        "remaining": view.reading.remaining.text if view.is_running else "",
        "basis": row.basis,
        "derivation": segments_json(due.derivation),
    }


def _moment(moment: Moment, number: str, place: int, viewer: Actor) -> dict[str, Any]:
    entry = moment.entry
    return {
        "entry": f"{number}.{place}",
        "at": _local(entry.at),
        "verb": entry.verb,
        "label": moment.label,
        "from": entry.from_status,
        "to": entry.to_status,
        "by": {"role": entry.by_role, "role_label": moment.by_role, "name": moment.by_name, "agency": entry.by_agency},
        "basis": entry.basis,
        "facts": entry.facts if viewer.is_staff else _told(entry.verb, entry.facts),
    }


def _told(verb: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    """What the applicant's side is told of an act: not what officials say to one another."""
    if verb in _INTERNAL:
        return {}
    return {name: fact for name, fact in facts.items() if name in _TOLD_TO_APPLICANTS}


def _party(party: Party) -> dict[str, Any]:
    return applicant_json(
        party.kind,
        masked_name(party),
        party.id_kind,
        masked(party, Field.ID_NUMBER),
        masked(party, Field.PHONE) if party.phone_sealed is not None else "",
    )


def _material(row: MaterialRow) -> dict[str, Any]:
    return {
        "requirement_code": row.requirement_code,
        "name": row.name,
        "state": row.state,
        "state_label": _STATES[row.state],
        "verdict": row.verdict,
        "problem": row.problem,
        "license_identifier": row.license_identifier,
        "round": row.round,
        "files": [_file(each) for each in row.files],
    }


def _file(row: FileRow) -> dict[str, Any]:
    if not row.name:
        return {"id": row.id}
    return {"id": row.id, "name": row.name, "media_type": row.media_type, "size": row.size}


def _documents(whole: WholeCase) -> list[dict[str, Any]]:
    number = whole.case.number
    return [
        {
            "id": each.verification_code,
            "kind": each.kind,
            "kind_label": _PAPERS[each.kind],
            "number": each.number,
            "issued_at": _local(each.issued_at),
            "verification_code": each.verification_code,
            "content_hash": each.content_hash,
            "is_void": each.is_void,
            "pdf": f"/api/v1/cases/{number}/documents/{each.verification_code}.pdf",
        }
        for each in whole.attached.documents
    ]


def _notice(whole: WholeCase) -> dict[str, Any] | None:
    notice = whole.attached.notice
    if notice is None:
        return None
    return {
        "items": notice.items,
        "given_at": _local(notice.given_at),
        "due_on": notice.due_on,
        "corrected_at": _local(notice.corrected_at),
    }


def _overrides(whole: WholeCase) -> list[dict[str, Any]]:
    """That a leader asked again, with the reason; who it was is told to the applicant as it stands on the paper."""
    return [
        {
            "items": each.items,
            "reason": each.reason,
            "by": each.by,
            "given_at": _local(each.given_at),
            "answered_at": _local(each.answered_at),
            "document": each.document,
        }
        for each in whole.attached.overrides
    ]


def _precheck(whole: WholeCase) -> dict[str, Any] | None:
    """The code that binds every window, once the pre-check found the set complete."""
    paper = whole.attached.precheck_paper
    if paper is None:
        return None
    return {"code": paper.verification_code, "document": paper.number, "given_at": _local(paper.issued_at)}


def _results(whole: WholeCase) -> list[dict[str, Any]]:
    """What was given in the end; nothing before it was made."""
    made = whole.attached.delivery
    if made is None or made.issued_at is None:
        return []
    return [
        {
            "name": made.result_name,
            "number": made.result_number,
            "issued_at": _local(made.issued_at),
            "way": made.way,
            "tracking": made.tracking,
            "served_at": _local(made.served_at),
        }
    ]


def _local(at: datetime | None) -> datetime | None:
    return at.astimezone(LOCAL) if at is not None else None


_STRANGER = Actor(name="")
