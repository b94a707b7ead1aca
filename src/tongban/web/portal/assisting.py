"""Help from a person, online (找人帮我看看): ask, talk, let them look, take a proposal or not, have enough."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Invalid, NotFound
from tongban.handling.assistance.commands import asking, helping, talking
from tongban.handling.assistance.models import Assistance
from tongban.handling.assistance.queries.sessions import assistance_for, beside, open_of, stamp_of, talk_of
from tongban.handling.assistance.rules.saying import LONGEST
from tongban.handling.assistance.rules.states import AssistanceStatus
from tongban.handling.cases.queries.drafts import draft_for
from tongban.registers.catalog.content import Option
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.queries import guide
from tongban.web.portal import inputs
from tongban.web.portal.pace import Pace
from tongban.web.portal.pages import page, told
from tongban.web.ui.audience import applicants
from tongban.web.ui.jinja import fragment
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import actor_of

ASKS = Pace(10, 3600)


@applicants
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def ask(request: HttpRequest) -> HttpResponse:
    """What it is about is known from where one comes; one box for the words, and whether somebody may look."""
    actor = actor_of(request)
    standing = open_of(actor)
    if standing is not None:
        return redirect("assist", code=standing.code)
    data = request.POST if request.method == "POST" else request.GET
    number, at = inputs.text(data, "draft")[:20], inputs.text(data, "at")[:90]
    found = _matter(request, number, inputs.text(data, "item")[:33])
    words, wants = inputs.text(data, "words"), request.POST.get("wants_sharing") == "on"
    problems: list[Problem] = []
    if request.method == "POST":
        where = place_words(found.option, at) if number else "办事指南"
        try:
            ASKS.keep(actor.ref)
            session = asking.ask(
                found.option_code,
                words=words,
                draft_number=number,
                where=where,
                wants_sharing=wants,
                by=actor,
                at=now(),
            )
        except Invalid as refusal:
            problems = told(refusal)
        else:
            return redirect("assist", code=session.code)
    context = {
        "guide": found,
        "number": number,
        "at": at,
        "where": place_words(found.option, at) if number else "",
        "words": words[: LONGEST * 2],
        "wants_sharing": wants,
        "longest": LONGEST,
        "problems": problems,
    }
    return page(request, "assist_ask", context, status=422 if problems else 200)


@applicants
@require_safe
def session(request: HttpRequest, code: UUID) -> HttpResponse:
    """The talk; asked again by scripts every few seconds, by a button without them (three statements)."""
    return _session_page(request, assistance_for(actor_of(request), code))


@applicants
@require_safe
def beside_draft(request: HttpRequest, code: UUID) -> HttpResponse:
    """The banner on the pages of the draft, asked again every few seconds."""
    found = assistance_for(actor_of(request), code)
    here = beside(actor_of(request), found.draft_number)
    if here is not None and request.GET.get("seen") == here.stamp:
        return HttpResponse(status=204)
    context = {"beside": here, "spot_href": spot_href(here.session, here.pointed.spot) if here and here.pointed else ""}
    return fragment(request, "portal/beside_live.html", "live", context)


@applicants
@require_POST
@done_once
def act(request: HttpRequest, code: UUID, verb: str) -> HttpResponse:
    """One act of the applicant; only a sentence that cannot be kept is told on the page itself."""
    actor = actor_of(request)
    found = assistance_for(actor, code)
    words = inputs.text(request.POST, "words")
    key = inputs.number(request.POST, "key")
    given: dict[str, Any] = {"by": actor, "at": now()}
    match verb:
        case "say":
            try:
                talking.say(found, words=words, **given)
            except Invalid as refusal:
                return _session_page(request, found, told(refusal), words)
        case "share":
            asking.share(found, **given)
        case "stop_sharing":
            asking.stop_sharing(found, **given)
        case "accept_suggestion":
            talking.accept_suggestion(found, key, **given)
        case "decline_suggestion":
            talking.decline_suggestion(found, key, **given)
        case "withdraw":
            asking.withdraw(found, **given)
        case "end":
            helping.end(found, result=inputs.text(request.POST, "result")[:10], **given)
        case _:
            raise NotFound("没有这一步。")
    return redirect("assist", code=found.code)


def beside_context(request: HttpRequest, draft_number: str, at: str) -> dict[str, Any]:
    """What the pages of a draft need to show help beside them (one statement while there is none)."""
    here = beside(actor_of(request), draft_number)
    pointed = here.pointed if here is not None else None
    href = spot_href(here.session, pointed.spot) if here is not None and pointed is not None else ""
    return {"beside": here, "help_at": at, "spot_href": href, "pointed": pointed.spot if pointed else ""}


def spot_href(found: Assistance, spot: str) -> str:
    """Where on the applicant's own pages the place is that was pointed at."""
    kind, _, code = spot.partition(":")
    number = found.draft_number
    if kind == "question":
        return reverse("draft-question", args=[number, code])
    if kind == "material":
        return reverse("draft-material", args=[number, code])
    form = guide(found.option_code).option.form
    names = list(dict.fromkeys(each.group for each in form))
    group = next((each.group for each in form if each.code == code), "")
    if group not in names:
        return reverse("draft", args=[number])
    return f"{reverse('draft-form', args=[number, names.index(group) + 1])}?help=1#help-{code}"


def place_words(option: Option, at: str) -> str:
    """A place of the draft in the list's words; anything else is the list of tasks."""
    kind, _, code = at.partition(":")
    groups = list(dict.fromkeys(each.group for each in option.form))
    if kind == "form" and code.isascii() and code.isdigit() and 0 < int(code[:4]) <= len(groups):
        return f"申请表：{groups[int(code[:4]) - 1]}"
    if kind == "question" and (asked := option.question(code)) is not None:
        return f"情形：{asked.text}"
    if kind == "material" and (needed := option.material(code)) is not None:
        return f"材料：{needed.name}"
    return "申请清单"


def _matter(request: HttpRequest, number: str, item: str) -> Guide:
    if number:
        draft = draft_for(actor_of(request), number, on=local_day(now()))
        return guide(draft.option_version.option.code)
    return guide(item)


def _session_page(
    request: HttpRequest, found: Assistance, problems: list[Problem] | None = None, words: str = ""
) -> HttpResponse:
    talk = talk_of(found)
    stamp = stamp_of(found, talk)
    is_asked_by_script = request.headers.get("HX-Request") == "true" and request.method == "GET"
    if is_asked_by_script and request.GET.get("seen") == stamp:
        return HttpResponse(status=204)
    context = {
        "found": found,
        "talk": talk,
        "stamp": stamp,
        "is_waiting": found.state is AssistanceStatus.ASKED,
        "is_open": found.ended_at is None,
        "words": words[: LONGEST * 2],
        "longest": LONGEST,
        "problems": problems or [],
        "hrefs": {each.key: spot_href(found, each.spot) for each in talk if each.spot},
    }
    if is_asked_by_script:
        return fragment(request, "portal/assist.html", "live", context)
    return page(request, "assist", context, status=422 if problems else 200)
