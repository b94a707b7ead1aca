"""The distinguished encoding of ASN.1 (DER): written by small functions, read by one strict reader.

A reader of strangers' files may not guess: whatever is not the one encoding of a value is `NotDer`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

BOOLEAN, INTEGER, BITS, OCTETS, NULL, OID = 0x01, 0x02, 0x03, 0x04, 0x05, 0x06
UTF8, PRINTABLE, IA5, UTC_TIME, TIME = 0x0C, 0x13, 0x16, 0x17, 0x18
SEQUENCE, SET = 0x30, 0x31
CONTEXT = 0xA0
_SHORT = 0x80
_LONGEST_LENGTH = 4


class NotDer(ValueError):  # noqa: N818 - it is an answer about bytes, not a fault of ours
    """These bytes are not the one encoding of a value."""


@dataclass(frozen=True, slots=True)
class Node:
    """One value as it stands: its tag, its content, and the whole of it."""

    tag: int
    content: bytes
    whole: bytes

    @property
    def inner(self) -> "list[Node]":
        """The values inside of a sequence, a set or a context tag."""
        return list(_nodes(self.content))


def node(tag: int, *parts: bytes) -> bytes:
    """A value: tag, length, content."""
    content = b"".join(parts)
    size = len(content)
    if size < _SHORT:
        return bytes((tag, size)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, _SHORT | len(length))) + length + content


def seq(*parts: bytes) -> bytes:
    return node(SEQUENCE, *parts)


def set_of(*parts: bytes) -> bytes:
    return node(SET, *sorted(parts))


def number(value: int) -> bytes:
    return node(INTEGER, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def octets(value: bytes) -> bytes:
    return node(OCTETS, value)


def bits(value: bytes) -> bytes:
    """Whole bytes as a bit string."""
    return node(BITS, b"\0" + value)


def utf8(value: str) -> bytes:
    return node(UTF8, value.encode())


def time(at: datetime) -> bytes:
    """GeneralizedTime to the second, UTC."""
    return node(TIME, at.astimezone(UTC).strftime("%Y%m%d%H%M%SZ").encode())


@lru_cache(maxsize=256)
def oid(dotted: str) -> bytes:
    first, second, *rest = (int(each) for each in dotted.split("."))
    return node(OID, bytes((first * 40 + second,)), *(_base128(each) for each in rest))


def read(blob: bytes) -> Node:
    """The one value that these bytes are; `NotDer` for anything before, behind or between."""
    found = list(_nodes(blob))
    if len(found) != 1:
        raise NotDer("one value is expected")
    return found[0]


def _nodes(blob: bytes) -> Iterator[Node]:
    at = 0
    while at < len(blob):
        start, tag = at, blob[at]
        if tag & 0x1F == 0x1F or at + 1 >= len(blob):
            raise NotDer("a long tag, or no length")
        length, at = _length(blob, at + 1)
        if at + length > len(blob):
            raise NotDer("shorter than it says")
        yield Node(tag, blob[at : at + length], blob[start : at + length])
        at += length


def _length(blob: bytes, at: int) -> tuple[int, int]:
    first = blob[at]
    if first < _SHORT:
        return first, at + 1
    count = first & 0x7F
    raw = blob[at + 1 : at + 1 + count]
    if not 1 <= count <= _LONGEST_LENGTH or len(raw) != count or raw[0] == 0:
        raise NotDer("a length that is not the shortest")
    length = int.from_bytes(raw, "big")
    if length < _SHORT:
        raise NotDer("a length that is not the shortest")
    return length, at + 1 + count


def _base128(value: int) -> bytes:
    groups = [value & 0x7F]
    while value := value >> 7:
        groups.append(value & 0x7F | 0x80)
    return bytes(reversed(groups))
