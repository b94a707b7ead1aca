"""The replay of a case (案件时光机): read from rows that bear their times, and from the ledger; nine statements."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Invalid
from tongban.foundation.ledger.models import Entry
from tongban.foundation.worktime.models import CalendarEdition
from tongban.foundation.worktime.queries import calendar_as_of
from tongban.foundation.worktime.rules import Pause, WorkCalendar, light, remaining
from tongban.handling.cases.models import Case, Clock, Material, SpecialRun
from tongban.handling.cases.rules.clocks import ClockKind
from tongban.handling.cases.rules.reckoning import clock_due
from tongban.handling.dossiers.rules.snapshot import (
    ClockThen,
    FileThen,
    HandThen,
    MaterialThen,
    OpinionThen,
    PaperThen,
    RunThen,
    Snapshot,
    extension_then,
    is_known,
    states_then,
)
from tongban.registers.agencies.models import Delegation
from tongban.registers.catalog.content import Option
from tongban.registers.catalog.queries import guide_of
from tongban.registers.documents.models import OfficialDocument

STAFF = "staff:"


def as_of(case: Case, at: datetime) -> Snapshot:
    """The case as it stood and was known at this instant; `Invalid` before it was received."""
    entries = list(Entry.objects.filter(chain=case.chain, at__lte=at).order_by("seq"))
    if not entries:
        raise Invalid("那时候还没有收到这件申请，请选择收件以后的时间。")
    guide = guide_of(case.option_version_id)
    runs = list(SpecialRun.objects.filter(case=case, started_at__lte=at).order_by("pk"))
    return Snapshot(
        number=case.number,
        at=at,
        status=entries[-1].to_status,
        version=entries[-1].seq,
        option_code=case.option_code,
        list_hash=guide.content_hash,
        calendar=_calendar(at),
        materials=tuple(_materials(case, entries, at)),
        clocks=tuple(_clocks(case, entries, runs, guide.option, at)),
        runs=tuple(_run(each, at) for each in runs),
        opinions=tuple(
            OpinionThen(verb=each.verb, text=each.text, at=each.at)
            for each in case.opinions.filter(at__lte=at).order_by("pk")
        ),
        papers=tuple(_papers(case, at)),
        told=_told(entries),
        hands=tuple(_hands(case, entries)),
    )


def instants(case: Case) -> list[Entry]:
    """The acts of the case, oldest first: the instants at which it changed."""
    return list(Entry.objects.filter(chain=case.chain).order_by("seq"))


def _calendar(at: datetime) -> tuple[tuple[int, int], ...]:
    rows = CalendarEdition.objects.filter(recorded_at__lte=at).order_by("year", "-number").distinct("year")
    return tuple(rows.values_list("year", "number"))


def _materials(case: Case, entries: Sequence[Entry], at: datetime) -> Iterable[MaterialThen]:
    states = states_then(entries)
    in_force = Q(replaced_at=None) | Q(replaced_at__gt=at)
    came = Q(provided_at=None) | Q(provided_at__lte=at)
    rows = Material.objects.filter(in_force & (Q(round=1) | came), case=case).order_by("requirement_code")
    for row in rows.prefetch_related("files__file"):
        files = sorted(row.files.all(), key=lambda each: each.position)
        first = states.get(row.requirement_code, row.state)
        yield MaterialThen(
            code=row.requirement_code,
            name=row.name,
            state=first if row.round == 1 else "provided" if files else "spared",
            round=row.round,
            files=tuple(FileThen(name=each.file.name, sha256=each.file.digest, size=each.file.size) for each in files),
        )


@dataclass(frozen=True, slots=True)
class _ClockAt:
    """A clock with the extension that was granted by then."""

    kind: str
    limit_value: int
    limit_unit: str
    extended_by: int
    counting: str
    started_at: datetime


def _clocks(
    case: Case, entries: Sequence[Entry], runs: Sequence[SpecialRun], option: Option, at: datetime
) -> Iterable[ClockThen]:
    """Each clock reckoned with the pauses, the extension and the calendar that were known at the instant."""
    on, days = local_day(at), calendar_as_of(at)
    counted = {each.code for each in option.special_procedures if each.is_counted}
    pausing = [each for each in runs if each.code not in counted]
    pauses = [_pause(each, on, at) for each in pausing]
    is_open = (each.finished_at is None or each.finished_at > at for each in pausing)
    stands_still = any(was_open and on <= each.expected_on for was_open, each in zip(is_open, pausing, strict=True))
    for row in Clock.objects.filter(case=case, started_at__lte=at).order_by("pk"):
        if is_known(row.kind, entries):
            extended = extension_then(row.kind, entries) if row.extended_by else 0
            yield _clock(row, pauses, days, extended, stands_still, on=on, at=at)


def _clock(
    row: Clock,
    pauses: Sequence[Pause],
    days: WorkCalendar,
    extended: int,
    stands_still: bool,
    *,
    on: date,
    at: datetime,
) -> ClockThen:
    is_running = row.ended_at is None or row.ended_at > at
    then = _ClockAt(row.kind, row.limit_value, row.limit_unit, extended, row.counting, row.started_at)
    found = clock_due(then, pauses, days)
    read_on = on if is_running or row.ended_at is None else local_day(row.ended_at)
    return ClockThen(
        kind=row.kind,
        code=row.code,
        started_at=row.started_at,
        due_on=found.due_on,
        is_running=is_running,
        is_paused=is_running and stands_still and ClockKind(row.kind).is_paused_by_special,
        light=light(remaining(found, read_on)).value,
        derivation=tuple((each.from_on, each.to_on, each.counted, each.why) for each in found.derivation),
    )


def _pause(run: SpecialRun, on: date, at: datetime) -> Pause:
    was_over = run.finished_at is not None and run.finished_at <= at
    until = run.finished_on if was_over and run.finished_on is not None else on
    return Pause(run.started_on, max(min(until, run.expected_on), run.started_on), run.name)


def _run(run: SpecialRun, at: datetime) -> RunThen:
    was_over = run.finished_at is not None and run.finished_at <= at
    return RunThen(
        code=run.code,
        name=run.name,
        started_on=run.started_on,
        finished_on=run.finished_on if was_over else None,
        result=run.result if was_over else "",
    )


def _papers(case: Case, at: datetime) -> Iterable[PaperThen]:
    rows = OfficialDocument.objects.filter(subject=case.chain, issued_at__lte=at).order_by("issued_at", "pk")
    for row in rows:
        is_void = row.voided_at is not None and row.voided_at <= at
        yield PaperThen(kind=row.kind, number=row.number, content_hash=row.content_hash, is_void=is_void)


def _told(entries: Sequence[Entry]) -> tuple[str, ...]:
    """The materials that the one-time notice named, if it had been given."""
    notice = next((each for each in entries if each.verb == "ask_correction"), None)
    return tuple(notice.facts.get("items", ())) if notice is not None else ()


def _hands(case: Case, entries: Sequence[Entry]) -> Iterable[HandThen]:
    """Who acted, each with the delegations that were in force on the day if one was needed."""
    delegated = [each for each in entries if each.facts.get("is_delegated")]
    keys = {int(each.by_ref.removeprefix(STAFF)) for each in delegated if each.by_ref.startswith(STAFF)}
    given = list(Delegation.objects.filter(agency_id=case.agency_id, staff_id__in=keys)) if keys else []
    given += list(Delegation.objects.filter(agency_id=case.agency_id, venue__isnull=False)) if keys else []
    for each in entries:
        in_force = [row for row in given if _reached(row, each, case)] if each.facts.get("is_delegated") else []
        yield HandThen(
            seq=each.seq,
            verb=each.verb,
            at=each.at,
            role=each.by_role,
            name=each.by_name,
            agency=each.by_agency,
            basis=each.basis,
            hash=bytes(each.hash).hex(),
            delegations=tuple(sorted(row.document_number for row in in_force)),
        )


def _reached(row: Delegation, entry: Entry, case: Case) -> bool:
    """Did this delegation let this person take this step on this case at that instant?"""
    day = local_day(entry.at)
    is_theirs = row.staff_id is None or f"{STAFF}{row.staff_id}" == entry.by_ref
    is_valid = row.created_at <= entry.at and row.valid_from <= day and (row.valid_to is None or day <= row.valid_to)
    is_standing = row.revoked_at is None or row.revoked_at > entry.at
    covers = row.covers_all or case.option_code in row.option_codes
    return is_theirs and is_valid and is_standing and covers and entry.verb in row.powers
