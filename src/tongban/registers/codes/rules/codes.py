"""The signed code (一码通的码): its bytes, its text, its life; pure.

A person's, an enterprise's and a licence code hold a handle drawn by lot, the second they were made, and a signature;
nothing of anybody is in them. A door plate's code holds its address, which everybody can read on the wall anyway.
"""

import base64
import binascii
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from urllib.parse import parse_qs, urlsplit

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.signing import Signer, certificates, der, verify

PREFIX = "TB1"
PATH = "/codes/scan"
SIGNED = b"tongban.code.1\n"  # what is signed begins with what it is
TURNS = timedelta(seconds=30)
LASTS = timedelta(seconds=60)
SKEW = timedelta(seconds=5)
HANDLE_BYTES = 12
MARK_BYTES = 3
MOST_WORDS = 90
_HEAD = struct.Struct(f">c{MARK_BYTES}sI{HANDLE_BYTES}s")
_NUMBER_BYTES = 32
_SIGNATURE_BYTES = 2 * _NUMBER_BYTES
_LONGEST = 400


class Kind(StrEnum):
    """What a code stands for (码的种类); the value is its letter in the code."""

    PERSON = "P"
    ENTERPRISE = "E"
    LICENSE = "L"
    DOORPLATE = "D"

    @property
    def label(self) -> str:
        return {"P": "个人码", "E": "企业码", "L": "亮证码", "D": "门楼牌码"}[self.value]

    @property
    def is_live(self) -> bool:
        """Whether it dies within a minute (动态码)."""
        return self is not Kind.DOORPLATE

    @property
    def has_words(self) -> bool:
        """Whether anything can be read in it without the city."""
        return self in (Kind.LICENSE, Kind.DOORPLATE)


class NotACode(ValueError):  # noqa: N818 - it is an answer about a text, not a fault of ours
    """This text is no code of ours, whole and in its one form."""


class Age(StrEnum):
    """How old a code is (码的时效)."""

    LIVE = "live"
    STALE = "stale"
    EARLY = "early"


@dataclass(frozen=True, slots=True)
class Code:
    """A code as it was read: whoever reads it believes nothing of it before `is_genuine`."""

    kind: Kind
    mark: bytes
    issued: int
    handle: bytes
    words: str
    signature: bytes

    @property
    def payload(self) -> bytes:
        return _HEAD.pack(self.kind.value.encode(), self.mark, self.issued, self.handle) + self.words.encode()

    @property
    def issued_at(self) -> datetime:
        return datetime.fromtimestamp(self.issued, tz=UTC).astimezone(LOCAL)

    @property
    def text(self) -> str:
        """As it stands in the picture: letters and digits, whose case does not matter."""
        raw = self.payload + self.signature
        return PREFIX + base64.b32encode(raw).decode().rstrip("=")


def made(kind: Kind, handle: bytes, *, words: str = "", by: Signer, at: datetime) -> Code:
    """A code of this second, signed (出码)."""
    assert len(handle) == HANDLE_BYTES, "a handle has its one length"
    assert not words or kind.has_words, "nothing of a person stands in a code"
    assert len(words.encode()) <= MOST_WORDS, "a picture that can be scanned"
    mark = bytes.fromhex(certificates.fingerprint(by.certificate))[:MARK_BYTES]
    bare = Code(kind, mark, int(at.timestamp()), handle, words, b"")
    return Code(kind, mark, bare.issued, handle, words, _plain(by.sign(SIGNED + bare.payload)))


def read(typed: str) -> Code:
    """The code in a text, or in the address that a picture leads to; `NotACode` for anything else."""
    text = found_in(typed)
    body = text[len(PREFIX) :]
    try:
        raw = base64.b32decode(body + "=" * (-len(body) % 8))
        kind, mark, issued, handle = _HEAD.unpack_from(raw)
        words = raw[_HEAD.size : -_SIGNATURE_BYTES].decode()
        found = Code(Kind(kind.decode()), mark, issued, handle, words, raw[-_SIGNATURE_BYTES:])
    except (binascii.Error, struct.error, ValueError) as error:
        raise NotACode from error
    if found.text != text or len(raw) < _HEAD.size + _SIGNATURE_BYTES or (words and not found.kind.has_words):
        raise NotACode
    return found


def found_in(typed: str) -> str:
    """The text of a code in what was typed or scanned; empty when there is none."""
    plain = typed.strip()[: 2 * _LONGEST]
    if "?" in plain:
        try:
            asked = parse_qs(urlsplit(plain).query).get("c", [])
        except ValueError:
            asked = []
        plain = asked[0] if asked else ""
    plain = "".join(plain.split()).upper()
    return plain if plain.startswith(PREFIX) and len(plain) <= _LONGEST and plain.isascii() else ""


def address_of(text: str, *, base_url: str) -> str:
    """What stands in the picture, so that the camera of any telephone opens the right page."""
    return f"{base_url.rstrip('/')}{PATH}?c={text}"


def is_genuine(code: Code, *, trusted: Mapping[str, bytes]) -> bool:
    """Whether one of these certificates (by fingerprint) signed this code (验签); needs no network."""
    mark = code.mark.hex()
    found = [certificate for fingerprint, certificate in trusted.items() if fingerprint.startswith(mark)]
    return any(_is_signed_by(code, certificates.parsed(each)) for each in found)


def age_of(code: Code, *, at: datetime) -> Age:
    """A live code lives for sixty seconds, a door plate's as long as its plate hangs; a clock may be 5 s apart."""
    if not code.kind.is_live:
        return Age.LIVE
    since = at - code.issued_at
    if since < -SKEW:
        return Age.EARLY
    return Age.LIVE if since < LASTS else Age.STALE


def is_shown(ended_at: datetime | None, expires_at: datetime, *, at: datetime) -> bool:
    """Whether a showing still goes on (亮码未收起): not put away, and its time not over."""
    return ended_at is None and at < expires_at


def _is_signed_by(code: Code, who: certificates.Certificate) -> bool:
    first, second = code.signature[:_NUMBER_BYTES], code.signature[_NUMBER_BYTES:]
    signature = der.seq(*(der.number(int.from_bytes(each, "big")) for each in (first, second)))
    return verify(who.suite, who.point, SIGNED + code.payload, signature)


def _plain(signature: bytes) -> bytes:
    """The two numbers of a signature at their full length: 64 bytes, whatever they are."""
    numbers = (int.from_bytes(each.content, "big") for each in der.read(signature).inner)
    return b"".join(each.to_bytes(_NUMBER_BYTES, "big") for each in numbers)
