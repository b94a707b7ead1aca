"""Certificates of the built-in test authority (测试机构证书): X.509 version 3, written by ourselves for both suites.

`cryptography` makes none for SM2. Their subject says what they are: 测试机构·无法律效力.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from . import der, suites
from .suites import Suite

COMMON_NAME, ORGANISATION, COUNTRY = "2.5.4.3", "2.5.4.10", "2.5.4.6"
BASIC, KEY_USAGE, SUBJECT_KEY, ISSUER_KEY = "2.5.29.19", "2.5.29.15", "2.5.29.14", "2.5.29.35"
_TRUE = der.node(der.BOOLEAN, b"\xff")
_MOST = 20_000


@dataclass(frozen=True, slots=True)
class Request:
    """What is certified: a name, a key, a term, and whether it may certify others."""

    name: str
    point: bytes
    serial: int
    starts: datetime
    ends: datetime
    is_authority: bool = False


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who certifies: a name and its key."""

    name: str
    secret: bytes
    point: bytes


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a certificate says, as far as anybody here asks (证书)."""

    suite: Suite
    serial: int
    issuer: bytes
    subject: bytes
    point: bytes
    signed: bytes
    signature: bytes

    @property
    def name(self) -> str:
        """The common name of the subject."""
        for part in der.read(self.subject).inner:
            kind, said = part.inner[0].inner
            if kind.whole == der.oid(COMMON_NAME):
                return said.content.decode("utf-8", "replace")
        return ""

    def is_signed_by(self, point: bytes) -> bool:
        return suites.verify(self.suite, point, self.signed, self.signature)


def certify(suite: Suite, asked: Request, *, by: Issuer) -> bytes:
    """A certificate, DER."""
    algorithm = der.seq(der.oid(suite.algorithm))
    term = der.seq(_time(asked.starts), _time(asked.ends))
    key = suites.key_info(suite, asked.point)
    body = der.seq(
        der.node(der.CONTEXT, der.number(2)),
        der.number(asked.serial),
        algorithm,
        name_of(by.name),
        term,
        name_of(asked.name),
        key,
        der.node(der.CONTEXT | 3, der.seq(*_extensions(asked, by))),
    )
    return der.seq(body, algorithm, der.bits(suites.sign(suite, by.secret, by.point, body)))


@lru_cache(maxsize=64)
def parsed(certificate: bytes) -> Certificate:
    """Read a certificate of one of the two suites; `NotDer` for anything else, however it is broken."""
    if len(certificate) > _MOST:
        raise der.NotDer("too long for a certificate")
    try:
        body, algorithm, signature = der.read(certificate).inner
        _, serial, inner, issuer, _, subject, key, _ = body.inner
        suite = next(each for each in Suite if algorithm.whole == der.seq(der.oid(each.algorithm)))
        point = key.inner[1].content[2:]
        if inner.whole != algorithm.whole or key.whole != suites.key_info(suite, point):
            raise der.NotDer("another key than its algorithm needs")
    except (ValueError, IndexError, StopIteration) as error:
        raise der.NotDer("not a certificate of a suite that is known here") from error
    number = int.from_bytes(serial.content, "big")
    return Certificate(suite, number, issuer.whole, subject.whole, point, body.whole, signature.content[1:])


def fingerprint(certificate: bytes) -> str:
    """SHA-256 of the certificate, in hexadecimal (证书指纹)."""
    return hashlib.sha256(certificate).hexdigest()


def name_of(common: str) -> bytes:
    """A distinguished name."""
    parts = (
        (COUNTRY, der.node(der.PRINTABLE, b"CN")),
        (ORGANISATION, der.utf8("通办测试")),
        (COMMON_NAME, der.utf8(common)),
    )
    return der.seq(*(der.set_of(der.seq(der.oid(kind), said)) for kind, said in parts))


def _extensions(asked: Request, by: Issuer) -> tuple[bytes, ...]:
    usage = der.node(der.BITS, b"\x01\x06") if asked.is_authority else der.node(der.BITS, b"\x06\xc0")
    basic = der.seq(_TRUE) if asked.is_authority else der.seq()
    own, upper = _key_mark(asked.point), _key_mark(by.point)
    return (
        der.seq(der.oid(BASIC), _TRUE, der.octets(basic)),
        der.seq(der.oid(KEY_USAGE), _TRUE, der.octets(usage)),
        der.seq(der.oid(SUBJECT_KEY), der.octets(der.octets(own))),
        der.seq(der.oid(ISSUER_KEY), der.octets(der.seq(der.node(0x80, upper)))),
    )


def _key_mark(point: bytes) -> bytes:
    return hashlib.sha256(b"\x04" + point).digest()[:20]


def _time(at: datetime) -> bytes:
    """RFC 5280: UTCTime until 2049."""
    return der.node(der.UTC_TIME, at.astimezone(UTC).strftime("%y%m%d%H%M%SZ").encode())
