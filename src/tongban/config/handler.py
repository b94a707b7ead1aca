"""What a request goes through (请求处理), from the server to the view."""

from collections.abc import Callable
from functools import lru_cache
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.handlers.exception import convert_exception_to_response
from django.core.handlers.wsgi import WSGIHandler
from django.db import DEFAULT_DB_ALIAS, connections
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import ResolverMatch, resolve
from django.utils.log import log_response
from django.utils.module_loading import import_string

MOST_ADDRESSES = 4096
MOST_HOSTS = 256
MACHINES = "/api/"
"""Below this address, whoever brings a token is a machine: it has no session, no form and no page to be shown."""


class Handler(WSGIHandler):
    """Django's own without what this house has no use for (请求处理): a table of addresses for each request, views that
    are coroutines, a transaction around a whole request, answers that are rendered after the view.

    An address leads to the same view whoever asks, so that the table is looked through once for those asked often.
    A machine with a token goes through `MACHINE_MIDDLEWARE` alone: what the rest does is done for browsers.
    """

    _view_middleware: list[Callable[..., HttpResponseBase | None]]
    _middleware_chain: Callable[[HttpRequest], Any]
    _machine_chain: Callable[[HttpRequest], Any]

    def load_middleware(self, is_async: bool = False) -> None:
        super().load_middleware(is_async)
        self._hosts = set[str]()
        chain: Callable[[HttpRequest], Any] = convert_exception_to_response(self._served)
        for name in reversed(settings.MACHINE_MIDDLEWARE):
            chain = import_string(name)(chain)
        self._machine_chain = convert_exception_to_response(chain)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        """An answer that is whole is handed over whole, and closed; only what flows is asked for piece by piece."""
        response = self.get_response(self.request_class(environ))
        if not response.streaming and "content-length" not in response.headers._store:
            response.headers["Content-Length"] = str(len(response.content))
        cookies = (("Set-Cookie", each.output(header="")) for each in response.cookies.values())
        start_response(f"{response.status_code} {response.reason_phrase}", [*response.items(), *cookies])
        if response.streaming:
            return response
        for close in response._resource_closers:
            close()
        self.let_go()
        return [response.content]

    def let_go(self, **_said: Any) -> None:
        """Give up the connection if it broke during the request; the house has one database."""
        connections[DEFAULT_DB_ALIAS].close_if_unusable_or_obsolete()

    def get_response(self, request: HttpRequest) -> Any:
        """The answer, through all of the middleware; what went wrong is logged."""
        is_machine = "HTTP_AUTHORIZATION" in request.META and request.path_info.startswith(MACHINES)
        response: Any = self._machine_chain(request) if is_machine else self._middleware_chain(request)
        response._resource_closers.append(request.close)
        if response.status_code >= HTTPStatus.BAD_REQUEST:
            log_response("%s: %s", response.reason_phrase, request.path, response=response, request=request)
        return response

    def resolve_request(self, request: HttpRequest) -> ResolverMatch:
        """The view of this address; `Resolver404` for one that there is not."""
        request.resolver_match = found = _found(request.path_info)
        return found

    def _get_response(self, request: HttpRequest) -> HttpResponseBase:
        """The innermost: the view, or what the middleware answers in its place."""
        view, places, names = self.resolve_request(request)
        for looked_at in self._view_middleware:
            if (instead := looked_at(request, view, places, names)) is not None:
                return instead
        try:
            response: HttpResponseBase = view(request, *places, **names)
        except Exception as error:
            told: HttpResponseBase | None = self.process_exception_by_middleware(error, request)
            if told is None:
                raise
            return told
        self.check_response(response, view)
        return response

    def _served(self, request: HttpRequest) -> HttpResponseBase:
        """The innermost for a machine: a view behind the API's door, which answers whatever happens."""
        host = request.META.get("HTTP_HOST", "")
        if host not in self._hosts:
            request.get_host()  # refuses one that is not ours
            if len(self._hosts) < MOST_HOSTS:
                self._hosts.add(host)
        view, places, names = self.resolve_request(request)
        response: HttpResponseBase = view(request, *places, **names)
        return response


_found = lru_cache(maxsize=MOST_ADDRESSES)(resolve)
