"""What is told of a licence, a paper, an entry of the ledger that somebody checks (核验的回答)."""

from datetime import date, datetime
from typing import Any

from .told import CodeFault, Told


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


class SignedStatement(Told):
    body: str
    signature: str


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
