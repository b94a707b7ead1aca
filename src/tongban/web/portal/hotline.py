"""12345 online (网上12345): ask, complain, suggest; follow and rate it, signed in or by number and query code."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.oversight.hotline.commands import handling, watching
from tongban.oversight.hotline.commands.taking_in import LONGEST, take_in
from tongban.oversight.hotline.commands.tracking import HOLDER, tracked
from tongban.oversight.hotline.models import WorkOrder
from tongban.oversight.hotline.queries.board import answers
from tongban.oversight.hotline.queries.orders import order_for, visible_to
from tongban.oversight.hotline.rules.flow import FLOW
from tongban.oversight.hotline.rules.policy import BOUND
from tongban.oversight.supervision.queries.concerns import hot_issues
from tongban.registers.catalog.queries import guide_in_force
from tongban.web.portal import inputs
from tongban.web.portal.pace import Pace
from tongban.web.portal.pages import errors_by_anchor, page, told
from tongban.web.ui.audience import applicants, everybody
from tongban.web.ui.hotline import COOKIE, RATINGS, choices, code_in, topic_name, typed_in, wish_from, with_code
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import actor_of, client_ip

ORDERS = Pace(6, 3600)
PAGE = 20


@everybody
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("name", "phone", "content")
@done_once
def ask(request: HttpRequest) -> HttpResponse:
    """What is wanted, where, and who may know it; who is signed in is not asked for name and number."""
    actor = actor_of(request)
    is_own = Role.APPLICANT in actor.roles and actor.account_id is not None
    typed, problems = typed_in(request.POST if request.method == "POST" else request.GET), list[Problem]()
    if request.method == "POST":
        try:
            ORDERS.keep(actor.ref if actor.is_signed_in else f"ip:{client_ip(request)}")
            made = take_in(wish_from(typed), by=actor, at=now())
        except Declined as refusal:
            problems = told(refusal)
        else:
            return with_code(request, made, reverse("hotline-sent"))
    context = {
        "typed": typed,
        "choices": choices(),
        "guide": guide_in_force(typed["item"][:33]) if typed["item"] else None,
        "is_own": is_own,
        "is_staff": actor.is_staff,
        "longest": LONGEST,
        "policy": BOUND.policy,
        "problems": problems,
        "errors": errors_by_anchor(problems),
    }
    return page(request, "hotline", context, status=422 if problems else 200)


@everybody
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Number and query code, told once; who comes later is sent to where both are asked for."""
    number, code = code_in(request)
    if not number:
        return redirect("hotline-track")
    response = page(request, "hotline_sent", {"number": number, "code": code, "policy": BOUND.policy})
    response.delete_cookie(COOKIE, path=request.path, samesite="Strict")
    return response


@everybody
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """By number and query code: how it stands; urged, rated and withdrawn from here too."""
    data = request.POST if request.method == "POST" else request.GET
    number, verb = inputs.text(data, "number").strip()[:40], inputs.text(request.POST, "verb")[:20]
    code = inputs.text(request.POST, "code").strip()[:40]
    if request.method != "POST":
        return page(request, "hotline_track", {"number": number, "errors": {}})
    try:
        found = tracked(number, code, ip=client_ip(request), at=now())
    except Declined as refusal:
        problems = [Problem(each.anchor or "number", each.text) for each in told(refusal)]
        context = {"number": number, "problems": problems, "errors": errors_by_anchor(problems)}
        return page(request, "hotline_track", context, status=422 if refusal.status == 404 else refusal.status)
    problems, typed = [], _typed(request)
    if verb:
        try:
            _take(found, verb, typed, by=HOLDER)
            typed = {}
        except Declined as refusal:
            problems = told(refusal)
    context = {**_shown(found, HOLDER), "code": code, "typed": typed, "problems": problems}
    return page(request, "hotline_tracked", context, status=422 if problems else 200)


@everybody
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """What the city talks about week by week, and what was answered publicly (five statements)."""
    words, topic = inputs.text(request.GET, "q").strip()[:60], inputs.text(request.GET, "topic")[:24]
    after, at = inputs.number(request.GET, "after"), now()
    rows = answers(words=words, topic=topic, after=after, size=PAGE + 1)
    kept = {name: value for name, value in (("q", words), ("topic", topic)) if value}
    more = {**kept, "after": str(rows[PAGE - 1].pk)} if len(rows) > PAGE else {}
    context = {
        "issues": hot_issues(at=at),
        "rows": rows[:PAGE],
        "words": words,
        "topic": topic_name(topic),
        "topic_code": topic if topic_name(topic) else "",
        "following": f"{reverse('hotline-board')}?{urlencode(more)}" if more else "",
    }
    return page(request, "hotline_board", context)


@applicants
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """One's own, the newest first (one statement)."""
    after = inputs.number(request.GET, "after")
    rows = visible_to(actor_of(request)).select_related("agency", "into").order_by("-pk")
    found = list((rows.filter(pk__lt=after) if after else rows)[: PAGE + 1])
    following = f"{reverse('hotline-own')}?after={found[PAGE - 1].pk}" if len(found) > PAGE else ""
    return page(request, "hotline_own", {"rows": found[:PAGE], "following": following, "today": local_day(now())})


@applicants
@require_safe
def one(request: HttpRequest, code: UUID) -> HttpResponse:
    """Who handles it, by when, what was answered, and what one may do (one statement)."""
    actor = actor_of(request)
    return page(request, "hotline_one", {**_shown(order_for(actor, code), actor), "typed": {}, "problems": []})


@applicants
@require_POST
@done_once
def act(request: HttpRequest, code: UUID, verb: str) -> HttpResponse:
    """Urge, rate or withdraw one's own."""
    actor = actor_of(request)
    found, typed = order_for(actor, code), _typed(request)
    try:
        _take(found, verb, typed, by=actor)
    except NotFound:
        raise
    except Declined as refusal:
        again = order_for(actor, code)
        context = {**_shown(again, actor), "typed": typed, "problems": told(refusal)}
        return page(request, "hotline_one", context, status=int(refusal.status))
    return redirect("hotline-one", code=code)


def _take(found: WorkOrder, verb: str, typed: dict[str, str], *, by: Actor) -> None:
    at = now()
    match verb:
        case "urge":
            watching.urge(found, by=by, at=at)
        case "rate":
            handling.rate(found, satisfaction=typed["satisfaction"], words=typed["words"], by=by, at=at)
        case "withdraw":
            handling.withdraw(found, by=by, at=at)
        case _:
            raise NotFound("没有这一步。")


def _typed(request: HttpRequest) -> dict[str, str]:
    return {name: inputs.text(request.POST, name)[:1000] for name in ("satisfaction", "words")}


def _shown(found: WorkOrder, actor: Actor) -> dict[str, Any]:
    """The order; one that was merged shows how the other one stands, and nothing of who brought that."""
    main = found.into or found
    steps = {each.verb for each in FLOW.open_to(found, by=actor.speaking_as(Role.APPLICANT))}
    return {
        "found": found,
        "main": main,
        "steps": steps - ({"rate"} if found.rated_at is not None else set()),
        "is_answered": bool(main.reply) and main.status in ("replied", "closed"),
        "ratings": RATINGS,
        "today": local_day(now()),
    }
