"""The console's first page: what waits for this actor, and where everything is."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.registers.catalog.queries import cards, revision
from tongban.web.ui.audience import staff

from .frame import READERS, show


@require_safe
@staff(*READERS)
def home(request: HttpRequest) -> HttpResponse:
    """How many options are in force, by kind (no statement while the catalogue is warm)."""
    found = cards()
    kinds: dict[str, int] = {}
    for each in found:
        kinds[each.kind.label] = kinds.get(each.kind.label, 0) + 1
    context = {"total": len(found), "kinds": sorted(kinds.items(), key=lambda pair: -pair[1]), "revision": revision()}
    return show(request, "console/home.html", context, current="home")
