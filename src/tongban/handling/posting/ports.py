"""What sending by post needs (邮政寄递): the post's system, bound by `config/wiring.py`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from http import HTTPStatus
from typing import Annotated, Any, Protocol

import msgspec

from tongban.foundation.kernel.errors import Declined

Number = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
Instant = Annotated[datetime, msgspec.Meta(tz=True)]
Raw = Any
"""An event as it came over the line; whether it can be read is found by `rules.tracking`."""


class EventKind(StrEnum):
    """What happened to a parcel (轨迹类型)."""

    TAKEN = "taken"
    ON_THE_WAY = "on_the_way"
    AT_THE_DOOR = "at_the_door"
    FAILED = "failed"
    SIGNED = "signed"
    RETURNED = "returned"

    @property
    def label(self) -> str:
        return {
            "taken": "已收寄",
            "on_the_way": "运输中",
            "at_the_door": "正在派送",
            "failed": "没有投递成功",
            "signed": "已签收",
            "returned": "已退回",
        }[self]


@dataclass(frozen=True, slots=True)
class PostOrder:
    """A parcel to be fetched and delivered (寄件下单): the same `number` is the same parcel; the recipient pays."""

    number: Number
    name: str
    phone: str
    address: str
    sender: str
    contents: str


@dataclass(frozen=True, slots=True)
class PostLabel:
    """What the post answers (面单): under which number it is followed; `is_repeat`: it had this order before."""

    number: Number
    tracking: Number
    is_repeat: bool = False


@dataclass(frozen=True, slots=True)
class PostEvent:
    """One thing that happened to a parcel (一条轨迹); the same `number` is the same event."""

    number: Number
    tracking: Number
    kind: EventKind
    at: Instant
    place: Annotated[str, msgspec.Meta(max_length=60)] = ""
    words: Annotated[str, msgspec.Meta(max_length=200)] = ""


class PostUnavailable(Declined):
    """The post did not answer, or nothing that could be read (没有回应)."""

    code = "post_unavailable"
    status = HTTPStatus.SERVICE_UNAVAILABLE
    sentence = "邮政系统现在没有回应，请过一会儿再试；急的，手工交寄后填写邮件号。"


class PostLine(Protocol):
    """The post's system. A call may raise `PostUnavailable`, also after it had effect."""

    @property
    def name(self) -> str:
        """What it is called on screens; a simulator says that it is one."""
        ...

    @property
    def is_simulated(self) -> bool: ...

    def order(self, told: PostOrder, *, at: datetime) -> PostLabel:
        """Have a parcel fetched. The same number again gives the same label."""
        ...

    def events(self, tracking: str, *, at: datetime) -> Sequence[Raw]:
        """Everything that happened to a parcel so far, also what was told before."""
        ...
