#!/usr/bin/env python3
"""Verify the file of a licence without a network (离线核验证照): the standard library and the `openssl` program only.

    python3 tools/verify_license.py FILE --trust TRUST [--list BULLETIN] [--at 2026-11-23T10:00:00+08:00]

FILE is a sealed PDF or OFD, TRUST the certificates of known signers, BULLETIN the signed list of licences that no
longer hold; both are written by `tongban licenses offline`. It shares no code with the program that made them.
Exit code 0: whole, signed by a known signer, and (with a fresh list) not on the list; 1: altered, ended or replaced;
2: cannot be verified; 3: whole, but the list is missing or out of date, so whether it still holds is not known.
"""

import argparse
import base64
import hashlib
import io
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from datetime import datetime, timedelta, timezone
from pathlib import Path
from xml.parsers import expat

MOST = 20 * 1024 * 1024
MEMBERS = 200
SIGN = "Doc_0/Signs/Sign_0/"
UNSIGNED = {"Doc_0/Signs/Signatures.xml", SIGN + "Signature.xml", SIGN + "SignedValue.dat"}
SIGNATURES = (  # which signatures there are: one; no signature covers this member, so it has one form
    b'<?xml version="1.0" encoding="UTF-8"?>\n<ofd:Signatures xmlns:ofd="http://www.ofdspec.org/2016">'
    b'<ofd:MaxSignId>1</ofd:MaxSignId><ofd:Signature ID="1" Type="Seal" BaseLoc="Sign_0/Signature.xml"/>'
    b"</ofd:Signatures>"
)
SM2_KEY = bytes.fromhex("06082a811ccf5501822d")  # the curve's object identifier inside of a public key
DIGEST_ATTRIBUTE = bytes.fromhex("06092a864886f70d010904")
PREFIX = b"tongban.license.bulletin\n"


BROKEN = (
    OSError, ValueError, KeyError, IndexError, TypeError, StopIteration, RuntimeError, NotImplementedError,
    zipfile.BadZipFile, expat.ExpatError,
)  # fmt: skip


class Unreadable(Exception):  # noqa: N818
    """Not something that this program can check."""


class Altered(Exception):  # noqa: N818
    """Signed by somebody known, and changed since."""


def nodes(blob):
    at = 0
    while at < len(blob):
        if at + 2 > len(blob):
            raise Unreadable("签名数据不完整")
        start, tag, size, at = at, blob[at], blob[at + 1], at + 2
        if size & 0x80:
            count = size & 0x7F
            size, at = int.from_bytes(blob[at : at + count], "big"), at + count
        if at + size > len(blob):
            raise Unreadable("签名数据不完整")
        yield tag, blob[at : at + size], blob[start : at + size]
        at += size


def inner(blob):
    return list(nodes(next(nodes(blob))[1]))


def public_key(certificate):
    """The SubjectPublicKeyInfo of a certificate."""
    return inner(inner(certificate)[0][2])[6][2]


def openssl(*words, **files):
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        return subprocess.run(["openssl", *words], cwd=folder, capture_output=True, check=False)  # noqa: S603, S607


def is_signed(certificate, message, signature):
    key = public_key(certificate)
    words = ["pkeyutl", "-verify", "-pubin", "-inkey", "key", "-keyform", "DER", "-rawin"]
    words += ["-in", "message", "-sigfile", "signature", "-digest"]
    words += ["sm3", "-pkeyopt", "distid:1234567812345678"] if SM2_KEY in key else ["sha256"]
    return openssl(*words, key=key, message=message, signature=signature).returncode == 0


def sm3(content):
    try:
        return hashlib.new("sm3", content).digest()
    except ValueError:
        return openssl("dgst", "-sm3", "-binary", "content", content=content).stdout


def check_pdf(content, trusted):
    ranges = re.findall(rb"/ByteRange \[0 (\d{1,9}) (\d{1,9}) (\d{1,9})\]", content)
    if len(ranges) != 1:
        raise Unreadable("没有覆盖全文的一个签名")
    end, again, rest = map(int, ranges[0])
    hole = re.fullmatch(rb"<([0-9A-F]+)>", content[end:again])
    if not hole or len(hole[1]) % 2:
        raise Unreadable("没有覆盖全文的一个签名")
    blob = bytes.fromhex(hole[1].decode())
    whole = next(nodes(blob))[2]
    _, wrapped = inner(whole)[:2]
    parts = list(nodes(next(nodes(wrapped[1]))[1]))
    certificate = next(nodes(parts[3][1]))[2]
    signer = list(nodes(next(nodes(parts[4][1]))[1]))
    if certificate not in trusted:
        raise Unreadable("签章的机构不在信任名单里")
    attributes = signer[3][2]
    told = [list(nodes(each)) for _, each, _ in nodes(signer[3][1])]
    digests = [next(nodes(each[1][1]))[1] for each in told if each[0][2] == DIGEST_ATTRIBUTE]
    digest = hashlib.sha256(content[:end] + content[again:]).digest()
    is_whole = again + rest == len(content) and digests == [digest] and blob == whole + bytes(len(blob) - len(whole))
    is_bare = (len(parts), len(list(nodes(parts[3][1]))), len(list(nodes(parts[4][1]))), len(signer)) == (5, 1, 1, 6)
    if not is_whole or not is_bare or not is_signed(certificate, b"\x31" + attributes[1:], signer[5][1]):
        raise Altered
    reasons = re.findall(rb"/Reason \(((?:[0-9A-Z.]|\\056){1,480})\)", content)
    return reasons[0].decode().replace("\\056", ".") if len(reasons) == 1 else ""


