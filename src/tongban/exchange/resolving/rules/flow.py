"""From a candidate to a decision (疑似同一主体) as one table: a person decides, and what was joined can be parted."""

from enum import StrEnum

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step

BASIS = "实施方案 五(二): 归集与融合治理"


class PairStatus(StrEnum):
    """What was found of two subjects that look alike (核对结论)."""

    OPEN = "open"
    SAME = "same"
    APART = "apart"

    @property
    def label(self) -> str:
        return {"open": "待核对", "same": "已归并", "apart": "不是一家"}[self.value]


S = PairStatus
_REASON = Ask("reason", "核对情况和理由", "long_text")
PAIRS = Flow(
    "疑似同一主体",
    S,
    step("join", {S.OPEN}, S.SAME, by={Role.SUPERVISOR}, label="是一家，归并", basis=BASIS, asks=(_REASON,)),
    step("keep_apart", {S.OPEN}, S.APART, by={Role.SUPERVISOR}, label="不是一家", basis=BASIS, asks=(_REASON,)),
    step("part", {S.SAME}, S.APART, by={Role.SUPERVISOR}, label="拆分", basis=BASIS, asks=(_REASON,), is_grave=True),
    step("look_again", {S.APART}, S.OPEN, by={Role.SUPERVISOR}, label="重新核对", basis=BASIS, asks=(_REASON,)),
    step("settle", {S.OPEN, S.SAME}, S.APART, by={Role.SYSTEM}, label="补上了信用代码，按代码归并", basis=BASIS),
)
