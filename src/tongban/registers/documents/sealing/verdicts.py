"""Is this file genuine (版式文件核验): whole or not, signed by whom, and about which identifier; pure, and offline.

A stranger's file may be anything. Nothing is inflated, no entity is expanded, no name leads to a disk. A signer who is
not on the list of those trusted is «cannot be verified», never «genuine».
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException, ElementTree

from tongban.foundation.kernel.signing import Suite, certificates, der, verify

from . import cms, ofd, package, ses

_OFD = f"{{{ofd.NAMESPACE}}}"


class Standing(StrEnum):
    """What is known of a file by its bytes alone."""

    WHOLE = "whole"
    ALTERED = "altered"
    UNKNOWN_SIGNER = "unknown_signer"
    UNREADABLE = "unreadable"

    @property
    def label(self) -> str:
        return {
            "whole": "文件完整，签章有效",
            "altered": "文件被改动过，不能采信",
            "unknown_signer": "核验不了：签章的机构不在信任名单里",
            "unreadable": "核验不了：不是带签章的PDF或OFD，或者文件已经损坏",
        }[self.value]


@dataclass(frozen=True, slots=True)
class FileVerdict:
    """The answer about one file; `identifier` only of a file that is whole."""

    standing: Standing
    kind: str = ""
    signer: str = ""
    identifier: str = ""
    signed_at: datetime | None = None

    @property
    def is_whole(self) -> bool:
        return self.standing is Standing.WHOLE


UNREADABLE = FileVerdict(Standing.UNREADABLE)


def verify_file(content: bytes, *, trusted: Mapping[str, bytes]) -> FileVerdict:
    """The verdict on a file; `trusted` are the certificates of known signers by fingerprint (信任名单)."""
    if content.startswith(b"%PDF-"):
        return _pdf(content, trusted)
    if content.startswith(b"PK\x03\x04"):
        return _ofd(content, trusted)
    return UNREADABLE


def _pdf(content: bytes, trusted: Mapping[str, bytes]) -> FileVerdict:
    try:
        signed = cms.parsed(content)
    except cms.NotSigned:
        return replace(UNREADABLE, kind="pdf")
    who = _known(signed.certificate, Suite.INTL, trusted)
    if who is None:
        return FileVerdict(Standing.UNKNOWN_SIGNER, "pdf")
    is_whole = signed.is_one_form and signed.claimed == signed.digest
    if not is_whole or not verify(Suite.INTL, who.point, signed.message, signed.signature):
        return FileVerdict(Standing.ALTERED, "pdf")
    return FileVerdict(Standing.WHOLE, "pdf", who.name, signed.about, signed.signed_at)


def _ofd(content: bytes, trusted: Mapping[str, bytes]) -> FileVerdict:
    try:
        members = package.members_of(content)
        value = ses.parsed(members[ofd.SIGNED_VALUE])
        signature = members[ofd.SIGNATURE]
    except (package.NotOurs, der.NotDer, KeyError):
        return replace(UNREADABLE, kind="ofd")
    who = _known(value.certificate, Suite.GUOMI, trusted)
    if who is None:
        return FileVerdict(Standing.UNKNOWN_SIGNER, "ofd")
    is_signed = value.data_hash == ofd.sm3(signature) and value.about == f"/{ofd.SIGNATURE}"
    if not is_signed or not verify(Suite.GUOMI, who.point, value.message, value.signature):
        return FileVerdict(Standing.ALTERED, "ofd")
    is_bare = members.get(ofd.SIGNATURES) == ofd.SIGNATURE_LIST and package.pack(members) == content
    if not is_bare or _covered(signature) != _sums(members):
        return FileVerdict(Standing.ALTERED, "ofd")
    return FileVerdict(Standing.WHOLE, "ofd", who.name, _identifier(members.get("OFD.xml", b"")), value.signed_at)


def _known(certificate: bytes, suite: Suite, trusted: Mapping[str, bytes]) -> certificates.Certificate | None:
    """The certificate, if it is one of those trusted and of the suite that this kind of file is signed with."""
    if certificates.fingerprint(certificate) not in trusted:
        return None
    found = certificates.parsed(certificate)
    return found if found.suite is suite else None


def _covered(signature: bytes) -> list[tuple[str, str]]:
    """Which files the signature names, with their sums."""
    tree = _tree(signature)
    rows = tree.iter(f"{_OFD}Reference") if tree is not None else ()
    return sorted((each.get("FileRef", ""), each.findtext(f"{_OFD}CheckValue", "")) for each in rows)


def _sums(members: Mapping[str, bytes]) -> list[tuple[str, str]]:
    """What it has to name: all files but those of the signature itself."""
    return sorted(
        (f"/{name}", base64.b64encode(ofd.sm3(content)).decode())
        for name, content in members.items()
        if name not in ofd.UNSIGNED
    )


def _identifier(root: bytes) -> str:
    tree = _tree(root)
    rows = tree.iter(f"{_OFD}CustomData") if tree is not None else ()
    return next((each.text or "" for each in rows if each.get("Name") == ofd.IDENTIFIER), "")


def _tree(blob: bytes) -> Element | None:
    try:
        return ElementTree.fromstring(blob, forbid_dtd=True)  # type: ignore[no-any-return]
    except (ParseError, DefusedXmlException, ValueError):
        return None
