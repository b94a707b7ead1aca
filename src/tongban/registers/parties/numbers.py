"""What names a party or an account, checked before it is kept (证件号码、手机号、登录名校验)."""

import re

from tongban.foundation.kernel import codes
from tongban.foundation.kernel.errors import Fault, Invalid

from .rules import IdKind

_CHECKED_AS = {
    IdKind.ID_CARD: "id_card",
    IdKind.RESIDENCE_PERMIT_HK: "id_card",
    IdKind.RESIDENCE_PERMIT_TW: "id_card",
    IdKind.USCC: "uscc",
}
_ID_KINDS = frozenset(IdKind.values)
_PLAIN = re.compile(r"[A-Z0-9]{5,20}")


def number_faults(id_kind: str, number: str) -> tuple[str, list[Fault]]:
    """The normalised number of a paper, and everything that is wrong with it."""
    if id_kind not in _ID_KINDS:
        return "", [Fault("/id_kind", "unknown", "请选择证件类型。")]
    kind = _CHECKED_AS.get(IdKind(id_kind))
    if kind is not None:
        found = codes.check(kind, number)
        return found.normalized, [Fault("/id_number", each.code, each.message) for each in found.errors]
    plain = "".join(number.split()).upper()
    if _PLAIN.fullmatch(plain):
        return plain, []
    return plain, [Fault("/id_number", "format", "证件号码应为5至20位字母或数字，请对照证件填写。")]


def checked_number(id_kind: str, number: str) -> str:
    """The normalised number of a paper, or `Invalid`."""
    normal, faults = number_faults(id_kind, number)
    if faults:
        raise Invalid("证件号码有误，请对照证件核对。", faults=faults)
    return normal


def phone_faults(phone: str) -> tuple[str, list[Fault]]:
    """The normalised telephone number, and everything that is wrong with it."""
    found = codes.check("phone", phone)
    return found.normalized, [Fault("/phone", each.code, each.message) for each in found.errors]


def login_faults(login: str) -> list[Fault]:
    """A login has 4 to 60 letters, digits and . _ @ -; an e-mail address or a phone number will do."""
    plain = login.strip()
    if 4 <= len(plain) <= 60 and all(c.isalnum() or c in "._@-" for c in plain):
        return []
    return [Fault("/login", "format", "登录名为4至60个文字、字母、数字或 . _ @ - 符号。")]
