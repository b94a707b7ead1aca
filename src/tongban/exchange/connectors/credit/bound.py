"""Which credit platform is bound (信用平台接入), and its lane: `config/wiring.py` binds it, or not."""

from dataclasses import dataclass

from tongban.exchange.lines.reports import Lane
from tongban.foundation.kernel.errors import Declined

from .models import CreditBatch, CreditPush
from .ports import CreditPlatform, CreditUnavailable
from .rules import BATCH, CHANNEL


class CreditNotConnected(Declined):
    """No credit platform is bound (未接信用平台)."""

    code = "credit_not_connected"
    sentence = "还没有接入信用平台，不能报送。请先由系统管理员配置接入地址。"


@dataclass(slots=True)
class Bound:
    platform: CreditPlatform | None = None


BOUND = Bound()
BATCHES = Lane(BATCH, CreditBatch, "信用平台", CreditUnavailable, key="batch", act="报送")
LANE = Lane(CHANNEL, CreditPush, "信用平台", CreditUnavailable, key="push", act="报送")


def platform() -> CreditPlatform:
    """The platform; `CreditNotConnected` if there is none."""
    if BOUND.platform is None:
        raise CreditNotConnected()
    return BOUND.platform
