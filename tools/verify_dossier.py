#!/usr/bin/env python3
"""Verify a case's package (独立核验案卷包): the standard library only, and none of the code that made it.

    python3 tools/verify_dossier.py FILE [--root HEX]

Checks that the manifest names exactly the files that are there, that each has its hash, that the acts form an unbroken
chain, that the list is the one under which the case was received, and that the root is signed. The signature is
Ed25519, checked with the `openssl` program if there is one. `--root` is the root hash that somebody else holds.
Exit code 0 when nothing was found, 1 with every finding, 2 when the file cannot be read.
"""

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

MANIFEST, SIGNATURE = "manifest.json", "signature.json"
PREFIX = b"tongban dossier 1\0"
GENESIS = "00" * 32
HEADER = 3  # of a signature: algorithm 1 byte, key number 2 bytes
DER = bytes.fromhex("302a300506032b6570032100")  # an Ed25519 public key in SubjectPublicKeyInfo begins like this
MOST_BYTES = 2 * 1024**3


def digest(content):
    return hashlib.sha256(content).hexdigest()


def read(archive, name, size=MOST_BYTES):
    with archive.open(name) as member:
        return member.read(min(size, MOST_BYTES) + 1)


def check_files(archive, rows):
    names = set(archive.namelist()) - {MANIFEST, SIGNATURE}
    for name in sorted(names - {row["path"] for row in rows}):
        yield f"多出文件：{name}"
    for row in rows:
        if row["path"] not in names:
            yield f"缺少文件：{row['path']}"
        elif digest(read(archive, row["path"], row["size"])) != row["sha256"]:
            yield f"内容被改动：{row['path']}"


def check_chain(entries):
    head = GENESIS
    for place, entry in enumerate(entries, start=1):
        hashed = {name: value for name, value in entry.items() if name != "hash"}
        text = json.dumps(hashed, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        if entry["seq"] != place or entry["previous"] != head:
            yield f"第{place}条经过与前一条接不上"
        if digest(text.encode()) != entry["hash"]:
            yield f"第{place}条经过的内容与校验值不符"
        head = entry["hash"]


def check_list(entries, content):
    named = entries[0]["facts"].get("content_hash") if entries else None
    if named != digest(content):
        yield "清单不是收件时的那一版"


def check_snapshot(metadata, snapshot):
    if metadata.get("当时画面校验值") != digest(snapshot):
        yield "当时画面与元数据里的校验值不符"


def check_signature(root, signed):
    if signed.get("root") != root.hex():
        yield "签名里的校验值与目录不符"
    signature = bytes.fromhex(signed["signature"])
    key = signed["keys"].get(str(int.from_bytes(signature[1:HEADER], "big")))
    if key is None:
        yield "签名用的公钥不在案卷包里"
    elif shutil.which("openssl") and not is_signed(PREFIX + root, signature[HEADER:], bytes.fromhex(key)):
        yield "签名不对"


def is_signed(message, signature, key):
    with tempfile.TemporaryDirectory() as folder:
        for name, content in {"key.der": DER + key, "message": message, "signature": signature}.items():
            (Path(folder) / name).write_bytes(content)
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "key.der", "-keyform", "DER", "-rawin"]
        command += ["-in", "message", "-sigfile", "signature"]
        return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0  # noqa: S603


def findings(path, expected):
    with zipfile.ZipFile(path) as archive:
        manifest = read(archive, MANIFEST)
        rows, signed = json.loads(manifest), json.loads(read(archive, SIGNATURE))
        root = hashlib.sha256(manifest).digest()
        if expected and expected.lower() != root.hex():
            yield "目录的校验值与给出的不符"
        yield from check_files(archive, rows)
        entries = json.loads(read(archive, "process.json"))
        yield from check_chain(entries)
        yield from check_list(entries, read(archive, "list.json"))
        yield from check_snapshot(json.loads(read(archive, "metadata.json")), read(archive, "snapshot.json"))
        yield from check_signature(root, signed)
    print(f"{len(rows)} 个文件，校验值 {root.hex()}")


def main():
    parser = argparse.ArgumentParser(description="独立核验案卷包")
    parser.add_argument("file")
    parser.add_argument("--root", default="", help="别处登记的校验值")
    asked = parser.parse_args()
    try:
        found = list(findings(asked.file, asked.root))
    except (OSError, ValueError, KeyError, IndexError, TypeError, zipfile.BadZipFile, EOFError) as error:
        print(f"读不出来：{error!r}", file=sys.stderr)
        return 2
    for finding in found:
        print(f"✗ {finding}")
    if not shutil.which("openssl"):
        print("没有 openssl，签名没有核对。")
    print(f"发现 {len(found)} 处问题。" if found else "没有发现问题。")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
