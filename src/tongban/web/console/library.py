"""The provincial item library (A24 省事项库对接): what was sent and received, what differs, what is done about it."""

from collections.abc import Callable
from dataclasses import asdict

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tongban.exchange.connectors.provincial_catalogue import queries
from tongban.exchange.connectors.provincial_catalogue.bound import BOUND
from tongban.exchange.connectors.provincial_catalogue.commands.pushing import push_again
from tongban.exchange.connectors.provincial_catalogue.commands.reconciling import reconcile, repair
from tongban.exchange.connectors.provincial_catalogue.models import Reconciliation
from tongban.exchange.connectors.provincial_catalogue.ports import LibraryUnavailable
from tongban.exchange.connectors.provincial_catalogue.queries import PAGE, SEES_ALL
from tongban.exchange.connectors.provincial_catalogue.rules import Repair
from tongban.exchange.connectors.provincial_catalogue.signing import is_genuine
from tongban.exchange.connectors.provincial_catalogue.simulator import Faults, faults, set_faults
from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import actor_of

from .frame import READERS, show
from .narrowing import narrowed, text, whole
from .stepping import NOT_SENT, Refused, refused, typed

BUREAU = Role.CATALOG_REVIEWER
SILENT = "省库没有回应，这次没有办成，什么都没有改。请过几分钟再试。"
_SHARES = (
    ("loss", "丢失", "请求或者回执在路上丢掉"),
    ("duplicates", "重复", "同一批到两次"),
    ("delay", "延迟", "超过时间才到"),
    ("bad_records", "坏记录", "返回的记录读不出来"),
)
_WRONG_SHARE = -1.0


@require_safe
@staff(*READERS)
def library(request: HttpRequest) -> HttpResponse:
    """How the exchange stands, and what was sent, the newest first (five statements)."""
    return _library_page(request, NOT_SENT)


@require_POST
@staff(BUREAU)
@done_once
def push(request: HttpRequest) -> HttpResponse:
    """Send the newest edition of a list anew."""
    sent = typed(request.POST, "list_code", most=31)
    refusal = _tried(lambda: push_again(sent["list_code"], by=actor_of(request), at=now()), "push", sent)
    return redirect("console-library") if refusal is None else _library_page(request, refusal)


@require_safe
@staff(*READERS)
def reports(request: HttpRequest) -> HttpResponse:
    """The daily comparisons, the newest first (one statement)."""
    return _reports_page(request, NOT_SENT)


@require_POST
@staff(BUREAU)
@done_once
def compare(request: HttpRequest) -> HttpResponse:
    """Compare now, beside the comparison of the day."""
    refusal = _tried(lambda: reconcile(by=actor_of(request), at=now()), "compare", {})
    return redirect("console-library-reports") if refusal is None else _reports_page(request, refusal)


@require_safe
@staff(*READERS)
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """One comparison: its differences in order, and what may be done about each."""
    return _report_page(request, pk, NOT_SENT)


@require_POST
@staff(BUREAU)
@done_once
def mend(request: HttpRequest, pk: int) -> HttpResponse:
    """Deal with one difference in the way whose button was pressed."""
    actor = actor_of(request)
    found = queries.visible_differences(actor).filter(pk=pk).first()
    way = text(request.POST, "way")
    if found is None or way not in set(Repair):
        raise NotFound("没有找到这处差异，或者没有这种处理方式。")
    sent = {"way": way}
    refusal = _tried(lambda: repair(found, way=Repair(way), by=actor, at=now()), "mend", sent)
    of = found.reconciliation_id
    return redirect("console-library-report", pk=of) if refusal is None else _report_page(request, of, refusal)


@require_safe
@staff(*READERS)
def simulator(request: HttpRequest) -> HttpResponse:
    """The pretended library of the demo city, and how badly it behaves."""
    return _simulator_page(request, NOT_SENT)


