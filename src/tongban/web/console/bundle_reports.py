"""What bundles save, and who waits for whom (减环节、减材料、压时限；系统对接): pages over all, R-124, R-125."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tongban.exchange.connectors.outside_bodies.simulator import (
    MAY_SET,
    RATES,
    Faults,
    faults_in_force,
    misbehave,
)
from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.handling.bundles.queries.figures import actual
from tongban.handling.bundles.queries.waiting import systems
from tongban.registers.bundles import queries
from tongban.registers.bundles.rules.graph import in_workdays
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .bundle_showing import shown_whole
from .frame import READERS, show
from .narrowing import whole
from .stepping import NOT_SENT, Refused, refused, typed

_SHARES = (
    ("loss", "没有回应", "0到1，例如1是一直没有回应"),
    ("duplicates", "重复", "同一条到两次"),
    ("delay", "晚到", "这次问还没到，下次再来"),
    ("bad_data", "坏数据", "夹着改过的、别人的、没办完的"),
    ("debts", "欠费", "水电气热的户头上还欠着钱，先报欠费，缴清才改户名"),
)
_WRONG_SHARE = -1.0


@require_safe
@staff(*READERS)
def reports(request: HttpRequest) -> HttpResponse:
    """Every bundle in force with what it saves; those that grew are marked."""
    found = [queries.measured(each) for each in queries.in_force_on(local_day(now()))]
    context = {"rows": found, "grown": [each for each in found if each.has_grown]}
    return show(request, "console/bundle_reports.html", context, current="bundles")


@require_safe
@staff(*READERS)
def report(request: HttpRequest, code: str) -> HttpResponse:
    """One bundle in figures, in the situation of the address: definitions, law, promise, and what really happened."""
    at = now()
    edition = queries.edition_on(code, local_day(at))
    shown = shown_whole(request, edition.content)
    found = queries.measured(edition, shown["values"])
    promise = edition.content.promised_limit
    promised = in_workdays(promise)[0] if promise is not None else found.whole.way.workdays
    context = {
        "edition": edition,
        "found": found,
        "situations": shown["situations"],
        "promised": promised,
        "actual": actual(code, promised=promised, at=at),
    }
    return show(request, "console/bundle_report.html", context, current="bundles")


@require_safe
@staff(*READERS)
def waiting(request: HttpRequest) -> HttpResponse:
    """Every system that reports, how it answers, and who waits for whom."""
    return _waiting(request, NOT_SENT)


@require_POST
@staff(Role.SUPERVISOR)
@done_once
def simulator(request: HttpRequest) -> HttpResponse:
    """Set how badly the simulated bodies behave; never a real one."""
    if not settings.TONGBAN_DEMO:
        raise NotFound("没有模拟系统。")
    sent = typed(request.POST, *RATES, "seed", most=20)
    wanted = Faults(seed=whole(sent["seed"]) if sent["seed"] else 0, **{name: _share(sent[name]) for name in RATES})
    try:
        misbehave(wanted, by=actor_of(request), at=now())
    except Declined as refusal:
        return _waiting(request, refused("faults", refusal, sent))
    return redirect("console-bundle-waiting")


def _waiting(request: HttpRequest, sent: Refused) -> HttpResponse:
    found, standing = systems(), faults_in_force()
    may_set = settings.TONGBAN_DEMO and bool(MAY_SET & actor_of(request).roles)
    context: dict[str, Any] = {
        "systems": found,
        "silent": [each for each in found if each.silent_since is not None],
        "waiting": sum(len(each.held) for each in found),
        "may_set": may_set,
        "boxes": [
            (name, label, hint, sent.value("faults", name) or f"{getattr(standing, name):g}")
            for name, label, hint in _SHARES
        ],
        "seed": sent.value("faults", "seed") or str(standing.seed),
        "sent": sent,
        "problems": sent.problems,
        "once": once_input,
    }
    return show(request, "console/bundle_waiting.html", context, current="bundles", status=sent.status)


def _share(said: str) -> float:
    if not said:
        return 0.0
    return float(said) if said.replace(".", "", 1).isdecimal() and said.isascii() else _WRONG_SHARE
