"""The real line to the provincial platform (省一码通接口): our contract as JSON over HTTPS, each message signed.

The platform's own interface is not public; this is the contract that we propose to it. Where it turns out otherwise,
this file and `rules.py` are what changes, and nothing else. A code is recognised under a number of ours: asked again
under the same number, because an answer got lost, the platform answers the same.
"""

import json
import secrets
from dataclasses import asdict, dataclass, field
from datetime import datetime
from http.client import HTTPException
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from tongban.foundation.kernel.vault import vault
from tongban.registers.codes.ports import NotRecognised, Recognised

from .ports import CodesUnavailable, PlateNotice, PlateReceipt
from .rules import REFUSALS, asked_again, believed, plain

ANSWERS_WITHIN = 3.0  # seconds for one call: somebody stands at the window
LARGEST = 100_000


class NoRedirects(HTTPRedirectHandler):
    """An answer that sends us elsewhere is no answer: what we send goes nowhere else."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


@dataclass(frozen=True, slots=True)
class HttpProvincialCodes:
    """The platform at an address; `token` names the city to it and is shown nowhere."""

    address: str
    token: str = field(repr=False)
    name: str = "省一码通"
    is_simulated: bool = False

    def __post_init__(self) -> None:
        parts = urlsplit(self.address)
        is_local = parts.hostname in ("127.0.0.1", "localhost")
        assert parts.scheme == "https" or (parts.scheme == "http" and is_local), "the platform is spoken to over HTTPS"

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
        body, stamp = json.dumps(told, ensure_ascii=False, sort_keys=True).encode(), at.isoformat()
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json",
            "X-Sent-At": stamp,
            "X-Signature": vault().sign(f"codes:{what}:{stamp}:".encode() + body).hex(),
        }
        request = Request(f"{self.address.rstrip('/')}/{what}", data=body, headers=headers)  # noqa: S310
        try:
            with build_opener(NoRedirects).open(request, timeout=ANSWERS_WITHIN) as answer:
                return json.loads(answer.read(LARGEST))
        except (URLError, HTTPException, OSError, ValueError) as error:
            raise CodesUnavailable(facts={"error": type(error).__name__}) from error
