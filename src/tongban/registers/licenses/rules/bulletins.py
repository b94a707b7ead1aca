"""The list for those without a network (离线状态名单): which licences no longer hold, signed, with the day it runs out.

It names no identifier in the clear: each stands as its hash with the list's own salt, so that a list which is lost
tells nobody who has what.
"""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec

from tongban.foundation.kernel.signing import Signer

FORMAT = 1
LASTS = timedelta(days=7)
PREFIX = b"tongban.license.bulletin\n"  # what is signed begins with what it is


class Bulletin(msgspec.Struct, frozen=True, kw_only=True):
    """One edition of the list: its number grows with time, ended and superseded identifiers as hashes."""

    format: int = FORMAT
    number: int
    this_update: datetime
    next_update: datetime
    salt: str
    ended: tuple[str, ...]
    superseded: tuple[str, ...]


def bulletin(ended: Iterable[str], superseded: Iterable[str], *, salt: str, at: datetime) -> Bulletin:
    """The list of an instant; its number is that instant in seconds."""
    return Bulletin(
        number=int(at.timestamp()),
        this_update=at,
        next_update=at + LASTS,
        salt=salt,
        ended=tuple(sorted(hidden(each, salt) for each in ended)),
        superseded=tuple(sorted(hidden(each, salt) for each in superseded)),
    )


def signed(told: Bulletin, *, by: Sequence[Signer]) -> bytes:
    """The list as a file: its text, and a signature of each signer over exactly this text."""
    text = msgspec.json.encode(told)
    signatures = [
        {
            "suite": each.suite.value,
            "certificate": base64.b64encode(each.certificate).decode(),
            "signature": base64.b64encode(each.sign(PREFIX + text)).decode(),
        }
        for each in by
    ]
    return msgspec.json.encode({"body": text.decode(), "signatures": signatures})


def trust_list(certificates: Iterable[bytes]) -> bytes:
    """The certificates of known signers as a file; it must come by a way that is trusted itself."""
    plain: dict[str, Any] = {
        "format": FORMAT,
        "certificates": [base64.b64encode(each).decode() for each in certificates],
    }
    return msgspec.json.encode(plain)


def hidden(identifier: str, salt: str) -> str:
    """How an identifier stands on the list."""
    return hashlib.sha256(f"{salt}|{identifier}".encode()).hexdigest()
