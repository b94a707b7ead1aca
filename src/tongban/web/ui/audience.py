"""For whom a page is (受众): every route says it, and a test finds the one that does not."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from tongban.foundation.kernel.actors import STAFF_ROLES, Actor, Role
from tongban.foundation.kernel.errors import NotYours
from tongban.web.ui.sessions import actor_of

View = Callable[..., HttpResponseBase]
AnyView = TypeVar("AnyView", bound=View)
ATTRIBUTE = "tongban_audience"


def everybody(view: AnyView) -> AnyView:
    """Open to visitors."""
    setattr(view, ATTRIBUTE, "everybody")
    return view


def machines(view: AnyView) -> AnyView:
    """The view checks tokens and rights itself (open API, health)."""
    setattr(view, ATTRIBUTE, "machines")
    return view


def applicants(view: View) -> View:
    """Whoever is signed in as an applicant; visitors are sent to sign in and come back."""
    return _only(view, "applicants", lambda actor: Role.APPLICANT in actor.roles)


def staff(*roles: Role) -> Callable[[View], View]:
    """Staff in one of these roles, or any staff if none is named."""
    wanted = frozenset(roles) or STAFF_ROLES

    def guard(view: View) -> View:
        label = "staff:" + ",".join(sorted(role.value for role in wanted))
        return _only(view, label, lambda actor: actor.is_staff and bool(actor.roles & wanted))

    return guard


def signed_in(view: View) -> View:
    """Anybody with an account, whatever the role."""
    return _only(view, "signed_in", lambda actor: actor.is_signed_in)


def sign_in_address(request: HttpRequest) -> str:
    """The sign-in page, and where to come back to."""
    return "/sign-in?" + urlencode({"next": request.get_full_path() if request.method == "GET" else "/"})


def _only(view: View, label: str, is_one: Callable[[Actor], bool]) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        actor = actor_of(request)
        if not actor.is_signed_in:
            return _to_sign_in(request)
        if not is_one(actor):
            raise NotYours("您现在的身份不能用这一页。")
        return view(request, *args, **kwargs)

    setattr(guarded, ATTRIBUTE, label)
    return guarded


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    address = sign_in_address(request)
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)
