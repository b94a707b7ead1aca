"""Inspections, meetings and reports before them (定期督查、推进会、汇报会): plan 三(五)2. Pure."""

from enum import StrEnum
from typing import Final

BASIS: Final = "实施方案 三(五)2 定期督查、推进会、汇报、通报"


class GatheringKind(StrEnum):
    """What was held (种类)."""

    INSPECTION = "inspection"
    MEETING = "meeting"
    BRIEFING = "briefing"

    @property
    def label(self) -> str:
        return {"inspection": "督查", "meeting": "推进会", "briefing": "汇报会"}[self.value]
