"""The ledger for somebody else's eyes (留痕导出): entries, blocks, anchors and public keys, as plain as they can be."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from tongban.foundation.kernel.vault import vault

from .models import Anchor, Block, Entry

BATCH = 5000


def lines() -> Iterator[dict[str, Any]]:
    """One object a line: keys, entries by chain and place, blocks, anchors; bytes in hexadecimal, times in UTC."""
    for number, key in vault().public_keys().items():
        yield {"kind": "key", "number": number, "ed25519": key.hex()}
    for entry in Entry.objects.order_by("chain", "seq").iterator(BATCH):
        yield _entry(entry)
    for block in Block.objects.order_by("number").iterator():
        yield {
            "kind": "block",
            "number": block.number,
            "from_txid": block.from_txid,
            "until_txid": block.until_txid,
            "count": block.count,
            "root": bytes(block.root).hex(),
            "previous": bytes(block.previous).hex(),
            "hash": bytes(block.hash).hex(),
        }
    for anchor in Anchor.objects.order_by("block_id").select_related("block").iterator():
        yield {
            "kind": "anchor",
            "block": anchor.block_id,
            "hash": bytes(anchor.block.hash).hex(),
            "signature": bytes(anchor.signature).hex(),
        }


def _entry(entry: Entry) -> dict[str, Any]:
    record = entry.record()
    plain = {name: getattr(record, name) for name in record.__slots__}
    place = {"kind": "entry", "id": entry.pk, "txid": entry.txid}
    hashes = {"previous": bytes(entry.previous).hex(), "hash": bytes(entry.hash).hex()}
    return place | plain | {"at": _utc(record.at)} | hashes


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
