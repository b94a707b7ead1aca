"""Repeating is safe (重复提交只办一次): the same Idempotency-Key and body give the same answer for seven days.

What is kept may hold a query code and masked personal data, so it lies under seal like every field of a person.
"""

import base64
import hashlib
from collections.abc import Callable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse

from tongban.foundation.kernel.errors import Declined, Fault
from tongban.foundation.kernel.vault import vault
from tongban.foundation.ledger.answers import Answer, keep, kept

from .problems import InvalidRequest

HEADER = "HTTP_IDEMPOTENCY_KEY"
LONGEST_KEY = 80
JSON = "application/json"
_PURPOSE = "ledger.answer"


def key_of(request: HttpRequest) -> str:
    """The caller's key, or an empty text; one that cannot be kept is refused, not cut."""
    key: str = request.META.get(HEADER, "")
    if key and (len(key) > LONGEST_KEY or not key.isascii() or not key.isprintable()):
        fault = Fault("/Idempotency-Key", "format", f"Idempotency-Key最多{LONGEST_KEY}个可见的英文字符，建议用UUID。")
        raise InvalidRequest(faults=[fault])
    return key


def digest_of(request: HttpRequest, body: bytes) -> bytes:
    """What «the same body» means: the same bytes to the same address."""
    return hashlib.sha256(f"{request.method} {request.path}\0".encode() + body).digest()


def sealed(owner: str, key: str, body: bytes) -> str:
    """An answer as it is kept."""
    return base64.b64encode(vault().seal(body, purpose=_PURPOSE, owner=f"{owner}/{key}")).decode()


def before(owner: str, key: str, digest: bytes) -> HttpResponse | None:
    """The answer that this key was given before, if any."""
    found = kept(owner, key, digest)
    if found is None:
        return None
    text = vault().open(base64.b64decode(found.body), purpose=_PURPOSE, owner=f"{owner}/{key}")
    response = HttpResponse(text.encode(), status=found.status, content_type=JSON)
    response.headers["Idempotency-Replayed"] = "true"
    return response


def once(
    request: HttpRequest, owner: str, body: bytes, act: Callable[[], HttpResponse], *, at: datetime
) -> HttpResponse:
    """Do the act under the caller's key: act and answer are one transaction, refusals are not kept.

    Of two at the same instant one does it; the other finds the case moved or the key taken, and is given the answer
    of the first.
    """
    key = key_of(request)
    if not key:
        return act()
    digest = digest_of(request, body)
    if (given := before(owner, key, digest)) is not None:
        return given
    try:
        with transaction.atomic():
            response = act()
            answer = Answer(response.status_code, sealed(owner, key, response.content))
            keep(owner, key, digest, answer, at=at)
            return response
    except (IntegrityError, Declined):
        given = before(owner, key, digest)
        if given is None:
            raise
        return given


def once_outside(
    request: HttpRequest, owner: str, body: bytes, act: Callable[[], HttpResponse], *, at: datetime
) -> HttpResponse:
    """As `once`, for an act that speaks to a system outside and comes to the same when it is done again.

    No row is held while the other system is waited for: the act has short transactions of its own, and its answer is
    kept after it.
    """
    key = key_of(request)
    if key and (given := before(owner, key, digest_of(request, body))) is not None:
        return given
    response = act()
    return once(request, owner, body, lambda: response, at=at)
