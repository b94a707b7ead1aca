"""The register of first contacts at the desk (首问登记, W20 and W22): write down, hand over, end with a result."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.commands.wording import note_blocked_words
from tongban.handling.contacts.commands import coaching, ending, handing, settling
from tongban.handling.contacts.commands.opening import open_contact
from tongban.handling.contacts.models import FirstContact
from tongban.handling.contacts.queries.coaching import coachings_of
from tongban.handling.contacts.queries.contacts import contact_for, offered_to, receivers
from tongban.handling.contacts.queries.register import PAGE, Wanted, register
from tongban.handling.contacts.queries.shifts import open_shift
from tongban.handling.contacts.rules.flow import FLOW, HOLDERS
from tongban.handling.contacts.rules.states import (
    Cause,
    ContactChannel,
    ContactKind,
    ContactResult,
    ContactStatus,
    Root,
)
from tongban.registers.agencies.models import Agency, Staff
from tongban.registers.catalog.queries import guide
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .frame import CASE_ROLES, show

_SHOWN = (("", "我负责的"), ("offered", "移交给我的"), ("ended", "我办结的"), ("all", "本部门全部"))
_KINDS = [(each.value, each.label) for each in ContactKind]
_CHANNELS = [(each.value, each.label) for each in ContactChannel if each is not ContactChannel.WEB]
_RESULTS = [(each.value, each.label) for each in ContactResult]
_TYPED = (
    *("colleague", "reason", "words", "result", "case_number", "body", "number"),
    *("cause", "root", "root_words", "agency"),
)
_CAUSES = [("", "请选择"), *((each.value, each.label) for each in Cause)]
_ROOTS = [(each.value, each.label) for each in Root]
VERBS = {"open": "登记", **{each.verb: typeset(each.label) for each in FLOW}}


@dataclass(frozen=True, slots=True)
class Coming:
    """What an act leaves on the page: what is wrong and was typed, or a number that was opened."""

    verb: str = ""
    problems: Sequence[Problem] = ()
    typed: Mapping[str, str] = field(default_factory=dict)
    revealed: tuple[str, str] | None = None
    status: int = 200


@require_safe
@staff(*CASE_ROLES)
def contacts(request: HttpRequest) -> HttpResponse:
    """Mine first, what colleagues hand over, and all of the own body (three statements at most)."""
    actor, on = actor_of(request), local_day(now())
    chosen = request.GET.get("show", "")
    chosen = chosen if chosen in dict(_SHOWN) else ""
    words, after = plain(request.GET.get("q", ""))[:60], _key(request.GET.get("after", ""))
    coming = list(offered_to(actor.staff_id or 0))
    rows = (
        coming
        if chosen == "offered"
        else register(actor, _wanted(actor, chosen, words), on=on, after=after, size=PAGE + 1)
    )
    address = reverse("desk-contacts")
    context = {
        "rows": rows[:PAGE],
        "today": on,
        "words": words,
        "shown": chosen,
        "tabs": [
            {
                "label": label,
                "href": f"{address}?show={value}" if value else address,
                "is_current": value == chosen,
                "count": len(coming) if value == "offered" and coming else None,
            }
            for value, label in _SHOWN
        ],
        "is_first": not after,
        "next_href": f"{address}?show={chosen}&after={rows[PAGE - 1].pk}" if len(rows) > PAGE else "",
        "shift": open_shift(actor.staff_id or 0),
        "may_hold": bool(actor.roles & HOLDERS),
    }
    return show(request, "workbench/contacts.html", context, current="contacts")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*sorted(HOLDERS))
@done_once
def write_down(request: HttpRequest) -> HttpResponse:
    """Somebody asks: one page, and on to the answer."""
    data = request.POST if request.method == "POST" else request.GET
    typed = {
        name: plain(data.get(name, ""))[:1000] for name in ("kind", "channel", "question", "name", "phone", "item")
    }
    problems: list[Problem] = []
    if request.method == "POST":
        given: dict[str, Any] = {name: typed[name] for name in ("kind", "channel", "question", "name", "phone")}
        try:
            made = open_contact(**given, option_code=typed["item"][:33], by=actor_of(request), at=now())
        except Declined as refusal:
            problems = problems_of(refusal)
        else:
            is_asking = made.sort is ContactKind.ENQUIRY
            return redirect("desk-contact-answer" if is_asking else "desk-contact", code=made.code)
    context = {
        "typed": typed,
        "guide": guide(typed["item"][:33]) if typed["item"] else None,
        "kinds": _KINDS,
        "channels": _CHANNELS,
        "problems": problems,
        "wrong": {each.anchor: each.text for each in problems},
    }
    return show(request, "workbench/contact_new.html", context, current="contacts", status=422 if problems else 200)


@require_safe
@staff(*CASE_ROLES)
def contact(request: HttpRequest, code: UUID) -> HttpResponse:
    """One contact: who answers for it, what was answered, what happened, and the steps that are open."""
    return page_of(request, contact_for(actor_of(request), code), Coming())


@require_POST
@staff(*CASE_ROLES)
@done_once
def act(request: HttpRequest, code: UUID, verb: str) -> HttpResponse:
    """One step of the flow, or a word of coaching; a refusal keeps what was typed."""
    found = contact_for(actor_of(request), code)
    typed = {name: plain(request.POST.get(name, ""))[:1000] for name in _TYPED}
    try:
        _take(request, found, verb, typed)
    except Declined as refusal:
        note_blocked_words(found.option_code, refusal, verb=verb, by=actor_of(request), at=now())
        problems = [
            Problem(f"{verb}-{each.anchor}" if each.anchor else "", typeset(each.text)) for each in problems_of(refusal)
        ]
        again = contact_for(actor_of(request), code)
        return page_of(request, again, Coming(verb, problems, typed, status=int(refusal.status)))
    return redirect("desk-contact", code=code)


@require_POST
@staff(*CASE_ROLES)
def reveal(request: HttpRequest, code: UUID) -> HttpResponse:
    """Name and number in full for the responsible person, to call back; hidden again with the next page."""
    actor = actor_of(request)
    found = contact_for(actor, code)
    return page_of(request, found, Coming(revealed=ending.reveal(found, by=actor, at=now())))


def page_of(request: HttpRequest, found: FirstContact, coming: Coming) -> HttpResponse:
    """The page of a contact (six statements, seven for who may hand it over)."""
    actor, on = actor_of(request), local_day(now())
    steps = {each.verb for each in FLOW.open_to(found, by=actor)}
    is_mine, is_offered = found.owner_id == actor.staff_id, found.offered_to_id == actor.staff_id
    may_offer = "offer" in steps and (is_mine or Role.SUPERVISOR in actor.roles)
    answers = list(found.answers.select_related("staff", "slip", "version__edition").order_by("-pk"))
    context = {
        "found": found,
        "today": on,
        "is_mine": is_mine,
        "is_open": found.state is ContactStatus.OPEN,
        "may_take_over": is_offered and "take_over" in steps,
        "may_take_back": found.state is ContactStatus.OFFERED and (is_mine or Role.SUPERVISOR in actor.roles),
        "may_offer": may_offer,
        "may_reach": is_mine and found.sort.is_grievance and found.reached_at is None,
        "colleagues": [(each.number, _introduced(each)) for each in receivers(found, actor, on=on)]
        if may_offer
        else [],
        "answers": answers,
        "coachings": coachings_of(found),
        "results": _RESULTS,
        **(_joint(found, actor, steps) if found.sort.is_confirmed else {}),
        "history": _history(found),
        "coming": coming,
        "problems": list(coming.problems),
        "wrong": {each.anchor: each.text for each in coming.problems},
        "typed": coming.typed,
    }
    return show(request, "workbench/contact.html", context, current="contacts", status=coming.status)


def _joint(found: FirstContact, actor: Actor, steps: set[str]) -> dict[str, Any]:
    """What only «could not be done» has: opinions of other bodies, causes, the review (two statements)."""
    opinions = list(found.opinions.select_related("agency", "staff").order_by("pk"))
    is_mine, is_open = found.owner_id == actor.staff_id, found.state is ContactStatus.OPEN
    asked = {each.agency_id for each in opinions} | {actor.agency_id}
    bodies = Agency.objects.filter(is_active=True).order_by("id") if is_mine and is_open else Agency.objects.none()
    return {
        "opinions": opinions,
        "others": [("", "请选择"), *((each.key, each.short_name) for each in bodies if each.pk not in asked)],
        "causes": _CAUSES,
        "roots": _ROOTS,
        "may_review": "review" in steps and not is_mine,
        "may_give": is_open and any(each.agency_id == actor.agency_id and not each.words for each in opinions),
    }


def plain(text: str) -> str:
    """One text of a form, without what no database can keep."""
    return text[:5000].replace("\x00", "").encode("utf-8", "replace").decode().strip()


def _take(request: HttpRequest, found: FirstContact, verb: str, typed: Mapping[str, str]) -> None:
    given: dict[str, Any] = {"by": actor_of(request), "at": now()}
    match verb:
        case "offer":
            handing.offer(found, to=typed["colleague"], reason=typed["reason"], **given)
        case "take_over":
            handing.take_over(found, **given)
        case "decline":
            handing.decline(found, reason=typed["reason"], **given)
        case "take_back":
            handing.take_back(found, **given)
        case "reach":
            ending.reach(found, words=typed["words"], **given)
        case "close":
            given |= {name: typed[name] for name in ("result", "words", "body", "case_number")}
            ending.close(found, **given)
        case "settle":
            names = ("result", "words", "body", "case_number", "cause", "root", "root_words")
            given |= {name: typed[name] for name in names}
            settling.settle(found, **given)
        case "review":
            settling.review(found, reason=typed["reason"], **given)
        case "ask_joint":
            settling.ask_joint(found, agency=typed["agency"], words=typed["words"], **given)
        case "give_opinion":
            settling.give_opinion(found, words=typed["words"], **given)
        case "coach":
            paper = plain(request.POST.get("id_number", ""))[:40]
            coaching.coach(found, words=typed["words"], number=typed["number"][:40], id_number=paper, **given)
        case "comment":
            coaching.comment(_coaching(request, found), words=typed["words"], **given)
        case _:
            raise NotFound("没有这一步。")


def _coaching(request: HttpRequest, found: FirstContact) -> Any:
    made = found.coachings.filter(pk=_key(request.POST.get("coaching", ""))).first()
    if made is None:
        raise NotFound("没有这条辅导记录。")
    return made


def _wanted(actor: Actor, chosen: str, words: str) -> Wanted:
    if chosen == "all":
        return Wanted(text=words)
    return Wanted(text=words, owner=actor.staff_id or 0, stands="closed" if chosen == "ended" else "open")


def _history(found: FirstContact) -> list[dict[str, Any]]:
    """What happened, the newest first (one statement)."""
    rows = Entry.objects.filter(chain=found.chain).order_by("-seq")
    return [
        {
            "at": each.at,
            "label": VERBS.get(each.verb, each.verb),
            "by": each.by_name,
            "words": each.facts.get("reason") or each.facts.get("words") or "",
        }
        for each in rows
    ]


def _introduced(colleague: Staff) -> str:
    return f"{colleague.name}（{colleague.agency.short_name}，{colleague.post}）"


def _key(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
