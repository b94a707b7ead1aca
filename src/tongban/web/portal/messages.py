"""Messages (消息): the copy of everything that was told, and which of it is new."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tongban.exchange.notices.commands import mark_read
from tongban.exchange.notices.queries import unread, visible_to
from tongban.foundation.kernel.clock import now
from tongban.web.portal import inputs
from tongban.web.portal.pages import page
from tongban.web.ui.audience import applicants
from tongban.web.ui.sessions import actor_of

PER_PAGE = 20


@applicants
@require_safe
def messages(request: HttpRequest) -> HttpResponse:
    """The newest first; reading the page does not mark anything, the button does."""
    actor = actor_of(request)
    paging = Paginator(visible_to(actor), PER_PAGE).get_page(inputs.number(request.GET, "page", 1))
    return page(request, "messages", {"paging": paging, "unread": unread(actor)})


@applicants
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """All of them were seen."""
    mark_read(actor_of(request), at=now())
    return redirect("messages")
