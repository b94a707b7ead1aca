"""The real line to the provincial platform (省一码通接口): our contract as JSON over HTTPS, each message signed.

The platform's own interface is not public; this is the contract that we propose to it. Where it turns out otherwise,
this file and `rules.py` are what changes, and nothing else. A code is recognised under a number of ours: asked again
under the same number, because an answer got lost, the platform answers the same.
"""

import secrets
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from tongban.exchange import lines
from tongban.registers.codes.ports import NotRecognised, Recognised

from .ports import CodesUnavailable, PlateNotice, PlateReceipt
from .rules import REFUSALS, asked_again, believed, plain

LARGEST = 100_000


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
        number = secrets.token_hex(16)
        asked = {"request": number, "code": code, "purpose": purpose, "verifier": verifier}
        return asked_again(lambda: believed(self._call("recognise", asked, at), request=number))

    def file(self, notice: PlateNotice, *, at: datetime) -> PlateReceipt:
        answer = self._call("plates", asdict(notice), at)
        if not isinstance(answer, dict) or not isinstance(answer.get("number"), str):
            raise CodesUnavailable("省一码通平台的回执读不出来。")
        return PlateReceipt(str(answer.get("notice", "")), answer["number"], bool(answer.get("is_repeat")))

    def _call(self, what: str, told: dict[str, Any], at: datetime) -> Any:
        """One call; anything but a readable answer is `CodesUnavailable`."""
        address = f"{self.address.rstrip('/')}/{what}"
        terms: Any = {"largest": LARGEST, "within": lines.AT_A_WINDOW}
        try:
            return lines.call(address, told, token=self.token, signed_as=f"codes:{what}", at=at, **terms)
        except lines.LineBroken as error:
            raise CodesUnavailable(facts={"error": error.kind}) from error
