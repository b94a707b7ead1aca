"""A form that is sent twice is done once (重复提交只办一次): a hidden number in the form, kept with where it led."""

import hashlib
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from markupsafe import Markup

from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.vault import vault
from tongban.foundation.ledger.answers import Answer, keep, kept
from tongban.web.ui.sessions import actor_of

FIELD = "once"
View = Callable[..., HttpResponseBase]


def once_input() -> Markup:
    """The hidden field of a form that must not be done twice; fresh with every page."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, uuid.uuid4())


def done_once(view: View) -> View:
    """A POST with the same number leads where the first one led; two at the same instant do the act once.

    The act and its number are one transaction. Only an act that succeeded (a redirect) is kept: a form with faults
    can be mended and sent again.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        key = request.POST.get(FIELD, "").replace("\x00", "")[:80] if request.method == "POST" else ""
        if not key:
            return view(request, *args, **kwargs)
        owner, digest = f"form:{actor_of(request).ref}", _digest(request)
        before = kept(owner, key, digest)
        if before is not None:
            return HttpResponseRedirect(_opened(before, owner, key))
        try:
            with transaction.atomic():
                response = view(request, *args, **kwargs)
                if isinstance(response, HttpResponseRedirect):
                    keep(owner, key, digest, Answer(302, _sealed(response.url, owner, key)), at=now())
                return response
        except IntegrityError:
            first = kept(owner, key, digest)
            if first is None:
                raise
            return HttpResponseRedirect(_opened(first, owner, key))

    return guarded


def _sealed(address: str, owner: str, key: str) -> str:
    """Where it led may hold a code that is told once; it is kept for days, so not as plain text."""
    return vault().seal(address, purpose=FIELD, owner=f"{owner}:{key}").hex()


def _opened(kept_answer: Answer, owner: str, key: str) -> str:
    return vault().open(bytes.fromhex(kept_answer.body), purpose=FIELD, owner=f"{owner}:{key}")


def _digest(request: HttpRequest) -> bytes:
    fields = sorted((name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken")
    return hashlib.sha256(repr((request.path, fields)).encode()).digest()
