"""The query code of a case just received (查询码): told to the applicant once, sealed on its way to the next page."""

from collections.abc import Mapping

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from tongban.foundation.kernel.vault import VaultError, vault

COOKIE = "tongban_desk_code"
PURPOSE = "case.query_code.shown_at_counter"
SECONDS = 600


def with_code(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """On to the case; the code travels sealed, for this case's page and ten minutes only."""
    place = reverse("desk-case", args=[number])
    response = redirect(f"{place}?done=receive")
    sealed = vault().seal(code, purpose=PURPOSE, owner=number).hex()
    response.set_cookie(
        COOKIE, sealed, max_age=SECONDS, path=place, secure=request.is_secure(), httponly=True, samesite="Strict"
    )
    return response


def code_in(request: HttpRequest, number: str) -> str:
    """The code, if this page was just come to from receiving the case."""
    sealed = request.COOKIES.get(COOKIE, "")[:2000]
    try:
        return vault().open(bytes.fromhex(sealed), purpose=PURPOSE, owner=number) if sealed else ""
    except (ValueError, VaultError):
        return ""


def forget_code(response: HttpResponse, number: str) -> None:
    """Shown once: the browser drops it."""
    response.delete_cookie(COOKIE, path=reverse("desk-case", args=[number]), samesite="Strict")


def with_codes(request: HttpRequest, number: str, codes: Mapping[str, str]) -> HttpResponse:
    """On to a joint application: the codes of all its cases travel sealed, for its page and ten minutes only."""
    place = reverse("desk-bundle", args=[number])
    response = redirect(place)
    sealed = vault().seal(msgspec.json.encode(dict(codes)).decode(), purpose=PURPOSE, owner=number).hex()
    response.set_cookie(
        COOKIE, sealed, max_age=SECONDS, path=place, secure=request.is_secure(), httponly=True, samesite="Strict"
    )
    return response


def codes_in(request: HttpRequest, number: str) -> dict[str, str]:
    """The codes by case number, if this page was just come to from receiving the whole."""
    sealed = request.COOKIES.get(COOKIE, "")[:4000]
    try:
        text = vault().open(bytes.fromhex(sealed), purpose=PURPOSE, owner=number) if sealed else "{}"
        return msgspec.json.decode(text, type=dict[str, str])
    except (ValueError, VaultError):
        return {}


def forget_codes(response: HttpResponse, number: str) -> None:
    """Shown once: the browser drops them."""
    response.delete_cookie(COOKIE, path=reverse("desk-bundle", args=[number]), samesite="Strict")
