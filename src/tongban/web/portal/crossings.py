"""Across provinces and within the province (P39 跨省通办、省内通办): by city, way, matter, each with its entrance."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import NotFound
from tongban.handling.cases.models import Case
from tongban.handling.crossing.commands.routing import route_in, route_out
from tongban.handling.crossing.partners import BOUND, agreement, is_simulated
from tongban.handling.crossing.queries.crossings import clocks_of, crossing_for, of_case, own_of, whole
from tongban.handling.crossing.rules.states import Mode
from tongban.registers.catalog.queries import current_guides
from tongban.web.portal import inputs
from tongban.web.portal.pace import Pace
from tongban.web.portal.pages import page, public
from tongban.web.ui.audience import applicants, everybody
from tongban.web.ui.crossings import leg_rows, place_name, took_words
from tongban.web.ui.sessions import actor_of, client_ip

WAYS = Pace(60, 60)
ACROSS, WITHIN = "nation", "province"
_DIRECTIONS = (("", "我在嘉峪关，要办外地的事"), ("in", "我在外地，要办嘉峪关的事"))
_SCOPES = (("", "跨省通办"), ("province", "省内通办"))
_NAMES = ("direction", "mode", "city", "scope")


@dataclass(frozen=True, slots=True)
class Entry:
    """One matter of the zone: where it is handled, in which way, and where its entrance is."""

    name: str
    where: str
    mode: Mode | None
    text: str
    href: str
    city: str = ""
    code: str = ""


@everybody
@require_safe
def zone(request: HttpRequest) -> HttpResponse:
    """The zone; filters stand in the address (no statement)."""
    chosen = {name: inputs.text(request.GET, name)[:24] for name in _NAMES}
    q = inputs.text(request.GET, "q").strip()[:60]
    kept = {name: value for name, value in {**chosen, "q": q}.items() if value}
    if chosen["direction"] == "in":
        entries = _ours(WITHIN if chosen["scope"] == WITHIN else ACROSS)
    else:
        entries = _theirs(chosen["city"])
    modes = {each.mode for each in entries}
    rows = [
        each for each in entries if (not chosen["mode"] or each.mode == chosen["mode"]) and (not q or q in each.name)
    ]
    filters = [{"title": "您在哪里", "links": [_chip(kept, "direction", *each) for each in _DIRECTIONS]}]
    if chosen["direction"] == "in":
        filters.append({"title": "从哪里来", "links": [_chip(kept, "scope", *each) for each in _SCOPES]})
    else:
        cities = [("", "全部"), *((each.code, each.in_full) for each in BOUND.agreements.values())]
        filters.append({"title": "哪个省、哪个市", "links": [_chip(kept, "city", *each) for each in cities]})
    ways = [("", "不限"), *((each.value, each.label) for each in Mode if each in modes)]
    filters.append({"title": "怎么办", "links": [_chip(kept, "mode", *each) for each in ways]})
    context = {"rows": rows, "filters": filters, "kept": kept, "q": q, "modes": list(Mode)}
    return public(page(request, "crossings", context))


@everybody
@require_safe
def matter_page(request: HttpRequest, city: str, matter: str) -> HttpResponse:
    """A matter of a partner city: how it is done from here, what to bring, how long each leg may take."""
    found = agreement(city)
    wanted = found.matter(matter)
    if wanted is None:
        raise NotFound("协议里没有这个事项。请从跨省通办专区里找。")
    context = {
        "partner": found,
        "matter": wanted,
        "is_simulated": is_simulated(city),
        "is_shown_the_way": request.GET.get("go") == "1",
    }
    return public(page(request, "crossing_matter", context))


@everybody
@require_POST
def go_out(request: HttpRequest, city: str, matter: str) -> HttpResponse:
    """To the partner's online entrance; that somebody was shown the way is counted, not who."""
    WAYS.keep(client_ip(request))
    route_out(city, matter, at=now())
    return redirect(f"{reverse('crossing-matter', args=[city, matter])}?go=1")


@everybody
@require_POST
def go_in(request: HttpRequest, code: str) -> HttpResponse:
    """To our own online entrance, from a partner's city."""
    WAYS.keep(client_ip(request))
    route_in(inputs.text(request.POST, "city")[:12], code, at=now())
    return redirect("item", code=code)


@applicants
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """What this person has under way in other cities (one statement)."""
    rows = [{"found": each, "city": agreement(each.partner_code).name} for each in own_of(actor_of(request))]
    return page(request, "crossings_own", {"rows": rows})


@applicants
@require_safe
def crossing(request: HttpRequest, number: str) -> HttpResponse:
    """One of them: where it is, the four clocks, in whose hands the originals are."""
    found = crossing_for(actor_of(request), number)
    everything = whole(found, at=now())
    progress = [
        {"title": face.kind.label, "at": letter.at, "state": "done", "text": str(face.facts.get("words", ""))}
        for letter, face in everything.letters
        if not letter.refused
    ]
    context = {
        "found": found,
        "whole": everything,
        "legs": leg_rows(found, everything.legs),
        "took": took_words(everything.elapsed),
        "partner": agreement(found.partner_code),
        "progress_rows": progress,
        "here": place_name(found, found.course.ours),
        "there": place_name(found, found.course.ours.other),
    }
    return page(request, "crossing", context)


def panel_of(case: Case) -> dict[str, Any] | None:
    """The four clocks of a case that a partner city received (one statement), or nothing (none)."""
    if not case.client.startswith("partner-"):
        return None
    found = of_case(case.pk)
    if found is None:
        return None
    clocks, at = clocks_of(found, at=now()), now()
    whole_time = (found.returned_at or at) - found.received_at
    return {
        "found": found,
        "legs": leg_rows(found, clocks),
        "took": took_words(whole_time),
        "city": agreement(found.partner_code).name,
    }


def _theirs(city: str) -> list[Entry]:
    return [
        Entry(
            name=matter.name,
            where=each.in_full,
            mode=matter.mode,
            text=matter.audience,
            href=reverse("crossing-matter", args=[each.code, matter.code]),
        )
        for each in BOUND.agreements.values()
        if not city or each.code == city
        for matter in each.matters
    ]


def _ours(scope: str) -> list[Entry]:
    """Our own matters that can be asked for from elsewhere: their guide is the same, their entrance by their way."""
    found = []
    for guide in current_guides():
        option = guide.option
        if option.scope != scope or not guide.is_open:
            continue
        mode = Mode(option.cross_province_mode) if option.cross_province_mode else None
        cities = [each for each in BOUND.agreements.values() if each.has_own(guide.option_code)]
        is_online = mode is Mode.FULLY_ONLINE
        found.append(
            Entry(
                name=guide.name,
                where=guide.agency_short_name,
                mode=mode,
                text="" if is_online or not cities else f"可在{'、'.join(each.name for each in cities)}的窗口代收",
                href=reverse("item", args=[guide.option_code]),
                city=next(iter(BOUND.agreements), "") if is_online else "",
                code=guide.option_code if is_online else "",
            )
        )
    return sorted(found, key=lambda each: (each.where, each.name))


def _chip(kept: dict[str, str], name: str, value: str, label: str) -> dict[str, Any]:
    found = {key: text for key, text in {**kept, name: value}.items() if text and (key == name or name != "direction")}
    href = reverse("crossings") + ("?" + urlencode(found) if found else "")
    return {"label": label, "href": href, "is_current": kept.get(name, "") == value}
