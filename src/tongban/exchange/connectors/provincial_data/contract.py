"""What comes over the line from the province's platform of data (省数据共享平台接口约定): batches of a dataset."""

from typing import Annotated, Any

import msgspec

from tongban.exchange.lines.contract import Call, Instant


class BatchOnLine(msgspec.Struct, frozen=True):
    """One batch (回流批次): numbered without gaps; count and digest say whether its rows came whole."""

    number: Annotated[int, msgspec.Meta(ge=1)]
    made_at: Instant
    rows: tuple[dict[str, Any], ...]
    count: Annotated[int, msgspec.Meta(ge=0)]
    digest: str


BATCHES = Call("batches", "datasets/{dataset}/batches/after/{after}", answers=list[BatchOnLine])
CALLS = (BATCHES,)
