"""The vault itself (保险库): seal, open, index, sign.

A sealed value names its algorithm and key: algorithm 1 byte, key number 2, nonce 12, ciphertext, tag 16. It is bound to
its purpose (table and column) and its owner (row): moved elsewhere, it does not open. The blind index is keyed, because
all the identity numbers that a city can have are tried in a minute.
"""

import os
import struct
import threading
from hmac import HMAC
from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tongban.foundation.kernel.codes.reading import squeeze

from .ciphers import NONCE_BYTES, SEALERS, TAG_BYTES, SealCipher, keyed_hash
from .keyring import Keyring, VaultError, add_key, load_keyring

INDEX_BYTES = 16

_HEADER = struct.Struct(">BH")  # algorithm, key number
_ED25519 = 1  # algorithms of signatures are numbered apart from those of seals
_SHORTEST = _HEADER.size + NONCE_BYTES + TAG_BYTES


class UnknownKeyError(VaultError):
    """The value was sealed with a key that is not in the key file (密钥不存在)."""


class BrokenSealError(VaultError):
    """The value was altered, moved from its place, or never sealed (密文被改动或错位)."""


class _Keys:
    """One edition of the key file, ready for use; replaced as a whole, so that threads see one or the other."""

    def __init__(self, ring: Keyring) -> None:
        self.ring = ring
        self.sealers: dict[tuple[int, int], SealCipher] = {}
        for key in ring.data:
            self.sealer = SEALERS[key.algorithm](key.secret)
            self.header = _HEADER.pack(self.sealer.number, key.id)
            self.sealers[self.sealer.number, key.id] = self.sealer
        self.verifiers: dict[int, Ed25519PublicKey] = {}
        for key in ring.signing:
            self.signer = Ed25519PrivateKey.from_private_bytes(key.secret)
            self.signature_header = _HEADER.pack(_ED25519, key.id)
            self.verifiers[key.id] = self.signer.public_key()
        self.hashes: dict[str, HMAC] = {}

    def hash_for(self, purpose: str) -> HMAC:
        """A copy of the prepared HMAC of a purpose; purposes are constants of the program, so the cache stays small."""
        prepared = self.hashes.get(purpose)
        if prepared is None:
            key = self.ring.index[-1]
            prepared = self.hashes[purpose] = keyed_hash(key.algorithm, key.secret, purpose.encode() + b"\0")
        return prepared.copy()


