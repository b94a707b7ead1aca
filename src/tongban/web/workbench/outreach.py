"""Help in person at the desk (W18 上门帮办): who waits, who goes where when, the day's route, the result."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.foundation.ledger.commands import record_read, record_reads
from tongban.foundation.worktime.rules import describe
from tongban.handling.cases.commands.wording import note_blocked_words
from tongban.handling.outreach.commands import acting, arranging, papers
from tongban.handling.outreach.commands.arranging import Plan
from tongban.handling.outreach.commands.asking import ask
from tongban.handling.outreach.commands.visiting import settle
from tongban.handling.outreach.models import Outreach
from tongban.handling.outreach.queries.papers import papers_of
from tongban.handling.outreach.queries.requests import (
    PAGE,
    PAPERS_OUT,
    Told,
    Wanted,
    helpers,
    is_late,
    request_for,
    requests,
    route,
)
from tongban.handling.outreach.queries.visits import (
    changed_since,
    persons_for,
    photo_for,
    visit_of,
    visits_of,
)
from tongban.handling.outreach.rules.flow import FLOW
from tongban.handling.outreach.rules.policy import BOUND
from tongban.handling.outreach.rules.states import GivenBack, OutreachKind, OutreachResult, OutreachStatus
from tongban.registers.agencies.models import Staff
from tongban.registers.catalog.queries import guide
from tongban.registers.documents.queries import open_content
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.outreach import asked_from, choices, day_of, plain, told_steps, typed_in, when_words
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .files import POLICY
from .frame import show
from .outreach_papers import codes_of, originals_of

READERS = (Role.COUNTER, Role.SUPERVISOR)
_NAMES = ("kind", "status", "day", "whose", "q")
_STATES = (("open", "没有办完"), (PAPERS_OUT, "原件没还清"), *((each.value, each.label) for each in OutreachStatus))
_TYPED = ("on", "slot", "helper", "companion", "place", "reason", "until", "words", "result", "case_number")
_TYPED_MORE = ("papers", "way")
_RESULTS = [(each.value, each.label) for each in OutreachResult]
_WAYS = [(each.value, each.label) for each in GivenBack]


@require_safe
@staff(*READERS)
def outreach(request: HttpRequest) -> HttpResponse:
    """The list, the newest first, narrowed by kind, state, day and whose (one statement)."""
    actor, today = actor_of(request), local_day(now())
    kept = {name: value for name in _NAMES if (value := plain(request.GET.get(name, ""))[:60])}
    wanted = Wanted(
        kind=kept.get("kind", "") if kept.get("kind") in set(OutreachKind) else "",
        status=kept.get("status", "") if kept.get("status") in dict(_STATES) else "",
        on=day_of(kept.get("day", "")),
        helper=actor.staff_id if kept.get("whose") == "mine" else None,
        text=kept.get("q", ""),
    )
    after = request.GET.get("after", "")
    begin = int(after) if after.isascii() and after.isdigit() and len(after) < 10 else 0
    rows = requests(actor, wanted, after=begin, size=PAGE + 1)
    context = {
        "rows": [
            {
                "each": each,
                "when": when_words(each.visit_on, each.slot) or f"想约{when_words(each.wanted_on, each.wanted_slot)}",
                "is_late": is_late(each, on=today),
            }
            for each in rows[:PAGE]
        ],
        "filters": [
            ("哪一种", _chips(kept, "kind", [(each.value, each.label) for each in OutreachKind])),
            ("状态", _chips(kept, "status", _STATES)),
            *([("谁去", _chips(kept, "whose", (("mine", "我去的"),)))] if Role.COUNTER in actor.roles else []),
            ("哪天", _chips(kept, "day", ((today.isoformat(), f"今天，{describe(today)}"),))),
        ],
        "kept": kept,
        "words": kept.get("q", ""),
        "today": today,
        "is_first": not begin,
        "next_href": _with(kept, after=str(rows[PAGE - 1].pk)) if len(rows) > PAGE else "",
        "may_ask": Role.COUNTER in actor.roles,
    }
    return show(request, "workbench/outreach.html", context, current="outreach")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.COUNTER)
@done_once
def write_down(request: HttpRequest) -> HttpResponse:
    """Somebody came or called and wants help: one page."""
    at = now()
    typed, problems = typed_in(request.POST if request.method == "POST" else request.GET), list[Problem]()
    if request.method == "POST":
        try:
            made = ask(asked_from(typed, channel=typed["channel"]), by=actor_of(request), at=at)
        except Declined as refusal:
            problems = problems_of(refusal)
        else:
            return redirect("desk-outreach-one", code=made.code)
    context = {
        "typed": typed,
        "guide": guide(typed["item"][:33]) if typed["item"] else None,
        "choices": choices(at),
        "problems": problems,
        "wrong": {each.anchor: each.text for each in problems},
    }
    return show(request, "workbench/outreach_new.html", context, current="outreach", status=422 if problems else 200)


@require_safe
@staff(*READERS)
def one(request: HttpRequest, code: UUID) -> HttpResponse:
    """One request: who, why, when; the steps that are open; what happened."""
    return _one(request, request_for(actor_of(request), code))


@require_POST
@staff(*READERS)
@done_once
def act(request: HttpRequest, code: UUID, verb: str) -> HttpResponse:
    """One step of the flow; a refusal keeps what was typed."""
    found = request_for(actor_of(request), code)
    typed = {name: plain(request.POST.get(name, ""))[:1000] for name in (*_TYPED, *_TYPED_MORE)}
    try:
        _take(request, found, verb, typed)
    except NotFound:
        raise
    except Declined as refusal:
        note_blocked_words(found.option_code, refusal, verb=verb, by=actor_of(request), at=now())
        problems = [Problem(f"{verb}-{each.anchor}" if each.anchor else "", each.text) for each in problems_of(refusal)]
        again = request_for(actor_of(request), code)
        return _one(request, again, verb=verb, typed=typed, problems=problems, status=int(refusal.status))
    return redirect("desk-outreach-one", code=code)


@require_POST
@staff(Role.COUNTER)
def reveal(request: HttpRequest, code: UUID) -> HttpResponse:
    """Name, number and address in full, for the call before one goes; hidden again with the next page."""
    actor = actor_of(request)
    found = request_for(actor, code)
    try:
        told = acting.reveal(found, by=actor, at=now())
    except Declined as refusal:
        return _one(request, found, problems=problems_of(refusal), status=int(refusal.status))
    return _one(request, found, told=told)


@require_POST
@staff(Role.COUNTER)
@done_once
def settle_visit(request: HttpRequest, code: UUID, key: UUID) -> HttpResponse:
    """A visit that came while others had changed the request: do as it says, or only keep it."""
    actor = actor_of(request)
    found = request_for(actor, code)
    try:
        settle(visit_of(found, key), plain(request.POST.get("choice", ""))[:20], by=actor, at=now())
    except NotFound:
        raise
    except Declined as refusal:
        again = request_for(actor, code)
        return _one(request, again, problems=problems_of(refusal), status=int(refusal.status))
    return redirect("desk-outreach-one", code=code)


@require_safe
@staff(*READERS)
def photo(request: HttpRequest, code: UUID, key: UUID) -> HttpResponseBase:
    """A photograph of a visit, for who may see it; the look is on record first."""
    actor, at = actor_of(request), now()
    found = request_for(actor, code)
    file = photo_for(actor, found, key, on=local_day(at)).file
    record_read(_about(found), by=actor, at=at, purpose="看上门照片", subject=found.chain, fields=["photo"])
    response = FileResponse(open_content(file), filename=file.name)
    response.headers["Content-Security-Policy"] = f"{POLICY}; sandbox"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.COUNTER)
def route_page(request: HttpRequest) -> HttpResponse:
    """The doors of one's own day in order; with names, numbers and addresses once that is on record, for paper."""
    actor, at = actor_of(request), now()
    data = request.POST if request.method == "POST" else request.GET
    on = day_of(data.get("on", "")[:10]) or local_day(at)
    is_told = request.method == "POST"
    if is_told:
        doors = route(actor.staff_id or 0, on=on, is_told=False)
        seen = [(_about(each.request), each.request.chain) for each in doors]
        fields = ["name", "phone", "address"]
        record_reads(seen, by=actor, at=at, purpose="上门路线单", fields=fields) if seen else None
    context = {
        "doors": route(actor.staff_id or 0, on=on, is_told=is_told),
        "on": on,
        "is_told": is_told,
        "days": choices(at)["days"][1:],
        "me": actor.name,
    }
    return show(request, "workbench/outreach_route.html", context, current="outreach")


