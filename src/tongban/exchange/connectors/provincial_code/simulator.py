"""A simulated provincial platform of codes (模拟的省一码通), for the demo city and tests, as it says on screens.

It keeps the contract: codes are signed, die after a minute, and are used once; the same request gets the same answer; a
notice has one effect. Faults make the line behave as a real one does: calls lost before or after they had effect,
answers that come late, twice, to another question, or that cannot be read. A run can be repeated by its seed.
"""

import base64
import binascii
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import msgspec
from django.db import IntegrityError, transaction

from tongban.exchange.lines.simulating import Line
from tongban.foundation.kernel.vault import vault
from tongban.foundation.ledger.answers import Answer, body_hash, keep
from tongban.registers.codes.ports import NotRecognised, Recognised

from .ports import CodesUnavailable, PlateNotice, PlateReceipt
from .rules import PREFIX, REFUSALS, asked_again, believed, plain

LASTS = timedelta(seconds=60)
NAME = "模拟的省一码通（不是真的平台，只供演示和测试）"
_SIGNED = b"simulated-provincial-code:"
_SIGNATURE_BYTES = 67  # as the vault signs: algorithm, number of the key, Ed25519
_SPENT, _FILED = "simulator:provincial-code:spent", "simulator:provincial-code:filed"


class Sample(msgspec.Struct, frozen=True):
    """One made-up holder (演示持码人)."""

    subject: str
    name: str
    id_kind: str
    id_number: str
    note: str


SAMPLES = {
    each.subject: each
    for each in (
        Sample("a1", "李强", "id_card", "620201199003070017", "在本市注册过，扫了以后在他的屏幕上问"),
        Sample("a2", "马秀英", "id_card", "620201194805160046", "在本市注册过，扫了以后在她的屏幕上问"),
        Sample("a3", "安小雨", "id_card", "620201200104120023", "没有在本市注册过，扫了会请她出示证件"),
    )
}


@dataclass(frozen=True, slots=True)
class CodeFaults:
    """How badly the line behaves (故障): shares from 0 to 1; the same seed gives the same run."""

    seed: int = 0
    loss: float = 0.0
    delay: float = 0.0
    duplicates: float = 0.0
    bad_data: float = 0.0


class Inside(msgspec.Struct, frozen=True):
    """What is signed in a code (码里的内容): it names nobody."""

    subject: str
    until: int
    number: str


class Simulator:
    """The platform as we have it without a network. Its answers are kept in the process, as the platform would."""

    name = NAME
    is_simulated = True

    def __init__(self, faults: CodeFaults | None = None) -> None:
        self.faults = faults or CodeFaults()
        self._line = Line[PlateNotice]("省一码通平台", CodesUnavailable, seed=self.faults.seed)
        self._dice = self._line.dice
        self._answers: dict[str, dict[str, Any]] = {}

    def give(self, subject: str, *, at: datetime) -> str:
        """The code that this made-up person shows now."""
        inside = Inside(subject, int((at + LASTS).timestamp()), secrets.token_hex(8))
        content = msgspec.msgpack.encode(inside)
        raw = content + vault().sign(_SIGNED + content)
        return PREFIX + base64.b32encode(raw).decode().rstrip("=")

    def reads(self, typed: str) -> bool:
        return bool(plain(typed))

    def recognise(self, typed: str, *, purpose: str, verifier: str, at: datetime) -> Recognised:
        code, number = plain(typed), secrets.token_hex(16)
        if not code:
            raise NotRecognised(REFUSALS["forged"], code="code_forged")
        assert purpose, "the platform is told what for"
        assert verifier, "the platform is told by whom"
        try:
            return asked_again(lambda: believed(self._over_the_line(code, number, at), request=number))
        finally:
            self._answers.pop(number, None)

    def file(self, notice: PlateNotice, *, at: datetime) -> PlateReceipt:
        self._line.send(notice, self.faults)
        new = {each.number for each in self._line.arrivals() if _once(_FILED, each.number, at)}
        if self._dice.happens(self.faults.bad_data):
            return PlateReceipt("?", "")
        return PlateReceipt(notice.number, f"模拟-{notice.number}", is_repeat=notice.number not in new)

    def _over_the_line(self, code: str, number: str, at: datetime) -> Any:
        """One call as the line carries it."""
        is_lost = self._dice.happens(self.faults.loss)
        if is_lost and self._dice.happens(0.5):
            raise CodesUnavailable("没有连上省一码通平台。请对方亮本市的码，或者出示证件。")
        for _ in range(2 if self._dice.happens(self.faults.duplicates) else 1):
            if number not in self._answers:
                self._answers[number] = self._answer(code, at) | {"request": number}
        answer = self._answers[number]
        if is_lost or self._dice.happens(self.faults.delay):
            raise CodesUnavailable()
        if self._dice.happens(self.faults.bad_data):
            return self._dice.choice([None, [], "?", {**answer, "request": "?"}, {**answer, "id_number": "1"}])
        return answer

    def _answer(self, code: str, at: datetime) -> dict[str, Any]:
        inside = _read(code)
        if inside is None or inside.subject not in SAMPLES:
            return {"refused": "forged"}
        if at.timestamp() >= inside.until:
            return {"refused": "expired"}
        if not _once(_SPENT, inside.number, at):
            return {"refused": "used"}
        sample = SAMPLES[inside.subject]
        return {"id_kind": sample.id_kind, "id_number": sample.id_number}


def _read(code: str) -> Inside | None:
    body = code.removeprefix(PREFIX)
    try:
        raw = base64.b32decode(body + "=" * (-len(body) % 8))
        content, signature = raw[:-_SIGNATURE_BYTES], raw[-_SIGNATURE_BYTES:]
        return msgspec.msgpack.decode(content, type=Inside) if vault().verify(_SIGNED + content, signature) else None
    except (binascii.Error, msgspec.DecodeError, ValueError):
        return None


def _once(owner: str, number: str, at: datetime) -> bool:
    """Whether this is the first time; the database lets one through, whichever worker it comes to."""
    try:
        with transaction.atomic():
            keep(owner, number, body_hash(number.encode()), Answer(200, ""), at=at)
    except IntegrityError:
        return False
    return True
