"""Joint applications at the desk (W17 一件事总控): branches with their states, what is shared, the slowest."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tongban.exchange.connectors.tax_office.simulator import pay
from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, Invalid, NotFound
from tongban.handling.bundles.commands import accepting, correcting, delivering, reporting, withdrawing
from tongban.handling.bundles.models import BundleCase
from tongban.handling.bundles.queries.control import PAGE, Control, control, page_of, rows_of
from tongban.handling.bundles.queries.correcting import wanted_of
from tongban.handling.bundles.queries.family import family_of
from tongban.handling.bundles.queries.visible import bundle_for
from tongban.handling.bundles.rules.flow import FLOW, WAYS
from tongban.handling.cases.queries.visible import reach
from tongban.handling.cases.rules.states import Status as CaseStatus
from tongban.handling.fees.rules.money import fen_of
from tongban.handling.reimbursements.queries import scheme_of
from tongban.handling.reimbursements.rules.table import REFUND
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.audience import staff
from tongban.web.ui.brought import Brought, brought
from tongban.web.ui.bundles import place_of
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .codes import codes_in, forget_codes
from .contacts import plain
from .frame import CASE_ROLES, show

_SCOPES = (("", "在办"), ("ended", "已结束"), ("all", "全部"))
ASK, PAY = "ask", "pay"
PAPER = "paper"
Act = Callable[[HttpRequest, BundleCase, dict[str, Brought], Actor, datetime], object]
TYPED = ("way", "tracking", "collector_name", "collector_id_number")


@require_safe
@staff(*CASE_ROLES)
def bundles(request: HttpRequest) -> HttpResponse:
    """The list, the newest first: how far each is, its slowest branch, its days (two statements)."""
    actor, today = actor_of(request), local_day(now())
    scope = request.GET.get("scope", "")[:10]
    text = request.GET.get("before", "")[:18]
    before = int(text) if text.isascii() and text.isdigit() else 0
    is_open = {"ended": False, "all": None}.get(scope, True)
    found = page_of(actor, is_open=is_open, before=before, size=PAGE + 1)
    links = [{"label": label, "href": f"?scope={key}", "is_current": key == scope} for key, label in _SCOPES]
    context = {
        "rows": rows_of(found[:PAGE], today=today),
        "scopes": links,
        "scope": scope,
        "next": found[PAGE - 1].pk if len(found) > PAGE else 0,
        "may_receive_here": Role.COUNTER in actor.roles,
    }
    return show(request, "workbench/bundles.html", context, current="bundles")


@require_safe
@staff(*CASE_ROLES)
def bundle(request: HttpRequest, number: str) -> HttpResponse:
    """One joint application: its branches, what they wait for, what they share, and the steps of the window."""
    found = bundle_for(actor_of(request), number)
    response = _page(request, found)
    if codes_in(request, number):
        forget_codes(response, number)
    return response


@require_POST
@staff(Role.COUNTER, Role.EXAMINER, Role.ISSUER)
@done_once
def take(request: HttpRequest, number: str, verb: str) -> HttpResponse:
    """One step of the whole; what is refused is told on the page itself."""
    actor, at = actor_of(request), now()
    found = bundle_for(actor, number)
    act = _ACTS.get(verb)
    if act is None:
        raise NotFound("没有这一步。")
    papers: dict[str, Brought] = {}
    try:
        act(request, found, papers, actor, at)
    except NotFound:
        raise
    except Declined as refusal:
        return _page(request, bundle_for(actor, number), refusal=refusal, papers=papers)
    return redirect("desk-bundle", number=number)


def _correct(request: HttpRequest, found: BundleCase, papers: dict[str, Brought], by: Actor, at: datetime) -> None:
    codes = {each.key: place_of(each.key) for each in wanted_of(family_of(found))}
    papers |= brought(request, list(codes.values()), by=by, at=at)
    correcting.correct(found, files={key: papers[code].ids for key, code in codes.items()}, by=by, at=at)


def _withdraw(request: HttpRequest, found: BundleCase, papers: dict[str, Brought], by: Actor, at: datetime) -> None:
    papers |= brought(request, [PAPER], by=by, at=at)
    paper = papers[PAPER].ids[0] if papers[PAPER].ids else None
    withdrawing.withdraw(found, reason=plain(request.POST.get("reason", "")), paper=paper, by=by, at=at)


def _typed(request: HttpRequest) -> dict[str, str]:
    """What was typed to hand results out; it stays when it is refused."""
    return {name: plain(request.POST.get(name, ""))[:60] for name in TYPED}


def _send(request: HttpRequest, found: BundleCase, _: dict[str, Brought], by: Actor, at: datetime) -> None:
    typed = _typed(request)
    delivering.send(found, way=typed["way"], tracking=typed["tracking"], by=by, at=at)


def _collect(request: HttpRequest, found: BundleCase, _: dict[str, Brought], by: Actor, at: datetime) -> None:
    typed = _typed(request)
    delivering.collect(found, name=typed["collector_name"], id_number=typed["collector_id_number"], by=by, at=at)


def _pay(request: HttpRequest, found: BundleCase, _: dict[str, Brought], by: Actor, at: datetime) -> None:
    """At the simulated counter of the tax system; where a real one is bound there is no such step."""
    told = control(found, at=at)
    wanted = request.POST.get("case", "")[:20]
    line = next((each for each in told.gates if each.child.case.number == wanted), None)
    source = told.sources.get(line.gate.key) if line is not None and line.gate is not None else None
    is_paid = line is not None and line.gate is not None and not line.gate.is_ordered
    if line is None or source is None or not source.is_simulated or not is_paid:
        raise NotFound("没有这一步。")
    amount = fen_of(request.POST.get("amount", "")[:20])
    if amount is None:
        raise Invalid("请写缴了多少元，例如：7500；减免税的填0。")
    pay(line.child.case.number, amount=amount, by=by, at=at)


_ACTS: dict[str, Act] = {
    "accept": lambda _request, found, _papers, by, at: accepting.accept(found, by=by, at=at),
    "tell_once": lambda _request, found, _papers, by, at: accepting.tell_once(found, by=by, at=at),
    "correct": _correct,
    "send_singly": lambda _request, found, _papers, by, at: delivering.send_singly(found, by=by, at=at),
    "send": _send,
    "collect": _collect,
    "withdraw": _withdraw,
    ASK: lambda _request, found, _papers, by, at: reporting.ask_sources(found, by=by, at=at),
    PAY: _pay,
}


def _page(
    request: HttpRequest,
    found: BundleCase,
    *,
    refusal: Declined | None = None,
    papers: Mapping[str, Brought] | None = None,
) -> HttpResponse:
    actor, at = actor_of(request), now()
    told = control(found, at=at)
    steps = {each.verb: each.label for each in FLOW.open_to(found, by=actor)}
    wanted = wanted_of(told.family) if "correct" in steps else []
    brought_now = papers or {}
    codes = codes_in(request, found.number)
    context = {
        "found": found,
        "told": told,
        "seen": _seen(told, actor),
        "steps": _of_use(steps, told, has_wanted=bool(wanted)),
        "gaps": accepting.gaps_of(told.family) if "accept" in steps else [],
        "wanted": [
            {"code": place_of(each.key), "paper": each, "files": _files(brought_now, place_of(each.key))}
            for each in wanted
        ],
        "signed": _files(brought_now, PAPER),
        "ways": WAYS,
        "typed": _typed(request),
        "may_ask": bool(reporting.ASKERS & actor.roles) and bool(told.gates),
        "may_pay": Role.COUNTER in actor.roles,
        "problems": _problems(refusal),
        "settled": _settled(told),
        "codes": [(title, number, codes[number]) for title, number in _numbers(told) if number in codes],
        "typeset": typeset,
    }
    status = int(refusal.status) if refusal is not None else 200
    return show(request, "workbench/bundle.html", context, current="bundles", status=status)


def _of_use(steps: Mapping[str, str], told: Control, *, has_wanted: bool) -> dict[str, str]:
    """What has something to act on."""
    states = {each.branch.status for each in told.lines}
    is_waiting = CaseStatus.RECEIVED in states
    is_undecided = any(not each.branch.is_decided for each in told.lines)
    use = {
        "accept": is_waiting,
        "tell_once": is_waiting,
        "correct": has_wanted,
        "send_singly": delivering.may_send_singly(told.family),
        "send": bool(states & delivering.TO_HAND_OUT),
        "collect": bool(states & delivering.TO_HAND_OUT),
        "withdraw": is_undecided,
    }
    return {verb: label for verb, label in steps.items() if use.get(verb, False)}


def _seen(told: Control, actor: Actor) -> set[str]:
    """The members whose cases this person may open."""
    columns = reach(actor)
    return {
        each.child.member
        for each in told.lines
        if columns is None or any(getattr(each.child.case, column) == value for column, value in columns.items())
    }


def _settled(told: Control) -> str:
    """The number of the case in which medical costs are settled; empty where none are."""
    return next((each.child.case.number for each in told.lines if scheme_of(each.child.case) == REFUND), "")


def _numbers(told: Control) -> Sequence[tuple[str, str]]:
    return [(each.branch.title, each.child.case.number) for each in told.lines]


def _files(papers: Mapping[str, Brought], code: str) -> Sequence[Any]:
    return papers[code].files if code in papers else ()


def _problems(refusal: Declined | None) -> list[Problem]:
    """In the house's words; anchors only where the page has the field."""
    if refusal is None:
        return []
    return [Problem("", typeset(each.text)) for each in problems_of(refusal)]
