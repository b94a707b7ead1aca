"""The four legs of a crossing as every page shows them (四段时限): window, citizen and console alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tongban.foundation.worktime.rules import Light
from tongban.handling.crossing.models import Crossing
from tongban.handling.crossing.partners import agreement
from tongban.handling.crossing.rules.legs import LegClock
from tongban.handling.crossing.rules.states import Leg, Place

HERE = "嘉峪关"
_WORDS = {Light.GREEN: ("ok", "按时"), Light.YELLOW: ("warn", "今天到期"), Light.RED: ("bad", "超期")}


@dataclass(frozen=True, slots=True)
class LegRow:
    """One leg in words; one that has not begun has only its name, owner and limit."""

    label: str
    state: str
    owner: str
    limit: str
    took: str
    due_on: date | None
    kind: str
    word: str


def leg_rows(crossing: Crossing, found: Sequence[LegClock]) -> list[LegRow]:
    """All four, in order; what is late says who answers for it."""
    begun = {each.leg: each for each in found}
    return [_row(crossing, leg, begun.get(leg)) for leg in Leg]


def place_name(crossing: Crossing, place: Place) -> str:
    """收件地 or 办理地 with its city."""
    is_here = place is crossing.course.ours
    return f"{place.label}：{HERE if is_here else agreement(crossing.partner_code).name}"


def took_words(took: timedelta) -> str:
    """A stretch of time as one says it."""
    minutes = max(0, round(took.total_seconds() / 60))
    if minutes < 60:
        return f"{minutes}分钟"
    hours = minutes // 60
    return f"{hours}小时{minutes % 60}分钟" if hours < 48 else f"{hours // 24}天{hours % 24}小时"


def _row(crossing: Crossing, leg: Leg, clock: LegClock | None) -> LegRow:
    owner, limit = place_name(crossing, leg.owner), f"{crossing.limits[leg]}个工作日"
    if clock is None:
        return LegRow(leg.label, "next", owner, limit, "", None, "plain", "还没开始")
    kind, word = _WORDS[clock.light]
    if clock.is_over:
        word = f"超期{clock.over_days}个工作日，由{leg.owner.label}负责"
    elif clock.is_running and clock.light is Light.GREEN:
        kind, word = "info", "进行中"
    state = "now" if clock.is_running else "done"
    return LegRow(leg.label, state, owner, limit, took_words(clock.took), clock.due_on, kind, word)
