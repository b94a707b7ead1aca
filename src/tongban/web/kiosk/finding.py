"""Finding a matter at the terminal (分类 K02): eight entrances, or the first letters of its name on a screen pad."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_safe

from tongban.registers.catalog.browsing import GLYPHS, LIFE_WAY, Filters
from tongban.registers.catalog.guides import Card
from tongban.registers.catalog.queries import browse
from tongban.registers.catalog.search.spelt import by_initials
from tongban.web.ui.answers import AUDIENCES

from .frame import LETTERS, number, page, pressed, text
from .terminals import terminals

PER_PAGE = 6
FOUR = (
    ("public-security", "公安"),
    ("tax", "税务"),
    ("human-resources", "社保"),
    ("medical-insurance", "医保"),
)
"""The four lines that the plan wants at every terminal (公安·税务·社保·医保)."""
LONGEST_SPELLING = 12


@dataclass(frozen=True, slots=True)
class Entrance:
    """A way to some matters (入口): by which filter and value, what stands on it, and how many there are."""

    name: str
    key: str
    label: str
    glyph: str
    count: int

    @property
    def href(self) -> str:
        return _address(**{self.name: self.key}).rstrip("&")


@require_safe
@terminals
def categories(request: HttpRequest) -> HttpResponse:
    """The eight entrances and the four bodies; one of them opened, its matters a page at a time."""
    asked = {name: text(request.GET, name, 20) for name in ("life_event", "audience", "agency")}
    found = next((each for each in entrances() if asked[each.name] == each.key), None)
    if found is None:
        tiles = [each for each in entrances() if each.name != "agency"]
        lines = [each for each in entrances() if each.name == "agency"]
        return page(request, "categories", {"tiles": tiles, "lines": lines})
    matters = matters_of(found.name, found.key)
    context = {
        "title": found.label,
        "paging": Paginator(matters, PER_PAGE).get_page(number(request.GET, "page", 1)),
        "base": f"{found.href}&",
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


def entrances() -> list[Entrance]:
    """Six events of a life, who one is, and the bodies whose matters a terminal has to have (四(三)2)."""
    counts = browse(Filters()).counts
    ways = [("life_event", each, each, GLYPHS[each]) for each in LIFE_WAY]
    ways += [("audience", key, AUDIENCES[key], GLYPHS[key]) for key in ("person", "enterprise")]
    ways += [("agency", key, label, label[0]) for key, label in FOUR]
    found = (Entrance(name, key, label, glyph, counts[name].get(key, 0)) for name, key, label, glyph in ways)
    return [each for each in found if each.count or each.name != "agency"]


def matters_of(name: str, key: str) -> Sequence[Card]:
    """What one of them leads to."""
    return browse(Filters(**{name: key})).cards


def _address(**chosen: str) -> str:
    query = QueryDict(mutable=True)
    query.update(chosen)
    return f"{reverse('kiosk-items')}?{query.urlencode()}&"
