"""Supervision data as departments' systems send it, and how it was accounted for (监管数据)."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from .asked import Sent
from .told import Told

Cell = Annotated[str, Field(max_length=2000)]


class RecordSent(Sent):
    ref: Annotated[Cell, Field(description="本部门系统里这条记录的编号，不能重复，最多60个字")] = ""
    code: Annotated[Cell, Field(description="事项编码，31位或者33位")] = ""
    name: Annotated[Cell, Field(description="事项名称")] = ""
    subject_name: Annotated[Cell, Field(description="监管对象的名称")] = ""
    subject_code: Annotated[Cell, Field(description="监管对象的证件号码，18位")] = ""
    result: Annotated[
        Cell,
        Field(description="passed 合格、to_mend 责令改正、penalty 行政处罚、listed 列入名单、complaint 投诉属实"),
    ] = ""
    found_on: Annotated[Cell, Field(description="检查日期，例如 2026-11-26")] = ""
    words: Annotated[Cell, Field(description="情况，最多1000个字")] = ""


class RecordsSent(Sent):
    records: Annotated[list[RecordSent], Field(min_length=1, max_length=500, description="监管行为，一次1到500条")]


class RejectTold(Told):
    place: int
    ref: str
    why: str


class DeliveryTold(Told):
    id: int
    rows: int
    taken: int
    repeats: int
    rejected: int
    rejects: list[RejectTold]
    is_repeat: bool
    received_at: datetime
