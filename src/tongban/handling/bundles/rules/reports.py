"""A report of an event that a result waits for (前置信息): what is signed, and what is wrong with it; pure.

契税法 第十一条: the registry looks up 完税、减免税凭证或者有关信息 itself. A report opens the gate only if the system
that owes it signed it, for this case and this person, and if it says that nothing is owed any more.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

PREFIX = b"tongban event report v1\n"
LONGEST = 60
DONE = ("paid", "exempt", "done")
"""Nothing is owed: it was paid, or nothing had to be paid (完税、减免税); or the work that was ordered is done."""


@dataclass(frozen=True, slots=True)
class EventReport:
    """One report (一条前置信息). `outcome` is paid, exempt, done or open; `amount` in fen; `signature` in hex."""

    number: str
    case_number: str
    payer_code: str
    outcome: str
    amount: int
    happened_at: datetime
    signature: str = ""

    @property
    def signed(self) -> bytes:
        """The exact bytes that the sender signs."""
        plain: dict[str, Any] = {
            "number": self.number,
            "case": self.case_number,
            "payer": self.payer_code,
            "outcome": self.outcome,
            "amount": self.amount,
            "at": self.happened_at.isoformat(),
        }
        return PREFIX + json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(
            "utf-8", "replace"
        )

    @property
    def digest(self) -> str:
        """By which the same report is known again, whatever its number."""
        return hashlib.sha256(self.signed + self.signature.encode("utf-8", "replace")).hexdigest()

    @property
    def outcome_label(self) -> str:
        return {"paid": "已完税", "exempt": "减免税，不用缴", "done": "已办好"}.get(self.outcome, "还没有缴清")


def trouble_with(report: EventReport, *, case_number: str, payer_code: str, public_key: str, at: datetime) -> str:
    """Why this report opens nothing, in words; empty for one that does."""
    if not _is_signed(report, public_key):
        return "签名对不上，不是主管系统发出的，没有采用。"
    if not 1 <= len(report.number) <= LONGEST or not report.number.isprintable():
        return "编号读不出来，没有采用。"
    if report.case_number != case_number:
        return "说的是另一个办件，没有采用。"
    if report.payer_code != payer_code:
        return "说的是另一个人，没有采用。"
    if report.outcome not in DONE:
        return f"还欠{report.amount / 100:.2f}元，缴清以后自动接着办。" if report.amount > 0 else "还没有缴清。"
    if report.happened_at > at:
        return "时间在将来，没有采用。"
    if report.outcome == "paid" and report.amount <= 0:
        return "金额不对，没有采用。"
    return ""


def _is_signed(report: EventReport, public_key: str) -> bool:
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(bytes.fromhex(report.signature), report.signed)
    except (ValueError, InvalidSignature):
        return False
    return True
