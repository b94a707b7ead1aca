"""Security incidents (信息安全事件): the register with its lights, one with playbook, notices and record, the plan."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import LOCAL, now
from tongban.foundation.kernel.errors import Declined, Invalid, NotFound
from tongban.foundation.kernel.flow import Step
from tongban.foundation.ledger.models import Entry
from tongban.oversight.incidents.commands import handling, notifying
from tongban.oversight.incidents.models import Incident, IncidentNotice
from tongban.oversight.incidents.queries.incidents import PAGE, SEES_ALL, incident_for, is_late, steps_of
from tongban.oversight.incidents.queries.incidents import incidents as incidents_seen
from tongban.oversight.incidents.rules.flow import INCIDENTS
from tongban.oversight.incidents.rules.notices import ITEMS, LONGEST, needed
from tongban.oversight.incidents.rules.plan import BOUND
from tongban.oversight.incidents.rules.states import IncidentStatus, NoticeKind, Severity
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .choosing import wrong_of
from .frame import show
from .narrowing import Page, narrowed, text
from .stepping import refused, typed
from .tasks import Verb, Work

KEEPERS = tuple(sorted(SEES_ALL - {Role.SYSTEM}))
REPORTERS = (Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN, Role.SUPERVISOR)
HANDLERS = (Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN)
_STATES = [(each.value, each.label) for each in IncidentStatus if each is not IncidentStatus.WRITTEN]
_SHOWN = [("late", "报告或告知超期"), ("real", "真实事件"), ("drill", "演练")]
_TAGS = {
    IncidentStatus.REPORTED: "warn",
    IncidentStatus.ASSESSED: "info",
    IncidentStatus.CONTAINED: "info",
    IncidentStatus.CLOSED: "done",
}
_FIELDS = {"title": 120, "system": 120, "words": 2000, "discovered_at": 20}
_ASSESSED = ("severity", "touches_persons", "playbook", "words")
_MOST_LINES = 200
_NOTIFY: dict[str, Callable[..., object]] = {
    NoticeKind.AUTHORITY: notifying.notify_authority,
    NoticeKind.PERSONS: notifying.notify_persons,
}


@require_safe
@staff(*KEEPERS)
def incidents(request: HttpRequest) -> HttpResponse:
    """The register, the newest first (one statement)."""
    asked, at, actor = narrowed(request, "console-incidents", "status", "show"), now(), actor_of(request)
    rows = incidents_seen(actor, at=at, status=asked["status"], show=asked["show"], before=asked.after_key)
    page: Page[Incident] = asked.page(rows, PAGE)
    context = {
        "page": page,
        "tags": {each.pk: tag_of(each, at) for each in page.rows},
        "severities": _severities(),
        "may_report": bool(actor.roles & set(REPORTERS)),
        "filters": [("状态", asked.chips("status", _STATES)), ("看哪些", asked.chips("show", _SHOWN))],
    }
    return show(request, "console/incidents.html", context, current="incidents")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*REPORTERS)
@done_once
def report_new(request: HttpRequest) -> HttpResponse:
    """Report one; what was typed stays."""
    sent = {name: text(request.POST, name, most) for name, most in _FIELDS.items()}
    problems: list[Problem] = []
    if request.method == "POST":
        said = {**sent, "discovered_at": _moment(sent["discovered_at"])}
        try:
            made = handling.report(**said, by=actor_of(request), at=now())  # type: ignore[arg-type]
        except Invalid as refusal:
            problems = problems_of(refusal)
        else:
            return redirect("console-incident", pk=made.pk)
    context = {"sent": sent, "problems": problems, "wrong": wrong_of(problems), "once": once_input()}
    return show(request, "console/incident_new.html", context, current="incidents", status=422 if problems else 200)


@require_safe
@staff(*KEEPERS)
def incident(request: HttpRequest, pk: int) -> HttpResponse:
    """One incident: its clocks, its playbook, who is told, the record."""
    return _WORK.page(request, pk)


@require_POST
@staff(*REPORTERS)
@done_once
def take(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step of words."""
    return _WORK.take(request, pk, verb)


