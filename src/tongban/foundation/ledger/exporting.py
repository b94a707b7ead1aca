"""The ledger for somebody else's eyes (留痕导出): entries, blocks, anchors and public keys, as plain as they can be."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, TextIO

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.vault import vault

from .models import Anchor, Block, Entry
from .queries import reads_between
from .rules import ReadResult

BATCH = 5000
COLUMNS = (
    "时间",
    "被查看人",
    "查看人",
    "查看人编号",
    "岗位",
    "部门",
    "用途",
    "关联办件",
    "查看内容",
    "结果",
    "链",
    "序号",
    "校验值",
)


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


def export(file: TextIO, *, from_at: datetime | None = None, to_at: datetime | None = None, about: str = "") -> int:
    """Who saw whose data, for an inspection (查看记录导出): a CSV table with one line a read; how many there were.

    `to_at` itself is left out. Chain, number and hash lead to the same entry in `lines()`, where it can be verified.
    """
    table = csv.writer(file)
    table.writerow(COLUMNS)
    count = 0
    for each in reads_between(about=about, from_at=from_at, to_at=to_at):
        who = (each.by_name, each.by_ref, each.by_role, each.by_agency)
        place = (each.chain, each.seq, each.hash)
        at = each.at.astimezone(LOCAL).isoformat(timespec="seconds")
        row = (at, each.about, *who, each.purpose, each.subject, " ".join(each.fields), _result(each.result), *place)
        table.writerow([_harmless(cell) for cell in row])
        count += 1
    return count


def _result(said: str) -> str:
    """In words; empty for a read that was recorded before results were."""
    return ReadResult(said).label if said in set(ReadResult) else said


def _harmless(cell: object) -> str:
    """A spreadsheet takes what begins so for a formula; names and purposes are typed by people."""
    text = str(cell)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _entry(entry: Entry) -> dict[str, Any]:
    record = entry.record()
    plain = {name: getattr(record, name) for name in record.__struct_fields__}
    place = {"kind": "entry", "id": entry.pk, "txid": entry.txid}
    hashes = {"previous": bytes(entry.previous).hex(), "hash": bytes(entry.hash).hex()}
    return place | plain | {"at": _utc(record.at)} | hashes


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
