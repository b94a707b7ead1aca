"""What the return of data needs (省数据共享平台): `config/wiring.py` binds it; without a platform nothing is pulled."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from tongban.exchange.lines.ports import OtherSystem, SystemUnavailable


@dataclass(frozen=True, slots=True)
class SentBatch:
    """One batch of a dataset (回流批次): numbered without gaps; count and digest say whether it came whole."""

    dataset: str
    number: int
    made_at: datetime
    rows: tuple[dict[str, Any], ...]
    count: int
    digest: str


class PlatformUnavailable(SystemUnavailable):
    """The platform did not answer, or nothing that could be read (省平台没有回应): the next pull tries again."""

    code = "platform_unavailable"
    sentence = "省数据共享平台现在没有回应，下一次自动再取。"


class DataPlatform(OtherSystem, Protocol):
    """The province's platform; a call may raise `PlatformUnavailable`, and may tell a batch twice or out of order."""

    def batches(self, dataset: str, *, after: int, at: datetime) -> list[SentBatch]:
        """The batches of a dataset behind this number, as many as it likes to send."""
        ...
