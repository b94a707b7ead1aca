"""Pages that explain (帮助、无障碍声明、个人信息处理规则、站点地图)."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.registers.catalog.browsing import Filters
from tongban.registers.catalog.queries import browse, places_at
from tongban.web.portal.pages import page, public
from tongban.web.ui.audience import everybody
from tongban.web.ui.outages import readable_without_database

STATED_ON = date(2026, 11, 23)


@readable_without_database
@everybody
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How to ask, apply, correct and follow; where people help in person."""
    places = [*places_at("city-center"), *places_at("town-centers")]
    return public(page(request, "help", {"places": places, "stated_on": STATED_ON}))


@readable_without_database
@everybody
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What works for whom, what does not yet, and since when we know (无障碍环境建设法)."""
    return public(page(request, "accessibility", {"stated_on": STATED_ON}))


@readable_without_database
@everybody
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is processed, why, for how long, and one's rights (个人信息保护法 第十七条)."""
    return public(page(request, "privacy", {"stated_on": STATED_ON}))


@readable_without_database
@everybody
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page that a visitor can reach."""
    found = browse(Filters())
    by_agency: dict[str, list[object]] = {}
    for each in found.cards:
        by_agency.setdefault(each.agency, []).append(each)
    return public(page(request, "sitemap", {"agencies": by_agency}))
