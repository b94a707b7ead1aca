"""The states of a scan (扫码状态)."""

from enum import StrEnum


class Status(StrEnum):
    """How a scan stands: what was granted is over by the clock as well, which needs no act."""

    NEW = "new"
    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return {
            Status.NEW: "还没有扫",
            Status.ASKED: "等本人同意",
            Status.GRANTED: "本人同意了",
            Status.REFUSED: "本人不同意",
            Status.WITHDRAWN: "本人收回了",
        }[self]