def _take(request: HttpRequest, found: Outreach, verb: str, typed: dict[str, str]) -> None:
    given: dict[str, Any] = {"by": actor_of(request), "at": now()}
    match verb:
        case "arrange" | "rearrange":
            place = int(typed["place"]) if typed["place"].isascii() and typed["place"].isdigit() else None
            names = {name: typed[name] for name in ("slot", "helper", "companion", "reason")}
            arranging.arrange(found, Plan(on=day_of(typed["on"]), place=place, **names), **given)
        case "miss":
            arranging.miss(found, reason=typed["reason"], **given)
        case "sign_mandate":
            acting.sign_mandate(found, until=day_of(typed["until"]), **given)
        case "end_mandate":
            acting.end_mandate(found, **given)
        case "act_for":
            acting.act_for(found, words=typed["words"], case_number=typed["case_number"], **given)
        case "take_papers":
            papers.take_papers(found, originals_of(typed["papers"]), **given)
        case "give_back":
            codes = codes_of(request.POST.getlist("held"))
            papers.give_back(found, codes, way=typed["way"], **given)
        case "finish":
            given |= {name: typed[name] for name in ("result", "words", "case_number")}
            acting.finish(found, **given)
        case "cancel":
            acting.cancel(found, reason=typed["reason"], **given)
        case _:
            raise NotFound("没有这一步。")


