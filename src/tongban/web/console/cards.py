"""Cards (黄牌、红牌): the list, one card with its attribution, contesting and deciding on it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.handling.cases.rules.attribution import Owner
from tongban.handling.cases.rules.clocks import ClockKind
from tongban.handling.cases.rules.states import Status
from tongban.oversight.supervision.commands.contesting import contest, is_independent, lift, uphold
from tongban.oversight.supervision.models import Card
from tongban.oversight.supervision.queries.cards import PAGE, card_for
from tongban.oversight.supervision.queries.cards import cards as cards_seen
from tongban.oversight.supervision.rules.cards import BY_CODE, CardStatus, Colour
from tongban.oversight.supervision.rules.flow import CARDS, DEPARTMENT
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.owners import LABELS, Owners, OwnerShare
from tongban.web.ui.sessions import actor_of

from .figures import asked_of
from .frame import show
from .narrowing import Page, narrowed, whole
from .stepping import NOT_SENT, Refused, asked_by, basis_of, labelled, refused

READERS = (Role.SUPERVISOR, *sorted(DEPARTMENT))
_VERBS: Mapping[str, Callable[..., Card]] = {"contest": contest, "uphold": uphold, "lift": lift}
_KEYS = {"contest": "S", "uphold": "W", "lift": "C"}
_STATES = [(each.value, each.label) for each in CardStatus if each is not CardStatus.FOUND]
_COLOURS = [(each.value, each.label) for each in Colour]
_OWNERS = [(each.value, LABELS[each]) for each in LABELS]


@require_safe
@staff(*READERS)
def cards(request: HttpRequest) -> HttpResponse:
    """The cards that this actor may see, the newest first (one statement)."""
    asked = narrowed(request, "console-cards", "status", "colour", "owner", "agency", "from", "to")
    rows = cards_seen(
        actor_of(request),
        status=asked["status"],
        colour=asked["colour"],
        owner=asked["owner"],
        agency=whole(asked["agency"]),
        within=asked_of(request).months if asked["from"] and asked["to"] else None,
        before=asked.after_key,
        most=PAGE + 1,
    )
    page: Page[Card] = asked.page(rows, PAGE)
    context = {
        "page": page,
        "rules": {code: each.label for code, each in BY_CODE.items()},
        "owners": dict(_OWNERS),
        "filters": [
            ("状态", asked.chips("status", _STATES)),
            ("颜色", asked.chips("colour", _COLOURS)),
            ("责任", asked.chips("owner", _OWNERS, whole="不限")),
        ],
    }
    return show(request, "console/cards.html", context, current="cards")


@require_safe
@staff(*READERS)
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """One card: which rule, whose time it was, and the steps that are open to this actor."""
    return _page(request, pk, NOT_SENT)


@require_POST
@staff(*READERS)
@done_once
def take(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step of the card."""
    actor = actor_of(request)
    found = card_for(actor, pk)
    if verb not in _VERBS:
        raise NotFound("没有这一步。")
    sent = asked_by(CARDS.steps[verb], request.POST)
    try:
        _VERBS[verb](found, **sent, by=actor, at=now())
    except Declined as refusal:
        return _page(request, pk, refused(verb, refusal, sent))
    return redirect("console-card", pk=pk)


def _page(request: HttpRequest, pk: int, sent: Refused) -> HttpResponse:
    actor = actor_of(request)
    found = card_for(actor, pk)
    rule = BY_CODE[found.rule]
    steps = [each for each in CARDS.open_to(found, by=actor) if _is_open(each.verb, found, actor)]
    context: dict[str, Any] = {
        "card": found,
        "rule": rule.label,
        "rule_basis": typeset(rule.basis),
        "clock": ClockKind(found.clock_kind).label,
        "stage": typeset(Status(found.stage).label) if found.stage else "",
        "owner": LABELS[Owner(found.owner)],
        "owners": _owners(found.attribution),
        "steps": labelled(steps),
        "must_be_another": Role.SUPERVISOR in actor.roles
        and found.status == CardStatus.CONTESTED
        and not is_independent(found, actor),
        "keys": _KEYS,
        "basis": basis_of(CARDS),
        "sent": sent,
        "problems": sent.problems,
        "once": once_input(),
    }
    return show(request, "console/card.html", context, current="cards", status=sent.status)


def _is_open(verb: str, found: Card, actor: Any) -> bool:
    if verb == "contest":
        return bool(found.owner == Owner.OFFICE and actor.agency_id == found.agency_id)
    return is_independent(found, actor)


def _owners(told: Mapping[str, Any]) -> Owners:
    """The attribution as it was when the card was raised."""
    rows = {each["owner"]: each for each in told["shares"]}
    shares = (
        OwnerShare(key.value, label, rows[key]["seconds"], tuple((name, took) for name, took in rows[key]["stages"]))
        for key, label in LABELS.items()
    )
    return Owners(told["elapsed"], tuple(shares))
