"""The addresses for machines (接口地址), and the one door through which every request of theirs comes."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.decorators.csrf import csrf_exempt

from tongban.web.ui.audience import machines

from .answers import answer
from .api import api
from .callers import system_of
from .calls import CALLS
from .docs import docs
from .health import live, metrics, ready
from .problems import NoSuchAddress, NoSuchMethod, problem, told
from .reading import refuse_unreadable_address
from .routes import SUMMARIES
from .schema import document
from .submitting import straight
from .tokens import token

View = Callable[..., HttpResponseBase]
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def door(view: View) -> View:
    """Nothing leaves but an answer or a problem document: no page, no trace, no English."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            refuse_unreadable_address(request)
            if request.method == "HEAD":
                request.method = "GET"
            response = view(request, *args, **kwargs)
        except Exception as error:  # the boundary: whatever happened is told as a problem document
            response = told(request, error)
        if (system := system_of(request)) is not None:
            CALLS.add(system, _operation(request), response.status_code)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and "application" not in response["Content-Type"]:
            return problem(NoSuchMethod(), {"Allow": response.get("Allow", "")})
        return response

    return csrf_exempt(machines(guarded))


def _operation(request: HttpRequest) -> str:
    match = request.resolver_match
    return SUMMARIES.get((match.url_name if match else None) or "", "没有这个接口")


def openapi(_request: HttpRequest) -> HttpResponse:
    """The schema of the open API, OpenAPI 3.1."""
    return answer(document(), is_public=True)


def nowhere(_request: HttpRequest) -> HttpResponse:
    """Any other address below /api/."""
    raise NoSuchAddress()


def _operations() -> list[URLPattern | URLResolver]:
    """ninja's own routes, each behind the door; those of cases are asked for most, and are looked through first."""
    found = [each for each in api.urls[0] if isinstance(each, URLPattern) and each.name != "api-root"]
    found.sort(key=lambda each: not str(each.pattern).startswith("cases"))
    return [URLPattern(each.pattern, door(_view(each)), each.default_args, each.name) for each in found]


def _view(entered: URLPattern) -> View:
    return straight(entered.callback) if entered.name == "api-submit" else entered.callback


urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/openapi.json", door(openapi), name="api-schema"),
    path("api/docs", docs, name="api-docs"),
    path("api/v1/", include(_operations())),
    path("oauth/token", door(token), name="api-token"),
    path("health/live", live, name="api-live"),
    path("health/ready", ready, name="api-ready"),
    path("metrics", metrics, name="api-metrics"),
    re_path(r"^(?:api|oauth|health)(?:/.*)?$", door(nowhere), name="api-nowhere"),
]
