"""Which system of supervision is bound (省互联网+监管接入), and its lane: `config/wiring.py` binds it, or not."""

from dataclasses import dataclass

from tongban.exchange.lines.reports import Lane

from .models import SupervisionReport
from .ports import SupervisionSystem, SupervisionUnavailable
from .rules import CHANNEL


@dataclass(slots=True)
class Bound:
    system: SupervisionSystem | None = None


BOUND = Bound()
LANE = Lane(CHANNEL, SupervisionReport, "省互联网+监管系统", SupervisionUnavailable, act="推送")
