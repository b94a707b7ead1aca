"""Helping online (在线帮办): who waits, and one talk beside the form that the applicant shares; nothing is written."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Invalid, NotFound, NotYours
from tongban.handling.assistance.commands import helping, talking
from tongban.handling.assistance.commands.wording import note_blocked_words
from tongban.handling.assistance.models import Assistance
from tongban.handling.assistance.queries.figures import response_since
from tongban.handling.assistance.queries.sessions import (
    Said,
    assistance_for,
    other_helpers,
    policy,
    queue,
    stamp_of,
    talk_of,
)
from tongban.handling.assistance.queries.sharing import SharedForm, shared_form
from tongban.handling.assistance.rules.saying import LONGEST, LONGEST_VALUE
from tongban.handling.assistance.rules.states import AssistanceStatus, Result
from tongban.handling.cases.commands.wording import AsksUnlisted
from tongban.registers.agencies.models import Staff
from tongban.web.ui.audience import staff
from tongban.web.ui.jinja import fragment
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .frame import show

HELPERS = (Role.COUNTER, Role.EXAMINER)
PAGE = 30
_DAYS = 30
_SHOWN = (("", "等人接"), ("mine", "我在帮"), ("offered", "转给我的"), ("ended", "帮过的"))


@dataclass(frozen=True, slots=True)
class Coming:
    """What a refused act leaves on the page: the problems, and what was typed."""

    problems: Sequence[Problem] = ()
    typed: dict[str, str] = field(default_factory=dict)


@require_safe
@staff(*HELPERS)
def queue_page(request: HttpRequest) -> HttpResponse:
    """Who waits, the longest first, and how fast help came in thirty days (two statements)."""
    actor, at = actor_of(request), now()
    if not policy().is_helper(actor):
        raise NotYours("在线帮办由综合窗口和市里指定的岗位接。")
    chosen = request.GET.get("show", "")
    chosen = chosen if chosen in dict(_SHOWN) else ""
    after = request.GET.get("after", "")
    begin = int(after) if after.isascii() and after.isdigit() and len(after) < 12 else 0
    rows = queue(actor, show=chosen, after=begin, size=PAGE + 1)
    address = reverse("desk-assistance")
    context = {
        "rows": rows[:PAGE],
        "waited": {each.pk: _waited((each.answered_at or at) - each.asked_at) for each in rows},
        "shown": chosen,
        "tabs": [
            {"label": label, "href": f"{address}?show={value}" if value else address, "is_current": value == chosen}
            for value, label in _SHOWN
        ],
        "is_first": not begin,
        "next_href": f"{address}?show={chosen}&after={rows[PAGE - 1].pk}" if len(rows) > PAGE else "",
        "response": response_since(at - timedelta(days=_DAYS)),
        "days": _DAYS,
    }
    return show(request, "workbench/assist_queue.html", context, current="assistance")


@require_safe
@staff(*HELPERS)
def session(request: HttpRequest, code: UUID) -> HttpResponse:
    """The talk and the shared form; asked again every second by scripts, so that what is taken back is gone."""
    return _page(request, assistance_for(actor_of(request), code), Coming())


@require_POST
@staff(*HELPERS)
@done_once
def act(request: HttpRequest, code: UUID, verb: str) -> HttpResponse:
    """One act of the helper; none of them writes into the form."""
    actor = actor_of(request)
    found = assistance_for(actor, code)
    typed = {name: _plain(request.POST.get(name, "")) for name in ("words", "value", "spot", "helper", "result")}
    given: dict[str, Any] = {"by": actor, "at": now()}
    try:
        match verb:
            case "take":
                helping.take(found, **given)
            case "say":
                talking.say(found, words=typed["words"], **given)
            case "point":
                talking.point(found, spot=typed["spot"], words=typed["words"], **given)
            case "suggest":
                talking.suggest(found, spot=typed["spot"], value=typed["value"], words=typed["words"], **given)
            case "hand_over":
                helping.hand_over(found, to=typed["helper"], **given)
            case "take_over":
                helping.take_over(found, **given)
            case "end":
                helping.end(found, result=typed["result"], **given)
            case _:
                raise NotFound("没有这一步。")
    except Invalid as refusal:
        if isinstance(refusal, AsksUnlisted):
            note_blocked_words(found, refusal, **given)
        problems = [Problem(f"{verb}-{each.anchor}" if each.anchor else "", each.text) for each in problems_of(refusal)]
        return _page(request, assistance_for(actor, code), Coming(problems, {**typed, "verb": verb}))
    return redirect("desk-assist", code=code)


def _page(request: HttpRequest, found: Assistance, coming: Coming) -> HttpResponse:
    actor = actor_of(request)
    is_mine = found.helper_id == actor.staff_id
    talk = talk_of(found) if is_mine else []
    form = shared_form(found, by=actor, at=now()) if is_mine else None
    stamp = stamp_of(found, talk, form.stamp if form is not None else "")
    is_asked_by_script = request.headers.get("HX-Request") == "true" and request.method == "GET"
    if is_asked_by_script and request.GET.get("seen") == stamp:
        return HttpResponse(status=204)
    context = _context(request, found, talk, form, stamp, coming) | {"is_mine": is_mine}
    if is_asked_by_script:
        return fragment(request, "workbench/assist.html", "live", context)
    status = 422 if coming.problems else 200
    return show(request, "workbench/assist.html", context, current="assistance", status=status)


def _context(
    request: HttpRequest,
    found: Assistance,
    talk: Sequence[Said],
    form: SharedForm | None,
    stamp: str,
    coming: Coming,
) -> dict[str, Any]:
    actor = actor_of(request)
    is_helping = found.state is AssistanceStatus.TAKEN and found.helper_id == actor.staff_id
    wanted = coming.typed.get("spot") or request.GET.get("spot", "")
    return {
        "found": found,
        "talk": talk,
        "form": form,
        "stamp": stamp,
        "spot": form.spot(wanted) if form is not None and is_helping else None,
        "is_waiting": found.state is AssistanceStatus.ASKED,
        "is_helping": is_helping,
        "is_offered": found.offered_to_id is not None and found.offered_to_id == actor.staff_id,
        "waited": _waited((found.answered_at or now()) - found.asked_at),
        "colleagues": [(each.number, _introduced(each)) for each in other_helpers(actor)] if is_helping else [],
        "results": [(each.value, each.label) for each in Result],
        "longest": LONGEST,
        "longest_value": LONGEST_VALUE,
        "problems": list(coming.problems),
        "wrong": {each.anchor: each.text for each in coming.problems},
        "typed": coming.typed,
    }


def _introduced(colleague: Staff) -> str:
    return f"{colleague.name}（{colleague.agency.short_name}，{colleague.post}）"


def _waited(took: timedelta) -> str:
    """A stretch of time as one says it."""
    seconds = max(0, round(took.total_seconds()))
    if seconds < 60:
        return f"{seconds}秒"
    minutes = seconds // 60
    return f"{minutes}分钟" if minutes < 120 else f"{minutes // 60}小时{minutes % 60}分钟"


def _plain(text: str) -> str:
    return text[:5000].replace("\x00", "").encode("utf-8", "replace").decode()
