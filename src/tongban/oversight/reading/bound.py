"""Which policy holds before anybody edited it (初始策略): `config/wiring.py` binds the city's at start."""

from dataclasses import dataclass

from .rules.policy import DEFAULT, LookPolicy


@dataclass(slots=True)
class Bound:
    policy: LookPolicy = DEFAULT


BOUND = Bound()
