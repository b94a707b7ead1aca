"""Licences that others issued (外地证照互认): believed only where the trust list knows the issuer and its key; pure.

Whatever is not wholly in order «cannot be verified» (无法核验); nothing but a fresh, signed answer about this very
identifier makes one valid.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tongban.foundation.kernel.codes.licenses import parts as license_parts

PREFIX = b"tongban.license.exchange.1\n"  # what is signed begins with what it is
FRESH = timedelta(minutes=5)
_HELD = {"02": "暂扣", "03": "撤销", "04": "注销", "05": "失效", "06": "办理转出", "07": "吊销"}


class Standing(StrEnum):
    """What is known of a licence from elsewhere."""

    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    NOT_YET = "not_yet"
    OVER = "over"
    UNVERIFIABLE = "unverifiable"

    @property
    def label(self) -> str:
        return {
            "in_force": "真实有效，由颁发地核验",
            "superseded": "真实，但已有新版本",
            "not_yet": "真实，还没有到生效日",
            "over": "真实，但现在无效",
            "unverifiable": "无法核验",
        }[self.value]


class Why(StrEnum):
    """Why nothing is known (无法核验的原因), in words for whoever stands at the window."""

    NONE = ""
    NOT_ON_LIST = "颁发机构不在本市的互认名单里。请向颁发机构核实，或者上传材料。"
    NO_LINE = "和颁发地的线路还没有接通。请向颁发机构核实，或者上传材料。"
    NO_ANSWER = "颁发地现在没有回应。请过几分钟再查一次，或者上传材料。"
    UNREADABLE = "颁发地的回答读不出来。请过几分钟再查一次，或者上传材料。"
    BAD_SIGNATURE = "颁发地的回答签名不对，不能采信。请向颁发机构核实。"
    OTHER = "颁发地回答的不是这本证照。请过几分钟再查一次。"
    STALE = "颁发地的回答已经过时。请过几分钟再查一次。"
    NOT_THERE = "颁发地没有登记这本证照。请对照证照再核对一遍标识。"
    UNKNOWN_STATUS = "颁发地说的状态不在标准里，判断不了。请向颁发机构核实。"


@dataclass(frozen=True, slots=True)
class Partner:
    """A city or province whose licences this city takes (互认对象): its key, its issuers, how its types are ours.

    `types` maps its type code, or the code without the definer's last three, to the key of a type of this city.
    """

    code: str
    name: str
    public_key: str
    issuers: Mapping[str, str]
    types: Mapping[str, str]
    is_sample: bool = False


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """What a partner says of one identifier at an instant; no field of the face is in it, the holder masked."""

    identifier: str
    nonce: str
    said_at: datetime
    is_known: bool
    status: str = ""
    type_name: str = ""
    holder: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    is_current: bool = True


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """A statement as it comes over the line: its text, and the signature over exactly this text, in hex."""

    body: str
    signature: str


@dataclass(frozen=True, slots=True)
class Foreign:
    """The verdict; whose word it is; which type of ours it counts as (empty: none). `why` only where unverifiable."""

    standing: Standing
    why: Why = Why.NONE
    partner: Partner | None = None
    issuer: str = ""
    said: Statement | None = None
    type_key: str = ""
    status: str = ""


def read_partners(plain: Iterable[Mapping[str, Any]]) -> dict[str, Partner]:
    """The trust list from the city's file, by code; an issuer stands with one partner only (`ValueError`)."""
    found = {
        str(row["code"]): Partner(
            code=str(row["code"]),
            name=str(row["name"]),
            public_key=str(row.get("public_key", "")),
            issuers={str(code): str(name) for code, name in row["issuers"].items()},
            types={str(code): str(key) for code, key in row.get("types", {}).items()},
            is_sample=bool(row.get("is_sample")),
        )
        for row in plain
    }
    issuers = [code for each in found.values() for code in each.issuers]
    if len(issuers) != len(set(issuers)):
        raise ValueError("an issuer stands with two partners")
    return found


def partner_of(identifier: str, partners: Iterable[Partner]) -> Partner | None:
    """Who answers for the issuer in this (valid) identifier; None if nobody on the list does."""
    issuer = license_parts(identifier).issuer_code
    return next((each for each in partners if issuer in each.issuers), None)


def unverifiable(why: Why, partner: Partner | None = None) -> Foreign:
    return Foreign(Standing.UNVERIFIABLE, why, partner)


def judge(answer: Answer, identifier: str, nonce: str, partner: Partner, *, at: datetime, on: date) -> Foreign:
    """What the partner's answer is worth: signed by its key, about this identifier, to this question, just now."""
    if not _is_signed(answer, partner.public_key):
        return unverifiable(Why.BAD_SIGNATURE, partner)
    try:
        said = msgspec.json.decode(answer.body, type=Statement)
    except (msgspec.DecodeError, ValueError):
        return unverifiable(Why.UNREADABLE, partner)
    if (said.identifier, said.nonce) != (identifier, nonce):
        return unverifiable(Why.OTHER, partner)
    if said.said_at.tzinfo is None or abs(at - said.said_at) > FRESH:
        return unverifiable(Why.STALE, partner)
    if not said.is_known:
        return unverifiable(Why.NOT_THERE, partner)
    standing = _standing(said, on)
    if standing is Standing.UNVERIFIABLE:
        return unverifiable(Why.UNKNOWN_STATUS, partner)
    parts = license_parts(identifier)
    return Foreign(
        standing,
        partner=partner,
        issuer=partner.issuers[parts.issuer_code],
        said=said,
        type_key=partner.types.get(parts.type_code, ""),
        status=_HELD.get(said.status, "有效"),
    )


def _standing(said: Statement, on: date) -> Standing:
    if said.status in _HELD:
        return Standing.OVER
    if said.status != "01" or said.valid_from is None:
        return Standing.UNVERIFIABLE
    if not said.is_current:
        return Standing.SUPERSEDED
    if on < said.valid_from:
        return Standing.NOT_YET
    return Standing.OVER if said.valid_to is not None and on > said.valid_to else Standing.IN_FORCE


def _is_signed(answer: Answer, public_key: str) -> bool:
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(bytes.fromhex(answer.signature), PREFIX + answer.body.encode())
    except (ValueError, InvalidSignature):
        return False
    return True
