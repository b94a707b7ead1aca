"""Shared data as it is asked for and told (政务数据共享)."""

from typing import Annotated

from pydantic import Field

from .asked import Sent, Text
from .told import Told


class SharedLookAsked(Sent):
    key: Annotated[str, Field(min_length=1, max_length=256, description="查谁：看资源，是代码、证件号码或者证照标识")]
    matter: Annotated[str, Field(min_length=2, max_length=80, description="为哪一件事，办件编号最好")]
    fields: Annotated[
        list[Text], Field(default_factory=list, max_length=50, description="要哪些信息项，不填就是授权的全部")
    ]


class SharedLookTold(Told):
    grant: str
    resource: str
    purpose: str
    row: dict[str, str] | None
    entry: int
