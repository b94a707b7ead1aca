"""Calls to other systems (对外专线): JSON over HTTPS, each signed with the city's key; one call, one bounded answer.

What is said in a call is the business of the connector that makes it.
"""

import json
from datetime import datetime
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from tongban.foundation.kernel.vault import vault

PATIENT = 10.0
"""Seconds for a call that a job makes."""
AT_A_WINDOW = 3.0
"""Seconds for a call that somebody stands and waits for."""


class LineBroken(Exception):  # noqa: N818 - it is an answer that did not come
    """There is no readable answer (没有可读的回答): `kind` is what went wrong, `status` what the other side said."""

    def __init__(self, kind: str, status: int | None = None) -> None:
        super().__init__(kind)
        self.kind, self.status = kind, status


class _NoRedirects(HTTPRedirectHandler):
    """An answer that sends us elsewhere is no answer: what we send goes nowhere else."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def is_safe(address: str) -> bool:
    """Whether this may be spoken to: over HTTPS, or on this machine."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost"))


def call(
    address: str, plain: Any = None, *, token: str, signed_as: str, at: datetime, largest: int, within: float = PATIENT
) -> Any:
    """POST with a body, GET without; `signed_as`, the time and the body are what is signed. Raises `LineBroken`."""
    body = json.dumps(plain, ensure_ascii=False, sort_keys=True).encode() if plain is not None else b""
    stamp = at.isoformat()
    headers = {
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/json",
        "X-Sent-At": stamp,
        "X-Signature": vault().sign(f"{signed_as}:{stamp}:".encode() + body).hex(),
    }
    request = Request(address, data=body or None, headers=headers)  # noqa: S310 - the adapter was given a safe address
    try:
        with build_opener(_NoRedirects).open(request, timeout=within) as answer:
            return json.loads(answer.read(largest))
    except HTTPError as error:
        error.close()
        raise LineBroken(type(error).__name__, error.code) from error
    except (URLError, HTTPException, OSError, ValueError) as error:
        raise LineBroken(type(error).__name__) from error
