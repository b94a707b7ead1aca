"""The real line to the province (省事项库接口): our contract as JSON over HTTPS, each message signed with our key.

The province's own interface is not public; this is the contract that we propose to it. Where it turns out otherwise,
this file is what changes, and nothing else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from tongban.exchange import lines

from .ports import Delivery, LibraryUnavailable, Question, Raw, Receipt

LARGEST = 20_000_000
NAME = "省事项库"


@dataclass(frozen=True, slots=True)
class HttpLibrary:
    """The library at an address; `token` names the city to the province and is shown nowhere."""

    address: str
    token: str = field(repr=False)
    name: str = NAME
    is_simulated: bool = False

    def __post_init__(self) -> None:
        assert lines.is_safe(self.address), "the library is spoken to over HTTPS"

    def deliver(self, delivery: Delivery, *, at: datetime) -> Receipt:
        plain = asdict(delivery) | {"effective_on": delivery.effective_on.isoformat()}
        return _receipt(self._call("deliveries", plain, at))

    def records(self, *, at: datetime) -> Sequence[Raw]:
        return _rows(self._call("records", None, at))

    def pushed(self, *, at: datetime) -> Sequence[Raw]:
        return _rows(self._call("pushed", None, at))

    def ask(self, question: Question, *, at: datetime) -> Receipt:
        return _receipt(self._call("questions", asdict(question), at))

    def _call(self, what: str, plain: Mapping[str, Any] | None, at: datetime) -> Any:
        """One call: POST with a body, GET without; anything but a readable answer is `LibraryUnavailable`."""
        address = f"{self.address.rstrip('/')}/{what}"
        try:
            return lines.call(
                address, plain, token=self.token, signed_as=f"item-library:{what}", at=at, largest=LARGEST
            )
        except lines.LineBroken as error:
            raise LibraryUnavailable(facts={"error": error.kind}) from error


def _receipt(answer: Any) -> Receipt:
    if not isinstance(answer, dict) or not isinstance(answer.get("number"), str) or not answer["number"]:
        raise LibraryUnavailable("省事项库的回执读不出来，请稍后再试。")
    return Receipt(str(answer.get("batch", "")), answer["number"], bool(answer.get("is_repeat")))


def _rows(answer: Any) -> list[Raw]:
    if not isinstance(answer, list):
        raise LibraryUnavailable("省事项库的回答读不出来，请稍后再试。")
    return [each if isinstance(each, dict) else {} for each in answer]
