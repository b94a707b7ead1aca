"""What callers are told (回答): the shapes behind the schema and the docs. The presenters make the values."""

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict


class Told(BaseModel):
    """An answer; fields may be added in later versions, none is taken away."""

    model_config = ConfigDict(extra="allow")


class Span(Told):
    value: int
    unit: str


class Place(Told):
    key: str
    name: str
    level: str
    address: str
    hours: str
    phone: str
    latitude: float | None
    longitude: float | None


class ItemCard(Told):
    option_code: str
    basic_code: str
    implementation_code: str
    name: str
    item_name: str
    summary: str
    kind: str
    kind_label: str
    agency: str
    agency_key: str
    audience: list[str]
    statutory_limit: Span
    promised_limit: Span
    visits_required: int
    online_depth: str
    scope: str
    state: str
    why: str


class ItemPage(Told):
    results: list[ItemCard]
    next: str | None
    total: int
    did_you_mean: str
    suggestions: list[str]


class Guide(Told):
    option_code: str
    basic_code: str
    implementation_code: str
    name: str
    item_name: str
    kind: str
    agency: str
    agency_key: str
    audience: list[str]
    statutory_limit: Span
    promised_limit: Span
    visits_required: int
    online_depth: str
    scope: str
    conditions: list[dict[str, Any]]
    questions: list[dict[str, Any]]
    form: list[dict[str, Any]]
    materials: list[dict[str, Any]]
    stages: list[dict[str, Any]]
    fees: list[dict[str, Any]]
    results: list[dict[str, Any]]
    places: list[Place]
    state: str
    state_label: str
    until_on: date | None
    version: int
    effective_on: date
    reason: str
    legal_source: str
    content_hash: str


class OpenQuestion(Told):
    code: str
    text: str
    kind: str
    choices: list[dict[str, Any]]


class NeededMaterial(Told):
    requirement_code: str
    name: str
    necessity: str
    why: str
    basis: str
    is_held: bool
    held_how: str


class Checklist(Told):
    option_code: str
    version: int
    content_hash: str
    answers: dict[str, Any]
    is_complete: bool
    may_apply: bool
    open_questions: list[OpenQuestion]
    materials: list[NeededMaterial]
    not_needed: list[dict[str, Any]]
    undecided: list[dict[str, Any]]
    unmet: list[dict[str, Any]]
    statutory_limit: Span
    promised_limit: Span
    fees: list[dict[str, Any]]
    places: list[Place]


class StoredFile(Told):
    id: str
    name: str
    media_type: str
    size: int
    sha256: str


class Clock(Told):
    kind: str
    label: str
    limit: Span
    counting: str
    started_at: datetime
    pauses: list[dict[str, Any]]
    due_on: date
    due_at: datetime | None
    is_provisional: bool
    ended_at: datetime | None
    light: Literal["green", "yellow", "red"]
    basis: str
    derivation: list[dict[str, Any]]


class Moment(Told):
    at: datetime
    verb: str
    label: str
    to: str
    by: dict[str, str]
    basis: str
    facts: dict[str, Any]


class Applicant(Told):
    kind: str
    name: str
    id_kind: str
    id_number: str
    phone: str


class CaseOption(Told):
    option_code: str
    name: str
    agency: str
    agency_key: str


class ActionField(Told):
    name: str
    label: str
    kind: str
    required: bool
    choices: list[dict[str, str]]


class Action(Told):
    verb: str
    label: str
    is_grave: bool
    basis: str
    fields: list[ActionField]


class CaseRow(Told):
    number: str
    status: str
    status_label: str
    whose_turn: str
    version: int
    option: CaseOption
    applicant: Applicant
    channel: str
    received_at: datetime
    due_on: date | None
    light: str | None


class CasePage(Told):
    results: list[CaseRow]
    next: str | None


class UnlistedStep(Told):
    label: str
    name: str
    reason: str
    started_at: datetime
    expected_on: date
    finished_at: datetime | None
    result: str


class Case(CaseRow):
    item_version: dict[str, Any]
    accepted_at: datetime | None
    decided_at: datetime | None
    ended_at: datetime | None
    answers: dict[str, Any]
    materials: list[dict[str, Any]]
    clocks: list[Clock]
    unlisted_steps: list[UnlistedStep]
    timeline: list[Moment]
    documents: list[dict[str, Any]]
    correction_notice: dict[str, Any] | None
    telling_overrides: list[dict[str, Any]]
    precheck: dict[str, Any] | None
    results: list[dict[str, Any]]
    actions: list[Action]


class NewCase(Case):
    query_code: str


class Tracked(Told):
    number: str
    status: str
    status_label: str
    whose_turn: str
    option: CaseOption
    received_at: datetime
    due_on: date | None
    light: str | None
    clocks: list[Clock]
    unlisted_steps: list[UnlistedStep]
    timeline: list[Moment]


class DueTold(Told):
    due_on: date
    due_at: datetime
    is_provisional: bool
    explanation: str
    derivation: list[dict[str, Any]]


class CodeFault(Told):
    code: str
    message: str


class CodeTold(Told):
    valid: bool
    normalized: str
    errors: list[CodeFault]


class Verified(Told):
    is_genuine: bool
    message: str


class LicenseTold(Told):
    valid_identifier: bool | None
    is_registered: bool
    is_in_force: bool | None
    is_genuine: bool | None
    message: str
    errors: list[CodeFault]
    verdict: str | None = None
    type_name: str | None = None
    issuer: str | None = None
    holder: str | None = None
    status_label: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    current_identifier: str | None = None


class DocumentTold(Told):
    id: str
    kind: str
    kind_label: str
    number: str
    issued_at: datetime
    verification_code: str
    content_hash: str
    is_void: bool
    body: dict[str, Any]
    pdf: str


class Proof(Told):
    entry: dict[str, Any]
    hash: str
    previous: str
    is_sealed: bool
    path: list[dict[str, str]]
    blocks: list[dict[str, Any]]
    anchor: dict[str, Any] | None


class ListKind(Told):
    kind: str
    title: str
    clause: str
    about: str
    origin: str
    publisher: str
    due_on: date | None
    institution: dict[str, str] | None


class ListEdition(ListKind):
    edition: str
    label: str
    agency: str
    dated_on: date
    published_at: datetime
    row_count: int
    withheld: int
    content_hash: str
    notice_number: str
    verification_code: str
    files: dict[str, str]
    page: str


class ListStanding(ListKind):
    edition: ListEdition | None
    days_over: int


class Lists(Told):
    results: list[ListStanding]


class ListPage(ListEdition):
    columns: list[dict[str, str]]
    results: list[dict[str, Any]]
    next: str | None
    total: int


class ProblemFault(Told):
    pointer: str
    code: str
    message: str


class Problem(Told):
    type: str
    title: str
    status: int
    code: str
    errors: list[ProblemFault]


class LiveCodeTold(Told):
    verdict: str
    message: str
    kind: str | None
    kind_label: str | None
    words: str
    expires_at: datetime | None


class ClaimTold(Told):
    claim: str
    label: str
    value: str
    statement: str | None
    signature: str | None


class ShownLine(Told):
    label: str
    value: str


class ShownLicenseTold(Told):
    name: str
    issuer: str
    verdict: str
    lines: list[ShownLine]


class ScanTold(Told):
    id: str
    status: str
    status_label: str
    scene: str
    purpose: str
    verifier: str
    asked: list[str]
    answer_until: datetime
    look_until: datetime | None
    claims: list[ClaimTold]
    licenses: list[ShownLicenseTold]


class SigningKeys(Told):
    prefix: str
    certificates: list[str]
    answers: dict[str, str]
