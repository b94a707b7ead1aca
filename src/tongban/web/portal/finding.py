"""Finding what one needs (搜索、办事目录): in plain words, or by filters with counts."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.codes import check
from tongban.handling.benefits.queries.finding import found_by as policies_found_by
from tongban.registers.bundles.queries import found_by
from tongban.registers.catalog.browsing import (
    COSTS,
    GLYPHS,
    LIFE_WAY,
    NAMES,
    ONLINE,
    SORTS,
    Browsed,
    Filters,
    ordered,
    sift,
)
from tongban.registers.catalog.kinds import ItemKind, ServiceField
from tongban.registers.catalog.queries import cards, places_at
from tongban.registers.catalog.search import search
from tongban.registers.catalog.topics import TOPICS
from tongban.web.portal import inputs
from tongban.web.portal.pace import Pace
from tongban.web.portal.pages import page, public
from tongban.web.ui.audience import everybody
from tongban.web.ui.embedding import embeddable
from tongban.web.ui.outages import outage_of, readable_without_database
from tongban.web.ui.sessions import client_ip

PER_PAGE = 20
LONGEST_QUESTION = 60
SEARCHES = Pace(60, 60)
AUDIENCES = {"person": "个人", "enterprise": "企业和组织"}
LEVELS = {"city-center": "市政务服务中心", "town-centers": "便民服务中心", "stations": "便民服务站"}
TITLES = {
    "audience": "谁来办",
    "online": "怎么办",
    "life_event": "人生大事",
    "topic": "主题",
    "agency": "部门",
    "kind": "事项类型",
    "field": "公共服务领域",
    "venue": "在哪办",
    "cost": "收费",
}
PROJECTS = "enterprise:040"
MOST_TOPICS = 12
WAYS_IN: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("按人生大事找", "life_event", LIFE_WAY),
    ("我是谁", "audience", ("person", "enterprise")),
    ("按主题找", "topic", ()),
)
CATALOGUE_FILTERS = tuple(each for each in TITLES if each != "cost")
SEARCH_FILTERS = ("audience", "online", "cost", "agency", "kind")


@readable_without_database
@everybody
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Results with the reason why each was found; nothing found says so and tells where to turn."""
    SEARCHES.keep(client_ip(request))
    q = inputs.text(request.GET, "q").strip()[:LONGEST_QUESTION]
    if not q:
        return public(page(request, "search", {"q": "", "result": None, "case_number": "", "groups": [], "chosen": []}))
    filters = _filters(request.GET)
    number = max(1, inputs.number(request.GET, "page", 1))
    result = search(q, filters=filters, page=number, size=PER_PAGE)
    judged = check("case_number", q)
    is_first = number == 1 and not any(value for _, value in filters.chosen()) and outage_of(request) is None
    context = {
        "q": q,
        "result": result,
        "bundles": found_by(q, on=local_day(now()), hits=[each.card.option_code for each in result.hits])
        if is_first
        else (),
        "policies": policies_found_by(q, on=local_day(now())) if is_first else (),
        "case_number": judged.normalized if judged.valid else "",
        "groups": _groups(request.GET, result.counts, filters, SEARCH_FILTERS),
        "chosen": _chosen(request.GET, filters),
        "venues": places_at("city-center") if result.is_empty or result.is_unsure else (),
        "paging": Paginator(range(result.total), PER_PAGE).get_page(number),
        "base": without(request.GET, "page") + "page=",
    }
    return public(page(request, "search", context))


@readable_without_database
@everybody
@require_safe
@embeddable
def catalogue(request: HttpRequest) -> HttpResponse:
    """All matters with filters; every filter says how many it would leave."""
    filters = replace(_filters(request.GET), cost="")
    is_free = request.GET.get("cost") == "free"
    sort = request.GET.get("sort", "")
    every = cards()
    found = sift([each for each in every if each.is_free] if is_free else every, filters)
    context = {
        "found": found,
        "paging": Paginator(ordered(found.cards, sort), PER_PAGE).get_page(inputs.number(request.GET, "page", 1)),
        "base": without(request.GET, "page") + "page=",
        "sorts": _sorts(request.GET, sort),
        "ways_in": [] if request.GET else _ways_in(found),
        "groups": _groups(request.GET, found.counts, filters, CATALOGUE_FILTERS),
        "free": _free_choice(request.GET, every, filters, is_free),
        "chosen": _chosen(request.GET, filters),
        "is_free": is_free,
    }
    return public(page(request, "catalogue", context))


