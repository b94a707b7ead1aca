"""The real line to the provincial platform (省一码通接口): our contract as JSON over HTTPS, each message signed.

The platform's own interface is not public; this is the contract that we propose to it. Where it turns out otherwise,
this file and `rules.py` are what changes, and nothing else. A code is recognised under a number of ours: asked again
under the same number, because an answer got lost, the platform answers the same.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

from tongban.exchange import lines
from tongban.exchange.lines.adapters import HttpEnd
from tongban.registers.codes.ports import NotRecognised, Recognised

from .contract import FILE, RECOGNISE, CodeQuestion
from .ports import CodesUnavailable, PlateNotice, PlateReceipt
from .rules import REFUSALS, asked_again, believed, plain


@dataclass(frozen=True, slots=True)
class HttpProvincialCodes(HttpEnd):
    """The platform at an address; `token` names the city to it and is shown nowhere."""

    called, signed_as, broken = "省一码通平台", "codes:{path}", CodesUnavailable
    largest = 100_000
    then = "请对方亮本市的码，或者出示证件。"
    within = lines.AT_A_WINDOW
    name: str = "省一码通"

    def reads(self, typed: str) -> bool:
        return bool(plain(typed))

    def recognise(self, typed: str, *, purpose: str, verifier: str, at: datetime) -> Recognised:
        code = plain(typed)
        if not code:
            raise NotRecognised(REFUSALS["forged"], code="code_forged")
        asked = CodeQuestion(secrets.token_hex(16), code, purpose, verifier)
        return asked_again(lambda: believed(self._ask(RECOGNISE, at, asked), request=asked.request))

    def file(self, notice: PlateNotice, *, at: datetime) -> PlateReceipt:
        found: PlateReceipt = self._ask(FILE, at, notice)
        return found