@require_POST
@staff(BUREAU)
@done_once
def misbehave(request: HttpRequest) -> HttpResponse:
    """Set the faults of the simulator."""
    _only_simulated()
    names = [name for name, _, _ in _SHARES]
    sent = typed(request.POST, *names, "seed", "is_reordering", most=20)
    wanted = Faults(
        seed=whole(sent["seed"]) if sent["seed"] else 0,
        is_reordering=sent["is_reordering"] == "on",
        **{name: _share(sent[name]) for name in names},
    )
    refusal = _tried(lambda: set_faults(wanted, by=actor_of(request), at=now()), "faults", sent)
    return redirect("console-library-simulator") if refusal is None else _simulator_page(request, refusal)


def _tried(act: Callable[[], object], form: str, sent: dict[str, str]) -> Refused | None:
    """Do it; what was refused, or that the province keeps silent, is told on the page."""
    try:
        act()
    except LibraryUnavailable:
        return Refused(form, sent, [Problem("", SILENT)], 503)
    except Declined as refusal:
        return refused(form, refusal, sent)
    return None


def _library_page(request: HttpRequest, sent: Refused) -> HttpResponse:
    actor, at = actor_of(request), now()
    asked = narrowed(request, "console-library", "late")
    rows = queries.sent(actor, at=at, before=asked.after_key or None, only_late=asked["late"] == "1", most=PAGE + 1)
    context = {
        "health": queries.health(actor, at=at),
        "asked": asked,
        "page": asked.page(rows, PAGE),
        "filters": [("回执", asked.chips("late", [("1", "超期没有回执")]))],
        "may_push": BUREAU in actor.roles,
        "has_simulator": _is_simulated(),
        "sees_all": bool(actor.roles & SEES_ALL),
        "sent": sent,
        "problems": sent.problems,
        "once": once_input,
    }
    return show(request, "console/library.html", context, current="library", status=sent.status)


def _reports_page(request: HttpRequest, sent: Refused) -> HttpResponse:
    actor = actor_of(request)
    asked = narrowed(request, "console-library-reports")
    rows = queries.reports(actor, before=asked.after_key or None, most=PAGE + 1)
    context = {
        "page": asked.page(rows, PAGE),
        "may_compare": BUREAU in actor.roles and BOUND.library is not None,
        "problems": sent.problems,
        "once": once_input(),
    }
    return show(request, "console/library_reports.html", context, current="library", status=sent.status)


def _report_page(request: HttpRequest, pk: int, sent: Refused) -> HttpResponse:
    actor = actor_of(request)
    found = Reconciliation.objects.filter(pk=pk).first() if actor.roles & SEES_ALL else None
    if found is None:
        raise NotFound("没有找到这份比对报告，或者您看不到它。")
    asked = narrowed(request, "console-library-report", args=[pk])
    rows = queries.differences(actor, pk, after=asked.after_key, most=PAGE + 1)
    context = {
        "report": found,
        "is_genuine": is_genuine(found.content, found.signature),
        "page": asked.page(rows, PAGE),
        "may_repair": BUREAU in actor.roles,
        "problems": sent.problems,
        "once": once_input,
    }
    return show(request, "console/library_report.html", context, current="library", status=sent.status)


def _simulator_page(request: HttpRequest, sent: Refused) -> HttpResponse:
    _only_simulated()
    standing = asdict(faults())
    context = {
        "name": BOUND.library.name if BOUND.library else "",
        "shares": [(name, label, hint, standing[name]) for name, label, hint in _SHARES],
        "standing": standing,
        "may_set": BUREAU in actor_of(request).roles,
        "sent": sent,
        "problems": sent.problems,
        "once": once_input(),
    }
    return show(request, "console/library_simulator.html", context, current="library", status=sent.status)


def _is_simulated() -> bool:
    return bool(settings.TONGBAN_DEMO and BOUND.library is not None and BOUND.library.is_simulated)


def _only_simulated() -> None:
    if not _is_simulated():
        raise NotFound("这里没有模拟的省事项库。")


def _share(said: str) -> float:
    """A share as it was typed; what is no number is as wrong as a number out of bounds."""
    try:
        return float(said or "0")
    except ValueError:
        return _WRONG_SHARE
