"""Which provincial platform of codes is bound (省一码通接入), and its lane: `config/wiring.py` binds it, or not."""

from dataclasses import dataclass

from tongban.exchange.lines.reports import Lane

from .models import PlateFiling
from .ports import CodesUnavailable, ProvincialCodes
from .rules import CHANNEL


@dataclass(slots=True)
class Bound:
    platform: ProvincialCodes | None = None


BOUND = Bound()
LANE = Lane(CHANNEL, PlateFiling, "省一码通平台", CodesUnavailable, key="filing", act="备案")
