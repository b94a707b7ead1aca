"""Today (W02): what is over, what is due, and my own cases."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Invalid
from tongban.handling.cases.commands.alerts import see
from tongban.handling.cases.models import Alert
from tongban.handling.cases.queries.alerts import alerts_for
from tongban.handling.cases.queries.spot import counter_times
from tongban.handling.cases.queries.worklists import Wanted, counts, pressing, queue_of, worklist
from tongban.handling.cases.rules.clocks import ClockKind
from tongban.handling.cases.rules.states import Status
from tongban.oversight.supervision.commands.urging import answer
from tongban.oversight.supervision.queries.cards import cards_to, urge_for, urges_to
from tongban.oversight.supervision.queries.issues import issues_to
from tongban.oversight.supervision.rules.cards import BY_CODE
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import problems_of
from tongban.web.ui.sessions import actor_of

from .frame import CASE_ROLES, show
from .rows import rows_of

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Near:
    """A limit that comes near, as one says it."""

    key: int
    number: str
    option: str
    words: str
    due_on: date


@require_POST
@staff(*CASE_ROLES)
@done_once
def seen(request: HttpRequest, key: int) -> HttpResponse:
    """I know: the alert goes from the page, the limit stays."""
    see(key, by=actor_of(request), at=now())
    return redirect("workbench")


@require_POST
@staff(*CASE_ROLES)
@done_once
def answer_urge(request: HttpRequest, key: int) -> HttpResponse:
    """What supervision asked is answered (答复督办); a refusal shows the page again with what was typed."""
    actor, said = actor_of(request), request.POST.get("answer", "").replace("\x00", "")[:1000]
    try:
        answer(urge_for(actor, key), answer=said, by=actor, at=now())
    except Invalid as refusal:
        return _page(request, sent={key: (said, problems_of(refusal)[0].text)}, status=int(refusal.status))
    return redirect("workbench")


@require_safe
@staff(*CASE_ROLES, Role.INSPECTOR, Role.CATALOG_EDITOR, Role.CATALOG_REVIEWER, Role.HOTLINE, Role.RECEIVER)
def today(request: HttpRequest) -> HttpResponse:
    """The first page after signing in (nine statements); supervision, catalogue and hotline work elsewhere."""
    roles = actor_of(request).roles
    if not roles & set(CASE_ROLES):
        elsewhere = {Role.INSPECTOR: "console-pushes", Role.HOTLINE: "desk-hotline", Role.RECEIVER: "desk-crossings"}
        return redirect(next((place for role, place in elsewhere.items() if role in roles), "console"))
    return _page(request, sent={})


def _page(request: HttpRequest, *, sent: dict[int, tuple[str, str]], status: int = 200) -> HttpResponse:
    actor, at = actor_of(request), now()
    day = local_day(at)
    queue = queue_of(actor)
    found = counts(actor)
    mine = worklist(actor, Wanted(is_mine=True, is_open=True), today=day, size=_SHOWN)
    urgent = worklist(actor, Wanted(status=tuple(queue), is_open=True), today=day, size=_SHOWN)
    context = {
        "at": at,
        "near": [_near(each) for each in alerts_for(actor)],
        "counter_times": counter_times(at=at) if Role.SUPERVISOR in actor.roles else [],
        "pressing": pressing(actor, today=day),
        "total": sum(found.values()),
        "states": [(Status(state), typeset(state.label), found[state]) for state in Status if found.get(state)],
        "urgent": rows_of(urgent.cases, today=day),
        "mine": rows_of(mine.cases, today=day),
        "has_mine": bool(actor.roles - {"supervisor", "issuer", "reviewer", "decider"}),
        "list_href": reverse("desk-cases"),
        "urges": urges_to(actor),
        "issues": issues_to(actor, on=day),
        "today": day,
        "cards": [(each, BY_CODE[each.rule].label) for each in cards_to(actor, on=day)],
        "sent": sent,
    }
    return show(request, "workbench/today.html", context, current="today", status=status)


def _near(alert: Alert) -> Near:
    clock = alert.clock
    limit = "一次性告知时限" if clock.kind == ClockKind.NOTICE else "承诺时限"
    words = f"快到{limit}，已用{alert.share}%"
    return Near(alert.pk, clock.case.number, getattr(alert, "option_name", ""), words, alert.due_on)
