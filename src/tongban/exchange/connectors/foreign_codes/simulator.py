"""Simulated issuers of codes (模拟的互通码签发方), for the demo city and tests: they say on their page that they are.

They keep the contract: a code names nobody, lives a minute, is used once, and the same question has the same answer.
A code can carry a fault, so that what goes wrong is chosen where the code is shown and nothing has to be set.
"""

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

import msgspec
from django.db import IntegrityError, transaction

from tongban.foundation.kernel.vault import vault
from tongban.foundation.ledger.answers import Answer, KeyReused, body_hash, keep, kept

from .ports import ForeignRefused, ForeignUnavailable, Holder
from .rules import ForeignKind

NAME = "模拟的电子健康卡、电子社保卡、医保电子凭证（不是真的，只供演示和测试）"
TURNS = 30  # seconds for which one code is shown
LIVES = 2  # turns
REMEMBERS = 20  # turns after which an old code is one that nobody knows
_OWNER = "simulator:foreign-codes"


class Fault(StrEnum):
    """How an issuer can fail (故障)."""

    NONE = "none"
    LATE = "late"
    LOST = "lost"
    TWICE = "twice"
    WRONG = "wrong"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {
            "none": "没有故障",
            "late": "迟到：签发方一直没有回应",
            "lost": "丢失：第一次的回答丢了，再问才有",
            "twice": "重复：同一次查询送到两遍",
            "wrong": "坏数据：回答里的证件号码是错的",
            "other": "张冠李戴：回答里的姓名是别人",
        }[self.value]


class Sample(msgspec.Struct, frozen=True):
    """One made-up person (演示人物)."""

    key: str
    name: str
    id_number: str
    note: str


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a code of the simulator stands for."""

    sample: Sample
    fault: Fault
    turn: int


SAMPLES = {
    each.key: each
    for each in msgspec.json.decode(Path(__file__).with_name("people.json").read_bytes(), type=list[Sample])
}


def shown_code(kind: ForeignKind, sample: Sample, *, fault: Fault = Fault.NONE, at: datetime) -> str:
    """The code that this made-up person's telephone shows now."""
    return _written(kind, sample.key, fault, _turn(at))


class Simulator:
    """One issuer as we have it without a network; questions whose answer was lost are remembered in the process."""

    is_simulated = True

    def __init__(self, kind: ForeignKind) -> None:
        self.kind = kind
        self._lost: set[str] = set()

    def holder_of(self, code: str, *, number: str, at: datetime) -> Holder:
        found = next((each for each in self._known(at) if each[0] == code), None)
        if found is None:
            raise ForeignRefused("签发方不认识这个码。请对方重新打开再扫。", code="foreign_code_not_known")
        shown = found[1]
        if _turn(at) - shown.turn >= LIVES:
            raise ForeignRefused("这个码过期了，截图、照片不能用。请对方重新打开再扫。", code="foreign_code_stale")
        if shown.fault is Fault.LATE:
            raise ForeignUnavailable()
        for _ in range(2 if shown.fault is Fault.TWICE else 1):
            _use_up(code, number, at=at)
        if shown.fault is Fault.LOST and number not in self._lost:
            self._lost.add(number)
            raise ForeignUnavailable()
        return _told(shown)

    def _known(self, at: datetime) -> Iterator[tuple[str, _Shown]]:
        """Every code that a made-up person may have shown lately."""
        for turn in range(_turn(at), _turn(at) - REMEMBERS, -1):
            for sample in SAMPLES.values():
                for fault in Fault:
                    yield _written(self.kind, sample.key, fault, turn), _Shown(sample, fault, turn)


def _told(shown: _Shown) -> Holder:
    sample = shown.sample
    name = "何不同" if shown.fault is Fault.OTHER else sample.name
    number = sample.id_number[:-1] + "?" if shown.fault is Fault.WRONG else sample.id_number
    return Holder(name, "id_card", number)


def _use_up(code: str, number: str, *, at: datetime) -> None:
    """One question for one code; the same question again has the same answer. Kept is a hash, which names nobody."""
    key, digest = hashlib.sha256(code.encode()).hexdigest(), body_hash(number.encode())
    try:
        if kept(_OWNER, key, digest) is not None:
            return
        with transaction.atomic():
            keep(_OWNER, key, digest, Answer(200, ""), at=at)
    except (KeyReused, IntegrityError) as error:
        raise ForeignRefused("这个码已经用过一次了。请对方重新打开再扫。", code="foreign_code_used") from error


def _turn(at: datetime) -> int:
    return int(at.timestamp()) // TURNS


def _written(kind: ForeignKind, subject: str, fault: Fault, turn: int) -> str:
    """The text of a code in the form of its kind; without the key of the city nobody can make or read it."""
    told = f"{kind.value}|{subject}|{fault.value}|{turn}".encode()
    digest = hmac.digest(_key(), told, "sha256")
    if kind is ForeignKind.HEALTH_CARD:
        text = digest.hex().upper()
        return f"{text}:1:{text[::-1][:8]}:DEMO"
    if kind is ForeignKind.SOCIAL_SECURITY_CARD:
        return f"SSC1{digest.hex().upper()[:40]}"
    return f"28{int.from_bytes(digest) % 10**26:026d}"


@lru_cache(maxsize=1)
def _key() -> bytes:
    return vault().sign(b"simulator:foreign-codes")
