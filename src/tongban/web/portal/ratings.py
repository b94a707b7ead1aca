"""Rating (P28 好差评): five equal choices, none chosen; once for a service; and what became of a bad one.

No page of it opens in a session of staff: nobody at a window rates for somebody, or watches how they do.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.handling.contacts.rules.words import LONGEST
from tongban.oversight.evaluations.bound import BOUND
from tongban.oversight.evaluations.commands.rating import Rating, rate, rate_again, refuse_staff
from tongban.oversight.evaluations.models import Evaluation, Invitation, Redress
from tongban.oversight.evaluations.queries.invitations import is_own, rated, visible_to, with_code
from tongban.oversight.evaluations.rules.grades import Grade, Way
from tongban.oversight.evaluations.rules.states import InvitationStatus
from tongban.web.portal import inputs
from tongban.web.portal.pace import Pace
from tongban.web.portal.pages import errors_by_anchor, page, told
from tongban.web.ui.audience import applicants, everybody
from tongban.web.ui.devices import is_phone
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import actor_of, client_ip

PAGE = 20
OPENINGS = Pace(60, 60)
_SIGNER = TimestampSigner(salt="tongban.ratings")
_WAYS = {"qr": Way.QR, "text": Way.TEXT}
_GRADES = [(each.value, each.label) for each in Grade]


@applicants
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """What waits for a rating and what was rated, the newest first (two statements)."""
    after = inputs.number(request.GET, "after")
    rows = visible_to(actor_of(request)).select_related("agency").prefetch_related("evaluations__redress")
    found = list((rows.filter(pk__lt=after) if after else rows)[: PAGE + 1])
    following = f"{reverse('ratings')}?after={found[PAGE - 1].pk}" if len(found) > PAGE else ""
    shown = [(each, list(each.evaluations.all())) for each in found[:PAGE]]
    return page(request, "ratings", {"rows": shown, "following": following, "today": local_day(now())})


@everybody
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def one(request: HttpRequest, code: UUID) -> HttpResponse:
    """The form while it waits; afterwards what was said, and what became of it."""
    actor, found = _opened(request, code)
    problems: list[Problem] = []
    status = 200
    if request.method == "POST":
        try:
            rate(found, _said(request), by=actor, at=now())
        except Declined as refusal:
            problems, status = told(refusal), int(refusal.status)
        else:
            return redirect("rate", code=code)
    return _shown(request, found, actor, problems, status)


@everybody
@require_POST
@done_once
def again(request: HttpRequest, code: UUID) -> HttpResponse:
    """The second rating, after what became of the first was told."""
    actor, found = _opened(request, code)
    task = next((_task(each) for each in rated(found) if each.round == 1), None)
    if task is None:
        raise NotFound("这次服务没有可以再评的差评。")
    try:
        rate_again(task, _said(request), by=actor, at=now())
    except Declined as refusal:
        return _shown(request, found, actor, told(refusal), int(refusal.status))
    return redirect("rate", code=code)


def _opened(request: HttpRequest, code: UUID) -> tuple[Actor, Invitation]:
    """The invitation, for whoever holds its code and is not signed in as staff."""
    actor = actor_of(request)
    refuse_staff(actor)
    OPENINGS.keep(client_ip(request))
    return actor, with_code(code)


def _said(request: HttpRequest) -> Rating:
    post = request.POST
    return Rating(
        grade=inputs.text(post, "grade")[:20],
        tags=[each for each in (inputs.typed("choices", post, "tags")) if each],
        words=inputs.text(post, "words")[: LONGEST * 2],
        phone=inputs.text(post, "phone")[:40],
        is_named=inputs.text(post, "is_named") == "on",
        way=_way(request),
        seconds=_seconds(inputs.text(post, "opened")[:80]),
        origin=client_ip(request) or "",
    )


def _way(request: HttpRequest) -> Way:
    """How one came here, as the link says, else by what device."""
    found = _WAYS.get(inputs.text(request.GET, "by")[:8])
    return found or (Way.MOBILE if is_phone(request) else Way.PC)


def _seconds(opened: str) -> int | None:
    """How long the page was open, by its own signed note; None where that was lost."""
    try:
        began = float(_SIGNER.unsign(opened))
    except (BadSignature, ValueError):
        return None
    return max(0, min(round(now().timestamp() - began), 10**6))


def _shown(request: HttpRequest, found: Invitation, actor: Actor, problems: list[Problem], status: int) -> HttpResponse:
    at = now()
    said = rated(found)
    first = said[0] if said else None
    task = _task(first) if first is not None else None
    is_open = found.status == InvitationStatus.OPEN and local_day(at) <= found.closes_on
    way = inputs.text(request.GET, "by")[:8]
    context = {
        "found": found,
        "is_open": is_open,
        "is_own": is_own(found, actor),
        "said": [_told(each) for each in said],
        "task": task,
        "may_rate_again": _may_rate_again(task, said, at),
        "grades": _GRADES,
        "bad_tags": [(each.code, each.label) for each in BOUND.policy.bad],
        "good_tags": [(each.code, each.label) for each in BOUND.policy.good],
        "chosen": {name: inputs.text(request.POST, name) for name in ("grade", "words", "phone", "is_named")},
        "chosen_tags": inputs.typed("choices", request.POST, "tags"),
        "opened": _SIGNER.sign(f"{at.timestamp():.0f}"),
        "tail": f"?by={way}" if way in _WAYS else "",
        "longest": LONGEST,
        "problems": problems,
        "errors": errors_by_anchor(problems),
    }
    return page(request, "rating", context, status=status)


def _task(said: Evaluation) -> Redress | None:
    return getattr(said, "redress", None)


def _may_rate_again(task: Redress | None, said: list[Evaluation], at: datetime) -> bool:
    if task is None or len(said) > 1 or task.second_until_on is None:
        return False
    return task.status in ("told", "closed") and local_day(at) <= task.second_until_on


def _told(said: Evaluation) -> dict[str, Any]:
    return {
        "round": said.round,
        "grade": said.mark.label,
        "tags": BOUND.policy.labels(said.tags),
        "words": said.words,
        "at": said.rated_at,
        "is_named": said.is_named,
        "validity": said.validity,
        "validity_label": said.get_validity_display(),
    }
