"""Money for a business or a person (金融普惠综合服务): products side by side, own needs, what a bank may see. R-162."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import NotFound
from tongban.handling.fees.rules.money import fen_of, yuan
from tongban.handling.financing.commands import needing, outcome, proving
from tongban.handling.financing.models import FinancingNeed, Match, Proof
from tongban.handling.financing.queries import listing
from tongban.handling.financing.queries.visible import (
    match_for_applicant,
    need_for,
    owner_of,
    proof_for_applicant,
    visible_to,
)
from tongban.handling.financing.rules.claims import BOUND
from tongban.handling.financing.rules.flow import MATCH_FLOW, NEED_FLOW
from tongban.handling.financing.rules.offering import Wanted
from tongban.handling.financing.rules.states import Audience, Guarantee, Use
from tongban.web.portal import inputs
from tongban.web.portal.pace import Pace
from tongban.web.portal.pages import attempt, form, page, public
from tongban.web.ui.audience import applicants, everybody
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import actor_of

NEEDS = Pace(20, 3600)
PAGE = 20
SORTS = (("rate", "利率低"), ("most", "额度高"), ("answer", "答复快"))
_TYPED = ("amount", "months", "use", "guarantee", "words")
_AUDIENCES = [("", "都看"), *((each.value, each.label) for each in Audience if each is not Audience.BOTH)]
GUARANTEES = [(each.value, each.label) for each in Guarantee]
USES = [(each.value, each.label) for each in Use]
_OF_APPLICANT = frozenset({"agree", "withdraw", "object"})


def percent(rate: int) -> str:
    """A yearly rate in hundredths of a percent, as people read it."""
    return f"{rate // 100}.{rate % 100:02d}%"


@everybody
@require_safe
def products(request: HttpRequest) -> HttpResponse:
    """The products of all banks side by side: sum, term, rate, conditions, and what would have to be proved."""
    kept = {name: inputs.text(request.GET, name)[:20].strip() for name in ("audience", "guarantee", "amount")}
    sort = inputs.text(request.GET, "sort")[:8]
    sort = sort if sort in listing.ORDERS else "rate"
    rows = listing.compared(
        audience=kept["audience"], guarantee=kept["guarantee"], least=fen_of(kept["amount"]) or 0, order=sort
    )
    given = {name: value for name, value in kept.items() if value}
    labels = dict(listing.wanted_labels(BOUND.policy.claims))
    context = {
        "rows": rows,
        "kept": kept,
        "sort": sort,
        "sorts": [(key, label, f"{reverse('financing')}?{urlencode(given | {'sort': key})}") for key, label in SORTS],
        "audiences": _AUDIENCES,
        "guarantees": [("", "都看"), *GUARANTEES],
        "labels": labels,
        "yuan": yuan,
        "percent": percent,
    }
    return public(page(request, "financing", context))


@applicants
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """One's own needs, the newest first."""
    actor, after = actor_of(request), inputs.number(request.GET, "after")
    rows = visible_to(actor).order_by("-pk")
    found = list((rows.filter(pk__lt=after) if after else rows)[: PAGE + 1])
    following = f"{reverse('financing-needs')}?after={found[PAGE - 1].pk}" if len(found) > PAGE else ""
    context = {"rows": found[:PAGE], "following": following, "yuan": yuan, "may_post": bool(owner_of(actor))}
    return page(request, "financing_needs", context)


@applicants
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def post(request: HttpRequest) -> HttpResponse:
    """One page: how much, how long, what for; who asks is not shown to banks."""
    typed = {name: inputs.text(request.POST, name)[:400] for name in _TYPED}
    problems: list[Problem] = []
    if request.method == "POST":
        actor = actor_of(request)
        wanted = Wanted(
            fen_of(typed["amount"]),
            inputs.number(request.POST, "months"),
            typed["use"],
            typed["guarantee"],
            typed["words"],
        )

        def post() -> FinancingNeed:
            NEEDS.keep(actor.ref)
            return needing.post(wanted, by=actor, at=now())

        made, problems = attempt(post)
        if made is not None:
            return redirect("financing-need", code=made.code)
    context = {
        "typed": typed,
        "uses": USES,
        "guarantees": GUARANTEES,
        "policy": BOUND.policy,
    }
    return form(request, "financing_post", context, problems)


@applicants
@require_safe
def one(request: HttpRequest, code: UUID) -> HttpResponse:
    """A need: the banks with it, what each may see and looked at, what came of it, products that fit."""
    return _one(request, need_for(actor_of(request), code), [])


