"""The real line to a partner city (对方城市接口): our contract as JSON over HTTPS; letters are signed, calls too.

`POST letters` takes one letter over, `GET letters?since=` offers its own. Where a partner's interface turns out
otherwise, this file is what changes, and nothing else.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from http.client import HTTPException
from typing import Any
from urllib.error import URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import msgspec

from tongban.foundation.kernel.vault import vault
from tongban.handling.crossing.ports import PartnerUnavailable, Raw
from tongban.handling.crossing.rules.letters import Sealed

from .signing import is_signed

ANSWERS_WITHIN = 10.0  # seconds for one call
LARGEST = 50_000_000


class NoRedirects(HTTPRedirectHandler):
    """An answer that sends us elsewhere is no answer: what we send goes nowhere else."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


@dataclass(frozen=True, slots=True)
class HttpPartner:
    """A partner city at an address; `public_key` is the agreement's, `token` names us to it and is shown nowhere."""

    code: str
    name: str
    address: str
    token: str = field(repr=False)
    public_key: str
    is_simulated: bool = False

    def __post_init__(self) -> None:
        parts = urlsplit(self.address)
        is_local = parts.hostname in ("127.0.0.1", "localhost")
        is_safe = parts.scheme == "https" or (parts.scheme == "http" and is_local)
        assert is_safe, "a partner city is spoken to over HTTPS"
        assert self.public_key, "an agreement states the partner's public key"

    def deliver(self, letter: Sealed, *, at: datetime) -> None:
        self._call("letters", msgspec.to_builtins(letter), at)

    def collect(self, since: datetime, *, at: datetime) -> Sequence[Raw]:
        found = self._call("letters?" + urlencode({"since": since.isoformat()}), None, at)
        if not isinstance(found, list):
            raise PartnerUnavailable("对方城市的回答读不出来，请稍后再试。")
        return [each if isinstance(each, dict) else {} for each in found]

    def is_genuine(self, letter: Sealed) -> bool:
        return is_signed(letter, self.public_key)

    def _call(self, what: str, plain: Any, at: datetime) -> Any:
        """One call: POST with a body, GET without; anything but a readable answer is `PartnerUnavailable`."""
        body = json.dumps(plain, ensure_ascii=False, sort_keys=True).encode() if plain is not None else b""
        stamp = at.isoformat()
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json",
            "X-Sent-At": stamp,
            "X-Signature": vault().sign(f"partner-city:{what}:{stamp}:".encode() + body).hex(),
        }
        request = Request(f"{self.address.rstrip('/')}/{what}", data=body or None, headers=headers)  # noqa: S310
        try:
            with build_opener(NoRedirects).open(request, timeout=ANSWERS_WITHIN) as answer:
                return json.loads(answer.read(LARGEST))
        except (URLError, HTTPException, OSError, ValueError) as error:
            raise PartnerUnavailable(facts={"error": type(error).__name__}) from error
