"""Decisions reach supervision (审管推送): pushed once, told of when late, to an arbiter where nobody is named."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.ledger.commands import advance
from tongban.foundation.ledger.models import Entry
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import due
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.licensing import licence_result
from tongban.oversight.regulation.bound import BOUND
from tongban.oversight.regulation.models import SupervisionPush
from tongban.oversight.regulation.queries.pushes import IMPLEMENTATION
from tongban.oversight.regulation.rules.interplay import PushKind, PushStatus, limit
from tongban.oversight.regulation.rules.interplay_flow import PUSH_FLOW
from tongban.registers.agencies.models import Agency
from tongban.registers.catalog.content import Span
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.kinds import ItemKind
from tongban.registers.catalog.queries import guide_of
from tongban.registers.lists import queries as lists
from tongban.registers.lists.queries import Head
from tongban.registers.lists.queries.responsibility import MAP

_BY_OPERATION = {
    "change": PushKind.CHANGE,
    "renew": PushKind.RENEW,
    "deregister": PushKind.DEREGISTER,
}


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom a push goes (监管部门), and which word says so: an edition of the map, or a ruling since."""

    agency: Agency | None
    edition: str


def until(span: Span, at: datetime) -> date:
    """The last day of a limit of the city's rules that begins now."""
    return due(at, limit(span), calendar=calendar()).due_on


@transaction.atomic
def push(case: Case, entry: Entry, *, at: datetime) -> SupervisionPush | None:
    """推送: one for each decision on a permit; None for other matters, which stand on no map.

    Where the map names nobody, the arbiter is asked at once: nothing falls between two bodies. What was decided
    before there was a map is pushed by its first edition, and its limits begin with that.
    """
    guide = guide_of(case.option_version_id)
    if guide.kind is not ItemKind.LICENSE:
        return None
    head = lists.current(MAP, on=local_day(at)) or lists.current(MAP)
    at = max(at, head.published_at) if head is not None else at
    found, rules = _addressee(case.option_code, head, on=local_day(at)), BOUND.interplay
    is_known = found.agency is not None
    row = SupervisionPush.objects.create(
        entry=entry,
        case=case,
        name=guide.name[:200],
        option_code=case.option_code,
        kind=_kind(entry, guide),
        permit_agency_id=case.agency_id,
        agency=found.agency,
        map_edition=found.edition,
        status=PushStatus.SENT if is_known else PushStatus.DISPUTED,
        pushed_at=at,
        due_on=until(rules.sign_within if is_known else rules.rule_within, at),
        arbiter=None if is_known else arbiter(),
        dispute="" if is_known else "审批监管责任清单上没有写由谁监管。",
    )
    facts = {
        "case": case.number,
        "kind": row.kind,
        "to": found.agency.key if found.agency is not None else "",
        "due_on": row.due_on.isoformat() if row.due_on else "",
    }
    advance(row, PUSH_FLOW.steps["push" if is_known else "ask_arbiter"], by=SYSTEM, at=at, facts=facts)
    return row


@transaction.atomic
def escalate(row: SupervisionPush, *, at: datetime) -> Entry | None:
    """超期提醒双方: once for each limit; approving and supervising body, and the arbiter if it is theirs."""
    if row.due_on is None or row.escalated_at is not None or local_day(at) <= row.due_on:
        return None
    taken = PUSH_FLOW.take("escalate", row, by=SYSTEM)
    told = [row.permit_agency_id, row.agency_id, row.arbiter_id if row.status == PushStatus.DISPUTED else None]
    facts = {"due_on": row.due_on.isoformat(), "told": sorted({each for each in told if each is not None})}
    changes: dict[str, Any] = {"escalated_at": at}
    return advance(row, taken, by=SYSTEM, at=at, facts=facts, changes=changes)


def arbiter() -> Agency:
    """Who decides on boundaries (裁定单位), by the city's rules."""
    return Agency.objects.get(key=BOUND.interplay.arbiter)


def _addressee(option_code: str, head: Head | None, *, on: date) -> Addressee:
    """The map's word, or a ruling that is younger than it (two statements)."""
    rulings = SupervisionPush.objects.filter(option_code__startswith=option_code[:IMPLEMENTATION])
    if head is not None:
        rulings = rulings.filter(ruled_at__gt=head.published_at)
    ruled = rulings.filter(ruled_at__isnull=False).select_related("agency").order_by("-ruled_at", "-pk").first()
    if ruled is not None:
        return Addressee(ruled.agency, f"职责裁定（推送{ruled.pk}）")
    row = lists.responsible(option_code, on)
    named = Agency.objects.filter(name=row.supervisor, is_active=True).first() if row is not None else None
    return Addressee(named, head.label if head is not None else "")


def _kind(entry: Entry, guide: Guide) -> PushKind:
    """What was decided: of a case by what its matter does to a licence, of a licence by its own step."""
    if entry.verb in set(PushKind) and entry.verb != PushKind.GRANT:
        return PushKind(entry.verb)
    result = licence_result(guide.option)
    return _BY_OPERATION.get(str(result.operation), PushKind.GRANT) if result is not None else PushKind.GRANT
