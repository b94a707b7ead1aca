"""Which system of the post is bound (邮政寄递接入): `config/wiring.py` binds it at start, or not."""

from dataclasses import dataclass

from .ports import PostLine


@dataclass(slots=True)
class Bound:
    line: PostLine | None = None


BOUND = Bound()
