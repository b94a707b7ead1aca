"""What a pre-check binds (预审承诺): the fingerprint of list, situation and materials, and what is signed."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec


@dataclass(frozen=True, slots=True)
class Piece:
    """One material of the set: how it stands, by which licence, and the SHA-256 of each of its files."""

    code: str
    state: str
    license_identifier: str
    hashes: tuple[str, ...]


def fingerprint(content_hash: str, answers: Mapping[str, Any], pieces: Iterable[Piece]) -> bytes:
    """SHA-256 over edition of the list, situation and materials; the order in which they were given is nothing."""
    parts = sorted([each.code, each.state, each.license_identifier, *sorted(each.hashes)] for each in pieces)
    return hashlib.sha256(msgspec.json.encode([content_hash, answers, parts], order="deterministic")).digest()


def statement(number: str, digest: bytes) -> bytes:
    """What the city signs: that this paper says of this set that it is complete."""
    return b"tongban precheck 1\n" + number.encode() + b"\n" + digest.hex().encode()
