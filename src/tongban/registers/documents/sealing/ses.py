"""Electronic seals and what they sign (电子签章数据), GB/T 38540-2020, in DER: SESeal and SES_Signature.

The structure follows the standard as far as it is described in the project's notes; the clause numbers were not at
hand. What is read is compared with what it would be written as: one structure has one form.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tongban.foundation.kernel.signing import Signer, der
from tongban.foundation.kernel.signing.suites import SM2_SM3

from .face import SEAL_LEGEND, SEAL_MM

SEAL_ID = "TB-TEST-0001"
VERSION = 4
UNIT_SEAL = 1  # 印章类型: of a body, not of a person
BY_CERTIFICATE = 1  # 证书信息类型: the certificates themselves
YEARS = 20
_SEAL_WORDS = f"{SEAL_LEGEND}（测试机构·无法律效力）"


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a SES_Signature says."""

    message: bytes  # what is signed, DER
    certificate: bytes
    signature: bytes
    data_hash: bytes
    about: str
    signed_at: datetime


def seal(picture: bytes, *, for_: bytes, by: Signer, at: datetime) -> bytes:
    """A seal (SESeal) with its picture, usable by the key of one certificate, signed by its maker."""
    end = at + timedelta(days=365 * YEARS)
    header = der.seq(_ia5("ES"), der.number(VERSION), _ia5("TONGBAN"))
    certificates = der.seq(der.octets(for_))
    told = der.seq(
        der.number(UNIT_SEAL),
        der.utf8(_SEAL_WORDS),
        der.number(BY_CERTIFICATE),
        certificates,
        der.time(at),
        der.time(at),
        der.time(end),
    )
    drawn = der.seq(_ia5("png"), der.octets(picture), der.number(SEAL_MM), der.number(SEAL_MM))
    info = der.seq(header, _ia5(SEAL_ID), told, drawn)
    return der.seq(info, der.octets(by.certificate), der.oid(SM2_SM3), der.bits(by.sign(info)))


def sign(data_hash: bytes, *, sealed_with: bytes, by: Signer, about: str, at: datetime) -> bytes:
    """SES_Signature over a hash: with which seal, when, and of which file."""
    message = der.seq(der.number(VERSION), sealed_with, der.time(at), der.bits(data_hash), _ia5(about))
    return _whole(message, by.certificate, by.sign(message))


def parsed(blob: bytes) -> Sealed:
    """Read a SES_Signature; `NotDer` unless it is exactly what `sign` would have written from the same parts."""
    try:
        message, certificate, _, signature = der.read(blob).inner
        version, stamp, when, data_hash, about = message.inner
        if _whole(message.whole, certificate.content, signature.content[1:]) != blob:
            raise der.NotDer("not the one form of a seal's signature")
        if version.whole != der.number(VERSION) or stamp.tag != der.SEQUENCE:
            raise der.NotDer("another version")
        signed_at = datetime.strptime(when.content.decode("ascii"), "%Y%m%d%H%M%SZ").replace(tzinfo=UTC)
        told = about.content.decode("ascii")
    except ValueError as error:
        raise der.NotDer("not a seal's signature") from error
    return Sealed(message.whole, certificate.content, signature.content[1:], data_hash.content[1:], told, signed_at)


def _whole(message: bytes, certificate: bytes, signature: bytes) -> bytes:
    return der.seq(message, der.octets(certificate), der.oid(SM2_SM3), der.bits(signature))


def _ia5(words: str) -> bytes:
    return der.node(der.IA5, words.encode("ascii"))
