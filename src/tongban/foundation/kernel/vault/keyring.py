"""The file that holds the keys of the city (密钥环).

One JSON file, readable by its owner only. It stands where a key service or an HSM will stand in production: everything
else asks `Vault`. Keys are numbered and never reused; the highest number of a kind is the current one, older ones stay
to open what they sealed. The file is written whole and renamed into place, so a reader sees the old or the new one.
"""

import base64
import fcntl
import json
import os
import secrets
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from .ciphers import KEY_BYTES, SIGNATURE, is_available

Profile = Literal["intl", "guomi"]

FORMAT = 1
LAST_KEY_ID = 0xFFFF
CIPHERS: Mapping[str, str] = {"intl": "AES-256-GCM", "guomi": "SM4-GCM"}
MACS: Mapping[str, str] = {"intl": "HMAC-SHA256", "guomi": "HMAC-SM3"}

_KINDS = ("data", "index", "signing")


class VaultError(Exception):
    """Keys or sealed values are not in order (密钥或密文异常): a fault of operation, not of an applicant."""


class KeyringError(VaultError):
    """The key file is missing, exposed, damaged or already full (密钥文件异常)."""


@dataclass(frozen=True, slots=True)
class Key:
    """One numbered key (密钥); its secret never shows in a log."""

    id: int
    algorithm: str
    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) != KEY_BYTES[self.algorithm]:
            raise ValueError("the secret has not the length of its algorithm")
        if not is_available(self.algorithm):
            raise KeyringError(f"本机的密码库不支持 {self.algorithm}，请安装带国密算法的 OpenSSL，或改用 intl 配置")


@dataclass(frozen=True, slots=True)
class Keyring:
    """All keys, each kind in ascending number (密钥环)."""

    profile: Profile
    data: tuple[Key, ...]
    index: tuple[Key, ...]
    signing: tuple[Key, ...]
    django_secret: str = field(repr=False)


def create_keyring(path: Path, *, profile: Profile = "intl") -> Keyring:
    """Create the key file (生成密钥环) or read the one that exists: of two processes, one wins and both get it."""
    fresh = Keyring(
        profile,
        data=(_new_key(1, CIPHERS[profile]),),
        index=(_new_key(1, MACS[profile]),),
        signing=(_new_key(1, SIGNATURE),),
        django_secret=secrets.token_urlsafe(48),
    )
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _written_beside(path, fresh) as temporary:
        try:
            os.link(temporary, path)  # unlike a rename, it fails when another process was first
        except FileExistsError:
            return load_keyring(path)
    return fresh


def load_keyring(path: Path) -> Keyring:
    """Read the key file (读取密钥环), or KeyringError that says what the operator has to do."""
    try:
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_mode & 0o077:
                raise KeyringError(f"密钥文件 {path} 可被其他用户访问，请执行 chmod 600 后重试")
            return _parsed(file.read())
    except FileNotFoundError:
        raise KeyringError(f"没有密钥文件 {path}，请先初始化系统，或从备份恢复该文件") from None
    except OSError as error:
        raise KeyringError(f"无法读取密钥文件 {path}:{error.strerror}") from error
    except (ValueError, KeyError, TypeError, RecursionError):
        # Without the cause: its text could quote the secret.
        raise KeyringError(f"密钥文件 {path} 已损坏或版本不符，请从备份恢复") from None


def add_key(path: Path) -> Keyring:
    """Add a data key that new values are sealed with from now on (密钥轮换); old values still open."""
    with _locked(path):
        ring = load_keyring(path)
        number = ring.data[-1].id + 1
        if number > LAST_KEY_ID:
            raise KeyringError("密钥编号已用完，请新建密钥环并重新加密全部数据")
        rotated = replace(ring, data=(*ring.data, _new_key(number, CIPHERS[ring.profile])))
        with _written_beside(path, rotated) as temporary:
            os.replace(temporary, path)
    return rotated


def _new_key(number: int, algorithm: str) -> Key:
    return Key(number, algorithm, secrets.token_bytes(KEY_BYTES[algorithm]))


@contextmanager
def _written_beside(path: Path, ring: Keyring) -> Iterator[str]:
    """A complete temporary file of mode 0600 in the same folder, removed afterwards if it is still there."""
    descriptor, temporary = tempfile.mkstemp(prefix=".keyring-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(_document(ring), file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        yield temporary
        _sync_folder(path.parent)
    finally:
        Path(temporary).unlink(missing_ok=True)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """One writer at a time, among processes too; the lock file stays, as removing it would let two in."""
    descriptor = os.open(path.with_name(f"{path.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _document(ring: Keyring) -> dict[str, Any]:
    keys = {
        kind: [
            {"id": key.id, "algorithm": key.algorithm, "secret": base64.b64encode(key.secret).decode()}
            for key in getattr(ring, kind)
        ]
        for kind in _KINDS
    }
    return {"format": FORMAT, "profile": ring.profile, **keys, "django_secret": ring.django_secret}


def _parsed(raw: bytes) -> Keyring:
    document = json.loads(raw)
    if document["format"] != FORMAT or document["profile"] not in CIPHERS:
        raise ValueError("another format or profile")
    kinds = {kind: tuple(_parsed_key(entry) for entry in document[kind]) for kind in _KINDS}
    for keys in kinds.values():
        numbers = [key.id for key in keys]
        if not numbers or numbers != sorted(set(numbers)) or not 1 <= numbers[0] <= numbers[-1] <= LAST_KEY_ID:
            raise ValueError("keys are not in ascending number")
    if len(document["django_secret"]) < 50:
        raise ValueError("the secret of Django is too short")
    return Keyring(document["profile"], **kinds, django_secret=document["django_secret"])


def _parsed_key(entry: dict[str, Any]) -> Key:
    return Key(int(entry["id"]), entry["algorithm"], base64.b64decode(entry["secret"], validate=True))
