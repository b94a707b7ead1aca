"""Which credit platform is bound (信用平台接入): `config/wiring.py` binds it at start, or not."""

from dataclasses import dataclass

from tongban.foundation.kernel.errors import Declined

from .ports import CreditPlatform


class CreditNotConnected(Declined):
    """No credit platform is bound (未接信用平台)."""

    code = "credit_not_connected"
    sentence = "还没有接入信用平台，不能报送。请先由系统管理员配置接入地址。"


@dataclass(slots=True)
class Bound:
    platform: CreditPlatform | None = None


BOUND = Bound()


def platform() -> CreditPlatform:
    """The platform; `CreditNotConnected` if there is none."""
    if BOUND.platform is None:
        raise CreditNotConnected()
    return BOUND.platform