def members_of(path):
    with zipfile.ZipFile(path) as archive:
        rows = archive.infolist()
        if len(rows) > MEMBERS or sum(each.file_size for each in rows) > MOST:
            raise Unreadable("太大")
        is_plain = all(each.compress_type == zipfile.ZIP_STORED for each in rows)
        if not is_plain or len({each.filename for each in rows}) < len(rows):
            raise Unreadable("不是本系统制作的OFD")
        return {each.filename: archive.read(each) for each in rows}


def packed(members):
    """The archive as it was made: no comment, no date, no byte before, between or behind."""
    blob = io.BytesIO()
    with zipfile.ZipFile(blob, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            told = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            told.create_system, told.external_attr = 3, 0o100600 << 16
            archive.writestr(told, content)
    return blob.getvalue()


def elements(blob):
    """Every element as (name, attributes, text); a document type is refused."""
    found, stack = [], []

    def refuse(*_):
        raise Unreadable("XML里有不该有的内容")

    def start(name, attributes):
        stack.append([name.split(":")[-1], attributes, ""])

    def text(words):
        if stack:
            stack[-1][2] += words

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler, parser.CharacterDataHandler = start, text
    parser.EndElementHandler = lambda _: found.append(tuple(stack.pop()))
    parser.Parse(blob, True)
    return found


def check_ofd(path, trusted):
    members = members_of(path)
    value, signature = members[SIGN + "SignedValue.dat"], members[SIGN + "Signature.xml"]
    message, certificate, _, signed = inner(value)
    if certificate[1] not in trusted:
        raise Unreadable("签章的机构不在信任名单里")
    data_hash = list(nodes(message[1]))[3][1][1:]
    if data_hash != sm3(signature) or not is_signed(certificate[1], message[2], signed[1][1:]):
        raise Altered
    found = elements(signature)
    names = [each[1].get("FileRef", "") for each in found if each[0] == "Reference"]
    sums = [each[2] for each in found if each[0] == "CheckValue"]
    real = {"/" + name: base64.b64encode(sm3(blob)).decode() for name, blob in members.items() if name not in UNSIGNED}
    if len(names) != len(sums) or sorted(zip(names, sums, strict=True)) != sorted(real.items()):
        raise Altered
    if members[SIGN[:-7] + "Signatures.xml"] != SIGNATURES or packed(members) != Path(path).read_bytes():
        raise Altered
    rows = elements(members["OFD.xml"])
    return next((each[2] for each in rows if each[0] == "CustomData" and each[1].get("Name") == "电子证照标识"), "")


def read_list(path, trusted):
    """The list, if one of its signatures is by a known signer; else Unreadable."""
    told = json.loads(Path(path).read_bytes())
    body = told["body"].encode()
    for each in told["signatures"]:
        certificate = base64.b64decode(each["certificate"])
        if certificate in trusted and is_signed(certificate, PREFIX + body, base64.b64decode(each["signature"])):
            return json.loads(body)
    raise Unreadable("状态名单的签名不对，不能采信")


def check_list(identifier, told, at):
    """The words and the exit code of the list's answer."""
    mark = hashlib.sha256(f"{told['salt']}|{identifier}".encode()).hexdigest()
    day = told["this_update"]
    if mark in told["ended"]:
        return f"✗ 证照现在无效（{day}的名单）", 1
    if mark in told["superseded"]:
        return f"✗ 证照已有新版本，这一版不用了（{day}的名单）", 1
    if datetime.fromisoformat(told["next_update"].replace("Z", "+00:00")) < at:
        return f"！名单是{day}的，已经过期，现在是否有效不清楚", 3
    return f"✓ 不在失效名单里（{day}的名单）", 0


def copy_of(about):
    """Of a copy for one case its last day, and the identifier of the licence that it is a copy of."""
    found = re.fullmatch(r"COPY\.(\d{8})\.(.+)", about)
    return (found[1], found[2]) if found else ("", about)


def check(asked, at):
    told = json.loads(Path(asked.trust).read_bytes())
    trusted = {base64.b64decode(each) for each in told["certificates"]}
    if Path(asked.file).stat().st_size > MOST:
        raise Unreadable("太大")
    content = Path(asked.file).read_bytes()
    if content.startswith(b"%PDF-"):
        identifier = check_pdf(content, trusted)
    elif content.startswith(b"PK\x03\x04"):
        identifier = check_ofd(asked.file, trusted)
    else:
        raise Unreadable("不是PDF或OFD")
    until, identifier = copy_of(identifier)
    print(f"✓ 文件完整，签章有效。标识 {identifier or '没有'}")
    if until and at.astimezone(timezone(timedelta(hours=8))).strftime("%Y%m%d") > until:
        print(f"✗ 是加注件，{until}以后失效")
        return 1
    if until:
        print(f"！是加注件，只供写明的办件使用，{until}以后失效")
    if not asked.list:
        print("！没有给状态名单，现在是否有效没有核对")
        return 3
    words, code = check_list(identifier, read_list(asked.list, trusted), at)
    print(words)
    return code


def main():
    parser = argparse.ArgumentParser(description="离线核验证照文件")
    parser.add_argument("file")
    parser.add_argument("--trust", required=True, help="信任名单")
    parser.add_argument("--list", help="状态名单")
    parser.add_argument("--at", help="按哪个时刻核对，默认现在")
    asked = parser.parse_args()
    at = datetime.fromisoformat(asked.at) if asked.at else datetime.now(timezone.utc)  # noqa: TID251, UP017
    try:
        return check(asked, at)
    except Altered:
        print("✗ 文件被改动过，不能采信")
        return 1
    except Unreadable as error:
        print(f"？核验不了：{error}")
        return 2
    except BROKEN:
        print("？核验不了：文件读不出来，可能已经损坏，或者不是本系统制作的")
        return 2


if __name__ == "__main__":
    sys.exit(main())
