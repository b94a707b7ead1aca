"""Messages (消息): the copy of everything that was told, and which of it is new."""

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tongban.exchange.notices.commands import mark_read
from tongban.exchange.notices.models import Message
from tongban.exchange.notices.queries import unread, visible_to
from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.handling.cases.commands.list_changes import VERB
from tongban.handling.cases.queries.drafts import open_drafts
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
    context = {"paging": paging, "unread": unread(actor), "kept_drafts": _kept_drafts(actor, paging.object_list)}
    return page(request, "messages", context)


def _kept_drafts(actor: Actor, shown: Iterable[Message]) -> frozenset[str]:
    """Of the applications that these messages are about, those still being filled in: only they can be opened."""
    numbers = [each.case_number for each in shown if each.verb == VERB]
    if not numbers:
        return frozenset()
    rows = open_drafts(actor, on=local_day(now())).filter(number__in=numbers)
    return frozenset(rows.values_list("number", flat=True))


@applicants
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """All of them were seen."""
    mark_read(actor_of(request), at=now())
    return redirect("messages")