def _one(
    request: HttpRequest,
    found: Outreach,
    *,
    told: Told | None = None,
    verb: str = "",
    typed: dict[str, str] | None = None,
    problems: list[Problem] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page (seven statements)."""
    actor, at = actor_of(request), now()
    today = local_day(at)
    steps = {each.verb for each in FLOW.open_to(found, by=actor)}
    people = helpers(on=today) if steps else []
    context = {
        "found": found,
        "told": told,
        "when": when_words(found.visit_on, found.slot),
        "wanted": when_words(found.wanted_on, found.wanted_slot),
        "is_mandated": found.is_mandated(today),
        "is_over": found.is_over(today) or not found.is_open,
        "is_late": is_late(found, on=today),
        "is_helper": actor.staff_id is not None and actor.staff_id == found.helper_id,
        "steps": steps,
        "people": [("", "请选择"), *((each.number, _introduced(each)) for each in people)],
        "others": [("", "一个人去"), *((each.number, _introduced(each)) for each in people)],
        "days": choices(at)["days"],
        "slots": choices(at)["slots"],
        "mandate_days": BOUND.policy.mandate_days,
        "results": _RESULTS,
        **_brought_back(found, actor),
        "verb": verb,
        "typed": typed or {},
        "problems": problems or [],
        "wrong": {each.anchor: each.text for each in problems or []},
    }
    return show(request, "workbench/outreach_one.html", context, current="outreach", status=status)


def _brought_back(found: Outreach, actor: Actor) -> dict[str, Any]:
    """What happened, what was filled in at the door, and the originals that were taken from there."""
    held, visits = papers_of(found), visits_of(found)
    went = actor.staff_id is not None and actor.staff_id in (found.helper_id, found.companion_id)
    return {
        "went": went,
        "may_look": went or Role.SUPERVISOR in actor.roles,
        "persons": persons_for(found),
        "history": told_steps(found),
        "visits": [(each, changed_since(found, each) if each.is_conflict else []) for each in visits],
        "is_writer": any(each.staff_id == actor.staff_id for each in visits),
        "verbs": {each.verb: each.label for each in FLOW},
        "held": held,
        "to_give": [(str(each.code), f"{each.name}{each.copies}份") for each in held if each.given_at is None],
        "ways": _WAYS,
    }


def _about(found: Outreach) -> str:
    return f"party:{found.party_id}" if found.party_id is not None else found.chain


def _introduced(person: Staff) -> str:
    place = person.venue.name if person.venue is not None else person.agency.short_name
    return f"{person.name}（{place}）"


def _chips(kept: dict[str, str], name: str, pairs: Any) -> list[dict[str, Any]]:
    others = {key: value for key, value in kept.items() if key != name}
    chosen = kept.get(name, "")
    links = [{"label": "不限", "href": _with(others), "is_current": not chosen}]
    return links + [
        {"label": label, "href": _with(others, **{name: value}), "is_current": value == chosen}
        for value, label in pairs
    ]


def _with(kept: dict[str, str], **more: str) -> str:
    query = urlencode(kept | more)
    return f"{reverse('desk-outreach')}?{query}" if query else reverse("desk-outreach")