class Vault:
    """What can be done with the keys (保险库); safe for threads, and it notices a rotation by another process."""

    def __init__(self, ring: Keyring, *, path: Path | None = None) -> None:
        self._keys = _Keys(ring)
        self._path = path
        self._edition: tuple[int, int] | None = None  # unknown until we read the file ourselves
        self._reloading = threading.Lock()

    @classmethod
    def at(cls, path: Path) -> Self:
        """The vault on an existing key file, or KeyringError."""
        return cls(load_keyring(path), path=path)

    def __repr__(self) -> str:
        return f"<Vault {self._path or 'in memory'}>"

    def seal(self, text: str | bytes, *, purpose: str, owner: str) -> bytes:
        """Encrypt a field (加密) with the current key: a text, or its UTF-8.

        `purpose` is table.column, `owner` the id of the row.
        """
        keys = self._keys
        plain = text if isinstance(text, bytes) else _bytes(text)
        return keys.header + keys.sealer.seal(plain, _bound(keys.header, purpose, owner))

    def open(self, blob: bytes | memoryview, *, purpose: str, owner: str) -> str:
        """Decrypt a field (解密), or BrokenSealError, or UnknownKeyError."""
        sealed = bytes(blob)
        if len(sealed) < _SHORTEST:
            raise BrokenSealError(f"密文不完整({purpose})")
        header, body = sealed[: _HEADER.size], sealed[_HEADER.size :]
        sealer = self._sealer(header)
        try:
            plain = sealer.open(body, _bound(header, purpose, owner))
        except InvalidTag:
            raise BrokenSealError(f"密文与用途、所属记录或密钥不符，可能被改动或移动过({purpose})") from None
        return plain.decode("utf-8", "surrogatepass")

    def is_stale(self, blob: bytes | memoryview) -> bool:
        """Whether a sealed value should be sealed again, because its key is not the current one (待换密钥)."""
        return bytes(blob[: _HEADER.size]) != self._keys.header

    @property
    def header(self) -> bytes:
        """What every value sealed now begins with: algorithm and key number, 3 bytes."""
        return self._keys.header

    def inventory(self) -> list[tuple[str, int, str, bool]]:
        """Every key without its secret (密钥清单): kind, number, algorithm, and whether it is the current one."""
        ring = self._keys.ring
        kinds = (("data", ring.data), ("index", ring.index), ("signing", ring.signing))
        return [(kind, key.id, key.algorithm, key is keys[-1]) for kind, keys in kinds for key in keys]

    def index(self, text: str, *, purpose: str) -> bytes:
        """What equal values have in common and nobody can compute without the key (盲索引), 16 bytes.

        Spaces, hyphens, width and capitals make no difference; a code number is normalised by `check` before.
        """
        mac = self._keys.hash_for(purpose)
        mac.update(_bytes(squeeze(text)))
        return mac.digest()[:INDEX_BYTES]

    def sign(self, message: bytes) -> bytes:
        """Sign as the city (签名): algorithm and key number in 3 bytes, then 64 of Ed25519 over the message alone.

        The caller begins its message with what it is, so that no signature serves for two things.
        """
        keys = self._keys
        return keys.signature_header + keys.signer.sign(message)

    def verify(self, message: bytes, signature: bytes | memoryview) -> bool:
        """Whether the city signed this message (验签); an unknown key has signed nothing."""
        signed = bytes(signature)
        if len(signed) < _HEADER.size:
            return False
        algorithm, number = _HEADER.unpack_from(signed)
        verifier = self._keys.verifiers.get(number)
        if algorithm != _ED25519 or verifier is None:
            return False
        try:
            verifier.verify(signed[_HEADER.size :], message)
        except InvalidSignature:
            return False
        return True

    def public_keys(self) -> dict[int, bytes]:
        """The raw public keys by number (公钥), for those who check the city's signatures elsewhere."""
        return {n: key.public_bytes(Encoding.Raw, PublicFormat.Raw) for n, key in self._keys.verifiers.items()}

    def django_secret(self) -> str:
        """The SECRET_KEY of the web framework, which never stands in a settings file."""
        return self._keys.ring.django_secret

    def add_key(self) -> None:
        """Seal with a new key from now on (密钥轮换); other processes follow when they first meet a value of it."""
        assert self._path is not None, "a vault in memory has no file to write the key to"
        add_key(self._path)
        self._reload()

    def _sealer(self, header: bytes) -> SealCipher:
        number = _HEADER.unpack(header)
        sealer = self._keys.sealers.get(number)
        if sealer is None:
            self._reload()
            sealer = self._keys.sealers.get(number)
        if sealer is None:
            raise UnknownKeyError(f"密钥环中没有算法{number[0]}的第{number[1]}号密钥，请恢复含有该密钥的密钥文件")
        return sealer

    def _reload(self) -> None:
        """Read the key file again if it is another one than we hold."""
        with self._reloading:
            edition = _edition(self._path)
            if self._path is not None and edition != self._edition:
                self._keys = _Keys(load_keyring(self._path))
                self._edition = edition


def _edition(path: Path | None) -> tuple[int, int] | None:
    if path is None or not path.exists():
        return None
    status = os.stat(path)
    return status.st_mtime_ns, status.st_ino


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _bound(header: bytes, purpose: str, owner: str) -> bytes:
    """What a value is bound to; `|` in a purpose would let two places look alike."""
    assert "|" not in purpose, "a purpose is table.column"
    return header + _bytes(f"{purpose}|{owner}")
