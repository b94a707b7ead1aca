"""The real lines to the issuers of codes (互通码签发方接口): our contract as JSON over HTTPS, each question signed.

Their own interfaces are not public; this is the contract that we propose to them. Where it turns out otherwise, this
file is what changes, and nothing else.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from tongban.foundation.kernel.vault import vault

from .ports import ForeignRefused, ForeignUnavailable, Holder
from .rules import ForeignKind

ANSWERS_WITHIN = 3.0  # seconds: somebody stands at the window
LARGEST = 10_000
_REFUSES = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, HTTPStatus.GONE})


class NoRedirects(HTTPRedirectHandler):
    """An answer that sends us elsewhere is no answer: what we send goes nowhere else."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


@dataclass(frozen=True, slots=True)
class HttpIssuer:
    """An issuer at an address; `token` names the city to it and is shown nowhere."""

    kind: ForeignKind
    address: str
    token: str = field(repr=False)
    timeout: float = ANSWERS_WITHIN
    is_simulated: bool = False

    def __post_init__(self) -> None:
        parts = urlsplit(self.address)
        is_local = parts.hostname in ("127.0.0.1", "localhost")
        assert parts.scheme == "https" or (parts.scheme == "http" and is_local), "an issuer is spoken to over HTTPS"

    def holder_of(self, code: str, *, number: str, at: datetime) -> Holder:
        answer = self._call({"kind": self.kind.value, "code": code, "number": number}, at)
        told = [answer.get(name) for name in ("name", "id_kind", "id_number")] if isinstance(answer, dict) else []
        if len(told) != 3 or not all(isinstance(each, str) and 0 < len(each) <= 200 for each in told):
            raise ForeignUnavailable("签发方的回答读不出来。请对方亮本市的码，或者出示证件。")
        return Holder(*(str(each) for each in told))

    def _call(self, plain: dict[str, str], at: datetime) -> Any:
        """One question; a refusal is `ForeignRefused`, anything but a readable answer `ForeignUnavailable`."""
        body, stamp = json.dumps(plain, sort_keys=True).encode(), at.isoformat()
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json",
            "X-Sent-At": stamp,
            "X-Signature": vault().sign(f"foreign-code:{stamp}:".encode() + body).hex(),
        }
        request = Request(f"{self.address.rstrip('/')}/holder", data=body, headers=headers)  # noqa: S310
        try:
            with build_opener(NoRedirects).open(request, timeout=self.timeout) as answer:
                return json.loads(answer.read(LARGEST))
        except HTTPError as error:
            if error.code in _REFUSES:
                raise ForeignRefused() from error
            raise ForeignUnavailable(facts={"status": error.code}) from error
        except (URLError, HTTPException, OSError, ValueError) as error:
            raise ForeignUnavailable(facts={"error": type(error).__name__}) from error
