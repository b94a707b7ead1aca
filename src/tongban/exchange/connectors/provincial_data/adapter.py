"""The real line to the province's platform (省数据共享平台接口): our contract as JSON over HTTPS, signed.

The platform's own interface is not public; where it turns out otherwise, this file is what changes, and nothing else.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tongban.exchange.lines.adapters import HttpEnd

from .contract import BATCHES, BatchOnLine
from .ports import PlatformUnavailable, SentBatch


@dataclass(frozen=True, slots=True)
class HttpPlatform(HttpEnd):
    """The platform at an address; `token` names the city to it and is shown nowhere."""

    called, signed_as, broken = "省数据共享平台", "provincial-data", PlatformUnavailable
    largest = 20_000_000
    then = "下一次自动再取。"
    name: str = "甘肃省数据共享平台"

    def batches(self, dataset: str, *, after: int, at: datetime) -> list[SentBatch]:
        found: list[BatchOnLine] = self._ask(BATCHES, at, named={"dataset": dataset, "after": after})
        return [SentBatch(dataset, *_parts(each)) for each in found]


def _parts(batch: BatchOnLine) -> tuple[int, datetime, tuple[dict[str, Any], ...], int, str]:
    return batch.number, batch.made_at, batch.rows, batch.count, batch.digest
