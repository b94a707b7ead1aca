"""What a request goes through (请求处理), from the server to the view."""

from collections.abc import Callable
from functools import lru_cache
from http import HTTPStatus
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import ResolverMatch, resolve
from django.utils.log import log_response

MOST_ADDRESSES = 4096


class Handler(WSGIHandler):
    """Django's own without what this house has no use for (请求处理): a table of addresses for each request, views that
    are coroutines, a transaction around a whole request, answers that are rendered after the view.

    An address leads to the same view whoever asks, so that the table is looked through once for those asked often.
    """

    _view_middleware: list[Callable[..., HttpResponseBase | None]]
    _middleware_chain: Callable[[HttpRequest], Any]

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        """An answer that is whole is handed over whole, and closed; only what flows is asked for piece by piece."""
        response: Any = super().__call__(environ, start_response)
        if response.streaming:
            return response
        content = response.content
        response.close()
        return [content]

    def get_response(self, request: HttpRequest) -> Any:
        """The answer, through all of the middleware; what went wrong is logged."""
        response = self._middleware_chain(request)
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


_found = lru_cache(maxsize=MOST_ADDRESSES)(resolve)
