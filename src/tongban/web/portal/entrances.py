"""Entrances (办事入口): every body's matters here, its own sites and systems, and the provincial portal (R-087)."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.registers.entrances.queries import by_agency, of_the_province
from tongban.web.portal.pages import page, public
from tongban.web.ui.audience import everybody


@everybody
@require_safe
def entrances(request: HttpRequest) -> HttpResponse:
    """One page for all: what can be done here first, then where else one is led, and whether one signs in anew."""
    context = {"agencies": by_agency(), "province": of_the_province(), "here": settings.PUBLIC_URL.rstrip("/")}
    return public(page(request, "entrances", context))
