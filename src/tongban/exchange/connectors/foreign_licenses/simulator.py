"""A simulated register of licences elsewhere (模拟的外地证照库), for the demo city and tests: it says that it is one.

It knows the sample licences of the trust list's file and keeps nothing. Faults make the line behave as a real one does:
no answer, an answer that comes late, the answer to an earlier question, bytes that were changed on the way.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tongban.exchange.lines.simulating import Dice
from tongban.registers.licenses.ports import LineDown
from tongban.registers.licenses.rules.foreign import PREFIX, Answer, Partner, Statement

LATE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Faults:
    """How badly the line behaves (故障): shares from 0 to 1; the same seed gives the same run."""

    seed: int = 0
    loss: float = 0.0
    delay: float = 0.0
    duplicates: float = 0.0
    bad_data: float = 0.0


class SimulatedRegister:
    """The other register without a network; `held` maps identifiers to what it says of them."""

    is_simulated = True

    def __init__(self, partner: Partner, held: Iterable[Mapping[str, Any]], faults: Faults | None = None) -> None:
        self.code = partner.code
        self.name = f"模拟的{partner.name}（不是真的，只供演示和测试）"
        self.faults = faults or Faults()
        self._held = {str(row["identifier"]): dict(row) for row in held}
        self._key = key_of_simulated(partner.code)
        self._dice = Dice(self.faults.seed)
        self._before: Answer | None = None

    def ask(self, identifier: str, nonce: str, *, at: datetime) -> Answer:
        """What it says of an identifier, as badly as the line is."""
        if self._dice.happens(self.faults.loss):
            raise LineDown(facts={"error": "simulated"})
        said_at = at - LATE if self._dice.happens(self.faults.delay) else at
        before, self._before = self._before, self._signed(self._said(identifier, nonce, said_at))
        if before is not None and self._dice.happens(self.faults.duplicates):
            return before
        if self._dice.happens(self.faults.bad_data):
            return msgspec.structs.replace(self._before, body=self._before.body.replace('"is_known":', '"is_known" :'))
        return self._before

    def _said(self, identifier: str, nonce: str, said_at: datetime) -> Statement:
        row = self._held.get(identifier)
        plain = {"identifier": identifier, "nonce": nonce, "said_at": said_at, "is_known": row is not None}
        return msgspec.convert({**plain, **(row or {})}, Statement)

    def _signed(self, said: Statement) -> Answer:
        body = msgspec.json.encode(said).decode()
        return Answer(body=body, signature=self._key.sign(PREFIX + body.encode()).hex())


def key_of_simulated(code: str) -> Ed25519PrivateKey:
    """The key of a simulated register: made from its code, so that anybody can make it; it protects nothing real."""
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(f"simulated licences {code}".encode()).digest())


def public_part(code: str) -> str:
    """Its public key in hex, as a trust list states it."""
    return key_of_simulated(code).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
