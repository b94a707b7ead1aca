"""A case as it stood at one instant (案件时光机): what was known then, and nothing that came later.

The same instant gives the same bytes whenever it is asked for: as its hash at that time, so its hash for ever.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Protocol

import msgspec

from tongban.handling.cases.rules.clocks import ClockKind

ACCEPTING = frozenset({"accept", "deem_accepted", "finish_on_the_spot"})
# Their start is a day that the law names; that they run was not known before acceptance.
_KNOWN_AT_ACCEPTANCE = frozenset({ClockKind.PROMISED.value, ClockKind.STATUTORY.value})


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a snapshot; equal content is equal bytes."""


class FileThen(_Kept, frozen=True):
    name: str
    sha256: str
    size: int


class MaterialThen(_Kept, frozen=True):
    code: str
    name: str
    state: str
    round: int
    files: tuple[FileThen, ...]


class ClockThen(_Kept, frozen=True):
    kind: str
    code: str
    started_at: datetime
    due_on: date
    is_running: bool
    is_paused: bool
    light: str
    derivation: tuple[tuple[date, date, int, str], ...]


class PaperThen(_Kept, frozen=True):
    kind: str
    number: str
    content_hash: str
    is_void: bool


class RunThen(_Kept, frozen=True):
    code: str
    name: str
    started_on: date
    finished_on: date | None
    result: str


class OpinionThen(_Kept, frozen=True):
    verb: str
    text: str
    at: datetime


class HandThen(_Kept, frozen=True):
    """Who took a step, by which role, and under which delegations that were in force on that day (授权文号)."""

    seq: int
    verb: str
    at: datetime
    role: str
    name: str
    agency: str
    basis: str
    hash: str
    delegations: tuple[str, ...] = ()


class Snapshot(_Kept, frozen=True):
    """The whole case at one instant."""

    number: str
    at: datetime
    status: str
    version: int
    option_code: str
    list_hash: str
    calendar: tuple[tuple[int, int], ...]
    materials: tuple[MaterialThen, ...]
    clocks: tuple[ClockThen, ...]
    runs: tuple[RunThen, ...]
    opinions: tuple[OpinionThen, ...]
    papers: tuple[PaperThen, ...]
    told: tuple[str, ...]
    hands: tuple[HandThen, ...]


class Event(Protocol):
    """What is read of an entry of the ledger."""

    @property
    def at(self) -> datetime: ...
    @property
    def verb(self) -> str: ...
    @property
    def facts(self) -> dict[str, Any]: ...


def encoded(snapshot: Snapshot) -> bytes:
    """The canonical bytes of a snapshot."""
    return msgspec.json.encode(snapshot, order="deterministic")


def hash_of(snapshot: Snapshot) -> str:
    """SHA-256 of the canonical bytes, in hexadecimal."""
    return hashlib.sha256(encoded(snapshot)).hexdigest()


def states_then(events: Sequence[Event]) -> dict[str, str]:
    """How each material of the first round stood after these events: as handed in, and what was deferred since."""
    states: dict[str, str] = {}
    for event in events:
        given: Mapping[str, str] | Iterable[str] = event.facts.get("materials") or {}
        if isinstance(given, Mapping):
            states |= {str(code): str(state) for code, state in given.items()}
        states |= {str(code): "deferred" for code in event.facts.get("deferred") or () if code in states}
    return states


def is_known(kind: str, events: Sequence[Event]) -> bool:
    """Did anybody know by these events that a clock of this kind runs?"""
    return kind not in _KNOWN_AT_ACCEPTANCE or any(event.verb in ACCEPTING for event in events)


def extension_then(kind: str, events: Sequence[Event]) -> int:
    """By how many workdays the limits of this kind had been extended: 延长期限, or 延期补齐 of what was deferred."""
    verb = "put_off_supplement" if kind == ClockKind.SUPPLEMENT else "extend"
    return sum(int(event.facts.get("days") or 0) for event in events if event.verb == verb)
