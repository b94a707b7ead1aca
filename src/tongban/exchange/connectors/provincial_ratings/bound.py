"""Which provincial system of ratings is bound (省好差评系统接入), and its lane: `config/wiring.py` binds it, or not."""

from dataclasses import dataclass

from tongban.exchange.lines.reports import Lane
from tongban.foundation.kernel.errors import Declined

from .models import RatingPush
from .ports import ProvincialRatings, RatingsUnavailable
from .rules import CHANNEL


class RatingsNotConnected(Declined):
    """No provincial system of ratings is bound (未接省好差评系统)."""

    code = "ratings_not_connected"
    sentence = "还没有接入省好差评系统，不能上报。请先由系统管理员配置接入地址。"


@dataclass(slots=True)
class Bound:
    system: ProvincialRatings | None = None


BOUND = Bound()
LANE = Lane(CHANNEL, RatingPush, "省好差评系统", RatingsUnavailable, key="push", subject="同一次服务")


def system() -> ProvincialRatings:
    """The system; `RatingsNotConnected` if there is none."""
    if BOUND.system is None:
        raise RatingsNotConnected()
    return BOUND.system
