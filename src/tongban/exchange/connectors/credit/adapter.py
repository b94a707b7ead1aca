"""The real line to the credit platform (信用信息共享平台接口): our contract as JSON over HTTPS, each message signed.

The platform's own interface is not public; this is the contract that we propose to it. Where it turns out otherwise,
this file is what changes, and nothing else.
"""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from http.client import HTTPException
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from tongban.foundation.kernel.vault import vault

from .ports import CreditMessage, CreditReceipt, CreditUnavailable

ANSWERS_WITHIN = 10.0  # seconds for one call
LARGEST = 1_000_000


class NoRedirects(HTTPRedirectHandler):
    """An answer that sends us elsewhere is no answer: what we send goes nowhere else."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


@dataclass(frozen=True, slots=True)
class HttpPlatform:
    """The platform at an address; `token` names the city to it and is shown nowhere."""

    address: str
    token: str = field(repr=False)
    name: str = "信用信息共享平台"
    is_simulated: bool = False

    def __post_init__(self) -> None:
        parts = urlsplit(self.address)
        is_local = parts.hostname in ("127.0.0.1", "localhost")
        assert parts.scheme == "https" or (parts.scheme == "http" and is_local), "the platform is spoken to over HTTPS"

    def deliver(self, message: CreditMessage, *, at: datetime) -> CreditReceipt:
        plain = asdict(message) | {"happened_at": message.happened_at.isoformat()}
        answer = self._call(plain, at)
        if not isinstance(answer, dict) or not isinstance(answer.get("number"), str):
            raise CreditUnavailable("信用平台的回执读不出来，请稍后再试。")
        return CreditReceipt(str(answer.get("message", "")), answer["number"], bool(answer.get("is_repeat")))

    def _call(self, plain: dict[str, Any], at: datetime) -> Any:
        """One call; anything but a readable answer is `CreditUnavailable`."""
        body, stamp = json.dumps(plain, ensure_ascii=False, sort_keys=True).encode(), at.isoformat()
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json",
            "X-Sent-At": stamp,
            "X-Signature": vault().sign(f"credit:{stamp}:".encode() + body).hex(),
        }
        request = Request(f"{self.address.rstrip('/')}/messages", data=body, headers=headers)  # noqa: S310
        try:
            with build_opener(NoRedirects).open(request, timeout=ANSWERS_WITHIN) as answer:
                return json.loads(answer.read(LARGEST))
        except (URLError, HTTPException, OSError, ValueError) as error:
            raise CreditUnavailable(facts={"error": type(error).__name__}) from error
