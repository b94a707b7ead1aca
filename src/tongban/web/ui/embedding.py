"""Pages inside somebody else's (嵌入页面): a registered platform may show what is public, without our frame around it.

What is shown there knows nobody, and every link leaves the frame unless it leads to another such page. What is not
marked `embeddable` is never shown in a frame, and nothing is done from within one.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import NotYours
from tongban.registers.parties.queries import origins_of
from tongban.web.ui.headers import POLICY
from tongban.web.ui.refusals import refusal_of, respond
from tongban.web.ui.sessions import as_visitor

PARAMETER = "in"
ATTRIBUTE = "tongban_embeddable"
_KEPT = "_tongban_embedded"
_LONGEST_NAME = 60
_FRAMES = frozenset({"iframe", "frame", "embed", "object"})
_READS = frozenset({"GET", "HEAD", "OPTIONS"})
View = Callable[..., HttpResponseBase]


def embeddable(view: View) -> View:
    """With `?in=` and the name of a registered platform: for a visitor, bare, and for frames of its sites alone."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        name = request.GET.get(PARAMETER, "").replace("\x00", "")[:_LONGEST_NAME]
        origins = origins_of(name, at=now()) if name else []
        if not origins:
            return view(request, *args, **kwargs)
        as_visitor(request)
        setattr(request, _KEPT, name)
        response = view(request, *args, **kwargs)
        allowed = f"frame-ancestors {' '.join(origins)}"
        response.headers["Content-Security-Policy"] = POLICY.replace("frame-ancestors 'none'", allowed)
        return response

    setattr(shown, ATTRIBUTE, True)
    return shown


def embedded_in(request: HttpRequest) -> str:
    """The name of the platform inside of which this page is shown; empty for a page of our own."""
    found: str = getattr(request, _KEPT, "")
    return found


class ActsAtTheTop:
    """Middleware: what changes something is sent from a window of our own, never from within a frame (防点击劫持).

    The browser says where a form was sent from; pages of ours that hold one are in no frame to begin with.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        if request.method in _READS or request.META.get("HTTP_SEC_FETCH_DEST") not in _FRAMES:
            return None
        return respond(
            request, refusal_of(NotYours("这一步要在完整的窗口里办。请打开本站的页面，核对网址以后再提交。"))
        )
