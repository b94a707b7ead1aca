"""The algorithms that seal, index and sign (密码算法), each behind one small class; adding one is adding a row.

The number of a cipher is the first byte of every value it sealed: it is never given to another.
"""

import hashlib
import hmac
from collections.abc import Mapping
from typing import ClassVar, Protocol

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tongban.foundation.kernel.randomness import piece

NONCE_BYTES = 12
TAG_BYTES = 16

SIGNATURE = "Ed25519"  # SM2 needs a signing server: no library here signs with it in constant time

_DIGESTS = {"HMAC-SHA256": "sha256", "HMAC-SM3": "sm3"}


class SealCipher(Protocol):
    """Authenticated encryption with one key (认证加密); safe for several threads."""

    number: ClassVar[int]
    key_bytes: ClassVar[int]

    def __init__(self, key: bytes) -> None: ...

    def seal(self, plain: bytes, aad: bytes) -> bytes:
        """Nonce, ciphertext and tag; two calls never give the same bytes."""
        ...

    def open(self, sealed: bytes, aad: bytes) -> bytes:
        """The plain bytes, or InvalidTag."""
        ...


class AesGcm:
    """AES-256-GCM (profile intl). Random nonces: one key may seal 2³² values, far above what a city holds."""

    number: ClassVar[int] = 1
    key_bytes: ClassVar[int] = 32

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def seal(self, plain: bytes, aad: bytes) -> bytes:
        """Nonce, ciphertext and tag."""
        nonce = piece()[:NONCE_BYTES]
        return nonce + self._cipher.encrypt(nonce, plain, aad)

    def open(self, sealed: bytes, aad: bytes) -> bytes:
        """The plain bytes, or InvalidTag."""
        return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], aad)


class Sm4Gcm:
    """SM4-GCM (profile guomi), GB/T 32907."""

    number: ClassVar[int] = 2
    key_bytes: ClassVar[int] = 16

    def __init__(self, key: bytes) -> None:
        self._algorithm = algorithms.SM4(key)

    def seal(self, plain: bytes, aad: bytes) -> bytes:
        """Nonce, ciphertext and tag."""
        nonce = piece()[:NONCE_BYTES]
        encryptor = Cipher(self._algorithm, modes.GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(aad)
        return b"".join((nonce, encryptor.update(plain), encryptor.finalize(), encryptor.tag))

    def open(self, sealed: bytes, aad: bytes) -> bytes:
        """The plain bytes, or InvalidTag."""
        if len(sealed) < NONCE_BYTES + TAG_BYTES:
            raise InvalidTag
        mode = modes.GCM(sealed[:NONCE_BYTES], sealed[-TAG_BYTES:])
        decryptor = Cipher(self._algorithm, mode).decryptor()
        decryptor.authenticate_additional_data(aad)
        return decryptor.update(sealed[NONCE_BYTES:-TAG_BYTES]) + decryptor.finalize()


SEALERS: Mapping[str, type[SealCipher]] = {"AES-256-GCM": AesGcm, "SM4-GCM": Sm4Gcm}
KEY_BYTES: Mapping[str, int] = {
    **{name: sealer.key_bytes for name, sealer in SEALERS.items()},
    **dict.fromkeys(_DIGESTS, 32),
    SIGNATURE: 32,
}


def keyed_hash(algorithm: str, key: bytes, prefix: bytes) -> hmac.HMAC:
    """An HMAC that has read `prefix` and is copied for each value (带密钥的杂凑)."""
    return hmac.new(key, prefix, _DIGESTS[algorithm])


def is_available(algorithm: str) -> bool:
    """Whether this machine's libraries can do it (算法可用): SM3 and SM4 depend on how OpenSSL was built."""
    if algorithm in _DIGESTS:
        return _DIGESTS[algorithm] in hashlib.algorithms_available
    if algorithm not in SEALERS:
        return algorithm == SIGNATURE
    try:
        SEALERS[algorithm](bytes(KEY_BYTES[algorithm])).seal(b"", b"")
    except UnsupportedAlgorithm:
        return False
    return True