@applicants
@require_POST
@done_once
def act(request: HttpRequest, code: UUID, verb: str) -> HttpResponse:
    """Take the need back, or send it to the bank of a product."""
    found = need_for(actor_of(request), code)
    _, problems = attempt(lambda: _take(request, found, verb), "")
    if problems:
        return _one(request, need_for(actor_of(request), code), problems)
    return redirect("financing-need", code=code)


@applicants
@require_POST
@done_once
def act_on_match(request: HttpRequest, code: UUID, verb: str) -> HttpResponse:
    """Agree to a bank's offer, let it see something, object, or end it; a refusal keeps what was typed."""
    found = match_for_applicant(actor_of(request), code)
    _, problems = attempt(lambda: _take_on_match(request, found, verb), f"{{}}-{code}")
    if problems:
        return _one(request, need_for(actor_of(request), found.need.code), problems)
    return redirect("financing-need", code=found.need.code)


@applicants
@require_POST
@done_once
def take_back(request: HttpRequest, code: UUID) -> HttpResponse:
    """收回同意: one press, and the bank sees nothing more."""
    found = proof_for_applicant(actor_of(request), code)
    proving.take_back(found, by=actor_of(request), at=now())
    return redirect("financing-need", code=found.match.need.code)


def _take(request: HttpRequest, found: FinancingNeed, verb: str) -> None:
    match verb:
        case "end":
            needing.end(found, by=actor_of(request), at=now())
        case "apply":
            needing.apply(found, _product(request), by=actor_of(request), at=now())
        case _:
            raise NotFound("没有这一步。")


def _take_on_match(request: HttpRequest, found: Match, verb: str) -> None:
    given: dict[str, Any] = {"by": actor_of(request), "at": now()}
    match verb:
        case "agree":
            needing.agree(found, **given)
        case "withdraw":
            needing.withdraw(found, **given)
        case "object":
            outcome.object_to(found, reason=inputs.text(request.POST, "reason")[:400], **given)
        case "grant":
            claims = inputs.typed("choices", request.POST, "claims")
            read, days = inputs.text(request.POST, "purpose"), inputs.number(request.POST, "days")
            proving.grant(found, claims=claims, purpose=read, days=days, **given)
        case _:
            raise NotFound("没有这一步。")


def _product(request: HttpRequest) -> Any:
    typed = inputs.text(request.POST, "product")[:40]
    try:
        return listing.product_on_offer(UUID(typed))
    except ValueError as error:
        raise NotFound("没有这个产品。请从列出来的里面选。") from error


def _one(request: HttpRequest, found: FinancingNeed, problems: list[Problem]) -> HttpResponse:
    actor, at = actor_of(request), now()
    matches = listing.matches_of(found)
    proofs = listing.proofs_of(matches)
    steps = {each.verb for each in NEED_FLOW.open_to(found, by=actor)}
    context = {
        "need": found,
        "use": Use(found.use).label,
        "guarantee": Guarantee(found.guarantee).label,
        "steps": steps,
        "matches": [_shown(found, each, proofs.get(each.pk), actor, at) for each in matches],
        "fitting": listing.fitting(found) if "end" in steps else [],
        "labels": dict(listing.labels_for(BOUND.policy.claims_of(is_enterprise=found.is_enterprise), found.party)),
        "periods": [(str(each), f"{each}天") for each in BOUND.policy.days],
        "days": inputs.text(request.POST, "days")[:4],
        "yuan": yuan,
        "percent": percent,
    }
    return form(request, "financing_need", context, problems)


def _shown(need: FinancingNeed, each: Match, proof: Proof | None, actor: Actor, at: Any) -> dict[str, Any]:
    """A match as the applicant reads it: its steps, what stands consented, who looked when."""
    open_steps = {step.verb for step in MATCH_FLOW.open_to(each, by=actor)} & _OF_APPLICANT
    if each.objection:
        open_steps.discard("object")
    standing = proof if proof is not None and proof.may_be_seen(at) else None
    return {
        "match": each,
        "steps": open_steps,
        "asked": listing.labels_for(each.asked, need.party),
        "proof": standing,
        "given": [words for _, words in listing.labels_for(standing.claims, need.party)] if standing else [],
        "looks": listing.looks_of(standing, need.party_id) if standing is not None else [],
        "score": each.explained_score,
        "may_grant": each.is_running and need.status == "open" and bool(each.asked),
    }
