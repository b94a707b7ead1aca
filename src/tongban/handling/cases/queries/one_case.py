"""One case whole (办件详情): the row, and everything that hangs on it in a second statement."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

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
    trust_level: str = ""


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

    @property
    def is_running(self) -> bool:
        return self.ended_at is None


class SlotRow(msgspec.Struct, frozen=True):
    """A time on offer, booked or cancelled; who would come is for staff."""

    id: int
    starts_at: datetime
    ends_at: datetime
    place: str
    status: str
    reason: str
    officers: tuple[str, ...] | None = None


class RecordRow(msgspec.Struct, frozen=True):
    began_at: datetime
    ended_at: datetime
    place: str
    officers: tuple[str, ...]
    findings: tuple[tuple[str, str], ...]
    signer: str
    signature: str
    paper: str
    paper_id: int
    photos: tuple[FileRow, ...] = ()


class QuotaRow(msgspec.Struct, frozen=True):
    place: int
    period: str
    ahead: int


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
    counts_since: date | None = None
    slots: tuple[SlotRow, ...] = ()
    record: RecordRow | None = None

    @property
    def booked(self) -> SlotRow | None:
        return next((each for each in self.slots if each.status == "booked"), None)

    @property
    def offered(self) -> tuple[SlotRow, ...]:
        return tuple(each for each in self.slots if each.status == "offered")


class UnlistedStepRow(msgspec.Struct, frozen=True):
    name: str
    reason: str
    started_at: datetime
    expected_on: date
    finished_at: datetime | None
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
    on_behalf: str = ""

    @property
    def is_by_mandate(self) -> bool:
        """Was it done for the applicant by somebody with a mandate (受托人代办)?"""
        return self.on_behalf.startswith("mandate:")


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


class OverrideRow(msgspec.Struct, frozen=True):
    items: tuple[dict[str, Any], ...]
    reason: str
    given_at: datetime
    by: str
    document: str
    answered_at: datetime | None = None


class DeliveryRow(msgspec.Struct, frozen=True):
    result_name: str
    result_number: str
    issued_at: datetime | None
    way: str
    tracking: str
    collector_name: str
    collector_kind: str
    served_at: datetime | None


class DeferralRow(msgspec.Struct, frozen=True):
    choice: str
    way: str
    chosen_by: str
    signed_at: datetime
    due_on: date | None
    lapse: str
    lapsed_on: date | None
    made_good_at: datetime | None


class OpinionRow(msgspec.Struct, frozen=True):
    verb: str
    at: datetime
    text: str
    proposal: str
    by: str | None


class CoachedRow(msgspec.Struct, frozen=True):
    """A material of a coaching: its code and its name."""

    code: str
    name: str


class CoachingRow(msgspec.Struct, frozen=True):
    """Coaching before filing (申报辅导), for the official review: who told what, and what was asked for beyond it."""

    at: datetime
    by: str
    needed: tuple[CoachedRow, ...]
    failed: tuple[CoachedRow, ...]
    notes: tuple[str, ...]


class ExplanationRow(msgspec.Struct, frozen=True):
    clock_kind: str
    missed_on: date
    cause: str
    words: str
    expected_on: date
    published_at: datetime
    document_id: int
    disputed_at: datetime | None
    dispute: str


class PromiseRow(msgspec.Struct, frozen=True):
    kind: str
    text: dict[str, Any]
    text_hash: str
    signed_way: str
    signed_name: str
    signed_at: datetime
    document_id: int
    withdrawn_at: datetime | None
    file_id: UUID | None = None


class Attached(msgspec.Struct, frozen=True):
    """What hangs on a case."""

    materials: tuple[MaterialRow, ...]
    clocks: tuple[ClockRow, ...]
    runs: tuple[RunRow, ...]
    timeline: tuple[EntryRow, ...]
    documents: tuple[DocumentRow, ...]
    opinions: tuple[OpinionRow, ...]
    unlisted_steps: tuple[UnlistedStepRow, ...] = ()
    explanations: tuple[ExplanationRow, ...] = ()
    notice: NoticeRow | None = None
    delivery: DeliveryRow | None = None
    coaching: CoachingRow | None = None
    overrides: tuple[OverrideRow, ...] = ()

    @property
    def open_override(self) -> OverrideRow | None:
        """What a leader asked for again and that has not come yet (再次告知)."""
        return next((each for each in self.overrides if each.answered_at is None), None)

    @property
    def precheck_paper(self) -> DocumentRow | None:
        """The newest word of a pre-check on this case (预审结论书)."""
        return next((each for each in reversed(self.documents) if each.kind == "precheck_result"), None)

    deferral: DeferralRow | None = None
    quota: QuotaRow | None = None
    promise: PromiseRow | None = None


@dataclass(frozen=True, slots=True)
class WholeCase:
    """A case and what hangs on it, as of one instant."""

    case: Case
    attached: Attached


def whole(case: Case) -> WholeCase:
    """Everything that hangs on this case (one statement)."""
    row = STATEMENT.row({"case": case.pk, "chain": case.chain, "number": case.number})
    assert row is not None, "a document of subqueries always has a row"
    return WholeCase(case, _DECODER.decode(row[0]))


_DECODER = msgspec.json.Decoder(Attached)
