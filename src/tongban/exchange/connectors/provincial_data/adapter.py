"""The real line to the province's platform (省数据共享平台接口): our contract as JSON over HTTPS, signed.

The platform's own interface is not public; where it turns out otherwise, this file is what changes, and nothing else.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tongban.exchange import lines

from .ports import PlatformUnavailable, SentBatch

LARGEST = 20_000_000


@dataclass(frozen=True, slots=True)
class HttpPlatform:
    """The platform at an address; `token` names the city to it and is shown nowhere."""

    address: str
    token: str = field(repr=False)
    name: str = "甘肃省数据共享平台"
    is_simulated: bool = False

    def __post_init__(self) -> None:
        assert lines.is_safe(self.address), "the platform is spoken to over HTTPS"

    def batches(self, dataset: str, *, after: int, at: datetime) -> list[SentBatch]:
        address = f"{self.address.rstrip('/')}/datasets/{dataset}/batches/after/{after}"
        try:
            answer = lines.call(address, token=self.token, signed_as="provincial-data", at=at, largest=LARGEST)
        except lines.LineBroken as error:
            raise PlatformUnavailable(facts={"error": error.kind}) from error
        if not isinstance(answer, list):
            raise PlatformUnavailable("省数据共享平台的回答读不出来，下一次自动再取。")
        return [_read(dataset, each) for each in answer]


def _read(dataset: str, plain: Any) -> SentBatch:
    """A batch as it came; whatever cannot be one is `PlatformUnavailable`."""
    try:
        made_at = datetime.fromisoformat(plain["made_at"])
        rows = tuple(dict(each) for each in plain["rows"])
        found = SentBatch(dataset, int(plain["number"]), made_at, rows, int(plain["count"]), str(plain["digest"]))
    except (KeyError, TypeError, ValueError) as error:
        raise PlatformUnavailable("省数据共享平台的批次读不出来，下一次自动再取。") from error
    if made_at.tzinfo is None or found.number < 1:
        raise PlatformUnavailable("省数据共享平台的批次读不出来，下一次自动再取。")
    return found
