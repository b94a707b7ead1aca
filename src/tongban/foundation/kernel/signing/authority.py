"""The built-in test authority (内置测试机构): its keys in the key folder, its signers, and their rotation.

It exists so that the machinery can be shown. Seals that hold in law come from a licensed provider (商用密码管理条例
第三十条), who is bound in its place; every certificate of this one says 测试机构·无法律效力.
"""

import base64
import fcntl
import json
import os
import secrets
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tongban.foundation.kernel.vault.keyring import KeyringError
from tongban.foundation.kernel.vault.place import key_folder

from . import certificates, suites
from .certificates import Issuer, Request
from .suites import Suite

FILE = "authority.json"
AUTHORITY_NAME = "通办测试根(测试机构·无法律效力)"
SIGNER_NAME = "通办测试签章(测试机构·无法律效力)"
YEARS = 20
FORMAT = 1


@dataclass(frozen=True, slots=True)
class TestSigner:
    """One key of the test authority (测试签章密钥); its secret never shows in a log."""

    __test__ = False  # for pytest: no collection of tests

    number: int
    suite: Suite
    made_at: datetime
    certificate: bytes = field(repr=False)
    point: bytes = field(repr=False)
    secret: bytes = field(repr=False)

    def sign(self, message: bytes) -> bytes:
        return suites.sign(self.suite, self.secret, self.point, message)


@dataclass(frozen=True, slots=True)
class Authority:
    """The test authority: of each suite a root, and signers in ascending number; the last of a suite signs."""

    roots: tuple[TestSigner, ...]
    signers: tuple[TestSigner, ...]
    trusted: Mapping[str, bytes] = field(init=False, repr=False, compare=False)
    """Certificates of all its signers, by fingerprint: those that were rotated away still verify."""

    def __post_init__(self) -> None:
        found = {certificates.fingerprint(each.certificate): each.certificate for each in self.signers}
        object.__setattr__(self, "trusted", MappingProxyType(found))

    def signer(self, suite: Suite) -> TestSigner:
        """The one that signs now."""
        return [each for each in self.signers if each.suite is suite][-1]

    def root(self, suite: Suite) -> TestSigner:
        return next(each for each in self.roots if each.suite is suite)


def authority(*, at: datetime) -> Authority:
    """The authority of this house; its keys are made on first use, by one process."""
    path = key_folder() / FILE
    if not path.exists():
        with _locked(path):
            if not path.exists():
                _write(path, _founded(at))
    return known(path)


def known(path: Path | None = None) -> Authority:
    """The authority as its file says now; KeyringError if there is none, or others can read it."""
    place = path or key_folder() / FILE
    try:
        status = place.stat()
    except FileNotFoundError:
        raise KeyringError(f"没有签章密钥文件 {place}，请先初始化系统，或从备份恢复该文件") from None
    if status.st_mode & 0o077:
        raise KeyringError(f"签章密钥文件 {place} 可被其他用户访问，请执行 chmod 600 后重试")
    return _read(place, status.st_mtime_ns, status.st_ino)


def exists() -> bool:
    return (key_folder() / FILE).exists()


def rotate(*, at: datetime) -> Authority:
    """A new key for each suite signs from now on (密钥轮换); what older ones signed still verifies."""
    authority(at=at)
    path = key_folder() / FILE
    with _locked(path):
        now = known(path)
        number = now.signers[-1].number + 1
        fresh = tuple(_signer(now.root(suite), number, at) for suite in Suite)
        _write(path, Authority(now.roots, (*now.signers, *fresh)))
    return known(path)


def _founded(at: datetime) -> Authority:
    roots = tuple(_root(suite, at) for suite in Suite)
    return Authority(roots, tuple(_signer(root, 1, at) for root in roots))


def _root(suite: Suite, at: datetime) -> TestSigner:
    secret, point = suites.new_key(suite)
    asked = Request(AUTHORITY_NAME, point, _serial(), *_term(at), is_authority=True)
    made = certificates.certify(suite, asked, by=Issuer(AUTHORITY_NAME, secret, point))
    return TestSigner(0, suite, at, made, point, secret)


def _signer(root: TestSigner, number: int, at: datetime) -> TestSigner:
    secret, point = suites.new_key(root.suite)
    asked = Request(SIGNER_NAME, point, _serial(), *_term(at))
    made = certificates.certify(root.suite, asked, by=Issuer(AUTHORITY_NAME, root.secret, root.point))
    return TestSigner(number, root.suite, at, made, point, secret)


def _term(at: datetime) -> tuple[datetime, datetime]:
    return at - timedelta(days=1), at + timedelta(days=365 * YEARS)


def _serial() -> int:
    return secrets.randbits(120) | 1 << 119


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int, _inode: int) -> Authority:
    try:
        told = json.loads(path.read_bytes())
        if told["format"] != FORMAT:
            raise ValueError("another format")
        return Authority(*(tuple(_parsed(each) for each in told[kind]) for kind in ("roots", "signers")))
    except (ValueError, KeyError, TypeError):
        # Without the cause: its text could quote the secret.
        raise KeyringError(f"签章密钥文件 {path} 已损坏或版本不符，请从备份恢复") from None


def _parsed(told: Mapping[str, Any]) -> TestSigner:
    certificate, point, secret = (base64.b64decode(told[name]) for name in ("certificate", "point", "secret"))
    made_at = datetime.fromisoformat(told["made_at"])
    return TestSigner(int(told["number"]), Suite(told["suite"]), made_at, certificate, point, secret)


def _plain(key: TestSigner) -> dict[str, Any]:
    blobs = {"certificate": key.certificate, "point": key.point, "secret": key.secret}
    texts = {name: base64.b64encode(blob).decode() for name, blob in blobs.items()}
    return {"number": key.number, "suite": key.suite, "made_at": key.made_at.astimezone(UTC).isoformat(), **texts}


def _write(path: Path, made: Authority) -> None:
    """Whole or not at all, and for its owner only: a file beside it, renamed into place."""
    plain = {"format": FORMAT, "roots": [_plain(each) for each in made.roots]}
    plain["signers"] = [_plain(each) for each in made.signers]
    descriptor, temporary = tempfile.mkstemp(prefix=".authority-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(plain, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    finally:
        Path(temporary).unlink(missing_ok=True)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """One writer at a time, among processes too."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path.with_name(f"{path.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
