"""One's own enterprise as a bank (我的银行): needs without names, what was consented, what came of it, products."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import NotFound
from tongban.handling.fees.rules.money import fen_of, yuan
from tongban.handling.financing.commands import banking, needing, outcome, proving
from tongban.handling.financing.models import Bank, Match, Product
from tongban.handling.financing.queries import listing
from tongban.handling.financing.queries.visible import match_for_bank, own_bank, proof_for_bank
from tongban.handling.financing.rules.claims import BOUND
from tongban.handling.financing.rules.flow import MATCH_FLOW
from tongban.handling.financing.rules.offering import Offered
from tongban.handling.financing.rules.states import Audience, BankStatus, Cause, Guarantee, Use
from tongban.web.portal import inputs
from tongban.web.portal.financing import GUARANTEES, percent
from tongban.web.portal.pages import attempt, form, page
from tongban.web.ui.audience import applicants
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import actor_of

PAGE = 20
_OF_BANK = frozenset({"ask", "contact", "score", "credit", "lend", "fail"})
_TYPED = (
    *("name", "audience", "most", "longest_months", "rate_from", "rate_to"),
    *("guarantee", "conditions", "answer_days"),
)
_KEPT = ("purpose", "points", "out_of", "factors", "contact", "amount", "rate", "cause", "words")


@applicants
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What runs, what is looked for, what is on offer (four statements)."""
    return _mine(request, [])


@applicants
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def offer_product(request: HttpRequest) -> HttpResponse:
    """A product on one page; what it asks to have proved is ticked one by one, and nothing is ticked before."""
    bank = _bank(request)
    typed = {name: inputs.text(request.POST, name)[:600] for name in _TYPED}
    wants = inputs.typed("choices", request.POST, "wants")
    problems: list[Problem] = []
    if request.method == "POST":
        offered = _offered(request, typed, wants)
        _, problems = attempt(lambda: banking.offer_product(bank, offered, by=actor_of(request), at=now()))
        if not problems:
            return redirect("my-bank")
    context = {
        "typed": typed,
        "wants": wants,
        "claims": listing.wanted_labels(BOUND.policy.claims),
        "audiences": [(each.value, each.label) for each in Audience],
        "guarantees": GUARANTEES,
    }
    return form(request, "my_bank_product", context, problems)


@applicants
@require_POST
@done_once
def withdraw_product(request: HttpRequest, code: UUID) -> HttpResponse:
    """下架."""
    found = Product.objects.select_related("bank").filter(code=code, bank=_bank(request)).first()
    if found is None:
        raise NotFound("没有找到这个产品，或者它不是您银行的。")
    banking.withdraw_product(found, by=actor_of(request), at=now())
    return redirect("my-bank")


@applicants
@require_POST
@done_once
def offer(request: HttpRequest, code: UUID) -> HttpResponse:
    """愿意对接: with one of the own products."""
    bank, typed = _bank(request), inputs.text(request.POST, "product")[:40]
    need = listing.posted(code, on=local_day(now()))
    product = next((each for each in bank.products.filter(withdrawn_at=None) if str(each.code) == typed), None)
    if product is None:
        return _mine(request, [Problem(f"product-{code}", "请选用哪个产品对接。")])
    made, problems = attempt(lambda: needing.offer(need, product, by=actor_of(request), at=now()))
    if made is None:
        return _mine(request, [Problem(f"product-{code}", each.text) for each in problems])
    return redirect("my-bank-match", code=made.code)


@applicants
@require_safe
def match(request: HttpRequest, code: UUID) -> HttpResponse:
    """One match as its bank reads it: the need, never who it is; a proof is opened on a page of its own."""
    return _match(request, match_for_bank(actor_of(request), code), [], "")


@applicants
@require_POST
@done_once
def act(request: HttpRequest, code: UUID, verb: str) -> HttpResponse:
    """What came of it, or a request for proof; a refusal keeps what was typed."""
    found = match_for_bank(actor_of(request), code)
    _, problems = attempt(lambda: _take(request, found, verb), f"{verb}-{{}}")
    if problems:
        return _match(request, match_for_bank(actor_of(request), code), problems, verb)
    return redirect("my-bank-match", code=code)


@applicants
@require_safe
def proof(request: HttpRequest, code: UUID) -> HttpResponse:
    """What was consented and nothing else, after it stands on the applicant's record; gone when taken back."""
    found = proof_for_bank(actor_of(request), code)
    rows = proving.look(found, by=actor_of(request), at=now())
    return page(request, "my_bank_proof", {"proof": found, "rows": rows})


