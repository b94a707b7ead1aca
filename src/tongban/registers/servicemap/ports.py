"""What the map shows of others, where somebody is bound who knows it: how many wait, and which windows there are."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from .rules.drawing import Sketch


class Load(Protocol):
    """How busy a place is (现在几人在等): people waiting, windows open, minutes to wait where they can be told."""

    @property
    def waiting(self) -> int: ...

    @property
    def windows_open(self) -> int | None: ...

    @property
    def minutes(self) -> int | None: ...

    @property
    def as_of(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class WindowFace:
    """One window of a place (窗口): its number, and what it is for."""

    number: str
    serves: str


class LoadReader(Protocol):
    """Reads the queues of the places with these keys; who keeps no queue is left out."""

    def __call__(self, keys: Collection[str], *, at: datetime) -> Mapping[str, Load]: ...


class WindowReader(Protocol):
    """Reads the windows of one place as they are at this moment, in order; none where nobody has entered them."""

    def __call__(self, key: str, *, at: datetime) -> Sequence[WindowFace]: ...


@dataclass(slots=True)
class Bound:
    """The city's sketch and who is asked; nothing is shown of what is not bound."""

    sketch: Sketch = field(default_factory=Sketch)
    load: LoadReader | None = None
    windows: WindowReader | None = None


BOUND = Bound()
"""Bound by `config/wiring.py`."""
