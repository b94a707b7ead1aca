"""Policies (惠企便民政策): the library with its drafts, one edition with its rounds, beginning the next or the end."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.handling.benefits.commands import drafting
from tongban.handling.benefits.models import MatchRun, PolicyEdition
from tongban.handling.benefits.queries import policies as kept
from tongban.handling.benefits.rules.content import Content
from tongban.handling.benefits.rules.states import OPEN, Audience, Operation, Way
from tongban.registers.catalog.queries import guide_in_force
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .choosing import agencies_to_choose
from .frame import READERS, show
from .narrowing import narrowed, text, whole
from .stepping import NOT_SENT, Refused, refused, typed

PAGE = 50
RUNS = 8
EDITOR = Role.CATALOG_EDITOR
_AUDIENCES = [(each.value, each.label) for each in Audience]
_WAYS = [(each.value, each.label) for each in Way]
_STATES = [("open", "执行中"), ("over", "已经结束")]


@require_safe
@staff(*READERS)
def register(request: HttpRequest) -> HttpResponse:
    """Every policy with its last edition, and the drafts under way."""
    return _register(request, NOT_SENT)


@require_POST
@staff(EDITOR)
@done_once
def start(request: HttpRequest) -> HttpResponse:
    """Begin the first edition of a new policy, or the next one of an old."""
    sent = typed(request.POST, "code", "title", "agency", most=100)
    actor, at = actor_of(request), now()
    try:
        draft = drafting.start(sent["code"], agency=sent["agency"], title=sent["title"], by=actor, at=at)
    except Declined as refusal:
        return _register(request, refused("start", refusal, sent))
    return redirect("console-policy-draft", pk=draft.pk)


@require_safe
@staff(*READERS)
def edition(request: HttpRequest, code: str) -> HttpResponse:
    """One edition: source, conditions, what rounds found, all editions."""
    return _edition(request, code, NOT_SENT)


@require_POST
@staff(EDITOR)
@done_once
def end(request: HttpRequest, code: str) -> HttpResponse:
    """Begin to end the policy: another person decides."""
    sent = typed(request.POST, "reason", most=500)
    try:
        draft = drafting.start_end(code, reason=sent["reason"], by=actor_of(request), at=now())
    except Declined as refusal:
        return _edition(request, code, refused("end", refusal, sent))
    return redirect("console-policy-draft", pk=draft.pk)


def shown(content: Content) -> dict[str, Any]:
    """A policy's document as the console shows it, of an edition or a draft."""
    matter = guide_in_force(content.option_code) if content.option_code else None
    return {"content": content, "matter": matter.name if matter is not None else ""}


def _register(request: HttpRequest, sent: Refused) -> HttpResponse:
    actor, today = actor_of(request), local_day(now())
    asked = narrowed(request, "console-policies", "state", "audience", "way", "q")
    rows = kept.standing(today).filter(pk__gt=asked.after_key).order_by("pk")
    for name in ("audience", "way"):
        rows = rows.filter(**{name: asked[name]}) if asked[name] else rows
    rows = rows.filter(title__icontains=asked["q"]) if asked["q"] else rows
    living = kept.in_force(today).values("pk")
    if asked["state"]:
        rows = rows.filter(pk__in=living) if asked["state"] == "open" else rows.exclude(pk__in=living)
    found = list(rows[: PAGE + 1])
    open_now = set(kept.in_force(today).filter(pk__in=[each.pk for each in found]).values_list("pk", flat=True))
    context = {
        "page": asked.page([_row(each, each.pk in open_now) for each in found], PAGE),
        "asked": asked,
        "filters": [
            ("状态", asked.chips("state", _STATES)),
            ("给谁", asked.chips("audience", _AUDIENCES)),
            ("怎么享受", asked.chips("way", _WAYS)),
        ],
        "drafts": kept.drafts_visible_to(actor).filter(status__in=sorted(OPEN))[:PAGE],
        "may_draft": EDITOR in actor.roles,
        "agencies": agencies_to_choose("请选择"),
        "sent": sent,
        "problems": sent.problems,
        "once": once_input,
    }
    return show(request, "console/policies.html", context, current="policies", status=sent.status)


def _row(found: PolicyEdition, is_open: bool) -> dict[str, Any]:
    return {
        "pk": found.pk,
        "code": found.policy.code,
        "title": found.title,
        "is_sample": found.policy.is_sample,
        "agency": found.policy.agency.short_name,
        "audience": Audience(found.audience).label,
        "way": Way(found.way).label,
        "to_on": found.to_on,
        "number": found.number,
        "is_open": is_open,
    }


def _edition(request: HttpRequest, code: str, sent: Refused) -> HttpResponse:
    actor, today = actor_of(request), local_day(now())
    editions = kept.editions_of(code)
    if not editions:
        raise NotFound("没有找到这项政策。请从列表里打开。")
    here = kept.edition_of(code, whole(text(request.GET, "number")) or editions[0].number)
    draft = kept.drafts_visible_to(actor).filter(policy__code=code, status__in=sorted(OPEN)).first()
    context = {
        "edition": here,
        "is_open": kept.in_force(today).filter(pk=here.pk).exists(),
        "editions": [(each, Operation(each.operation).label) for each in editions],
        "runs": MatchRun.objects.filter(edition=here).order_by("-pk")[:RUNS],
        "draft": draft,
        "may_draft": draft is None and kept.may_edit(actor, here.policy.agency_id),
        "may_end": editions[0].operation == Operation.OFFER,
        **shown(kept.content_of(here)),
        "sent": sent,
        "problems": sent.problems,
        "once": once_input,
    }
    return show(request, "console/policy.html", context, current="policies", status=sent.status)
