"""Taking a step (办理): one view for every verb; what was typed is never lost, what others did is told."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, Stale
from tongban.foundation.kernel.flow import Ask
from tongban.handling.cases.commands.acts import act
from tongban.handling.cases.commands.steps import option_of
from tongban.handling.cases.commands.wording import note_blocked_at
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.visible import case_for
from tongban.handling.cases.rules.flow import FLOW
from tongban.web.ui.audience import staff
from tongban.web.ui.jinja import fragment
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import problems_of
from tongban.web.ui.sessions import actor_of

from .case import Coming, case_context, case_page
from .frame import CASE_ROLES
from .license_part import typed_face
from .materials import read_verdicts
from .panels import composed_opinion
from .telling import read_items


@require_POST
@staff(*CASE_ROLES)
@done_once
def take(request: HttpRequest, number: str, verb: str) -> HttpResponse:
    """Take a step with what the panel's form brought; a refusal shows the page again with everything typed."""
    actor, post, at = actor_of(request), request.POST, now()
    found = case_for(actor, number)
    version = read_version(post)
    try:
        act(verb, found, given_of(found, verb, post), by=actor, at=at, version=version)
    except Declined as refusal:
        return _again(request, number, verb, refusal, version)
    return redirect(_after(number, verb))


@require_POST
@staff(*CASE_ROLES)
@done_once
def check_materials(request: HttpRequest, number: str) -> HttpResponse:
    """Save the verdicts that changed (预审), then go on to the step whose button was pressed."""
    actor, post = actor_of(request), request.POST
    found = case_for(actor, number)
    then, version = post.get("then", "")[:40], read_version(post)
    try:
        with transaction.atomic():
            rows = list(found.materials.filter(replaced_at__isnull=True))
            changed = read_verdicts(post, rows)
            if changed:
                act("precheck", found, {"materials": changed}, by=actor, at=now(), version=version)
    except Declined as refusal:
        return _again(request, number, "", refusal, version)
    return redirect(_next(number, then, has_changed=bool(changed)))


@require_POST
@staff(*CASE_ROLES)
def preview(request: HttpRequest, number: str) -> HttpResponse:
    """The notice as it would read with what stands in the form now; nothing is issued."""
    found = case_for(actor_of(request), number)
    coming = Coming(verb="ask_correction", typed=request.POST)
    if request.headers.get("HX-Request") == "true":
        context = case_context(request, found, coming, at=now())
        return fragment(request, "workbench/case.html", "notice_preview", context)
    return case_page(request, found, coming)


def given_of(found: Case, verb: str, post: QueryDict) -> dict[str, Any]:
    """What the step asks for, taken from the form: one reader for each kind of field."""
    step = FLOW.steps.get(verb)
    given = {ask.name: _FROM_FORM.get(ask.kind, _word)(ask, post) for ask in (step.asks if step else ())}
    if verb == "examine":
        given["opinion"] = composed_opinion(str(given["opinion"]), post.getlist("met"), option_of(found))
    if post.get("condition"):
        given["condition"] = post["condition"]
    return given


def read_version(post: QueryDict) -> int:
    """The version that the form was made for; a form without one is older than everything."""
    text = post.get("version", "")[:9]
    return int(text) if text.isascii() and text.isdigit() else 0


def _word(ask: Ask, post: QueryDict) -> Any:
    return post.get(ask.name, "")[:4000]


def _materials(ask: Ask, post: QueryDict) -> list[dict[str, Any]]:
    codes = [name.removeprefix("file-") for name in post if name.startswith("file-")]
    return [{"requirement_code": code[:60], "file_ids": post.getlist(f"file-{code}")[:20]} for code in codes]


def _corrections(ask: Ask, post: QueryDict) -> list[dict[str, str]]:
    return read_items(post, post.getlist("item")[:60])


def _face(ask: Ask, post: QueryDict) -> dict[str, str]:
    return typed_face(post)


_FROM_FORM: dict[str, Callable[[Ask, QueryDict], Any]] = {
    "materials": _materials,
    "corrections": _corrections,
    "face": _face,
}


def _after(number: str, verb: str) -> str:
    return f"{reverse('desk-case', args=[number])}?done={verb}"


def _next(number: str, then: str, *, has_changed: bool) -> str:
    """To the panel of the step that was asked for; a form that only saved comes back with the word that it did."""
    if then in FLOW.steps:
        return f"{reverse('desk-case', args=[number])}?act={then}"
    return _after(number, "precheck") if has_changed else reverse("desk-case", args=[number])


def _again(request: HttpRequest, number: str, verb: str, refusal: Declined, version: int) -> HttpResponse:
    """The page as the case stands now, what is wrong, what changed meanwhile, and everything typed."""
    latest = case_for(actor_of(request), number)
    note_blocked_at(latest, refusal, verb=verb or "precheck", by=actor_of(request), at=now())
    is_stale = isinstance(refusal, Stale) or version != latest.version
    coming = Coming(
        verb=verb,
        typed=request.POST,
        problems=() if is_stale else problems_of(refusal),
        refusal=refusal.message,
        asked=refusal.facts.get("asked", ()),
        seen_version=version if is_stale else None,
        status=409 if is_stale else int(refusal.status),
    )
    return case_page(request, latest, coming)
