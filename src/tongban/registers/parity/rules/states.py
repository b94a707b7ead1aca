"""The states of a rectification (整改状态) and where a reference comes from (对照来源)."""

from enum import StrEnum


class Status(StrEnum):
    """Where a rectification stands: found → assigned → explained or corrected → verified."""

    FOUND = "found"
    ASSIGNED = "assigned"
    EXPLAINED = "explained"
    CORRECTED = "corrected"
    VERIFIED = "verified"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Status.FOUND: "已发现",
    Status.ASSIGNED: "整改中",
    Status.EXPLAINED: "已说明理由",
    Status.CORRECTED: "已改正",
    Status.VERIFIED: "已核验",
}
UNANSWERED = frozenset({Status.FOUND, Status.ASSIGNED})


class Origin(StrEnum):
    """From whom a reference list is (对照来源): the province, or a partner city."""

    PROVINCE = "province"
    PARTNER = "partner"

    @property
    def label(self) -> str:
        return {"province": "省级统一清单", "partner": "合作城市"}[self]
