"""The headers that make a browser strict (安全响应头). No inline code exists, hence no nonces."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
        "manifest-src 'self'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
}
_KEY = "cache-control"


def _checked(headers: dict[str, str]) -> dict[str, tuple[str, str]]:
    """The same as a response keeps them: each is looked through once, not again for every answer."""
    kept: dict[str, tuple[str, str]] = dict(HttpResponse(headers=headers).headers._store)
    del kept["content-type"]
    return kept


_CHECKED = _checked(HEADERS)
_NO_STORE = _checked({"Cache-Control": "no-store"})[_KEY]
_REVALIDATE = _checked({"Cache-Control": "private, no-cache"})[_KEY]
HSTS = "max-age=31536000; includeSubDomains"

Handler = Callable[[HttpRequest], HttpResponseBase]


class SecurityHeaders:
    """Middleware. A response keeps a header that its view set (the capture page allows the camera, for example).

    Nothing is stored by browsers and proxies unless the view said so: `response.tongban_public = True`
    (any page without personal data) lets the view's own Cache-Control stand, or asks for revalidation.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self._static = f"/{(settings.STATIC_URL or '').strip('/')}/"

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        kept = response.headers._store
        for key, header in _CHECKED.items():
            kept.setdefault(key, header)
        if request.is_secure():
            response.headers.setdefault("Strict-Transport-Security", HSTS)
        if not request.path_info.startswith(self._static):
            _set_caching(response)
        return response


def _set_caching(response: HttpResponseBase) -> None:
    """`no-store` unless the response is public; the display cookie changes even those."""
    if not getattr(response, "tongban_public", False):
        response.headers._store[_KEY] = _NO_STORE
    else:
        response.headers._store.setdefault(_KEY, _REVALIDATE)
