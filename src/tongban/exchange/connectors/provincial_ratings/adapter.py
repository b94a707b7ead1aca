"""The real line to the province's system of ratings (省好差评系统接口): our contract as JSON over HTTPS, signed.

The province's own interface is not public; this is the contract that we propose to it, with the field names that
provincial systems use. Where it turns out otherwise, this file is what changes, and nothing else.
"""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from tongban.exchange import lines

from .ports import RatingMessage, RatingReceipt, RatingsUnavailable

LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class HttpRatings:
    """The system at an address; `token` names the city to it and is shown nowhere."""

    address: str
    token: str = field(repr=False)
    name: str = "甘肃省政务服务好差评系统"
    is_simulated: bool = False

    def __post_init__(self) -> None:
        assert lines.is_safe(self.address), "the system is spoken to over HTTPS"

    def deliver(self, message: RatingMessage, *, at: datetime) -> RatingReceipt:
        plain = asdict(message) | {"happened_at": message.happened_at.isoformat(), "day": message.day.isoformat()}
        answer = self._call("messages", plain, at)
        if not isinstance(answer, dict) or not isinstance(answer.get("number"), str):
            raise RatingsUnavailable("省好差评系统的回执读不出来，请稍后再试。")
        return RatingReceipt(str(answer.get("message", "")), answer["number"], bool(answer.get("is_repeat")))

    def count(self, day: date, *, at: datetime) -> int:
        answer = self._call(f"counts/{day.isoformat()}", None, at)
        found = answer.get("count") if isinstance(answer, dict) else None
        if not isinstance(found, int) or isinstance(found, bool) or found < 0:
            raise RatingsUnavailable("省好差评系统的对账数读不出来，请稍后再试。")
        return found

    def _call(self, path: str, plain: dict[str, Any] | None, at: datetime) -> Any:
        """One call; anything but a readable answer is `RatingsUnavailable`."""
        address = f"{self.address.rstrip('/')}/{path}"
        try:
            return lines.call(address, plain, token=self.token, signed_as="ratings", at=at, largest=LARGEST)
        except lines.LineBroken as error:
            raise RatingsUnavailable(facts={"error": error.kind}) from error
