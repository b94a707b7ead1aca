"""The real line to the province's platform (省数据共享平台接口): our contract as JSON over HTTPS, signed.

The platform's own interface is not public; where it turns out otherwise, this file is what changes, and nothing else.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tongban.exchange import lines
from tongban.exchange.lines import contract

from .contract import BATCHES, BatchOnLine
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
        named = {"dataset": dataset, "after": after}
        terms: Any = {"token": self.token, "signed_as": "provincial-data", "at": at, "largest": LARGEST}
        try:
            found: list[BatchOnLine] = contract.ask(BATCHES, self.address, **terms, named=named)
        except lines.LineBroken as error:
            raise PlatformUnavailable(**contract.told(error, "省数据共享平台", then="下一次自动再取。")) from error
        return [SentBatch(dataset, *_parts(each)) for each in found]


def _parts(batch: BatchOnLine) -> tuple[int, datetime, tuple[dict[str, Any], ...], int, str]:
    return batch.number, batch.made_at, batch.rows, batch.count, batch.digest
