"""The real line to the provincial platform (省一码通接口): our contract as JSON over HTTPS, each message signed.

The platform's own interface is not public; this is the contract that we propose to it. Where it turns out otherwise,
this file and `rules.py` are what changes, and nothing else. A code is recognised under a number of ours: asked again
under the same number, because an answer got lost, the platform answers the same.
"""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tongban.exchange import lines
from tongban.exchange.lines import contract
from tongban.registers.codes.ports import NotRecognised, Recognised

from .contract import FILE, RECOGNISE, CodeQuestion
from .ports import CodesUnavailable, PlateNotice, PlateReceipt
from .rules import REFUSALS, asked_again, believed, plain

LARGEST = 100_000
THEN = "请对方亮本市的码，或者出示证件。"


@dataclass(frozen=True, slots=True)
class HttpProvincialCodes:
    """The platform at an address; `token` names the city to it and is shown nowhere."""

    address: str
    token: str = field(repr=False)
    name: str = "省一码通"
    is_simulated: bool = False

    def __post_init__(self) -> None:
        assert lines.is_safe(self.address), "the platform is spoken to over HTTPS"

    def reads(self, typed: str) -> bool:
        return bool(plain(typed))

    def recognise(self, typed: str, *, purpose: str, verifier: str, at: datetime) -> Recognised:
        code = plain(typed)
        if not code:
            raise NotRecognised(REFUSALS["forged"], code="code_forged")
        asked = CodeQuestion(secrets.token_hex(16), code, purpose, verifier)
        return asked_again(lambda: believed(self._ask(RECOGNISE, asked, at), request=asked.request))

    def file(self, notice: PlateNotice, *, at: datetime) -> PlateReceipt:
        found: PlateReceipt = self._ask(FILE, notice, at)
        return found

    def _ask(self, what: contract.Call, message: Any, at: datetime) -> Any:
        """One call; anything but an answer as agreed is `CodesUnavailable`."""
        terms: Any = {"token": self.token, "signed_as": f"codes:{what.path}", "at": at, "largest": LARGEST}
        try:
            return contract.ask(what, self.address, message, **terms, within=lines.AT_A_WINDOW)
        except lines.LineBroken as error:
            raise CodesUnavailable(**contract.told(error, "省一码通平台", then=THEN)) from error
