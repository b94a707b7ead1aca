"""Bad ratings (W21 差评整改): those of one's own unit, or all for the bureau; from the call to the spot check."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.flow import Step
from tongban.oversight.evaluations.bound import BOUND
from tongban.oversight.evaluations.commands import overseeing, redressing
from tongban.oversight.evaluations.commands.overseeing import is_independent
from tongban.oversight.evaluations.models import Redress
from tongban.oversight.evaluations.queries.redresses import PAGE, redress_for, second_of, waits_for_check
from tongban.oversight.evaluations.queries.redresses import redresses as redresses_seen
from tongban.oversight.evaluations.rules.flow import HANDLERS, REDRESSES
from tongban.oversight.evaluations.rules.grades import Grade, Validity
from tongban.oversight.evaluations.rules.policy import Area
from tongban.oversight.evaluations.rules.states import UNTOLD, RedressStatus
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.sessions import actor_of

from .frame import show
from .narrowing import Page, narrowed, whole
from .tasks import Verb, Work

READERS = (Role.SUPERVISOR, *sorted(HANDLERS))
_STATES = [(each.value, each.label) for each in RedressStatus if each is not RedressStatus.NEW]
_LATE = [("1", "超期的")]
_BUREAU = frozenset({"dispatch", "uphold_appeal", "dismiss_appeal", "check", "reopen"})
_BY_ANOTHER = frozenset({"contact", "verify", "appeal", "tell"})


@require_safe
@staff(*READERS)
def redresses(request: HttpRequest) -> HttpResponse:
    """The bad ratings that this actor may see, the newest first (one statement)."""
    asked, today = narrowed(request, "console-redresses", "status", "late", "agency"), local_day(now())
    rows = redresses_seen(
        actor_of(request),
        status=asked["status"],
        agency=whole(asked["agency"]),
        is_late=asked["late"] == "1",
        on=today,
        before=asked.after_key,
        most=PAGE + 1,
    )
    page: Page[Redress] = asked.page(rows, PAGE)
    context = {
        "page": page,
        "lines": [_line(each, today) for each in page.rows],
        "is_bureau": Role.SUPERVISOR in actor_of(request).roles,
        "filters": [("状态", asked.chips("status", _STATES)), ("期限", asked.chips("late", _LATE, whole="不限"))],
    }
    return show(request, "console/redresses.html", context, current="redresses")


@require_safe
@staff(*READERS)
def redress(request: HttpRequest, pk: int) -> HttpResponse:
    """One bad rating: what was said, until when, and the steps that are open to this actor."""
    return _WORK.page(request, pk)


@require_POST
@staff(*READERS)
@done_once
def take(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step."""
    return _WORK.take(request, pk, verb)


@require_POST
@staff(*READERS)
def reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """Name and number of whoever gave them, after the record: to call, by a colleague of who was rated."""
    actor = actor_of(request)
    found = redress_for(actor, pk)
    name, phone = redressing.reveal(found, by=actor, at=now())
    context = {"found": found, "name": name, "phone": phone, "service": found.evaluation.invitation.name}
    return show(request, "console/redress_rater.html", context, current="redresses")


def _line(each: Redress, today: date) -> dict[str, Any]:
    said = each.evaluation
    is_late = each.status in UNTOLD and each.due_on < today
    is_uncalled = each.contact_by_on is not None and each.contacted_at is None and each.contact_by_on < today
    return {
        "pk": each.pk,
        "grade": said.mark.label,
        "name": said.invitation.name,
        "topics": "、".join(BOUND.policy.labels(each.topics)),
        "agency": each.agency.short_name,
        "person": each.staff.name if each.staff is not None else "",
        "state": RedressStatus(each.status).label,
        "opened_at": each.opened_at,
        "due_on": each.due_on,
        "is_open": each.status in UNTOLD,
        "is_late": is_late,
        "is_uncalled": is_uncalled and each.status == RedressStatus.OPEN,
        "returned": each.returned,
    }


def _shown(found: Redress, actor: Actor) -> Mapping[str, Any]:
    said = found.evaluation
    second = second_of(found)
    return {
        "redress": found,
        "said": said,
        "line": _line(found, local_day(now())),
        "area": Area(found.area).label,
        "tags": "、".join(BOUND.policy.labels(said.tags)),
        "validity": Validity(said.validity).label,
        "second": Grade(second).label if second else "",
        "is_named": said.may_be_reached,
        "may_reveal": said.may_be_reached
        and found.status in UNTOLD
        and _is_ours(found, actor)
        and actor.staff_id != found.staff_id,
        "is_rated": actor.staff_id is not None and actor.staff_id == found.staff_id,
        "must_be_another": Role.SUPERVISOR in actor.roles
        and found.status == RedressStatus.APPEALED
        and not is_independent(found, actor),
    }


def _is_ours(found: Redress, actor: Actor) -> bool:
    return bool(actor.roles & HANDLERS) and actor.agency_id == found.agency_id


def _open_steps(found: Redress, actor: Actor) -> list[Step]:
    return [each for each in REDRESSES.open_to(found, by=actor) if _is_open(each.verb, found, actor)]


def _is_open(verb: str, found: Redress, actor: Actor) -> bool:
    """The same conditions as the commands, so that no button only refuses."""
    if verb == "check":
        return waits_for_check(found)
    if verb in _BUREAU:
        return is_independent(found, actor) or "appeal" not in verb
    if not _is_ours(found, actor) or (verb in _BY_ANOTHER and actor.staff_id == found.staff_id):
        return False
    is_to_call = found.contact_by_on is not None and found.contacted_at is None
    if verb == "contact":
        return is_to_call
    if verb == "extend":
        return found.finding == "by_date" and not found.is_extended
    if verb == "appeal":
        return not is_to_call and found.decided_by_id is None
    return verb != "verify" or not is_to_call


_WORK = Work(
    name="console-redress",
    template="console/redress.html",
    current="redresses",
    flow=REDRESSES,
    verbs={
        "contact": Verb(redressing.contact, "T"),
        "verify": Verb(redressing.verify, "V"),
        "appeal": Verb(redressing.appeal, "S"),
        "extend": Verb(redressing.extend, "E"),
        "rectify": Verb(redressing.rectify, "Z"),
        "tell": Verb(redressing.tell, "K"),
        "close": Verb(redressing.close, "O"),
        "dispatch": Verb(redressing.dispatch, "P"),
        "uphold_appeal": Verb(overseeing.uphold_appeal, "U"),
        "dismiss_appeal": Verb(overseeing.dismiss_appeal, "D"),
        "check": Verb(overseeing.check, "C"),
        "reopen": Verb(overseeing.reopen, "R"),
    },
    find=redress_for,
    shown=_shown,
    open_steps=_open_steps,
)
