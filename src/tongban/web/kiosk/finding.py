"""Finding a matter at the terminal (分类 K02): eight entrances, or the first letters of its name on a screen pad."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_safe

from tongban.registers.catalog.browsing import GLYPHS, LIFE_WAY, Filters
from tongban.registers.catalog.queries import browse
from tongban.registers.catalog.search.spelt import by_initials
from tongban.web.ui.answers import AUDIENCES

from .frame import LETTERS, number, page, pressed, text
from .terminals import terminals

PER_PAGE = 6
LONGEST_SPELLING = 12


@require_safe
@terminals
def categories(request: HttpRequest) -> HttpResponse:
    """The eight entrances; one of them opened, its matters a page at a time."""
    event, audience = text(request.GET, "life_event", 10), text(request.GET, "audience", 20)
    chosen = event if event in LIFE_WAY else audience if audience in AUDIENCES else ""
    if not chosen:
        return page(request, "categories", {"tiles": _tiles()})
    found = browse(Filters(life_event=event) if event in LIFE_WAY else Filters(audience=audience))
    context = {
        "title": AUDIENCES.get(chosen, chosen),
        "paging": Paginator(found.cards, PER_PAGE).get_page(number(request.GET, "page", 1)),
        "base": _address(**{"life_event" if event in LIFE_WAY else "audience": chosen}),
    }
    return page(request, "matters", context)


@require_safe
@terminals
def spell(request: HttpRequest) -> HttpResponse:
    """What is left with the letters so far; each key is a button of a form, so that it works without a script."""
    typed = "".join(each for each in text(request.GET, "q", LONGEST_SPELLING).upper() if each in LETTERS)
    typed = pressed(typed, text(request.GET, "key", 8), LETTERS, LONGEST_SPELLING)
    context = {
        "typed": typed,
        "keys_of": LETTERS,
        "paging": Paginator(by_initials(typed), PER_PAGE).get_page(number(request.GET, "page", 1)),
        "base": f"{reverse('kiosk-spell')}?q={typed}&",
    }
    return page(request, "spell", context)


def _tiles() -> list[dict[str, Any]]:
    counts = browse(Filters()).counts
    names = [("life_event", each, each) for each in LIFE_WAY]
    names += [("audience", key, AUDIENCES[key]) for key in ("person", "enterprise")]
    return [
        {
            "glyph": GLYPHS[key],
            "label": label,
            "count": counts[name].get(key, 0),
            "href": _address(**{name: key}).rstrip("&"),
        }
        for name, key, label in names
    ]


def _address(**chosen: str) -> str:
    query = QueryDict(mutable=True)
    query.update(chosen)
    return f"{reverse('kiosk-items')}?{query.urlencode()}&"