def _filters(data: QueryDict) -> Filters:
    return Filters(**{name: inputs.text(data, name)[:60] for name in NAMES})


def _groups(
    data: QueryDict, counts: Mapping[str, Mapping[str, int]], filters: Filters, names: tuple[str, ...]
) -> list[dict[str, Any]]:
    """Each filter with its choices as links, and how many each would leave."""
    words = _words()
    groups = []
    for name in names:
        chosen = getattr(filters, name)
        links = [
            {
                "label": words[name].get(value, value),
                "href": without(data, name, "page") + ("" if value == chosen else f"{name}={value}"),
                "count": count,
                "is_current": value == chosen,
            }
            for value, count in counts.get(name, {}).items()
        ]
        if links:
            groups.append({"name": name, "title": TITLES[name], "links": links, "is_open": bool(chosen)})
    return groups


def _chosen(data: QueryDict, filters: Filters) -> list[dict[str, str]]:
    """What is filtered now, each with the link that takes it away."""
    words = _words()
    return [
        {"label": words[name].get(value, value), "href": without(data, name, "page")}
        for name, value in filters.chosen()
        if value
    ]


def _free_choice(data: QueryDict, every: Any, filters: Filters, is_free: bool) -> dict[str, Any]:
    left = filters.those_that_fit([each for each in every if each.is_free])
    href = without(data, "cost", "page") + ("" if is_free else "cost=free")
    return {"label": "不收费", "href": href, "count": len(left), "is_current": is_free}


def _sorts(data: QueryDict, chosen: str) -> list[dict[str, Any]]:
    """The orders that there are, as links."""
    return [
        {
            "label": words,
            "href": without(data, "sort", "page") + (f"sort={key}" if key else ""),
            "is_current": key == (chosen if chosen in SORTS else ""),
        }
        for key, words in SORTS.items()
    ]


def _ways_in(found: Browsed) -> list[dict[str, Any]]:
    """Where somebody begins who does not search: a life's way, who one is, what it is about."""
    ways: list[dict[str, Any]] = []
    for title, name, wanted in WAYS_IN:
        counts, words = found.counts[name], _words()[name]
        values = wanted or tuple(counts)[:MOST_TOPICS]
        links = [
            {
                "label": words.get(each, each),
                "href": f"?{name}={each}",
                "count": counts[each],
                "glyph": GLYPHS.get(each),
            }
            for each in values
            if each in counts
        ]
        ways.append({"title": title, "links": links + (_projects(found) if name == "audience" else [])})
    return ways


def _projects(found: Browsed) -> list[dict[str, Any]]:
    """A project is no third audience: its matters are those of the enterprise's topic 投资审批."""
    count = found.counts["topic"].get(PROJECTS, 0)
    return [{"label": "项目", "href": f"?topic={PROJECTS}", "count": count, "glyph": "项"}] if count else []


def _words() -> dict[str, dict[str, str]]:
    """What each value of each filter is called."""
    return {
        "audience": AUDIENCES,
        "online": ONLINE,
        "topic": {key: _topic(key) for key in TOPICS},
        "agency": {each.agency_key: each.agency for each in cards()},
        "kind": {each.value: each.label for each in ItemKind},
        "field": {each.value: each.label for each in ServiceField},
        "life_event": {},
        "venue": LEVELS,
        "cost": COSTS,
    }


@cache
def _topic(key: str) -> str:
    """A topic's name; where both trees have the same one, for whom it is."""
    name, tree = TOPICS[key], key.partition(":")[0]
    is_in_both = sum(each == name for each in TOPICS.values()) > 1
    return f"{name}（{'个人' if tree == 'person' else '企业'}）" if is_in_both else name


def without(data: QueryDict, *names: str) -> str:
    """This page's address without some of its parameters, ready for one more."""
    kept = data.copy()
    for name in names:
        kept.pop(name, None)
    text = kept.urlencode()
    return f"?{text}&" if text else "?"


def catalogue_address(**filters: str) -> str:
    """The catalogue, filtered."""
    query = QueryDict(mutable=True)
    query.update(filters)
    return f"{reverse('items')}?{query.urlencode()}"
