"""What makes an entry an entry (全程留痕): its canonical bytes, its hash, and the tree over a block of entries.

The hash of an entry is SHA-256 over JSON with sorted keys, without spaces, in UTF-8, of all its facts and of the
hash before it in its chain. Every subject has a chain of its own, so that nobody waits for a stranger; blocks over
all chains, and signed anchors over the blocks, keep whole chains and tails from vanishing.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import msgspec

GENESIS = bytes(32)


class ReadResult(StrEnum):
    """What came of a look at personal data (查看结果)."""

    SHOWN = "shown"
    EMPTY = "empty"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        return {"shown": "已显示", "empty": "没有内容", "refused": "没有给看"}[self.value]


_encoder = msgspec.json.Encoder(order="sorted")


class Record(msgspec.Struct, frozen=True):
    """The content of an entry before it is written; all that its hash covers."""

    chain: str
    seq: int
    at: datetime
    verb: str
    by_role: str
    by_name: str
    by_ref: str
    by_agency: str = ""
    on_behalf: str = ""
    from_status: str = ""
    to_status: str = ""
    basis: str = ""
    about: str = ""
    facts: Mapping[str, Any] = msgspec.field(default_factory=dict)

    def hash_after(self, previous: bytes) -> bytes:
        """SHA-256 (32 bytes) of this record standing after the entry whose hash is `previous`."""
        return hashlib.sha256(canonical(self, previous)).digest()


def canonical(record: Record, previous: bytes) -> bytes:
    """The bytes that are hashed; times are UTC with microseconds."""
    return _encoder.encode(_plain(record) | {"previous": previous.hex()})


def around(record: Record) -> tuple[str, str]:
    """The canonical text before the hash of the entry before, and behind the place in the chain.

    Whoever knows both puts `","seq":` and the place between them: keys are sorted, so that nothing else stands there.
    """
    plain = _plain(record)
    before = {key: value for key, value in plain.items() if key < "previous"}
    behind = {key: value for key, value in plain.items() if key > "seq"}
    return _encoder.encode(before).decode()[:-1] + ',"previous":"', "," + _encoder.encode(behind).decode()[1:]


def hash_between(before: str, behind: str, *, previous: bytes, seq: int) -> bytes:
    """The hash of the record whose canonical text stands `around` these two."""
    return hashlib.sha256(f'{before}{previous.hex()}","seq":{seq}{behind}'.encode()).digest()


def _plain(record: Record) -> dict[str, Any]:
    return {
        "chain": record.chain,
        "seq": record.seq,
        "at": f"{record.at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z",
        "verb": record.verb,
        "by_role": record.by_role,
        "by_name": record.by_name,
        "by_ref": record.by_ref,
        "by_agency": record.by_agency,
        "on_behalf": record.on_behalf,
        "from_status": record.from_status,
        "to_status": record.to_status,
        "basis": record.basis,
        "about": record.about,
        "facts": record.facts,
    }


def plain_facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts as they will come back from the database, so that the hash can be made again at any time."""
    plain: dict[str, Any] = msgspec.json.decode(_encoder.encode(facts))
    return plain


def merkle_root(hashes: Sequence[bytes]) -> bytes:
    """The root of the binary tree over the hashes, in order; an odd one is paired with itself."""
    if not hashes:
        return GENESIS
    level = list(hashes)
    while len(level) > 1:
        level = [_pair(level[i], level[min(i + 1, len(level) - 1)]) for i in range(0, len(level), 2)]
    return level[0]


def merkle_path(hashes: Sequence[bytes], index: int) -> list[tuple[str, bytes]]:
    """The neighbours from a leaf up to the root, each with the side it stands on."""
    path: list[tuple[str, bytes]] = []
    level = list(hashes)
    while len(level) > 1:
        neighbour = index ^ 1
        if neighbour >= len(level):
            neighbour = index
        path.append(("left" if neighbour < index else "right", level[neighbour]))
        level = [_pair(level[i], level[min(i + 1, len(level) - 1)]) for i in range(0, len(level), 2)]
        index //= 2
    return path


def block_hash(number: int, until: int, count: int, root: bytes, previous: bytes) -> bytes:
    """SHA-256 over a block's head: its number, the transaction it reaches to, its entries' count and root."""
    return hashlib.sha256(f"{number}|{until}|{count}|{root.hex()}|{previous.hex()}".encode()).digest()


def _pair(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()
