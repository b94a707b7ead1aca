"""Which systems report which events (前置信息接入): `config/wiring.py` binds them at start, by the gate's key."""

from .ports import EventSource

BOUND: dict[str, EventSource] = {}
