"""A package that proves itself (自证案卷包): a zip whose manifest names the hash of every file; its root is signed.

The manifest is JSON, sorted by path; the root is the SHA-256 of its bytes; the signature is over PREFIX and the root.
The same content gives the same bytes. `tools/verify_dossier.py` checks a package with the standard library alone.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

MANIFEST, SIGNATURE = "manifest.json", "signature.json"
PREFIX = b"tongban dossier 1\0"
MOST_BYTES = 2 * 1024**3
_DAY = (1980, 1, 1, 0, 0, 0)
_MODE = 0o600 << 16


@dataclass(frozen=True, slots=True)
class Package:
    """A package: its bytes, the root over its manifest, and how many files are in it."""

    content: bytes
    root: bytes
    files: int


def manifest_of(files: Mapping[str, bytes]) -> bytes:
    """The manifest over these files, sorted by path."""
    rows = [
        {"path": path, "sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
        for path, content in sorted(files.items())
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1).encode()


def root_of(manifest: bytes) -> bytes:
    return hashlib.sha256(manifest).digest()


def pack(files: Mapping[str, bytes], manifest: bytes, signature: Mapping[str, object]) -> Package:
    """The zip, its members in order of path and without any time of the day it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in sorted(files.items()):
            _write(archive, path, content)
        _write(archive, MANIFEST, manifest)
        _write(archive, SIGNATURE, json.dumps(signature, ensure_ascii=False, indent=1, sort_keys=True).encode())
    return Package(out.getvalue(), root_of(manifest), len(files))


def findings(package: BinaryIO, *, root: bytes | None = None) -> Iterator[str]:
    """What is wrong with a package (检查结论), in words; nothing when it is sound. `root` is what it must have."""
    try:
        archive = zipfile.ZipFile(package)
        names = archive.namelist()
        manifest = archive.read(MANIFEST)
        rows = {row["path"]: row for row in json.loads(manifest)}
    except (zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, EOFError) as error:
        yield f"案卷包打不开：{type(error).__name__}"
        return
    if root is not None and root_of(manifest) != root:
        yield "目录与登记的校验值不符"
    for name in sorted(set(names) - {MANIFEST, SIGNATURE} - rows.keys()):
        yield f"多出文件：{name}"
    for path, row in rows.items():
        found = _digest(archive, path, row["size"]) if path in names else None
        if found is None:
            yield f"缺少文件：{path}"
        elif found != row["sha256"]:
            yield f"内容被改动：{path}"


def _digest(archive: zipfile.ZipFile, path: str, size: int) -> str:
    """The hash of a member; one that is longer than it says, or broken, has none that fits."""
    try:
        with archive.open(path) as member:
            content = member.read(min(size, MOST_BYTES) + 1)
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, OSError):
        return ""
    return hashlib.sha256(content).hexdigest() if len(content) == size else ""


def _write(archive: zipfile.ZipFile, path: str, content: bytes) -> None:
    member = zipfile.ZipInfo(path, _DAY)
    member.compress_type, member.external_attr = zipfile.ZIP_DEFLATED, _MODE
    archive.writestr(member, content)
