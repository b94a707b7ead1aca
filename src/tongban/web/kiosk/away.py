"""The terminal without a network (断网): what it keeps of guides, the worker that keeps it, and the page that says so.

The worker runs in the browser of the machine (`static/kiosk/worker.js`). What is kept is public: pages of guides and
the ways to them. Of whoever stands here only receipts are kept, and those until the end (`frame.receipt`). R-134.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.registers.catalog.queries import cards, revision

from .finding import PER_PAGE, entrances, matters_of
from .frame import page
from .terminals import PATH, kiosk_of, terminals

SCRIPT = Path(__file__).parent / "static" / "kiosk" / "worker.js"
PARTS = (
    *("ui/tongban.css", "kiosk/kiosk.css", "ui/mark.svg"),
    *("ui/vendor/htmx.min.js", "ui/page.js", "kiosk/kiosk.js"),
)


@require_safe
@terminals
def away(request: HttpRequest) -> HttpResponse:
    """网络断了: what can be done here nevertheless."""
    return page(request, "away", {"many": len(cards()), "is_own": True})


@require_safe
@terminals
def worker(request: HttpRequest) -> HttpResponse:
    """The script that stands between the pages of the terminal and the network, for all that is below one path."""
    return HttpResponse(_script(), content_type="text/javascript", headers={"Service-Worker-Allowed": PATH})


@require_safe
@terminals
def kept(request: HttpRequest) -> JsonResponse:
    """What is to be kept, anew with each revision of guides, each day (dates stand in them) and other settings."""
    stamp = f"{revision()}:{local_day(now()).isoformat()}:{kiosk_of(request).settings.get('number', 0)}"
    parts = [static(each) for each in PARTS]
    return JsonResponse({"stamp": f"{stamp}:{':'.join(parts)}", "parts": parts, "pages": list(_pages())})


def _pages() -> Iterator[str]:
    """The page that says so, the entrances with every page of theirs, and every guide."""
    yield reverse("kiosk-away")
    yield reverse("kiosk-items")
    for each in entrances():
        yield each.href
        pages = Paginator(matters_of(each.name, each.key), PER_PAGE).num_pages
        yield from (f"{each.href}&page={number}" for number in range(2, pages + 1))
    for card in cards():
        yield reverse("kiosk-item", args=[card.option_code])


@cache
def _script() -> bytes:
    return SCRIPT.read_bytes()
