"""Which system of rectification is bound (省差评整改系统接入), and its lane: `config/wiring.py` binds it, or not."""

from dataclasses import dataclass

from tongban.exchange.lines.reports import Lane

from .models import TaskReport
from .ports import ProvincialRectification, RectificationUnavailable
from .rules import CHANNEL


@dataclass(slots=True)
class Bound:
    system: ProvincialRectification | None = None


BOUND = Bound()
LANE = Lane(CHANNEL, TaskReport, "省差评整改系统", RectificationUnavailable, subject="这件交办单")
