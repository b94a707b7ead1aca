#!/usr/bin/env python3
"""Verify an exported ledger (独立核验留痕): the standard library only, and none of the code that wrote it.

    python3 tools/verify_ledger.py FILE [--anchors DIR]

Checks that the entries of each chain are complete, in order and unaltered, that the blocks hold just those entries,
and that the anchors (those of the export, and the copies in DIR) name these blocks. Signatures are Ed25519 and are
checked with the `openssl` program if there is one; without it this says that they were not checked.
Exit code 0 when nothing was found, 1 with every finding, 2 when the file cannot be read.
"""

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

GENESIS = "00" * 32
HEADER = 3  # of a signature: algorithm 1 byte, key number 2 bytes
DER = bytes.fromhex("302a300506032b6570032100")  # an Ed25519 public key in SubjectPublicKeyInfo begins like this
HASHED = (
    "chain", "seq", "at", "verb", "by_role", "by_name", "by_ref", "by_agency", "on_behalf", "from_status", "to_status",
    "basis", "about", "facts", "previous",
)  # fmt: skip


def entry_hash(entry):
    plain = {name: entry[name] for name in HASHED}
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def check_chains(entries):
    chain, seq, head = None, 0, GENESIS
    for entry in entries:
        if entry["chain"] != chain:
            chain, seq, head = entry["chain"], 0, GENESIS
        place = f"{chain}#{entry['seq']}"
        if entry["seq"] != seq + 1:
            yield f"{place} 缺少第{seq + 1}条到第{entry['seq'] - 1}条"
        elif entry["previous"] != head:
            yield f"{place} 与前一条接不上"
        if entry_hash(entry) != entry["hash"]:
            yield f"{place} 内容与校验值不符"
        seq, head = entry["seq"], entry["hash"]


def merkle_root(hashes):
    level = [bytes.fromhex(each) for each in hashes] or [bytes(32)]
    while len(level) > 1:
        pairs = [(level[i], level[min(i + 1, len(level) - 1)]) for i in range(0, len(level), 2)]
        level = [hashlib.sha256(b"\x01" + left + right).digest() for left, right in pairs]
    return level[0].hex()


def check_blocks(blocks, entries):
    ordered = sorted(entries, key=lambda entry: (entry["txid"], entry["id"]))
    previous, number, start, at = GENESIS, 0, 0, 0
    for block in blocks:
        place = f"block:{block['number']}"
        if (block["number"], block["previous"], block["from_txid"]) != (number + 1, previous, start):
            yield f"{place} 区块接不上"
        inside = []
        while at < len(ordered) and ordered[at]["txid"] < block["until_txid"]:
            inside.append(ordered[at]["hash"])
            at += 1
        if len(inside) != block["count"]:
            yield f"{place} 应有{block['count']}条，现有{len(inside)}条"
        elif merkle_root(inside) != block["root"]:
            yield f"{place} 里的记录被改动或换了顺序"
        head = f"{block['number']}|{block['until_txid']}|{block['count']}|{block['root']}|{previous}"
        if hashlib.sha256(head.encode()).hexdigest() != block["hash"]:
            yield f"{place} 本身被改过"
        previous, number, start = block["hash"], block["number"], block["until_txid"]


def check_anchors(anchors, blocks, keys):
    known = {block["number"]: block["hash"] for block in blocks}
    for anchor in anchors:
        place = f"anchor:{anchor['block']}"
        if known.get(anchor["block"]) != anchor["hash"]:
            yield f"{place} 与区块不符：尾部被截去或整段被重写"
        signature = bytes.fromhex(anchor["signature"])
        key = keys.get(int.from_bytes(signature[1:HEADER], "big"))
        if key is None:
            yield f"{place} 签名用的公钥不在导出里"
        elif not is_signed(bytes.fromhex(anchor["hash"]), signature[HEADER:], bytes.fromhex(key)):
            yield f"{place} 签名不对"


def is_signed(message, signature, key):
    """Ask openssl; True also when there is no openssl, which main() tells."""
    if not shutil.which("openssl"):
        return True
    with tempfile.TemporaryDirectory() as folder:
        files = {"key.der": DER + key, "message": message, "signature": signature}
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "key.der", "-keyform", "DER", "-rawin"]
        command += ["-in", "message", "-sigfile", "signature"]
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False)  # noqa: S603
        return done.returncode == 0


def read(path):
    found = {"key": [], "entry": [], "block": [], "anchor": []}
    with open(path, encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            found[row["kind"]].append(row)
    return found


def main():
    parser = argparse.ArgumentParser(description="独立核验导出的留痕")
    parser.add_argument("file")
    parser.add_argument("--anchors", help="锚点副本所在的目录")
    asked = parser.parse_args()
    try:
        found = read(asked.file)
        copies = (
            [json.loads(path.read_text()) for path in sorted(Path(asked.anchors).glob("*.json"))]
            if asked.anchors
            else []
        )
    except (OSError, ValueError, KeyError) as error:
        print(f"读不出来：{error!r}", file=sys.stderr)
        return 2
    keys = {key["number"]: key["ed25519"] for key in found["key"]}
    findings = [
        *check_chains(found["entry"]),
        *check_blocks(found["block"], found["entry"]),
        *check_anchors([*found["anchor"], *copies], found["block"], keys),
    ]
    for finding in findings:
        print(f"✗ {finding}")
    if not shutil.which("openssl"):
        print("没有 openssl，签名没有核对。")
    print(f"{len(found['entry'])} 条记录，{len(found['block'])} 个区块，{len(found['anchor'])} 个锚点：", end="")
    print(f"发现 {len(findings)} 处问题。" if findings else "没有发现问题。")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
