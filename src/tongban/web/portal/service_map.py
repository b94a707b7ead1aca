"""The service map (政务地图, P36): every place with hours and way there; the nearest one that can do a matter now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.worktime.queries import calendar
from tongban.registers.agencies.rules import VenueLevel
from tongban.registers.catalog.guides import Card, Guide
from tongban.registers.catalog.queries import guide_in_force
from tongban.registers.catalog.search.engine import preview
from tongban.registers.grassroots.queries.lists import Listed, list_of
from tongban.registers.grassroots.rules.modes import Mode
from tongban.registers.places.queries.names import former_names
from tongban.registers.servicemap.ports import BOUND
from tongban.registers.servicemap.queries import (
    Start,
    handled_at,
    keys_for,
    loads,
    site,
    sites,
    starts,
    taken_on,
    windows_at,
)
from tongban.registers.servicemap.rules.distance import Point
from tongban.registers.servicemap.rules.drawing import Drawing, Pin, View, drawn, fitted, view_of
from tongban.registers.servicemap.rules.finding import (
    FACILITIES,
    Found,
    Site,
    Sought,
    first_to_open,
    found,
    nearest_open,
)
from tongban.registers.servicemap.rules.opening import week_ahead
from tongban.web.portal import inputs
from tongban.web.portal.pages import page, public
from tongban.web.ui.audience import everybody

PAGE = 10
MOST_MATTERS = 6
MAY_ASK_WHERE = "camera=(), microphone=(), geolocation=(self), payment=(), usb=(), browsing-topics=()"
"""This page alone may ask the browser for its position, and does so only when its button is pressed."""

_KEPT = ("q", "item", "at", "lat", "lon", "kind", "open", "has", "map")
_FILTERED = tuple(each for each in FACILITIES if each not in ("wheelchair", "reading_glasses", "hearing_loop"))


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands in the address: what is looked for, from where, and which part of the map is shown."""

    kept: Mapping[str, str]
    sought: Sought
    guide: Guide | None
    origin: Point | None
    origin_name: str
    view: View | None

    def href(self, **changed: str) -> str:
        """The same page with something else chosen; an empty choice is left out."""
        wanted = {name: value for name, value in {**self.kept, **changed}.items() if value}
        return reverse("service-map") + (f"?{urlencode(wanted)}" if wanted else "")


@everybody
@require_safe
def service_map(request: HttpRequest) -> HttpResponse:
    """The list says all that the map says: nearest first where a position is known (two statements)."""
    at, known = now(), sites()
    choices = starts(known)
    asked = _asked(request.GET, choices)
    rows = found(known, asked.sought, origin=asked.origin, at=at, calendar=calendar())
    matters = _matters(asked.kept.get("q", "")) if asked.guide is None else []
    if matters and not rows:
        named = replace(asked.sought, words="")
        rows = found(known, named, origin=asked.origin, at=at, calendar=calendar())
    first = min(inputs.number(request.GET, "from"), max(len(rows) - 1, 0)) // PAGE * PAGE
    shown = rows[first : first + PAGE]
    context = {
        "asked": asked,
        "rows": shown,
        "total": len(rows),
        "loads": loads([each.site.key for each in shown], at=at),
        "matters": matters,
        "starts": [("", "不选"), *((each.code, each.name) for each in choices)],
        "filters": _filters(asked),
        "at": at,
        "earlier": asked.href(**{"from": str(first - PAGE) if first > PAGE else ""}) if first else "",
        "later": asked.href(**{"from": str(first + PAGE)}) if first + PAGE < len(rows) else "",
        "note": BOUND.sketch.note,
        **_able(asked, rows, at),
        **_map(asked, rows, known),
    }
    response = page(request, "service_map", context)
    response["Permissions-Policy"] = MAY_ASK_WHERE
    return response if "lat" in asked.kept else public(response)


@everybody
@require_safe
def venue(request: HttpRequest, key: str) -> HttpResponse:
    """One place: where, when, how to call, what it has, what is handled and handed down there (three statements)."""
    at, wanted = now(), site(key)
    words = inputs.text(request.GET, "q")[:60].strip()
    here = found([wanted], Sought(), origin=None, at=at, calendar=calendar())[0]
    handled = [each for each in handled_at(wanted) if words in each.name or words in each.agency]
    view = fitted([wanted.point]) if wanted.point is not None else None
    context = {
        "found": here,
        "week": week_ahead(wanted.weekly, local_day(at), calendar()),
        "load": loads([key], at=at).get(key),
        "windows": windows_at(key, at=at),
        "words": words,
        "handled": _by_agency(handled),
        "handed_down": _by_mode(list_of(key, on=local_day(at))) if wanted.level != VenueLevel.CITY else None,
        "total": len(handled),
        "at": at,
        "drawing": _drawing([here], view, None) if view is not None else None,
        "on_map": f"{reverse('service-map')}?{urlencode({'map': view.code})}" if view is not None else "",
        "way": way_address(wanted),
        "note": BOUND.sketch.note,
    }
    return public(page(request, "venue", context))


def way_address(place: Site) -> str:
    """The place in a map of the web (地图和路线): empty where nobody knows, or has surveyed, where it stands."""
    if place.point is None or place.has_sample_position:
        return ""
    position = f"{place.point.longitude:.6f},{place.point.latitude:.6f}"
    return f"{settings.TONGBAN_MAP}?{urlencode({'position': position, 'name': place.name, 'coordinate': 'wgs84'})}"


