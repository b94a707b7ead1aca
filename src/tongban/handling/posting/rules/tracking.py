"""What the post tells of a parcel (物流轨迹): read one by one, each once, in the order in which it happened; pure."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import msgspec

from tongban.handling.posting.ports import EventKind, PostEvent

from .states import ShipmentStatus

LATE_AFTER = timedelta(days=7)
"""From when a parcel that nobody signed for is looked into."""
ENDS = {EventKind.SIGNED: ShipmentStatus.SIGNED, EventKind.RETURNED: ShipmentStatus.RETURNED}
VERBS = {ShipmentStatus.SIGNED: "sign_for", ShipmentStatus.RETURNED: "come_back"}


def read_events(raw: Iterable[Any], *, tracking: str) -> tuple[list[PostEvent], int]:
    """What can be read of this very parcel, each number once and in order of time; how many could not be read."""
    found, bad = dict[str, PostEvent](), 0
    for each in raw:
        try:
            event = msgspec.convert(each, PostEvent)
        except msgspec.ValidationError:
            bad += 1
            continue
        if event.tracking != tracking:
            bad += 1
            continue
        found.setdefault(event.number, event)
    return sorted(found.values(), key=lambda event: (event.at, event.number)), bad


def end_of(events: Iterable[PostEvent]) -> PostEvent | None:
    """The event that ends the way of the parcel: what happened last of signing and coming back, if either did."""
    return next((each for each in reversed(list(events)) if each.kind in ENDS), None)


def is_late(sent_on: date, today: date) -> bool:
    """Has nobody signed for too long?"""
    return today - sent_on > LATE_AFTER
