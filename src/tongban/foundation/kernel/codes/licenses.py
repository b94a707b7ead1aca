"""The identifier of an electronic licence (电子证照标识), GB/T 36904.

Root 1.2.156.3005.2, then type 21 (credit code of the defining body 18, number 3), issuer 18, serial (any length),
version 3 and check 1, separated by dots. The check covers type, issuer, serial and version without dots and without
the root; a new version changes it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from . import uscc
from .iso7064 import mod_37_36
from .reading import ALPHANUMERIC, DIGITS, DOTS, character_faults, length_faults, squeeze
from .results import CodeError

NAME = "电子证照标识"
ROOT = "1.2.156.3005.2"

_ROOT_SEGMENTS = 5
_SEGMENTS = 10
_DOTS = str.maketrans(dict.fromkeys(DOTS, "."))


@dataclass(frozen=True, slots=True)
class LicenseIdentifier:
    """The parts of a valid identifier (标识的组成)."""

    type_code: str
    issuer_code: str
    serial: str
    version: int


def read(typed: str) -> str:
    """The typed identifier with one kind of dot (归一)."""
    return squeeze(typed).translate(_DOTS)


def faults(text: str) -> Iterator[CodeError]:
    """Everything that is wrong with a normalised identifier (校验问题), part by part."""
    segments = text.split(".")
    if not text.startswith(ROOT + "."):
        yield CodeError("root", f"开头应为“{ROOT}.”，请对照证照上的标识补全")
    if len(segments) != _SEGMENTS:
        yield CodeError("segments", f"用点隔开应为{_SEGMENTS}段，现在是{len(segments)}段，请核对点号有没有多输或漏输")
        return
    kind, issuer, serial, version, check = segments[_ROOT_SEGMENTS:]
    yield from _type_faults(kind)
    yield from uscc.faults(issuer, of="颁发机构代码")
    yield from _serial_faults(serial)
    yield from length_faults(version, 3, "版本号")
    yield from character_faults(version, DIGITS, "数字", of="版本号")
    yield from _check_faults(kind + issuer + serial + version, check)


def license_identifier(type_code: str, issuer_code: str, serial: str, version: int) -> str:
    """The full identifier with its check character (电子证照标识)."""
    body = (type_code, issuer_code, serial, f"{version:03d}")
    identifier = ".".join((ROOT, *body, mod_37_36("".join(body))))
    assert not any(faults(identifier)), "type, issuer, serial or version cannot stand in an identifier"
    return identifier


def parts(identifier: str) -> LicenseIdentifier:
    """The parts of a valid, normalised identifier (标识的组成)."""
    assert not any(faults(identifier)), "only a checked and normalised identifier has parts"
    kind, issuer, serial, version, _ = identifier.split(".")[_ROOT_SEGMENTS:]
    return LicenseIdentifier(kind, issuer, serial, int(version))


def _type_faults(kind: str) -> Iterator[CodeError]:
    if len(kind) != 21:
        yield from length_faults(kind, 21, "证照类型代码")
        yield from character_faults(kind, ALPHANUMERIC, "数字或字母", of="证照类型代码")
        return
    yield from uscc.faults(kind[:18], of="证照类型代码")
    yield from character_faults(kind[18:], ALPHANUMERIC, "数字或字母", at=18, of="证照类型代码")


def _serial_faults(serial: str) -> Iterator[CodeError]:
    if not serial:
        yield CodeError("serial", "流水号是空的，请对照证照上的标识补全")
    yield from character_faults(serial, ALPHANUMERIC, "数字或字母", of="流水号")


def _check_faults(covered: str, check: str) -> Iterator[CodeError]:
    yield from length_faults(check, 1, "校验位")
    yield from character_faults(check, ALPHANUMERIC, "数字或字母", of="校验位")
    if len(check) == 1 and ALPHANUMERIC.issuperset(covered + check):
        expected = mod_37_36(covered)
        if check != expected:
            yield CodeError("check_digit", f"最后一位校验位不对，应为{expected}，请对照证照逐位核对")
