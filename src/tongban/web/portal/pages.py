"""How the portal answers (页面): one way to render, one to come back to a safe place."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.problems import Problem, problems_of

Made = TypeVar("Made")


def page(
    request: HttpRequest, name: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """One page of the portal; `typeset` gives words of the domain the punctuation of print."""
    return render(request, f"portal/{name}.html", {"typeset": typeset, **(context or {})}, status=status)


def public(response: HttpResponse) -> HttpResponse:
    """A page without personal data: browsers may keep it and ask whether it changed."""
    response.tongban_public = True  # type: ignore[attr-defined]
    return response


def form(request: HttpRequest, name: str, context: Mapping[str, Any], problems: list[Problem]) -> HttpResponse:
    """A page with a form; after a refusal again (422), with what is wrong in the summary and at each field."""
    around = {"problems": problems, "errors": errors_by_anchor(problems)}
    return page(request, name, {**context, **around}, status=422 if problems else 200)


def attempt(act: Callable[[], Made], anchor: str = "{}") -> tuple[Made | None, list[Problem]]:
    """Do it, or say what is wrong, for the form to be shown again; what is not there at all stays a refusal (404).

    `anchor` is where the fields of this form are, where a page has several: `deliver-{}`.
    """
    try:
        return act(), []
    except NotFound:
        raise
    except Declined as refusal:
        return None, [Problem(anchor.format(each.anchor) if each.anchor else "", each.text) for each in told(refusal)]


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
