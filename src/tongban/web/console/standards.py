"""Standards that the city keeps (标准库、符合性、等级保护): clauses as they stand, who fails, evidence, reports."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined
from tongban.oversight.standards.commands.showing import GIVERS, freeze_report, give_evidence
from tongban.oversight.standards.queries.compliance import (
    compliance,
    report_with,
    reports,
    standard_for,
    visible_to,
)
from tongban.oversight.standards.rules.compliance import Compliance, State, by_subject, decode, digest
from tongban.oversight.standards.rules.library import About, Standard, Way
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .choosing import day_of
from .frame import INCIDENT_READERS, WATCHERS, show
from .narrowing import narrowed
from .stepping import NOT_SENT, Refused, refused, typed

READERS = tuple(sorted({*WATCHERS, *INCIDENT_READERS}))
MLPS = "mlps"
_TAGS = {
    State.MET: "done",
    State.NOT_MET: "bad",
    State.EVIDENCE_MISSING: "warn",
    State.EVIDENCE_OLD: "warn",
    State.NOT_APPLICABLE: "plain",
}
_FIELDS = ("words", "reference", "valid_until")
_SHOWN = 20
_MOST_SUBJECTS = 100


@require_safe
@staff(*WATCHERS)
def standards(request: HttpRequest) -> HttpResponse:
    """Every standard with how many of its clauses are kept, and the frozen reports."""
    actor = actor_of(request)
    context = {
        "rows": compliance(visible_to(actor), at=now()),
        "reports": reports(),
        "may_freeze": Role.SUPERVISOR in actor.roles,
        "once": once_input(),
    }
    return show(request, "console/standards.html", context, current="standards")


@require_safe
@staff(*READERS)
def standard(request: HttpRequest, key: str) -> HttpResponse:
    """One standard, clause by clause."""
    return _page(request, standard_for(actor_of(request), key), NOT_SENT)


@require_safe
@staff(*INCIDENT_READERS)
def protection(request: HttpRequest) -> HttpResponse:
    """The checklist of classified protection (等级保护), for supervision and the three administrators."""
    return _page(request, standard_for(actor_of(request), MLPS), NOT_SENT, current="protection")


@require_safe
@staff(*WATCHERS)
def subjects(request: HttpRequest) -> HttpResponse:
    """Places or matters that do not comply, with their clauses, the most first."""
    asked = narrowed(request, "console-standard-subjects", "about")
    about = About.MATTER if asked["about"] == About.MATTER else About.VENUE
    wanted = [each for each in visible_to(actor_of(request)) if each.about is about]
    found = by_subject(compliance(wanted, at=now()))
    context = {
        "about": about.label,
        "rows": found[:_MOST_SUBJECTS],
        "whole": len(found),
        "filters": [("看什么", asked.chips("about", [(About.MATTER.value, "办理项")], whole="服务场所"))],
    }
    return show(request, "console/standard_subjects.html", context, current="standards")


@require_POST
@staff(*sorted(GIVERS))
@done_once
def evidence(request: HttpRequest, key: str, clause: str) -> HttpResponse:
    """Write down what shows that a clause is kept."""
    actor = actor_of(request)
    found, sent = standard_for(actor, key), typed(request.POST, *_FIELDS, most=500)
    try:
        give_evidence(
            found,
            clause=clause,
            words=sent["words"],
            reference=sent["reference"],
            valid_until=day_of(sent["valid_until"]),
            by=actor,
            at=now(),
        )
    except Declined as refusal:
        return _page(request, found, refused(f"c{_anchor(clause)}", refusal, sent))
    return redirect("console-standard", key=key)


@require_POST
@staff(Role.SUPERVISOR)
@done_once
def freeze(request: HttpRequest) -> HttpResponse:
    """Freeze the report of all standards as they stand."""
    made = freeze_report(by=actor_of(request), at=now())
    return redirect("console-compliance", pk=made.pk)


@require_safe
@staff(*WATCHERS)
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """A frozen report, and whether the same comes out of today's facts."""
    made = report_with(pk)
    today = digest(compliance(visible_to(actor_of(request)), at=now()))
    context = {"made": made, "rows": decode(made.content), "tags": _TAGS, "is_same": today == made.content_hash}
    return show(request, "console/compliance.html", context, current="standards")


def _page(request: HttpRequest, found: Standard, sent: Refused, current: str = "standards") -> HttpResponse:
    actor, at = actor_of(request), now()
    stands: Compliance = compliance([found], at=at)[0]
    may_show = bool(actor.roles & GIVERS)
    context: dict[str, Any] = {
        "standard": found,
        "stands": stands,
        "about": found.about.label,
        "lines": [
            {
                "row": each,
                "tag": _TAGS[each.state],
                "way": each.way.label,
                "form": f"c{_anchor(each.number)}",
                "failing": each.failing[:_SHOWN],
                "more": max(0, len(each.failing) - _SHOWN),
                "is_open": may_show and each.way is Way.EVIDENCE,
            }
            for each in stands.rows
        ],
        "today": local_day(at),
        "sent": sent,
        "problems": sent.problems,
        "once": once_input,
        "is_watcher": bool(actor.roles & set(WATCHERS)),
    }
    if not context["is_watcher"]:
        current = "protection"
    return show(request, "console/standard.html", context, current=current, status=sent.status)


def _anchor(number: str) -> str:
    """The number of a clause as part of an id."""
    return number.replace(".", "-")
