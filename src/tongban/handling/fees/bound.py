"""Which payment platform is bound (支付平台接入): `config/wiring.py` binds it at start, or not."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from .ports import PaymentLine


def _nowhere(*_: object) -> str:
    return ""


@dataclass(slots=True)
class Bound:
    """`return_to` is where one comes back to after paying, `notify_at` where the platform may tell that it is paid."""

    line: PaymentLine | None = None
    return_to: Callable[[str, UUID], str] = _nowhere
    notify_at: Callable[[UUID], str] = _nowhere


BOUND = Bound()
