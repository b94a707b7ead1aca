"""Which provincial system of ratings is bound (省好差评系统接入): `config/wiring.py` binds it at start, or not."""

from dataclasses import dataclass

from tongban.foundation.kernel.errors import Declined

from .ports import ProvincialRatings


class RatingsNotConnected(Declined):
    """No provincial system of ratings is bound (未接省好差评系统)."""

    code = "ratings_not_connected"
    sentence = "还没有接入省好差评系统，不能上报。请先由系统管理员配置接入地址。"


@dataclass(slots=True)
class Bound:
    system: ProvincialRatings | None = None


BOUND = Bound()


def system() -> ProvincialRatings:
    """The system; `RatingsNotConnected` if there is none."""
    if BOUND.system is None:
        raise RatingsNotConnected()
    return BOUND.system
