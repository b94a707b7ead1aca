"""What is told of live codes (一码通)."""

from datetime import datetime

from .told import Told


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
