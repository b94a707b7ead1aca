"""How an operation is entered (登记操作): one decorator, so that scope, words and shape stand beside the function."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest
from ninja import Router
from pydantic import BaseModel

from tongban.registers.parties.scopes import Scope

from .callers import Caller, caller_for, caller_of

SUMMARIES: dict[str, str] = {}
"""What each operation does, in words, by the name of its address."""
View = TypeVar("View", bound=Callable[..., Any])


class Needs:
    """The guard of an operation: told before anything of the request is read."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Caller:
        return caller_for(request, self.scope)


def everyone(request: HttpRequest) -> Caller:
    """Open to anybody; but a token that is sent has to be in force."""
    return caller_of(request)


def operation(
    router: Router,
    method: str,
    path: str,
    *,
    name: str,
    summary: str,
    shape: type[BaseModel] | None,
    description: str = "",
    scope: Scope | None = None,
    status: int = 200,
    **extra: Any,
) -> Callable[[View], View]:
    """Enter a view. Without `scope` everybody may call; without `shape` the answer is a PDF."""
    SUMMARIES[name] = summary
    words = {"x-scope": scope.value if scope else "", **extra}
    entered: Callable[[View], View] = router.api_operation(
        [method],
        path,
        auth=Needs(scope) if scope else everyone,
        response={status: shape},
        operation_id=name.removeprefix("api-").replace("-", "_"),
        summary=summary,
        description=description,
        url_name=name,
        openapi_extra=words,
    )
    return entered
