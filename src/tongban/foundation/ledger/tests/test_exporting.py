import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.ledger.commands import record
from tongban.foundation.ledger.exporting import lines
from tongban.foundation.ledger.sealing import anchor, seal

from .emptying import LEDGER, empty

TOOL = Path(__file__).resolve().parents[5] / "tools" / "verify_ledger.py"
AT = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)

Rows = list[dict[str, object]]


def of_kind(rows: Rows, kind: str) -> Rows:
    return [each for each in rows if each["kind"] == kind]


def nothing(_rows: Rows) -> None:
    pass


def alter(rows: Rows) -> None:
    of_kind(rows, "entry")[-1]["by_name"] = "别人"


def remove(rows: Rows) -> None:
    rows.remove(next(each for each in of_kind(rows, "entry") if (each["chain"], each["seq"]) == ("test:b", 2)))


def cut_the_tail(rows: Rows) -> None:
    rows.remove(next(each for each in of_kind(rows, "entry") if (each["chain"], each["seq"]) == ("test:b", 3)))


def forge_a_signature(rows: Rows) -> None:
    [made] = of_kind(rows, "anchor")
    made["signature"] = str(made["signature"])[:6] + "00" * 64


TAMPERED = [
    (nothing, 0, "没有发现问题"),
    (alter, 1, "内容与校验值不符"),
    (remove, 1, "test:b#3 缺少第2条到第2条"),
    (cut_the_tail, 1, "block:1"),
    (forge_a_signature, 1, "签名不对"),
]


def test_an_export_is_verified_by_a_program_that_shares_no_code(transactional_db: None, tmp_path: Path) -> None:
    empty(*LEDGER)
    for chain, count in (("test:a", 1), ("test:b", 3)):
        for turn in range(count):
            record(chain, "note", by=SYSTEM, at=AT, facts={"第": turn, "nested": {"b": [1, "二"], "a": None}})
    assert seal(at=AT) is not None
    assert anchor(at=AT, folder=tmp_path / "anchors") is not None
    whole, export = json.dumps(list(lines())), tmp_path / "export.jsonl"
    for tamper, code, said in TAMPERED:
        rows: Rows = json.loads(whole)
        tamper(rows)
        export.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in rows), encoding="utf-8")
        command = [sys.executable, str(TOOL), str(export), "--anchors", str(tmp_path / "anchors")]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, said in done.stdout) == (code, True), done.stdout + done.stderr
