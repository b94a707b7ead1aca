"""Cards (黄牌、红牌): the list, one card with its attribution, contesting and deciding on it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.flow import Step
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
from tongban.web.ui.once import done_once
from tongban.web.ui.owners import LABELS, Owners, OwnerShare
from tongban.web.ui.sessions import actor_of

from .figures import asked_of
from .frame import show
from .narrowing import Page, narrowed, whole
from .tasks import Verb, Work

READERS = (Role.SUPERVISOR, *sorted(DEPARTMENT))
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
    return _WORK.page(request, pk)


@require_POST
@staff(*READERS)
@done_once
def take(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step of the card."""
    return _WORK.take(request, pk, verb)


def _shown(found: Card, actor: Actor) -> dict[str, Any]:
    rule = BY_CODE[found.rule]
    must_be_another = (
        Role.SUPERVISOR in actor.roles and found.status == CardStatus.CONTESTED and not is_independent(found, actor)
    )
    return {
        "card": found,
        "rule": rule.label,
        "rule_basis": typeset(rule.basis),
        "clock": ClockKind(found.clock_kind).label,
        "stage": typeset(Status(found.stage).label) if found.stage else "",
        "owner": LABELS[Owner(found.owner)],
        "owners": _owners(found.attribution),
        "must_be_another": must_be_another,
    }


def _open_steps(found: Card, actor: Actor) -> list[Step]:
    return [each for each in CARDS.open_to(found, by=actor) if _is_open(each.verb, found, actor)]


def _is_open(verb: str, found: Card, actor: Actor) -> bool:
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


_WORK = Work(
    name="console-card",
    template="console/card.html",
    current="cards",
    flow=CARDS,
    verbs={"contest": Verb(contest, "S"), "uphold": Verb(uphold, "W"), "lift": Verb(lift, "C")},
    find=card_for,
    shown=_shown,
    open_steps=_open_steps,
)
