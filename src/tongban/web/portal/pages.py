"""How the portal answers (页面): one way to render, one to come back to a safe place."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from tongban.foundation.kernel.errors import Declined
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.problems import Problem, problems_of


def page(
    request: HttpRequest, name: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """One page of the portal; `typeset` gives words of the domain the punctuation of print."""
    return render(request, f"portal/{name}.html", {"typeset": typeset, **(context or {})}, status=status)


def public(response: HttpResponse) -> HttpResponse:
    """A page without personal data: browsers may keep it and ask whether it changed."""
    response.tongban_public = True  # type: ignore[attr-defined]
    return response


def told(declined: Declined) -> list[Problem]:
    """The faults of a refusal as the error summary says them."""
    return [Problem(each.anchor, typeset(each.text)) for each in problems_of(declined)]


def errors_by_anchor(problems: list[Problem]) -> dict[str, str]:
    """The first word at each field."""
    found: dict[str, str] = {}
    for each in problems:
        found.setdefault(each.anchor, each.text)
    return found


def safe_next(typed: str, otherwise: str = "/") -> str:
    """Only a path of this very site; everything else is `otherwise` (no open redirect)."""
    is_path = typed.startswith("/") and not typed.startswith(("//", "/\\"))
    is_safe = is_path and typed.isprintable() and url_has_allowed_host_and_scheme(typed, allowed_hosts=None)
    return typed if is_safe else otherwise
