"""How the terminal answers (自助终端页面): large, in one frame, and over when nobody touches it any more."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tongban.foundation.kernel.errors import Declined
from tongban.handling.devices.rules.rollouts import settings_from
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.problems import Problem, problems_of

from .terminals import around, kiosk_of
from .visitors import LEFT_SECONDS, OWN_IDLE_SECONDS, OWN_LEFT_SECONDS, is_somebody_known

LONGEST = 400
LETTERS = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
DIGITS = tuple("1234567890")
BACK, CLEAR = "back", "clear"


def page(
    request: HttpRequest, name: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """One page of the terminal, which ends by itself."""
    return render(request, f"kiosk/{name}.html", whole(request, context or {}), status=status)


def whole(request: HttpRequest, context: Mapping[str, Any]) -> dict[str, Any]:
    """What a page of the terminal needs, also for a part of it; `is_own`: it is about somebody."""
    is_own = context.get("is_own", is_somebody_known(request))
    settings = settings_from(kiosk_of(request).settings)
    idle, left = (OWN_IDLE_SECONDS, OWN_LEFT_SECONDS) if is_own else (settings.idle_seconds, LEFT_SECONDS)
    base = {"settings": settings, "typeset": typeset, "is_timed": True, "idle": idle, "left": left, **around(request)}
    return {**base, **context}


def receipt(response: HttpResponse) -> HttpResponse:
    """凭条: a page that may be printed once more while its holder stands here, also without a network (`away`)."""
    response.headers["Tongban-Receipt"] = "1"
    return response


def text(data: Mapping[str, str], name: str, longest: int = LONGEST) -> str:
    """One text as it was sent, without what no database can keep."""
    return plain(data.get(name, ""), longest)


def plain(value: str, longest: int = LONGEST) -> str:
    """The same for a value in hand."""
    return value[:longest].replace("\x00", "").encode("utf-8", "replace").decode()


def number(data: Mapping[str, str], name: str, otherwise: int) -> int:
    """A small whole number; anything else is `otherwise`."""
    value = data.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else otherwise


def pressed(before: str, key: str, allowed: tuple[str, ...], longest: int) -> str:
    """What stands in a field after a key of the pad (屏幕键盘)."""
    if key == BACK:
        return before[:-1]
    if key == CLEAR:
        return ""
    return (before + key)[:longest] if key in allowed else before


def told(refusal: Declined) -> list[Problem]:
    """The faults of a refusal in words."""
    return [Problem(each.anchor, typeset(each.text)) for each in problems_of(refusal)]