@require_POST
@staff(Role.SECURITY_ADMIN)
@done_once
def assess(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how grave it is, and which playbook begins."""
    return _sent(request, pk, "assess", typed(request.POST, *_ASSESSED), handling.assess)


@require_POST
@staff(*HANDLERS)
@done_once
def mark(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """A step of the playbook was done."""
    sent = typed(request.POST, "words", most=500)

    def command(found: Incident, *, words: str, by: Actor, at: datetime) -> object:
        return handling.mark(found, key=key, words=words, by=by, at=at)

    return _sent(request, pk, f"mark-{key}", sent, command)


@require_POST
@staff(Role.SECURITY_ADMIN)
@done_once
def affected(request: HttpRequest, pk: int) -> HttpResponse:
    """Whose applications were touched, by case number."""
    sent = typed(request.POST, "numbers", most=20_000)
    return _sent(request, pk, "affected", sent, notifying.add_affected)


@require_POST
@staff(Role.SECURITY_ADMIN)
@done_once
def notify(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Tell the authority or the persons; refused while an item of the law is missing."""
    if kind not in _NOTIFY:
        raise NotFound("没有这种告知。")
    sent = typed(request.POST, *ITEMS, most=LONGEST)

    def command(found: Incident, *, by: Actor, at: datetime, **given: str) -> object:
        return _NOTIFY[kind](found, given=given, by=by, at=at)

    return _sent(request, pk, f"notify-{kind}", sent, command)


@require_safe
@staff(*KEEPERS)
def plan(request: HttpRequest) -> HttpResponse:
    """The emergency plan: limits by severity, contact tree, playbooks (no statement)."""
    context = {"plan": BOUND.plan, "tree": BOUND.plan.tree(), "severities": _severities()}
    return show(request, "console/incident_plan.html", context, current="incidents")


def tag_of(found: Incident, at: datetime) -> tuple[str, str]:
    """How it stands, in a colour: a clock that ran out is red whatever else it is."""
    if is_late(found, at=at):
        return "bad", "报告或告知超期"
    status = IncidentStatus(found.status)
    return _TAGS.get(status, "plain"), status.label


def _sent(
    request: HttpRequest, pk: int, form: str, sent: dict[str, str], command: Callable[..., object]
) -> HttpResponse:
    """One of the page's own forms: done, or the page again with everything typed."""
    found = incident_for(actor_of(request), pk)
    try:
        command(found, **sent, by=actor_of(request), at=now())
    except Declined as refusal:
        return _WORK.page(request, pk, refused(form, refusal, sent))
    return redirect("console-incident", pk=pk)


def _shown(found: Incident, actor: Actor) -> dict[str, Any]:
    notices = {each.kind: each for each in IncidentNotice.objects.select_related("document").filter(incident=found)}
    open_verbs = {each.verb for each in INCIDENTS.open_to(found, by=actor)}
    book = BOUND.plan.playbook(found.playbook)
    return {
        "incident": found,
        "tag": tag_of(found, now()),
        "severity": Severity(found.severity).label if found.severity else "",
        "playbook": book.name if book is not None else "",
        "play": steps_of(found),
        "open": open_verbs,
        "severities": [(each.value, each.label) for each in Severity],
        "playbooks": [(each.key, each.name) for each in BOUND.plan.playbooks],
        "yes_no": [("yes", "涉及"), ("no", "不涉及")],
        "affected": found.affected.count(),
        "notices": [_notice(found, kind, notices.get(kind), open_verbs) for kind in NoticeKind],
        "history": [
            (each.at, typeset(INCIDENTS.steps[each.verb].label), each.by_name, str(each.facts.get("words", "")))
            for each in Entry.objects.filter(chain=found.chain).order_by("-seq")[:_MOST_LINES]
        ],
    }


def _notice(found: Incident, kind: NoticeKind, made: IncidentNotice | None, open_verbs: set[str]) -> dict[str, Any]:
    """One of the two notices: what is asked, by when, and what was told."""
    items = needed(kind, touches_persons=found.touches_persons)
    is_owed = found.touches_persons if kind is NoticeKind.PERSONS else bool(found.severity)
    return {
        "kind": kind.value,
        "label": kind.label,
        "form": f"notify-{kind}",
        "by": found.persons_by if kind is NoticeKind.PERSONS else found.authority_by,
        "made": made,
        "lines": [(label, made.content.get(name, "")) for name, label in ITEMS.items()] if made is not None else [],
        "is_open": made is None and is_owed and f"notify_{kind}" in open_verbs,
        "items": [(name, label, name not in items) for name, label in ITEMS.items()],
        "contact": BOUND.plan.contact,
    }


def _open_steps(found: Incident, actor: Actor) -> list[Step]:
    spares = found.touches_persons and found.persons_told_at is None and not found.spared_because
    return [each for each in INCIDENTS.open_to(found, by=actor) if each.verb != "spare_persons" or spares]


def _severities() -> dict[str, str]:
    return {each.value: each.label for each in Severity}


def _moment(said: str) -> datetime | None:
    """A local time as a form sends it; None for anything else."""
    try:
        return datetime.fromisoformat(said).replace(tzinfo=LOCAL)
    except ValueError:
        return None


_WORK: Work[Incident] = Work(
    name="console-incident",
    template="console/incident.html",
    current="incidents",
    flow=INCIDENTS,
    verbs={
        "note": Verb(handling.note, "J"),
        "contain": Verb(handling.contain, "K"),
        "close": Verb(handling.close, "W"),
        "dismiss": Verb(handling.dismiss, "X"),
        "spare_persons": Verb(notifying.spare_persons, "B"),
    },
    find=incident_for,
    shown=_shown,
    open_steps=_open_steps,
)
