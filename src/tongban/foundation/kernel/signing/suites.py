"""Two suites of signatures (签名算法套件) behind one port: the international one, and SM2 with SM3 (GB/T 32918.2).

Both sign a message, never a hash that somebody else made; both give the DER of two integers.
"""

from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Protocol

import gmssl_pyx
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from . import der

SM2_ID = b"1234567812345678"
P256 = "1.2.840.10045.3.1.7"
SM2_CURVE = "1.2.156.10197.1.301"
EC_KEY = "1.2.840.10045.2.1"
ECDSA_SHA256 = "1.2.840.10045.4.3.2"
SM2_SM3 = "1.2.156.10197.1.501"
POINT_BYTES = 64
SECRET_BYTES = 32
_ECDSA = ec.ECDSA(hashes.SHA256())


class Suite(StrEnum):
    """Which algorithms (算法套件)."""

    INTL = "intl"
    GUOMI = "guomi"

    @property
    def label(self) -> str:
        return {"intl": "ECDSA P-256 + SHA-256", "guomi": "SM2 + SM3"}[self.value]

    @property
    def algorithm(self) -> str:
        """The object identifier of its signatures."""
        return {"intl": ECDSA_SHA256, "guomi": SM2_SM3}[self.value]

    @property
    def curve(self) -> str:
        return {"intl": P256, "guomi": SM2_CURVE}[self.value]


class Signer(Protocol):
    """Who signs (签名者): a key with its certificate; a licensed provider's device stands here in production."""

    @property
    def number(self) -> int: ...
    @property
    def suite(self) -> Suite: ...
    @property
    def certificate(self) -> bytes:
        """The certificate of its key, DER."""
        ...

    @property
    def made_at(self) -> datetime:
        """Since when there is this key: it has signed nothing before."""
        ...

    def sign(self, message: bytes) -> bytes:
        """The signature over a message, DER."""
        ...


def new_key(suite: Suite) -> tuple[bytes, bytes]:
    """A fresh secret (32 bytes) and its public point (64 bytes)."""
    if suite is Suite.GUOMI:
        point, secret = gmssl_pyx.sm2_key_generate()
        return bytes(secret), bytes(point)
    key = ec.generate_private_key(ec.SECP256R1())
    return key.private_numbers().private_value.to_bytes(SECRET_BYTES, "big"), _point(key.public_key())


def sign(suite: Suite, secret: bytes, point: bytes, message: bytes) -> bytes:
    """Sign a message (签名)."""
    if suite is Suite.GUOMI:
        return bytes(gmssl_pyx.sm2_sign(secret, point, message, SM2_ID))
    return p256_key(secret).sign(message, _ECDSA)


def verify(suite: Suite, point: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the key of this point signed this message (验签); bytes that are no signature have signed nothing."""
    if not _is_signature(signature):
        return False
    if suite is Suite.GUOMI:
        try:
            return bool(gmssl_pyx.sm2_verify(point, message, signature, SM2_ID))
        except (gmssl_pyx.GmsslInnerError, gmssl_pyx.InvalidValueError):
            return False
    try:
        p256_point(point).verify(signature, message, _ECDSA)
    except (InvalidSignature, ValueError):
        return False
    return True


def p256_key(secret: bytes) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(secret, "big"), ec.SECP256R1())


@lru_cache(maxsize=64)
def p256_point(point: bytes) -> ec.EllipticCurvePublicKey:
    """The public key of a point, kept ready: finding out that it lies on the curve costs a part of verifying."""
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), b"\x04" + point)


def key_info(suite: Suite, point: bytes) -> bytes:
    """SubjectPublicKeyInfo of a point, DER."""
    return der.seq(der.seq(der.oid(EC_KEY), der.oid(suite.curve)), der.bits(b"\x04" + point))


def secret_info(suite: Suite, secret: bytes, point: bytes) -> bytes:
    """PrivateKeyInfo (PKCS 8), DER: what other programs read; it never leaves the process but in tests."""
    public = der.node(der.CONTEXT | 1, der.bits(b"\x04" + point))
    inner = der.seq(der.number(1), der.octets(secret), public)
    return der.seq(der.number(0), der.seq(der.oid(EC_KEY), der.oid(suite.curve)), der.octets(inner))


def _is_signature(signature: bytes) -> bool:
    """Two positive integers in their one encoding, so that no signature has two forms."""
    try:
        found = der.read(signature)
        parts = found.inner if found.tag == der.SEQUENCE else []
        values = [int.from_bytes(each.content, "big", signed=True) for each in parts]
        return len(values) == 2 and min(values) > 0 and signature == der.seq(*(der.number(each) for each in values))
    except der.NotDer:
        return False


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)[1:]
