"""The signature inside of a PDF (CMS签名), read strictly: one signer, one form, no byte that could differ.

A PDF is not parsed here at all. The signature covers every byte of the file but its own, and its own are compared with
what they would be written as; so what a signature of ours covers is, to the byte, what we made.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

from tongban.foundation.kernel.signing import certificates, der

MAX_SIZE = 20 * 1024 * 1024
DATA, SIGNED_DATA = "1.2.840.113549.1.7.1", "1.2.840.113549.1.7.2"
CONTENT_TYPE, MESSAGE_DIGEST = "1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4"
SHA256 = "2.16.840.1.101.3.4.2.1"
ECDSA_SHA256 = "1.2.840.10045.4.3.2"
_RANGE = re.compile(rb"/ByteRange \[0 (\d{1,9}) (\d{1,9}) (\d{1,9})\]")
_REASON = re.compile(rb"/Reason \(((?:[0-9A-Z.]|\\056){1,480})\)")  # a dot may stand as its octal number

_WHEN = re.compile(rb"/M \(((?:[0-9DZ:+'-]|\\[0-7]{3}){16,60})\)")
_OCTAL = re.compile(r"\\([0-7]{3})")
_DATE = re.compile(r"D:(\d{14})(Z|[+-]\d\d'\d\d'?)")


class NotSigned(ValueError):  # noqa: N818 - it is an answer about bytes
    """No signature in the form that is known here."""


@dataclass(frozen=True, slots=True)
class SignedPdf:
    """The parts of a signed PDF: what is covered, by which certificate, what is signed, and about what."""

    digest: bytes
    claimed: bytes
    certificate: bytes
    message: bytes
    signature: bytes
    about: str
    signed_at: datetime | None
    is_one_form: bool
    """Whether the bytes of the signature could not be any others, and it covers all that there is besides."""


def parsed(content: bytes) -> SignedPdf:
    """Read a PDF with one signature; `NotSigned` for all else."""
    if len(content) > MAX_SIZE:
        raise NotSigned("too large")
    ranges = _RANGE.findall(content)
    if len(ranges) != 1:
        raise NotSigned("one signature is expected")
    end, again, rest = (int(each) for each in ranges[0])
    blob = _from_hex(content[end:again])
    if not blob:
        raise NotSigned("no signature where one is said to be")
    try:
        certificate, attributes, signature, trimmed = _taken(blob)
        message = der.set_of(*(each.whole for each in attributes))
        claimed = _attribute(attributes, MESSAGE_DIGEST)
        is_one_form = (
            again + rest == len(content)
            and blob == trimmed + bytes(len(blob) - len(trimmed))
            and trimmed == _whole(certificate, b"".join(each.whole for each in attributes), signature)
        )
    except (ValueError, IndexError) as error:
        raise NotSigned("a signature that cannot be read") from error
    covered = hashlib.sha256(memoryview(content)[:end])
    covered.update(memoryview(content)[again:])
    reasons = _REASON.findall(content)
    about = reasons[0].decode("ascii").replace("\\056", ".") if len(reasons) == 1 else ""
    at = _instant(content)
    return SignedPdf(covered.digest(), claimed, certificate, message, signature, about, at, is_one_form)


def _instant(content: bytes) -> datetime | None:
    """When it was signed as the signature's own dictionary says, which it covers; None where that is no one instant."""
    found = _WHEN.findall(content)
    if len(found) != 1:
        return None
    plain = _OCTAL.sub(lambda octal: chr(int(octal[1], 8)), found[0].decode("ascii"))
    told = _DATE.fullmatch(plain)
    try:
        return datetime.strptime(told[1] + told[2].replace("'", ""), "%Y%m%d%H%M%S%z") if told else None
    except ValueError:
        return None


def _from_hex(hole: bytes) -> bytes:
    """The bytes that stand between angle brackets in their one form, capital letters without a gap; else none."""
    try:
        blob = bytes.fromhex(hole[1:-1].decode("ascii"))
    except ValueError:
        return b""
    return blob if hole == b"<" + blob.hex().upper().encode() + b">" else b""


def _taken(blob: bytes) -> tuple[bytes, list[der.Node], bytes, bytes]:
    """Certificate, signed attributes and signature out of a padded ContentInfo, and the ContentInfo without padding."""
    size = 4 + int.from_bytes(blob[2:4], "big")  # a signature is longer than 255 bytes, and shorter than 64 KiB
    whole = der.read(blob[:size])
    _, wrapped = whole.inner
    parts = wrapped.inner[0].inner
    certificate = parts[3].inner[0].whole
    signer = parts[4].inner[0].inner
    return certificate, signer[3].inner, signer[5].content, whole.whole


def _whole(certificate: bytes, attributes: bytes, signature: bytes) -> bytes:
    """ContentInfo as it is written for these parts."""
    told = certificates.parsed(certificate)
    digest = der.seq(der.oid(SHA256), der.node(der.NULL))
    who = der.seq(told.issuer, der.number(told.serial))
    signer = der.seq(
        der.number(1),
        who,
        digest,
        der.node(der.CONTEXT, attributes),
        der.seq(der.oid(ECDSA_SHA256)),
        der.octets(signature),
    )
    signed = der.seq(
        der.number(1),
        der.set_of(digest),
        der.seq(der.oid(DATA)),
        der.node(der.CONTEXT, certificate),
        der.set_of(signer),
    )
    return der.seq(der.oid(SIGNED_DATA), der.node(der.CONTEXT, signed))


def _attribute(attributes: list[der.Node], kind: str) -> bytes:
    found = [each.inner for each in attributes if each.inner[0].whole == der.oid(kind)]
    if len(found) != 1 or len(found[0][1].inner) != 1:
        raise NotSigned("an attribute is missing, or there twice")
    return found[0][1].inner[0].content
