"""Who supervises a matter (由谁监管), for everybody: what the published map says, and how to complain."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.registers.catalog.kinds import ItemKind
from tongban.registers.catalog.queries import guide
from tongban.registers.lists.queries import cancelled_words, current, responsible
from tongban.registers.lists.queries.responsibility import MAP
from tongban.web.portal.pages import page, public
from tongban.web.ui.audience import everybody


@everybody
@require_safe
def supervision(request: HttpRequest, code: str) -> HttpResponse:
    """Who approves, who supervises, on what basis (one statement)."""
    found, today = guide(code), local_day(now())
    context = {
        "guide": found,
        "row": responsible(found.option_code, today),
        "is_permit": found.kind is ItemKind.LICENSE,
        "cancelled": cancelled_words(found.option_code, today),
        "head": current(MAP, on=today),
    }
    return public(page(request, "guide_supervision", context))
