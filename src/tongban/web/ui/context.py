"""What every page's frame shows of who is signed in."""

from typing import Any

from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.utils.functional import SimpleLazyObject

from tongban.foundation.kernel.masks import mask_name
from tongban.web.ui.embedding import embedded_in
from tongban.web.ui.once import once_input
from tongban.web.ui.outages import outage_of
from tongban.web.ui.sessions import actor_of, session_of


def frame(request: HttpRequest) -> dict[str, Any]:
    """`actor`, `account`, `acting_for`, `outage`, `embedded` of the frame; `once_input` and `csrf_input` of its forms.

    The token against forged requests is drawn once for a page, not anew for each of its forms.
    """
    actor = actor_of(request)
    token = SimpleLazyObject(lambda: csrf_input(request))
    values: dict[str, Any] = {
        "actor": actor, "once_input": once_input, "outage": outage_of(request), "csrf_input": token,
        "embedded": embedded_in(request),
    }  # fmt: skip
    if not actor.is_signed_in:
        return values
    home = "/workbench" if actor.is_staff else "/me"
    values["account"] = {"name": actor.name if actor.is_staff else mask_name(actor.name), "href": home}
    session = session_of(request)
    if session is not None and session.acting_for is not None and actor.acting_for != actor.party_id:
        values["acting_for"] = {"name": session.acting_for.name, "href": "/me/acting-for"}
    return values
