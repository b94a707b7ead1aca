"""Which hotline of the province is bound (省12345接入), and its lane: `config/wiring.py` binds it, or not."""

from dataclasses import dataclass

from tongban.exchange.lines.reports import Lane

from .models import HandedReport
from .ports import HotlineUnavailable, ProvincialHotline
from .rules import CHANNEL


@dataclass(slots=True)
class Bound:
    system: ProvincialHotline | None = None


BOUND = Bound()
LANE = Lane(CHANNEL, HandedReport, "省12345热线平台", HotlineUnavailable, subject="这件转办单")
