"""How a person wants to see the pages (长辈版、高对比): one small cookie, read into every template."""

from dataclasses import dataclass, replace
from typing import Literal, Self
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from tongban.web.ui.audience import everybody

COOKIE = "tongban_display"
COOKIE_SECONDS = 365 * 24 * 3600
PATH = "/display"

Mode = Literal["standard", "elder"]
Contrast = Literal["standard", "high"]
MODES: dict[str, Mode] = {"standard": "standard", "elder": "elder"}
CONTRASTS: dict[str, Contrast] = {"standard": "standard", "high": "high"}


@dataclass(frozen=True, slots=True)
class Display:
    """The preferences. Anything that is not one of the known words is the standard."""

    mode: Mode = "standard"
    contrast: Contrast = "standard"

    @classmethod
    def read(cls, text: str) -> Self:
        """From the cookie, `elder.high`; a forged or old cookie is simply the standard display."""
        mode, _, contrast = text.partition(".")
        return cls().changed(mode=mode, contrast=contrast)

    def changed(self, *, mode: str, contrast: str) -> Self:
        """With what the link asks for; unknown words change nothing."""
        return replace(
            self,
            mode=MODES.get(mode, self.mode),
            contrast=CONTRASTS.get(contrast, self.contrast),
        )

    @property
    def is_elder(self) -> bool:
        return self.mode == "elder"

    @property
    def is_high_contrast(self) -> bool:
        return self.contrast == "high"

    def __str__(self) -> str:
        return f"{self.mode}.{self.contrast}"


def display_of(request: HttpRequest) -> Display:
    """The preferences of whoever sends this request."""
    return Display.read(request.COOKIES.get(COOKIE, ""))


def switch_href(request: HttpRequest, **wanted: str) -> str:
    """The link that changes one preference and comes back to this page."""
    here = request.get_full_path() if request.method in ("GET", "HEAD") else request.path
    return f"{PATH}?{urlencode(wanted | {'next': here})}"


@everybody
@require_safe
def set_display(request: HttpRequest) -> HttpResponse:
    """Switch the display and go back to the page: works without JavaScript, stores nothing but the cookie."""
    chosen = display_of(request).changed(
        mode=request.GET.get("mode", ""),
        contrast=request.GET.get("contrast", ""),
    )
    response = HttpResponseRedirect(_safe_next(request.GET.get("next", "")))
    response.set_cookie(
        COOKIE,
        str(chosen),
        max_age=COOKIE_SECONDS,
        samesite="Lax",
        secure=request.is_secure(),
        httponly=True,
    )
    return response


def _safe_next(path: str) -> str:
    """Only a path of this very site; everything else is the home page (no open redirect)."""
    is_path = path.startswith("/") and not path.startswith("//")
    return path if is_path and url_has_allowed_host_and_scheme(path, allowed_hosts=None) else "/"
