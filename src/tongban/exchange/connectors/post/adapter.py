"""The real line to the post (邮政寄递接口): our contract over HTTPS, each call signed.

The post's own interface is given to its customers alone; where it turns out otherwise than proposed, this file is
what changes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tongban.exchange import lines
from tongban.exchange.lines import contract
from tongban.handling.posting.ports import PostLabel, PostOrder, PostUnavailable, Raw

from .contract import EVENTS, ORDER

LARGEST = 500_000


@dataclass(frozen=True, slots=True)
class HttpPost:
    """The post at an address; `token` names the city to it and is shown nowhere."""

    address: str
    token: str = field(repr=False)
    name: str = "邮政寄递"
    is_simulated: bool = False

    def __post_init__(self) -> None:
        assert lines.is_safe(self.address), "the post is spoken to over HTTPS"

    def order(self, told: PostOrder, *, at: datetime) -> PostLabel:
        found: PostLabel = self._ask(ORDER, at, told)
        return found

    def events(self, tracking: str, *, at: datetime) -> Sequence[Raw]:
        found: list[Raw] = self._ask(EVENTS, at, named={"tracking": tracking})
        return found

    def _ask(self, what: contract.Call, at: datetime, message: Any = None, *, named: Any = contract.NOTHING) -> Any:
        """One call that somebody waits for; anything but an answer as agreed is `PostUnavailable`."""
        terms: Any = {"token": self.token, "signed_as": "post", "at": at, "largest": LARGEST}
        try:
            return contract.ask(what, self.address, message, named=named, within=lines.AT_A_WINDOW, **terms)
        except lines.LineBroken as error:
            then = "请过一会儿再试；急的，手工交寄后填写邮件号。"
            raise PostUnavailable(**contract.told(error, "邮政系统", then=then)) from error