def _bank(request: HttpRequest) -> Bank:
    found = own_bank(actor_of(request))
    if found is None:
        raise NotFound("您现在的身份不是入驻银行。请先切换成银行。")
    return found


def _mine(request: HttpRequest, problems: list[Problem]) -> HttpResponse:
    bank, at = own_bank(actor_of(request)), now()
    after = inputs.number(request.GET, "after")
    is_listed = bank is not None and bank.state is BankStatus.LISTED
    calls: Any = []
    if bank and is_listed:
        calls = listing.board(bank, on=local_day(at), after=after, size=PAGE + 1)
    following = f"{reverse('my-bank')}?after={calls[PAGE - 1].pk}" if len(calls) > PAGE else ""
    products = list(bank.products.filter(withdrawn_at=None).order_by("pk")) if bank else []
    context = {
        "bank": bank,
        "calls": [(each, Use(each.use).label, Guarantee(each.guarantee).label) for each in calls[:PAGE]],
        "following": following,
        "running": listing.matches_of_bank(bank, is_running=True) if bank and is_listed else [],
        "ended": listing.matches_of_bank(bank, is_running=False) if bank and is_listed else [],
        "products": products,
        "choices": [("", "请选择"), *((str(each.code), each.name) for each in products)],
        "today": local_day(at),
        "yuan": yuan,
        "percent": percent,
    }
    return form(request, "my_bank", context, problems)


def _match(request: HttpRequest, found: Match, problems: list[Problem], verb: str) -> HttpResponse:
    actor, at = actor_of(request), now()
    claims = BOUND.policy.claims_of(is_enterprise=found.need.is_enterprise)
    context = {
        "match": found,
        "need": found.need,
        "use": Use(found.need.use).label,
        "guarantee": Guarantee(found.need.guarantee).label,
        "steps": {each.verb for each in MATCH_FLOW.open_to(found, by=actor)} & _OF_BANK,
        "proof": listing.proof_standing(found, at=at),
        "claims": listing.labels_for(claims, found.need.party),
        "asked": [words for _, words in listing.labels_for(found.asked, found.need.party)],
        "picked": inputs.typed("choices", request.POST, "claims") if verb == "ask" else found.asked,
        "score": found.explained_score,
        "causes": [("", "请选择"), *((each.value, each.label) for each in Cause)],
        "values": {name: inputs.text(request.POST, name)[:900] for name in _KEPT},
        "yuan": yuan,
        "percent": percent,
    }
    return form(request, "my_bank_match", context, problems)


def _take(request: HttpRequest, found: Match, verb: str) -> None:
    given: dict[str, Any] = {"by": actor_of(request), "at": now()}
    sent = request.POST
    match verb:
        case "contact":
            outcome.contact(found, **given)
        case "ask":
            claims = inputs.typed("choices", sent, "claims")
            proving.ask(found, claims=claims, purpose=inputs.text(sent, "purpose")[:300], **given)
        case "score":
            outcome.give_score(
                found,
                points=inputs.number(sent, "points", -1),
                out_of=inputs.number(sent, "out_of"),
                factors=inputs.text(sent, "factors")[:900].splitlines(),
                contact=inputs.text(sent, "contact")[:200],
                **given,
            )
        case "credit":
            amount = fen_of(inputs.text(sent, "amount")[:20])
            outcome.credit(found, amount=amount, rate=_rate(inputs.text(sent, "rate")), **given)
        case "lend":
            outcome.lend(found, amount=fen_of(inputs.text(sent, "amount")[:20]), **given)
        case "fail":
            words = inputs.text(sent, "words")[:400]
            outcome.fail(found, cause=inputs.text(sent, "cause")[:10], words=words, **given)
        case _:
            raise NotFound("没有这一步。")


def _offered(request: HttpRequest, typed: dict[str, str], wants: list[str]) -> Offered:
    return Offered(
        name=typed["name"],
        audience=typed["audience"],
        most=fen_of(typed["most"][:20]),
        longest_months=inputs.number(request.POST, "longest_months"),
        rate_from=_rate(typed["rate_from"]),
        rate_to=_rate(typed["rate_to"]),
        guarantee=typed["guarantee"],
        conditions=typed["conditions"],
        answer_days=inputs.number(request.POST, "answer_days"),
        wants=tuple(wants),
    )


def _rate(typed: str) -> int | None:
    """A yearly rate in hundredths of a percent from what was typed, such as 3.85 or 3.85%."""
    return fen_of(typed[:12].strip().removesuffix("%").removesuffix("％"))
