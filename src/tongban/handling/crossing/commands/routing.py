"""Showing the way to an online entrance (全程网办指路): kept without a word about who was shown it."""

from datetime import datetime

from tongban.foundation.kernel.errors import NotFound
from tongban.handling.crossing.models import Routed
from tongban.handling.crossing.partners import agreement
from tongban.handling.crossing.rules.states import Direction, Mode
from tongban.registers.catalog.queries import guide


def route_out(partner: str, matter: str, *, at: datetime) -> Routed:
    """To the partner's own online entrance; `NotFound` for what is not fully online there."""
    found = agreement(partner).matter(matter)
    if found is None or found.mode is not Mode.FULLY_ONLINE:
        raise NotFound("这个事项不是全程网办，没有可以直接去的入口。")
    return _kept(partner, Direction.OUTBOUND, matter, at)


def route_in(partner: str, option_code: str, *, at: datetime) -> Routed:
    """Somebody from the partner's city to our own online entrance."""
    agreement(partner)
    if guide(option_code).option.cross_province_mode != Mode.FULLY_ONLINE:
        raise NotFound("这个事项不是全程网办，没有可以直接去的入口。")
    return _kept(partner, Direction.INBOUND, option_code, at)


def _kept(partner: str, direction: Direction, matter: str, at: datetime) -> Routed:
    return Routed.objects.create(at=at, partner_code=partner, direction=direction, matter_code=matter[:40])