def _asked(data: QueryDict, choices: Sequence[Start]) -> Asked:
    kept = {name: value for name in _KEPT if (value := inputs.text(data, name).strip()[:60])}
    guide = guide_in_force(kept.get("item", ""))
    if guide is None:
        kept.pop("item", "")
    here, name = _position(kept.get("lat", ""), kept.get("lon", "")), "您现在的位置"
    if here is None:
        kept.pop("lat", ""), kept.pop("lon", "")
        start = next((each for each in choices if each.code == kept.get("at", "")), None)
        here, name = (start.point, start.name) if start is not None else (None, "")
    view = view_of(kept.get("map", ""))
    if view is None:
        kept.pop("map", "")
    words = kept.get("q", "")
    if words and guide is None:
        words = former_names(on=local_day(now())).get(words, words)
    sought = Sought(
        words="" if guide is not None else words,
        level=kept["kind"] if kept.get("kind") in VenueLevel.values else "",
        facilities=frozenset(kept.get("has", "").split(",")) & FACILITIES.keys(),
        is_open_now=kept.get("open") == "1",
        keys=keys_for(guide) if guide is not None else None,
    )
    return Asked(kept, sought, guide, here, name, view)


def _position(latitude: str, longitude: str) -> Point | None:
    """A position as a browser told it; None when it is none."""
    found = view_of(f"{latitude},{longitude},0")
    return found.center if found is not None else None


def _matters(words: str) -> list[Card]:
    """The matters that these words may mean, with a place to go to."""
    result = preview(words, size=MOST_MATTERS) if words else None
    return [each.card for each in result.hits if each.card.venues] if result and not result.is_unsure else []


def _able(asked: Asked, rows: Sequence[Found], at: datetime) -> dict[str, Any]:
    """Where the chosen matter can be done now, or where first: the answer above the list."""
    taken, words = taken_on(asked.guide, local_day(at)) if asked.guide is not None else (True, "")
    open_now = nearest_open(rows) if taken else None
    return {
        "is_taken": taken,
        "taken_words": words,
        "nearest": open_now,
        "first": first_to_open(rows) if taken and not any(each.opening.is_open for each in rows) else None,
        "open_count": sum(each.opening.is_open for each in rows),
    }


def _map(asked: Asked, rows: Sequence[Found], known: Sequence[Site]) -> dict[str, Any]:
    """The drawing, and where its controls lead."""
    points = [each.site.point for each in rows if each.site.point is not None]
    if asked.origin is not None:
        points.append(asked.origin)
    everything = fitted([each.point for each in known if each.point is not None])
    view = asked.view or fitted(points) or everything
    if view is None:
        return {"drawing": None}
    ways = [
        ("放大", view.nearer(1)),
        ("缩小", view.nearer(-1)),
        ("往北", view.moved(east=0, north=0.5)),
        ("往南", view.moved(east=0, north=-0.5)),
        ("往西", view.moved(east=-0.5, north=0)),
        ("往东", view.moved(east=0.5, north=0)),
    ]
    controls = [{"label": label, "href": asked.href(map=to.code)} for label, to in ways if to != view]
    if asked.view is not None:
        controls.append({"label": "回到全部结果", "href": asked.href(map="")})
    return {"drawing": _drawing(rows, view, asked.origin), "controls": controls}


def _drawing(rows: Sequence[Found], view: View, origin: Point | None) -> Drawing:
    pins = [
        Pin(each.number, each.site.key, each.site.name, each.site.point, each.opening.is_open)
        for each in rows
        if each.site.point is not None
    ]
    names = {each.site.area_code: each.site.area for each in rows}
    return drawn(BOUND.sketch, names, pins, view, origin)


def _filters(asked: Asked) -> list[dict[str, Any]]:
    kinds = [("", "全部"), *VenueLevel.choices]
    has = asked.sought.facilities

    def flipped(name: str) -> str:
        return ",".join(sorted(has ^ {name}))

    return [
        {
            "title": "哪一类",
            "links": [
                {"label": label, "href": asked.href(kind=value), "is_current": asked.sought.level == value}
                for value, label in kinds
            ],
        },
        {
            "title": "什么时候",
            "links": [
                {"label": label, "href": asked.href(open=value), "is_current": asked.sought.is_open_now == bool(value)}
                for value, label in (("", "不限"), ("1", "现在办公的"))
            ],
        },
        {
            "title": "要有什么",
            "links": [
                {"label": FACILITIES[name], "href": asked.href(has=flipped(name)), "is_current": name in has}
                for name in _FILTERED
            ],
        },
    ]


def _by_agency(cards: Sequence[Card]) -> dict[str, list[Card]]:
    grouped: dict[str, list[Card]] = {}
    for each in cards:
        grouped.setdefault(each.agency, []).append(each)
    return grouped


def _by_mode(matters: Sequence[Listed]) -> list[tuple[Mode, list[Listed]]]:
    """The list of a place, by the way in which it handles a matter; ways without a matter are left out."""
    found = ((mode, [each for each in matters if each.agreement.way is mode]) for mode in Mode)
    return [(mode, rows) for mode, rows in found if rows]
