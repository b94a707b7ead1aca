"""The ledger's own commands (留痕的命令): verify, seal, anchor, export, reads, rebase; the table is in cli.py."""

import json
from argparse import Namespace
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from tongban.foundation.kernel import clock
from tongban.running.folder import DataFolder
from tongban.running.opening import As, opened

SEALING = "tongban.foundation.ledger.sealing"
EXPORTING = "tongban.foundation.ledger.exporting"
NUMBERING = "tongban.foundation.ledger.numbering"


def verify(asked: Namespace, folder: DataFolder) -> int:
    """0 when nothing was tampered with, else 1 and every finding."""
    anchors = Path(asked.anchors) if asked.anchors else folder.anchors
    with opened(folder, As.OWNER):
        sealing = import_module(SEALING)  # by name, because models can be imported only once Django is ready
        findings = [sealing.as_plain(each) for each in sealing.verify(anchors)]
    if asked.json:
        print(json.dumps(findings, ensure_ascii=False))
    else:
        for each in findings:
            print(f"✗ {each['place']}（{each['kind']}）{each['message']}")
        print(f"发现 {len(findings)} 处问题。" if findings else "核验通过：没有发现改动、缺失或错位。")
    return 1 if findings else 0


def seal(_asked: Namespace, folder: DataFolder) -> int:
    with opened(folder, As.OWNER):
        block = import_module(SEALING).seal(at=clock.now())
    print(f"已封存第 {block.number} 个区块，共 {block.count} 条。" if block else "没有新的记录要封存。")
    return 0


def anchor(_asked: Namespace, folder: DataFolder) -> int:
    with opened(folder, As.OWNER):
        made = import_module(SEALING).anchor(at=clock.now(), folder=folder.anchors)
    print(f"已给第 {made.block_id} 个区块签名，副本在 {folder.anchors}。" if made else "最新的区块已经签过名。")
    return 0


def export(asked: Namespace, folder: DataFolder) -> int:
    """Everything that somebody outside needs for verifying, one JSON object a line."""
    with opened(folder, As.OWNER), Path(asked.file).open("w", encoding="utf-8") as file:
        lines: Iterator[dict[str, Any]] = import_module(EXPORTING).lines()
        count = sum(1 for _ in map(file.write, (json.dumps(each, ensure_ascii=False) + "\n" for each in lines)))
    print(f"已导出 {count} 行到 {asked.file}。用 python3 tools/verify_ledger.py {asked.file} 独立核验。")
    return 0


def reads(asked: Namespace, folder: DataFolder) -> int:
    """Who saw the data of one person, or of everybody, as a table for an inspection."""
    about = f"party:{asked.party}" if asked.party else ""
    until = asked.until + timedelta(days=1) if asked.until else None
    span = {"from_at": _midnight(asked.since), "to_at": _midnight(until)}
    with opened(folder, As.OWNER), Path(asked.file).open("w", encoding="utf-8-sig", newline="") as file:
        count = import_module(EXPORTING).export(file, about=about, **span)
    print(f"已导出 {count} 条查看记录到 {asked.file}。文件里有个人信息的查看情况，请按规定保管。")
    return 0


def rebase(_asked: Namespace, folder: DataFolder) -> int:
    """After a logical restore: let the numbers of new acts go on where the old ones ended."""
    with opened(folder, As.OWNER), folder.serving():
        added = import_module(NUMBERING).rebase()
    print(f"新的记录接着原来的编号：加了 {added}。" if added else "编号本来就接得上，没有改动。")
    return 0


def _midnight(on: date | None) -> datetime | None:
    return datetime.combine(on, time(), tzinfo=clock.LOCAL) if on is not None else None
