"""What the exchange with the provincial item library needs (省事项库): the library, and an inbox for what it pushes.

`config/wiring.py` binds both. Without a library nothing is sent and nothing waits to be sent.
"""

from collections.abc import Mapping, Sequence, Sized
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from tongban.exchange.lines.contract import Number
from tongban.exchange.lines.ports import OtherSystem, SystemUnavailable
from tongban.foundation.kernel.actors import Actor
from tongban.registers.compiling.rules.pushed import PushedItem

Raw = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Delivery:
    """One published edition on its way to the province (汇聚批次): the same `batch` is the same delivery.

    `options` maps each option's number to its canonical JSON; `replaces` says that it takes the place of whatever the
    province holds under this code (重新汇聚).
    """

    batch: str
    list_code: str
    basic_code: str
    name: str
    kind: str
    version: int
    state: str
    effective_on: date
    hash: str
    options: Mapping[str, str]
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the province answers (回执); `is_repeat`: this batch had been received before."""

    batch: str
    number: Number
    is_repeat: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What the province is asked to correct (核对请求)."""

    list_code: str
    kind: str
    words: str


class LibraryUnavailable(SystemUnavailable):
    """The province did not answer, or not in time (省库没有回应): whatever was sent is tried again by itself."""

    code = "library_unavailable"
    sentence = "省事项库现在没有回应，请稍后再试。已经排队的汇聚会自动重试。"


class ItemLibrary(OtherSystem, Protocol):
    """The provincial item library (省事项库). Every call may raise `LibraryUnavailable`, also after it had effect."""

    def deliver(self, delivery: Delivery, *, at: datetime) -> Receipt:
        """Take over an edition; the same batch again has no second effect."""
        ...

    def records(self, *, at: datetime) -> Sequence[Raw]:
        """What it holds of the city's lists, as it comes over the line: nothing of it was checked."""
        ...

    def pushed(self, *, at: datetime) -> Sequence[Raw]:
        """What it hands down to be claimed, as it comes over the line."""
        ...

    def ask(self, question: Question, *, at: datetime) -> Receipt:
        """Ask it to look at one of its records and to correct it."""
        ...


class Taken(Protocol):
    """What the inbox did with what was pushed: what is new, what it knew already, what is meant for no known body."""

    @property
    def created(self) -> Sized: ...

    @property
    def renewed(self) -> Sized: ...

    @property
    def unchanged(self) -> int: ...

    @property
    def unrouted(self) -> int: ...


class Inbox(Protocol):
    """Where pushed items wait to be claimed (认领收件箱)."""

    def __call__(self, pushed: Sequence[PushedItem], *, by: Actor, at: datetime) -> Taken: ...
