"""Cases about which supervision is not done yet (未了的黄红牌和督办): their archives are not destroyed meanwhile."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from tongban.oversight.supervision.models import Card, Urge
from tongban.oversight.supervision.rules.cards import CardStatus
from tongban.oversight.supervision.rules.flow import UrgeStatus


def unsettled(numbers: Collection[str], on: date) -> dict[str, str]:
    """Of these cases, those with an open urging, or a card that is contested or may still be (two statements)."""
    urged = Urge.objects.filter(case__number__in=numbers).exclude(status=UrgeStatus.ANSWERED)
    open_to_protest = Q(status__in=[CardStatus.FOUND, CardStatus.CONTESTED]) | Q(
        status=CardStatus.RAISED, contest_by_on__gte=on
    )
    carded = Card.objects.filter(open_to_protest, case__number__in=numbers)
    found = dict.fromkeys(urged.values_list("case__number", flat=True), "有督办没有答复")
    return found | dict.fromkeys(carded.values_list("case__number", flat=True), "有黄牌或者红牌还在申诉期、没有定论")
