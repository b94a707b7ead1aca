"""One's own needs (我的中介需求): publish, choose, contract, accept, review; and the agency's part."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.models import SpecialRun
from tongban.handling.cases.queries.visible import visible_to as cases_of
from tongban.handling.cases.rules.states import ENDS
from tongban.handling.fees.rules.money import fen_of, yuan
from tongban.handling.intermediaries.commands import choosing, crediting, needing, working
from tongban.handling.intermediaries.models import CreditItem, Need
from tongban.handling.intermediaries.queries.agencies import choosable, own_agency, owner_of
from tongban.handling.intermediaries.queries.needs import need_for, needs_of
from tongban.handling.intermediaries.rules.flow import NEED_FLOW
from tongban.handling.intermediaries.rules.policy import BOUND
from tongban.handling.intermediaries.rules.scoring import MARK_LABELS, MARKS
from tongban.handling.intermediaries.rules.states import NeedStatus, Way
from tongban.registers.documents.commands import store
from tongban.registers.documents.models import StoredFile
from tongban.web.portal import inputs
from tongban.web.portal.pace import Pace
from tongban.web.portal.pages import attempt, form, page
from tongban.web.ui.audience import applicants
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import actor_of

NEEDS = Pace(20, 3600)
PAGE = 20
ACCEPT = ".pdf,.jpg,.jpeg,.png"
_WAYS = [(each.value, each.label, each.hint) for each in Way]
_TYPED = ("service", "way", "title", "details", "limit_days", "ceiling", "entry_days", "item", "case")
_OF_CLIENT = frozenset(
    {
        "choose",
        "close_entries",
        "draw",
        "open_bids",
        "refuse_contract",
        "sign_contract",
        "ask_rework",
        "accept",
        "cancel",
    }
)
_OF_AGENCY = frozenset({"confirm", "decline", "send_contract", "deliver"})


@applicants
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """The needs that one published or takes part in, the newest first."""
    actor, after = actor_of(request), inputs.number(request.GET, "after")
    case = inputs.text(request.GET, "case")[:17]
    rows = needs_of(actor, case_number=case, after=after, size=PAGE + 1)
    kept = {"case": case} if case else {}
    address = ""
    if len(rows) > PAGE:
        address = f"{reverse('needs')}?{urlencode(kept | {'after': str(rows[PAGE - 1].pk)})}"
    shown = [(each, BOUND.policy.service(each.service)) for each in rows[:PAGE]]
    return page(request, "needs", {"rows": shown, "owner": owner_of(actor), "following": address, "case": case})


@applicants
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def publish(request: HttpRequest) -> HttpResponse:
    """One page: what, by when, for how much, and how the agency is to be chosen, which nobody has ticked before."""
    actor = actor_of(request)
    data = request.POST if request.method == "POST" else request.GET
    typed = {name: inputs.text(data, name)[:1200] for name in _TYPED}
    problems: list[Problem] = []

    def publish() -> Need:
        NEEDS.keep(actor.ref)
        return needing.publish(_wanted(typed), by=actor, at=now())

    if request.method == "POST":
        made, problems = attempt(publish)
        if made is not None:
            return redirect("need", code=made.code)
    rows = cases_of(actor).filter(applicant_id=owner_of(actor)).exclude(status__in=ENDS).order_by("-pk")[:20]
    context = {
        "typed": typed,
        "services": [("", "请选择"), *((each.code, each.name) for each in BOUND.policy.services)],
        "ways": _WAYS,
        "cases": [("", "没有办件，或者还没有开始办"), *((each.number, each.number) for each in rows)],
        "policy": BOUND.policy,
    }
    return form(request, "need_new", context, problems)


@applicants
@require_safe
def one(request: HttpRequest, code: UUID) -> HttpResponse:
    """Where it stands, and what is to be done by whom."""
    return _one(request, need_for(actor_of(request), code), [])


@applicants
@require_POST
@done_once
def act(request: HttpRequest, code: UUID, verb: str) -> HttpResponse:
    """One step of the client or of the agency; a refusal keeps what was typed."""
    found = need_for(actor_of(request), code)
    _, problems = attempt(lambda: _take(request, found, verb), f"{verb}-{{}}")
    if problems:
        return _one(request, need_for(actor_of(request), code), problems, verb)
    return redirect("need", code=code)


def _take(request: HttpRequest, found: Need, verb: str) -> None:
    given: dict[str, Any] = {"by": actor_of(request), "at": now()}
    sent = request.POST
    match verb:
        case "choose":
            choosing.choose(found, agency=inputs.text(sent, "agency")[:40], **given)
        case "enter":
            price = fen_of(inputs.text(sent, "price")[:20])
            needing.enter(found, price=price, days=inputs.number(sent, "days"), **given)
        case "close_entries" | "draw" | "open_bids" | "confirm" | "sign_contract" | "accept":
            _PLAIN[verb](found, **given)
        case "decline" | "refuse_contract" | "ask_rework" | "cancel":
            _WITH_REASON[verb](found, reason=inputs.text(sent, "reason")[:400], **given)
        case "send_contract":
            price = fen_of(inputs.text(sent, "price")[:20])
            working.send_contract(found, price=price, file=_file(request, given["by"]), **given)
        case "deliver":
            words = inputs.text(sent, "words")[:600]
            working.deliver(found, words=words, file=_file(request, given["by"]), **given)
        case "review":
            marks = {name: inputs.number(sent, name) for name in MARKS}
            crediting.review(found, marks=marks, words=inputs.text(sent, "words")[:600], **given)
        case _:
            raise NotFound("没有这一步。")


_PLAIN = {
    "close_entries": choosing.close_entries,
    "draw": choosing.draw,
    "open_bids": choosing.open_bids,
    "confirm": working.confirm,
    "sign_contract": working.sign_contract,
    "accept": working.accept,
}
_WITH_REASON = {
    "decline": choosing.decline,
    "refuse_contract": working.refuse_contract,
    "ask_rework": working.ask_rework,
    "cancel": needing.cancel,
}


def _one(request: HttpRequest, found: Need, problems: list[Problem], verb: str = "") -> HttpResponse:
    actor, at = actor_of(request), now()
    owner, on = owner_of(actor), local_day(at)
    agency = own_agency(actor)
    is_client, is_agency = owner == found.client_id, agency is not None and agency.pk == found.selected_id
    steps = {each.verb for each in NEED_FLOW.open_to(found, by=actor)}
    has_entered = agency is not None and found.bids.filter(agency=agency).exists()
    may_enter = agency is not None and "enter" in steps and not is_client and not has_entered
    is_direct = found.how is Way.DIRECT
    context = {
        "need": found,
        "service": BOUND.policy.service(found.service),
        "is_client": is_client,
        "is_agency": is_agency,
        "steps": steps & (_OF_CLIENT if is_client else _OF_AGENCY if is_agency else frozenset()),
        "may_enter": may_enter and not is_direct and found.entries_until is not None and at < found.entries_until,
        "has_entered": has_entered,
        "entries": found.bids.count(),
        "are_entries_over": found.entries_until is not None and at >= found.entries_until,
        "choices": list(choosable(found, on=on).order_by("-agency__score", "pk")) if is_client and is_direct else [],
        "may_review": is_client and found.status == NeedStatus.ACCEPTED and not _is_reviewed(found),
        "runs": list(SpecialRun.objects.filter(case_id=found.case_id).order_by("pk")) if found.case_id else [],
        "history": _history(found),
        "marks": MARK_LABELS,
        "values": {
            name: inputs.text(request.POST, name)[:600] for name in ("reason", "price", "days", "words", *MARKS)
        },
        "verb": verb,
        "accept": ACCEPT,
        "yuan": yuan,
    }
    return form(request, "need", context, problems)


def _wanted(typed: dict[str, str]) -> needing.Wanted:
    return needing.Wanted(
        service=typed["service"][:40],
        way=typed["way"][:8],
        title=typed["title"],
        details=typed["details"],
        limit_days=_whole(typed["limit_days"]),
        ceiling=(fen_of(typed["ceiling"]) or -1) if typed["ceiling"].strip() else None,
        entry_days=_whole(typed["entry_days"]),
        option_code=typed["item"][:33],
        case_number=typed["case"][:17],
    )


def _whole(typed: str) -> int:
    text = typed.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0


def _file(request: HttpRequest, by: Actor) -> StoredFile | None:
    sent = request.FILES.get("file")
    return store(sent.read(), name=sent.name or "", by=by, at=now()) if sent is not None else None


def _is_reviewed(found: Need) -> bool:
    return CreditItem.objects.filter(need=found, kind="client").exists()


def _history(found: Need) -> list[dict[str, Any]]:
    rows = Entry.objects.filter(chain=found.chain).exclude(verb="enter").order_by("-seq")
    return [
        {"at": each.at, "label": NEED_FLOW.steps[each.verb].label, "words": each.facts.get("reason") or ""}
        for each in rows
    ]
