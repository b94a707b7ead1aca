"""What the return of data needs (省数据共享平台): `config/wiring.py` binds it; without a platform nothing is pulled."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any, Protocol

from tongban.foundation.kernel.errors import Declined


@dataclass(frozen=True, slots=True)
class SentBatch:
    """One batch of a dataset (回流批次): numbered without gaps; count and digest say whether it came whole."""

    dataset: str
    number: int
    made_at: datetime
    rows: tuple[dict[str, Any], ...]
    count: int
    digest: str


class PlatformUnavailable(Declined):
    """The platform did not answer, or nothing that could be read (省平台没有回应): the next pull tries again."""

    code = "platform_unavailable"
    status = HTTPStatus.SERVICE_UNAVAILABLE
    sentence = "省数据共享平台现在没有回应，下一次自动再取。"


class DataPlatform(Protocol):
    """The province's platform; a call may raise `PlatformUnavailable`, and may tell a batch twice or out of order."""

    @property
    def name(self) -> str:
        """What it is called on screens; a simulator says that it is one."""
        ...

    @property
    def is_simulated(self) -> bool: ...

    def batches(self, dataset: str, *, after: int, at: datetime) -> list[SentBatch]:
        """The batches of a dataset behind this number, as many as it likes to send."""
        ...
