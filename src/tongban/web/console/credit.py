"""Credit records and the credit platform (信用记录、信用平台): who is barred and why, repair, what was reported."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from tongban.exchange.connectors.credit import queries as platform
from tongban.exchange.connectors.credit.bound import BOUND, LANE
from tongban.exchange.connectors.credit.simulator import KNOBS
from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.masks import mask_name
from tongban.oversight.regulation import queries
from tongban.oversight.regulation.commands import repairing
from tongban.oversight.regulation.models import CreditRecord
from tongban.oversight.regulation.queries import PAGE, is_barring
from tongban.oversight.regulation.rules.flow import CREDIT_FLOW
from tongban.oversight.regulation.rules.states import CreditStatus
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.sessions import actor_of

from .frame import CHECKERS, show
from .line_pages import ReportedPage, SimulatorPage
from .narrowing import narrowed
from .tasks import Verb, Work

_STATES = [(each.value, each.label) for each in CreditStatus]


@require_safe
@staff(*CHECKERS)
def records(request: HttpRequest) -> HttpResponse:
    """The credit records that this actor may see (one statement)."""
    actor, today = actor_of(request), local_day(now())
    asked = narrowed(request, "console-credit", "status")
    rows = queries.records_visible_to(actor).filter(pk__gt=asked.after_key).order_by("pk")
    if asked["status"] in set(CreditStatus):
        rows = rows.filter(status=asked["status"])
    context = {
        "page": asked.page([_row(each, today) for each in rows[: PAGE + 1]], PAGE),
        "filters": [("状态", asked.chips("status", _STATES))],
    }
    return show(request, "console/credit_records.html", context, current="credit")


@require_safe
@staff(*CHECKERS)
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """One record: why, until when, what the person says, and the review."""
    return _WORK.page(request, pk)


@require_POST
@staff(Role.REVIEWER, Role.SUPERVISOR)
@done_once
def take(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Review a repair."""
    return _WORK.take(request, pk, verb)


@require_safe
@staff(*CHECKERS)
def pushes(request: HttpRequest) -> HttpResponse:
    """What was reported to the credit platform, the newest first (four statements)."""
    return _PUSHES.shown(request)


@require_POST
@staff(Role.SUPERVISOR)
@done_once
def push_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a message without a receipt anew."""
    return _PUSHES.sent_anew(request, pk)


@require_safe
@staff(Role.SUPERVISOR)
def simulator(request: HttpRequest) -> HttpResponse:
    """The pretended platform of the demo city, and how badly it behaves."""
    return _SIMULATOR.shown(request)


@require_POST
@staff(Role.SUPERVISOR)
@done_once
def misbehave(request: HttpRequest) -> HttpResponse:
    """Set the faults of the simulator."""
    return _SIMULATOR.taken(request)


def _shown(found: CreditRecord, actor: Actor) -> dict[str, Any]:
    return {"record": found, "row": _row(found, local_day(now())), "repair": queries.repair_words(found)}


def _row(record: CreditRecord, today: Any) -> dict[str, Any]:
    is_over = record.status != CreditStatus.LIFTED and record.ends_on < today
    return {
        "pk": record.pk,
        "name": mask_name(record.party.name) if record.party.kind == "person" else record.party.name,
        "reason": record.reason,
        "status": "限制到期" if is_over else CreditStatus(record.status).label,
        "tag": "bad" if is_barring(record, on=today) else "done",
        "began_on": record.began_on,
        "ends_on": record.ends_on,
        "agency": record.agency.short_name,
    }


_SIMULATOR = SimulatorPage(
    "console-credit-simulator",
    "credit-platform",
    system=lambda: BOUND.platform,
    knobs=KNOBS,
    acts="报送、重试、回执",
    back=("console-credit-platform", "信用平台"),
    saves_at="console-credit-misbehave",
)
_PUSHES = ReportedPage(
    "console-credit-platform",
    "console/credit_platform.html",
    "credit-platform",
    lane=LANE,
    visible_to=platform.visible_to,
    health=platform.health,
    reported=platform.reported,
    simulator=_SIMULATOR,
)
_WORK = Work(
    name="console-credit-record",
    template="console/credit_record.html",
    current="credit",
    flow=CREDIT_FLOW,
    verbs={"lift": Verb(repairing.lift, "H"), "refuse_repair": Verb(repairing.refuse_repair, "X")},
    find=queries.record_for,
    shown=_shown,
    open_steps=lambda found, actor: CREDIT_FLOW.open_to(found, by=actor),
)
