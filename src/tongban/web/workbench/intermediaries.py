"""Intermediary agencies at the desk (中介机构): check and list, review results, answer appeals; never choose."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.foundation.ledger.models import Entry
from tongban.handling.fees.rules.money import yuan
from tongban.handling.intermediaries.commands import crediting, listing
from tongban.handling.intermediaries.models import CreditItem, IntermediaryAgency, Need, Qualification
from tongban.handling.intermediaries.queries import agencies, credit, needs
from tongban.handling.intermediaries.queries.register import register
from tongban.handling.intermediaries.rules.flow import AGENCY_FLOW, ITEM_FLOW
from tongban.handling.intermediaries.rules.policy import BOUND, Formula
from tongban.handling.intermediaries.rules.scoring import MARK_LABELS, MARKS
from tongban.handling.intermediaries.rules.states import AgencyStatus, ItemKind, ItemStatus, NeedStatus
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.outreach import plain
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .frame import show

READERS = (Role.EXAMINER, Role.REVIEWER, Role.DECIDER, Role.SUPERVISOR)
PAGE = 30
_STATES = [(each.value, each.label) for each in AgencyStatus]
_WAITING = (ItemStatus.APPEALED, ItemStatus.REPAIRING)


@require_safe
@staff(*READERS)
def agencies_page(request: HttpRequest) -> HttpResponse:
    """The agencies that one's body supervises, results that it asked for, what waits, what it has to clean up."""
    actor, on = actor_of(request), local_day(now())
    chosen = request.GET.get("status", "")
    after = request.GET.get("after", "")
    begin = int(after) if after.isascii() and after.isdigit() and len(after) < 10 else 0
    rows = agencies.visible_to(actor).order_by("pk")
    if chosen in set(AgencyStatus):
        rows = rows.filter(status=chosen)
    found = list((rows.filter(pk__gt=begin) if begin else rows)[: PAGE + 1])
    here = reverse("desk-intermediaries")
    kept = f"status={chosen}&" if chosen in set(AgencyStatus) else ""
    is_all = Role.SUPERVISOR in actor.roles
    drawn = credit.inspections(on)
    context = {
        "rows": found[:PAGE],
        "chips": [
            {"label": label, "href": f"{here}?status={value}" if value else here, "is_current": chosen == value}
            for value, label in [("", "全部"), *_STATES]
        ],
        "following": f"{here}?{kept}after={found[PAGE - 1].pk}" if len(found) > PAGE else "",
        "items": list(credit.visible_to(actor).filter(status__in=_WAITING).order_by("pk")[:PAGE]),
        "needs": [(each, BOUND.policy.service(each.service)) for each in needs.needs_of(actor, size=PAGE)],
        "unclean": [
            each for each in register(on) if not each.is_mandatory and (is_all or each.agency_id == actor.agency_id)
        ],
        "drawn": drawn,
        "inspected": [each for each in drawn.agencies if is_all or _supervises(each, actor)] if drawn else [],
        "formula": BOUND.policy.formula,
    }
    return show(request, "workbench/intermediaries.html", context, current="intermediaries")


@require_safe
@staff(*READERS)
def one(request: HttpRequest, code: UUID) -> HttpResponse:
    """One agency: guide, papers, credit, and what this person may do now."""
    return _one(request, agencies.agency_for(actor_of(request), code))


@require_POST
@staff(*READERS)
@done_once
def act(request: HttpRequest, code: UUID, verb: str) -> HttpResponse:
    """Check, list, return, delist, or put a breach on record; a refusal keeps what was typed."""
    actor = actor_of(request)
    found = agencies.agency_for(actor, code)
    sent = _typed(request)
    given: dict[str, Any] = {"by": actor, "at": now()}
    try:
        match verb:
            case "check":
                listing.check(found, words=sent["words"], **given)
            case "list":
                listing.list_agency(found, **given)
            case "return":
                listing.send_back(found, reason=sent["reason"], **given)
            case "delist":
                listing.delist(found, reason=sent["reason"], **given)
            case "record":
                crediting.record_breach(found, breach=sent["breach"], words=sent["words"], **given)
            case _:
                raise NotFound("没有这一步。")
    except NotFound:
        raise
    except Declined as refusal:
        again = agencies.agency_for(actor, code)
        return _one(request, again, verb, sent, _problems(verb, refusal), int(refusal.status))
    return redirect("desk-intermediary", code=code)


@require_POST
@staff(Role.REVIEWER)
@done_once
def answer(request: HttpRequest, code: UUID, verb: str) -> HttpResponse:
    """An appeal or a repair is answered, by somebody who did not write the entry."""
    actor = actor_of(request)
    item = credit.item_for(actor, code)
    sent = _typed(request)
    given: dict[str, Any] = {"by": actor, "at": now()}
    try:
        if verb in ("uphold", "dismiss"):
            crediting.answer_appeal(item, is_upheld=verb == "uphold", words=sent["words"], **given)
        elif verb in ("repair", "refuse_repair"):
            crediting.answer_repair(item, is_granted=verb == "repair", words=sent["words"], **given)
        else:
            raise NotFound("没有这一步。")
    except NotFound:
        raise
    except Declined as refusal:
        found = agencies.agency_for(actor, item.agency.code)
        wrong = [Problem(f"answer-{code}", each.text) for each in problems_of(refusal)]
        return _one(request, found, verb, sent, wrong, int(refusal.status))
    return redirect("desk-intermediary", code=item.agency.code)


