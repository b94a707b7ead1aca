"""The real line to another register of licences (外地证照核验接口): our contract as JSON over HTTPS.

`POST verify` takes an identifier and a nonce, and gives a signed statement. Where a partner's interface turns out
otherwise, this file is what changes, and nothing else.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime
from http.client import HTTPException
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import msgspec

from tongban.foundation.kernel.vault import vault
from tongban.registers.licenses.ports import LineDown
from tongban.registers.licenses.rules.foreign import Answer

ANSWERS_WITHIN = 3.0  # seconds: somebody stands and waits
LARGEST = 100_000


class NoRedirects(HTTPRedirectHandler):
    """An answer that sends us elsewhere is no answer: what we ask goes nowhere else."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


@dataclass(frozen=True, slots=True)
class HttpLicenseLine:
    """A partner's register at an address; `token` names us to it and is shown nowhere."""

    code: str
    name: str
    address: str
    token: str = field(repr=False)
    is_simulated: bool = False

    def __post_init__(self) -> None:
        parts = urlsplit(self.address)
        is_local = parts.hostname in ("127.0.0.1", "localhost")
        is_safe = parts.scheme == "https" or (parts.scheme == "http" and is_local)
        assert is_safe, "another register is spoken to over HTTPS"

    def ask(self, identifier: str, nonce: str, *, at: datetime) -> Answer:
        """One call; anything but a readable answer is `LineDown`."""
        body = json.dumps({"identifier": identifier, "nonce": nonce}, sort_keys=True).encode()
        stamp = at.isoformat()
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json",
            "X-Sent-At": stamp,
            "X-Signature": vault().sign(f"foreign-license:{stamp}:".encode() + body).hex(),
        }
        request = Request(f"{self.address.rstrip('/')}/verify", data=body, headers=headers)  # noqa: S310
        try:
            with build_opener(NoRedirects).open(request, timeout=ANSWERS_WITHIN) as answer:
                return msgspec.json.decode(answer.read(LARGEST), type=Answer)
        except (URLError, HTTPException, OSError, ValueError, msgspec.DecodeError) as error:
            raise LineDown(facts={"error": type(error).__name__}) from error
