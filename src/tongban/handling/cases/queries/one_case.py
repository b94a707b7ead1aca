"""One case whole (办件详情): the row, and everything that hangs on it in a second statement."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec

from tongban.foundation.kernel.statements import Statement
from tongban.handling.cases.models import Case

STATEMENT = Statement.beside(__file__, "one_case.sql")


class FileRow(msgspec.Struct, frozen=True):
    id: str
    name: str
    media_type: str
    size: int
    pages: int | None = None


class MaterialRow(msgspec.Struct, frozen=True):
    requirement_code: str
    name: str
    state: str
    verdict: str
    problem: str
    license_identifier: str
    round: int
    files: tuple[FileRow, ...] = ()


class ClockRow(msgspec.Struct, frozen=True):
    kind: str
    code: str
    limit_value: int
    limit_unit: str
    extended_by: int
    counting: str
    started_at: datetime
    due_on: date
    due_at: datetime
    is_provisional: bool
    basis: str
    paused_since: date | None = None
    ended_at: datetime | None = None


class RunRow(msgspec.Struct, frozen=True):
    code: str
    name: str
    started_at: datetime
    started_on: date
    reason: str
    expected_on: date
    finished_at: datetime | None
    finished_on: date | None
    result: str


class EntryRow(msgspec.Struct, frozen=True):
    id: int
    at: datetime
    verb: str
    from_status: str
    to_status: str
    by_role: str
    by_name: str
    by_agency: str
    basis: str
    facts: dict[str, Any]


class DocumentRow(msgspec.Struct, frozen=True):
    id: int
    kind: str
    number: str
    issued_at: datetime
    verification_code: str
    is_void: bool
    content_hash: str


class NoticeRow(msgspec.Struct, frozen=True):
    items: tuple[dict[str, Any], ...]
    given_at: datetime
    due_on: date
    corrected_at: datetime | None


class DeliveryRow(msgspec.Struct, frozen=True):
    result_name: str
    result_number: str
    issued_at: datetime | None
    way: str
    tracking: str
    collector_name: str
    collector_kind: str
    served_at: datetime | None


class OpinionRow(msgspec.Struct, frozen=True):
    verb: str
    at: datetime
    text: str
    proposal: str
    by: str | None


class PromiseRow(msgspec.Struct, frozen=True):
    kind: str
    text: dict[str, Any]
    text_hash: str
    signed_way: str
    signed_name: str
    signed_at: datetime
    document_id: int
    withdrawn_at: datetime | None


class Attached(msgspec.Struct, frozen=True):
    """What hangs on a case."""

    materials: tuple[MaterialRow, ...]
    clocks: tuple[ClockRow, ...]
    runs: tuple[RunRow, ...]
    timeline: tuple[EntryRow, ...]
    documents: tuple[DocumentRow, ...]
    opinions: tuple[OpinionRow, ...]
    notice: NoticeRow | None = None
    delivery: DeliveryRow | None = None
    promise: PromiseRow | None = None


@dataclass(frozen=True, slots=True)
class WholeCase:
    """A case and what hangs on it, as of one instant."""

    case: Case
    attached: Attached


def whole(case: Case) -> WholeCase:
    """Everything that hangs on this case (one statement)."""
    row = STATEMENT.row({"case": case.pk, "chain": case.chain})
    assert row is not None, "a document of subqueries always has a row"
    return WholeCase(case, _DECODER.decode(row[0]))


_DECODER = msgspec.json.Decoder(Attached)
