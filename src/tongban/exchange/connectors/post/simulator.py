"""A simulated post (模拟的邮政): it says on screens that it is one, and nothing is fetched or delivered.

It keeps the contract: one parcel for one number. What happened to a parcel follows from the time since it was ordered;
events may come twice, late, or unreadable, and calls may get lost after they had effect.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from tongban.exchange.lines.contract import written
from tongban.exchange.lines.misbehaving import Knobs, LineFaults
from tongban.exchange.lines.simulating import Line
from tongban.handling.posting.ports import EventKind, PostEvent, PostLabel, PostOrder, PostUnavailable, Raw

from .models import SimulatedParcel, SimulatedPostFaults

NAME = "模拟的邮政（不是真的邮政，不会真的寄）"
_HOUR = timedelta(hours=1)
_WAY = (
    (timedelta(), EventKind.TAKEN, "嘉峪关", "样例揽投站已收寄"),
    (4 * _HOUR, EventKind.ON_THE_WAY, "嘉峪关", "离开样例处理中心"),
    (20 * _HOUR, EventKind.ON_THE_WAY, "收件地", "到达收件地处理中心"),
    (24 * _HOUR, EventKind.AT_THE_DOOR, "收件地", "样例投递员正在派送"),
)
_SIGNED = ((26 * _HOUR, EventKind.SIGNED, "收件地", "本人签收"),)
_BACK = (
    (26 * _HOUR, EventKind.FAILED, "收件地", "收件人电话打不通"),
    (72 * _HOUR, EventKind.RETURNED, "嘉峪关", "退回寄件人"),
)
KNOBS = Knobs(SimulatedPostFaults, "邮政", "post:simulator")
faults, set_faults = KNOBS.faults, KNOBS.set_faults


def send_back(tracking: str) -> None:
    """The pretended postman finds nobody."""
    SimulatedParcel.objects.filter(pk=_key(tracking)).update(comes_back=True)


class Simulator:
    """The post as we have it without a network."""

    name = NAME
    is_simulated = True

    def __init__(self, given: LineFaults | None = None) -> None:
        self._given = given
        self._line = Line[PostOrder]("邮政系统", PostUnavailable, seed=given.seed if given else 0)

    def order(self, told: PostOrder, *, at: datetime) -> PostLabel:
        now = self._given or faults()
        was_known = SimulatedParcel.objects.filter(number=told.number).exists()
        self._line.send(told, now)
        for each in self._line.arrivals():
            SimulatedParcel.objects.get_or_create(number=each.number, defaults={"ordered_at": at})
        if self._line.dice.happens(now.bad_receipts):
            return PostLabel("", "")
        return PostLabel(told.number, SimulatedParcel.objects.get(number=told.number).tracking, is_repeat=was_known)

    def events(self, tracking: str, *, at: datetime) -> Sequence[Raw]:
        now, dice = self._given or faults(), self._line.dice
        self._line.reach(now)
        found: list[Raw] = []
        for event in _happened(tracking, at):
            if dice.happens(now.delay):
                continue  # it is told with the next asking
            found += [event] * (2 if dice.happens(now.duplicates) else 1)
            if dice.happens(now.bad_receipts):
                found.append({**event, "kind": "?", "at": "不知道"})
        return found


def _happened(tracking: str, at: datetime) -> list[dict[str, Any]]:
    parcel = SimulatedParcel.objects.filter(pk=_key(tracking)).first()
    if parcel is None:
        return []
    way = (*_WAY, *(_BACK if parcel.comes_back else _SIGNED))
    return [
        written(PostEvent(f"{tracking}-{nth}", tracking, kind, parcel.ordered_at + after, place, words))
        for nth, (after, kind, place, words) in enumerate(way)
        if parcel.ordered_at + after <= at
    ]


def _key(tracking: str) -> int:
    digits = tracking.removeprefix("MN").removesuffix("CN")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 9 else 0