@require_safe
@staff(*READERS)
def need(request: HttpRequest, code: UUID) -> HttpResponse:
    """A need whose result one's body asked for: the choice, the result, the review; no step of choice."""
    return _need(request, needs.need_for(actor_of(request), code), {}, [])


@require_POST
@staff(Role.EXAMINER)
@done_once
def review(request: HttpRequest, code: UUID) -> HttpResponse:
    """The body's own review of a result, once for each contract."""
    actor = actor_of(request)
    found = needs.need_for(actor, code)
    sent = _typed(request)
    marks = {name: int(sent[name]) if sent[name] in set("12345") else 0 for name in MARKS}
    try:
        crediting.review(found, marks=marks, words=sent["words"], by=actor, at=now())
    except Declined as refusal:
        return _need(request, needs.need_for(actor, code), sent, problems_of(refusal), int(refusal.status))
    return redirect("desk-intermediary-need", code=code)


def _one(
    request: HttpRequest,
    found: IntermediaryAgency,
    verb: str = "",
    sent: dict[str, str] | None = None,
    problems: list[Problem] | None = None,
    status: int = 200,
) -> HttpResponse:
    actor = actor_of(request)
    items = list(credit.visible_to(actor).filter(agency=found).order_by("-pk")[:PAGE])
    is_own = _supervises(found, actor)
    context = {
        "agency": found,
        "offerings": [(BOUND.policy.service(each.service), each) for each in found.offerings.order_by("pk")],
        "papers": list(Qualification.objects.filter(agency=found).order_by("pk")),
        "today": local_day(now()),
        "steps": {each.verb for each in AGENCY_FLOW.open_to(found, by=actor)} if is_own else set(),
        "may_record": is_own and Role.EXAMINER in actor.roles,
        "breaches": [
            ("", "请选择"),
            *((each.code, f"{each.label}，扣{each.points}分") for each in _formula().breaches),
        ],
        "breach": _formula().breach,
        "items": [(each, _answers(each, actor) if is_own else []) for each in items],
        "mark_labels": MARK_LABELS,
        "history": _history(found),
        "verb": verb,
        "sent": sent or {},
        "yuan": yuan,
        "problems": problems or [],
        "wrong": {each.anchor: each.text for each in problems or []},
    }
    return show(request, "workbench/intermediary.html", context, current="intermediaries", status=status)


def _need(
    request: HttpRequest, found: Need, sent: dict[str, str], problems: list[Problem], status: int = 200
) -> HttpResponse:
    actor = actor_of(request)
    is_reviewed = CreditItem.objects.filter(need=found, kind=ItemKind.DEPARTMENT).exists()
    is_over = found.status == NeedStatus.ACCEPTED
    context = {
        "need": found,
        "service": BOUND.policy.service(found.service),
        "may_review": Role.EXAMINER in actor.roles and is_over and not is_reviewed and _asks_for(found, actor),
        "is_reviewed": is_reviewed,
        "marks": MARK_LABELS,
        "sent": sent,
        "yuan": yuan,
        "problems": problems,
        "wrong": {each.anchor: each.text for each in problems},
    }
    return show(request, "workbench/intermediary_need.html", context, current="intermediaries", status=status)


def _asks_for(found: Need, actor: Actor) -> bool:
    return found.department_id is not None and found.department_id == actor.agency_id


def _supervises(found: IntermediaryAgency, actor: Actor) -> bool:
    return found.supervisor_id == actor.agency_id


def _answers(item: CreditItem, actor: Actor) -> list[tuple[str, str]]:
    """What may be answered now, by who did not write it."""
    if item.written_by_id == actor.staff_id:
        return []
    wanted = ("uphold", "dismiss", "repair", "refuse_repair")
    return [(each.verb, each.label) for each in ITEM_FLOW.open_to(item, by=actor) if each.verb in wanted]


def _history(found: IntermediaryAgency) -> list[dict[str, Any]]:
    return [
        {
            "at": each.at,
            "label": AGENCY_FLOW.steps[each.verb].label,
            "by": each.by_name,
            "words": each.facts.get("reason") or each.facts.get("words") or "",
        }
        for each in Entry.objects.filter(chain=found.chain).order_by("-seq")[:PAGE]
    ]


def _typed(request: HttpRequest) -> dict[str, str]:
    names = ("words", "reason", "breach", *MARKS)
    return {name: plain(request.POST.get(name, ""))[:600] for name in names}


def _problems(verb: str, refusal: Declined) -> list[Problem]:
    return [Problem(f"{verb}-{each.anchor}" if each.anchor else "", each.text) for each in problems_of(refusal)]


def _formula() -> Formula:
    return BOUND.policy.formula
