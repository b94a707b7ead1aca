"""Cards and urgings as they are seen (黄红牌、督办): supervision sees all, a department its own; what came of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotFound
from tongban.handling.cases.rules.attribution import Owner
from tongban.oversight.supervision.models import Card, Urge
from tongban.oversight.supervision.rules.cards import CardStatus, Colour
from tongban.oversight.supervision.rules.flow import DEPARTMENT, UrgeStatus

from .period import Period

PAGE = 50
SEES_ALL = frozenset({Role.SUPERVISOR, Role.SYSTEM})
MOST_ON_TODAY = 12


@dataclass(frozen=True, slots=True)
class CardTally:
    """What became of a department's cards in a period (亮牌与申诉), both ways."""

    agency_id: int
    yellow: int
    red: int
    contested: int
    upheld: int
    lifted: int

    @property
    def lifted_share(self) -> float | None:
        """Of the contested that were decided: how many were wrong."""
        decided = self.upheld + self.lifted
        return self.lifted / decided if decided else None


def visible_cards(actor: Actor) -> QuerySet[Card]:
    """The cards that this actor may see."""
    rows = Card.objects.select_related("case", "agency", "staff", "contested_by", "decided_by").annotate(
        option_name=F("case__option_version__name")
    )
    if actor.roles & SEES_ALL:
        return rows
    if actor.agency_id is None or not actor.roles & (DEPARTMENT | {Role.ISSUER}):
        return rows.none()
    return rows.filter(agency_id=actor.agency_id)


def card_for(actor: Actor, pk: int) -> Card:
    """The card, if this actor may see it; else `NotFound`."""
    found = visible_cards(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("没有找到这张牌，或者它不属于您的部门。")
    return found


def cards(
    actor: Actor,
    *,
    status: str = "",
    colour: str = "",
    owner: str = "",
    agency: int = 0,
    within: Period | None = None,
    before: int = 0,
    most: int = PAGE,
) -> Sequence[Card]:
    """A page of cards, the newest first (one statement)."""
    rows = visible_cards(actor).exclude(status=CardStatus.FOUND)
    if status in set(CardStatus):
        rows = rows.filter(status=status)
    if colour in set(Colour):
        rows = rows.filter(colour=colour)
    if owner in set(Owner):
        rows = rows.filter(owner=owner)
    if agency:
        rows = rows.filter(agency_id=agency)
    if within is not None:
        rows = rows.filter(raised_at__gte=within.since, raised_at__lt=within.until)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-pk")[:most])


def tallies(actor: Actor, period: Period) -> dict[int, CardTally]:
    """What became of the cards that lie with departments, by department (one statement)."""
    raised = visible_cards(actor).filter(raised_at__gte=period.since, raised_at__lt=period.until, owner=Owner.OFFICE)
    rows = raised.order_by().values("agency_id").annotate(
        yellow=Count("pk", filter=Q(colour=Colour.YELLOW)),
        red=Count("pk", filter=Q(colour=Colour.RED)),
        contested=Count("pk", filter=Q(contested_at__isnull=False)),
        upheld=Count("pk", filter=Q(status=CardStatus.UPHELD)),
        lifted=Count("pk", filter=Q(status=CardStatus.LIFTED)),
    )  # fmt: skip
    return {row["agency_id"]: CardTally(**row) for row in rows}


def visible_urges(actor: Actor) -> QuerySet[Urge]:
    """The urgings that this actor may see: supervision all, a department those to it."""
    rows = Urge.objects.select_related("case", "agency", "staff").annotate(option_name=F("case__option_version__name"))
    if actor.roles & SEES_ALL:
        return rows
    if actor.agency_id is None or not actor.roles & (DEPARTMENT | {Role.ISSUER}):
        return rows.none()
    return rows.filter(agency_id=actor.agency_id)


def urge_for(actor: Actor, pk: int) -> Urge:
    """The urging, if this actor may see it; else `NotFound`."""
    found = visible_urges(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("没有找到这件督办，或者它不是给您的部门的。")
    return found


def urges_to(actor: Actor) -> list[Urge]:
    """What this person has to answer (今日督办): those to them, and those of their body that name nobody."""
    if actor.agency_id is None:
        return []
    mine = Q(staff_id=actor.staff_id) | Q(staff=None)
    if Role.DECIDER in actor.roles:
        mine = Q()
    rows = visible_urges(actor).filter(mine, status=UrgeStatus.OPEN, agency_id=actor.agency_id)
    return list(rows.order_by("answer_by_on", "pk")[:MOST_ON_TODAY])


def cards_to(actor: Actor, *, on: date) -> list[Card]:
    """The cards that this person may still contest: who handles the case and who approves see them (处理人、批准人)."""
    if not actor.roles & DEPARTMENT or actor.agency_id is None:
        return []
    mine = Q() if Role.DECIDER in actor.roles else Q(staff_id=actor.staff_id)
    rows = visible_cards(actor).filter(mine, agency_id=actor.agency_id, status=CardStatus.RAISED, owner=Owner.OFFICE)
    return list(rows.filter(contest_by_on__gte=on).order_by("-colour", "-pk")[:MOST_ON_TODAY])
