"""What is exchanged with the provincial platform of codes (省一码通), beside what `codes.ports` asks of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from tongban.exchange.lines.contract import Number
from tongban.exchange.lines.ports import SystemUnavailable
from tongban.registers.codes.ports import Platform


@dataclass(frozen=True, slots=True)
class PlateNotice:
    """A door plate that hangs, or hangs no longer (门楼牌备案); public data, one effect for one `number`."""

    number: str
    code: str
    address: str
    division: str
    is_hanging: bool


@dataclass(frozen=True, slots=True)
class PlateReceipt:
    """What the platform answers (回执): to which notice, and under which number it keeps it."""

    notice: str
    number: Number
    is_repeat: bool = False


class CodesUnavailable(SystemUnavailable):
    """The provincial platform did not answer, or nothing that could be read (省一码通没有回应)."""

    code = "provincial_code_unavailable"
    sentence = "省一码通平台现在没有回应。请对方亮本市的码，或者出示证件。"


class ProvincialCodes(Platform, Protocol):
    """The provincial platform: a call may raise `CodesUnavailable`, also after it had effect."""

    def file(self, notice: PlateNotice, *, at: datetime) -> PlateReceipt:
        """Keep a plate's notice; the same number again has no second effect."""
        ...
