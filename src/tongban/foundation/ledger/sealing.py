"""Sealing the ledger: blocks over all chains, signed anchors, and the search for what was tampered with.

An entry's place in the order of the whole house is (txid, id). A block reaches up to the oldest transaction that is
still under way, so nothing can slip in behind it; writers never wait for the sealer.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from tongban.foundation.kernel.vault import vault

from .models import Anchor, Block, Chained, Entry, chained_models
from .rules import GENESIS, block_hash, merkle_root

SEALER_LOCK = 0x746F6E67
BATCH = 5000


@dataclass(frozen=True, slots=True)
class Finding:
    """One trace of tampering: where, what kind, in words."""

    place: str
    kind: str
    message: str


def horizon() -> int:
    """The transaction number below which nothing can appear any more."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT ledger_horizon()")
        return int(cursor.fetchone()[0])


@transaction.atomic
def seal(*, at: datetime) -> Block | None:
    """Seal everything committed since the last block; None when there is nothing new or another sealer is at work."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SEALER_LOCK])
        if not cursor.fetchone()[0]:
            return None
    last = Block.objects.order_by("-number").first()
    start, until = (last.until_txid if last else 0), horizon()
    hashes = _hashes(start, until)
    if not hashes:
        return None
    number, previous = (last.number + 1, bytes(last.hash)) if last else (1, GENESIS)
    root = merkle_root(hashes)
    return Block.objects.create(
        number=number,
        from_txid=start,
        until_txid=until,
        count=len(hashes),
        root=root,
        previous=previous,
        hash=block_hash(number, until, len(hashes), root, previous),
        sealed_at=at,
    )


def anchor(*, at: datetime, folder: Path) -> Anchor | None:
    """Sign the newest block and leave a copy outside the database; None when it is anchored already."""
    block = Block.objects.order_by("-number").first()
    if block is None or Anchor.objects.filter(block=block).exists():
        return None
    signature = vault().sign(bytes(block.hash))
    made = Anchor.objects.create(block=block, at=at, signature=signature)
    folder.mkdir(parents=True, exist_ok=True)
    copy = {
        "block": block.number,
        "until_txid": block.until_txid,
        "hash": bytes(block.hash).hex(),
        "at": at.isoformat(),
        "signature": signature.hex(),
    }
    target = folder / f"{block.number:012d}.json"
    target.with_suffix(".tmp").write_text(json.dumps(copy, ensure_ascii=False) + "\n", encoding="utf-8")
    target.with_suffix(".tmp").rename(target)
    return made


def verify(folder: Path | None = None) -> Iterator[Finding]:
    """Every finding: entries against their hashes, chains against their subjects, blocks, and anchors in `folder`."""
    yield from _verify_chains()
    for model in chained_models():
        yield from _verify_subjects(model)
    yield from _verify_blocks()
    if folder is not None:
        yield from _verify_anchors(folder)


def _hashes(start: int, until: int) -> list[bytes]:
    rows = Entry.objects.filter(txid__gte=start, txid__lt=until).order_by("txid", "id")
    return [bytes(each) for each in rows.values_list("hash", flat=True).iterator(BATCH)]


def _verify_chains() -> Iterator[Finding]:
    chain, seq, head = "", 0, GENESIS
    for entry in Entry.objects.order_by("chain", "seq").iterator(BATCH):
        if entry.chain != chain:
            chain, seq, head = entry.chain, 0, GENESIS
        place = f"{entry.chain}#{entry.seq}"
        if entry.seq != seq + 1:
            yield Finding(place, "missing", f"缺少第{seq + 1}条到第{entry.seq - 1}条")
        if bytes(entry.previous) != head and entry.seq == seq + 1:
            yield Finding(place, "order", "与前一条接不上：前一条被换过、删过，或顺序被改")
        if entry.record().hash_after(bytes(entry.previous)) != bytes(entry.hash):
            yield Finding(place, "altered", "内容与校验值不符：这一条被改过")
        seq, head = entry.seq, bytes(entry.hash)


def _verify_subjects(model: type[Chained]) -> Iterator[Finding]:
    last: dict[str, tuple[int, bytes, str]] = {}
    prefix = ""
    for subject in model._default_manager.order_by("pk").iterator(BATCH):
        if not prefix:
            prefix = subject.chain.split(":")[0] + ":"
            rows = Entry.objects.filter(chain__startswith=prefix).order_by("chain", "seq")
            for chain, seq, head, status in rows.values_list("chain", "seq", "hash", "to_status").iterator(BATCH):
                last[chain] = (seq, bytes(head), status)
        seq, head, status = last.pop(subject.chain, (0, GENESIS, ""))
        if (seq, head) != (subject.version, bytes(subject.head)):
            yield Finding(subject.chain, "tail", f"记录到第{seq}条，而办件本身说有{subject.version}条")
        elif status and str(getattr(subject, "status", status)) != status:
            yield Finding(subject.chain, "state", f"状态应为{status}，现为{getattr(subject, 'status', '')}")
    for chain in last:
        yield Finding(chain, "orphan", "有记录而没有对应的办件")


def _verify_blocks() -> Iterator[Finding]:
    previous, number, start = GENESIS, 0, 0
    for block in Block.objects.order_by("number").iterator():
        place = f"block:{block.number}"
        if block.number != number + 1 or bytes(block.previous) != previous or block.from_txid != start:
            yield Finding(place, "order", "区块接不上：中间有区块被删除或改动")
        hashes = _hashes(block.from_txid, block.until_txid)
        root = merkle_root(hashes)
        if len(hashes) != block.count:
            yield Finding(place, "count", f"应有{block.count}条，现有{len(hashes)}条：有记录被删除或插入")
        elif root != bytes(block.root):
            yield Finding(place, "root", "区块内的记录被改动或换了顺序")
        if block_hash(block.number, block.until_txid, block.count, bytes(block.root), previous) != bytes(block.hash):
            yield Finding(place, "altered", "区块本身被改过")
        previous, number, start = bytes(block.hash), block.number, block.until_txid


def _verify_anchors(folder: Path) -> Iterator[Finding]:
    known = {block.number: bytes(block.hash) for block in Block.objects.all().iterator()}
    for path in sorted(folder.glob("*.json")):
        try:
            copy: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            number, digest = int(copy["block"]), bytes.fromhex(copy["hash"])
            signature = bytes.fromhex(copy["signature"])
        except (ValueError, KeyError, TypeError):
            yield Finding(path.name, "anchor", "锚点文件读不出来")
            continue
        if not vault().verify(digest, signature):
            yield Finding(path.name, "anchor", "锚点签名不对")
        elif known.get(number) != digest:
            yield Finding(path.name, "anchor", f"第{number}个区块与锚点不符：尾部被截去或整段被重写")


def as_plain(finding: Finding) -> dict[str, str]:
    return asdict(finding)
