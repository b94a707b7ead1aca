"""Every address of the house, what may be sent to it and for whom it is (路由与受众): `docs/routes.tsv`.

Who it is for is said by the decorators of `web/ui/audience.py`; an operation of the open API says it by its guard
and scope. A route that says nothing is found here by its empty last column, and a test fails.
"""

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from ninja.operation import Operation, PathView

from tongban.web.ui.audience import ATTRIBUTE

TABLE = "routes.tsv"
ANY_METHOD = "*"
_GROUP = re.compile(r"\(\?P<(\w+)>[^()]*\)")


@dataclass(frozen=True, slots=True, order=True)
class Route:
    """One line of the table: an address, its methods, its audience ("" when nobody said)."""

    path: str
    methods: str
    audience: str
    name: str


def routes() -> list[Route]:
    """All routes of the root URL configuration, sorted."""
    return sorted(set(_below(get_resolver().url_patterns, "")))


def table(found: Iterable[Route]) -> str:
    """The routes as the text of `docs/routes.tsv`."""
    rows = [("route", "methods", "audience", "name")]
    rows += [(each.path, each.methods, each.audience, each.name) for each in found]
    return "".join("\t".join(row) + "\n" for row in rows)


def _below(patterns: Iterable[URLPattern | URLResolver], prefix: str) -> Iterator[Route]:
    for each in patterns:
        path = prefix + _plain(str(each.pattern))
        if isinstance(each, URLResolver):
            yield from _below(each.url_patterns, path)
            continue
        view = each.callback
        operations = _operations(view)
        for operation in operations:
            name = operation.url_name or each.name or ""
            yield Route(f"/{path}", " ".join(sorted(operation.methods)), _scope(operation), name)
        if not operations:
            yield Route(f"/{path}", _methods(view), getattr(view, ATTRIBUTE, ""), each.name or "")


def _plain(pattern: str) -> str:
    """A pattern as people write it: a regular expression's named groups as `<name>`, without its anchors."""
    return _GROUP.sub(r"<\1>", pattern).removeprefix("^").removesuffix("$").replace("\\.", ".")


def _chain(view: Callable[..., Any] | None) -> Iterator[Mapping[str, Any]]:
    """What each function of a view holds in its closure, from the outermost decorator to the view itself."""
    while view is not None:
        if inspect.isfunction(view):
            yield inspect.getclosurevars(view).nonlocals
        view = getattr(view, "__wrapped__", None)


def _operations(view: Callable[..., Any]) -> list[Operation]:
    """The API operations behind a view of django-ninja, which hands out a closure over its PathView."""
    held = next((each["self"] for each in _chain(view) if isinstance(each.get("self"), PathView)), None)
    return held.operations if held else []


def _scope(operation: Operation) -> str:
    """`machines` with the scope it asks for; "" when the operation has no guard at all."""
    if not operation.auth_callbacks:
        return ""
    scope = (operation.openapi_extra or {}).get("x-scope", "")
    return f"machines:{scope}" if scope else "machines"


def _methods(view: Callable[..., Any]) -> str:
    """What Django's `require_…` decorators let through, wherever in the chain of decorators they stand."""
    allowed = next((each["request_method_list"] for each in _chain(view) if "request_method_list" in each), None)
    return " ".join(allowed) if allowed else ANY_METHOD
