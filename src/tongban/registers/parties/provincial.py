"""Which provincial identity is bound (统一身份认证接入): `config/wiring.py` binds one, or none, at start."""

from .ports import ProvincialIdentity
from .rules import Provider

BOUND: dict[Provider, ProvincialIdentity] = {}


def provincial() -> ProvincialIdentity | None:
    """The province's identity, if this house is connected to it; without it there is no such way in."""
    return BOUND.get(Provider.GANSU)
