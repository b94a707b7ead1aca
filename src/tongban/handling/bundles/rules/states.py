"""Where a joint application stands (一件事的状态): kept is only whether it goes on, the rest its branches tell."""

from enum import StrEnum


class Status(StrEnum):
    """What is kept of a joint application; how far it is follows from its cases (`branches.overall`)."""

    NEW = "new"
    OPEN = "open"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return {"new": "还没有提交", "open": "在办", "ended": "已办结", "withdrawn": "已撤回"}[self.value]


class Overall(StrEnum):
    """How far the whole is (总进度): derived from the branches, never written (standards: 一件事 34)."""

    WAITING = "waiting"
    CORRECTING = "correcting"
    HANDLING = "handling"
    PARTLY = "partly"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return _OVERALL[self][0]

    @property
    def tag(self) -> str:
        """The colour of its tag."""
        return _OVERALL[self][1]


_OVERALL = {
    Overall.WAITING: ("待受理", "info"),
    Overall.CORRECTING: ("等申请人补正", "warn"),
    Overall.HANDLING: ("办理中", "info"),
    Overall.PARTLY: ("部分办结", "info"),
    Overall.ENDED: ("全部办结", "done"),
    Overall.WITHDRAWN: ("已撤回", "off"),
}
