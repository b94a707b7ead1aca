"""The course of a card and of an urging (黄红牌、督办) as tables: raised, contested, decided by an independent one."""

from enum import StrEnum

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step

from .cards import CardStatus as C

BASIS = "实施方案 三(一)2 时限管理、五(三) 督查考核"
DEPARTMENT = frozenset({Role.COUNTER, Role.EXAMINER, Role.REVIEWER, Role.DECIDER})
_FINDING = Ask("finding", "复核意见", "long_text")


class UrgeStatus(StrEnum):
    """Where an urging stands (督办状态)."""

    WRITTEN = "written"
    OPEN = "open"
    ANSWERED = "answered"

    @property
    def label(self) -> str:
        return {"written": "待发出", "open": "待答复", "answered": "已答复"}[self.value]


CARDS = Flow(
    "黄红牌",
    C,
    step("raise_card", {C.FOUND}, C.RAISED, by={Role.SYSTEM}, label="亮牌", basis=BASIS),
    step(
        "contest",
        {C.RAISED},
        C.CONTESTED,
        by=DEPARTMENT,
        label="申诉",
        basis=BASIS,
        asks=(Ask("reason", "为什么不该亮这张牌", "long_text"), Ask("evidence", "证据(记录、文书编号)", "long_text")),
    ),
    step("uphold", {C.CONTESTED}, C.UPHELD, by={Role.SUPERVISOR}, label="维持", basis=BASIS, asks=(_FINDING,)),
    step("lift", {C.CONTESTED}, C.LIFTED, by={Role.SUPERVISOR}, label="撤销", basis=BASIS, asks=(_FINDING,)),
)
URGES = Flow(
    "督办",
    UrgeStatus,
    step(
        "urge",
        {UrgeStatus.WRITTEN},
        UrgeStatus.OPEN,
        by={Role.SUPERVISOR},
        label="督办",
        basis=BASIS,
        asks=(Ask("words", "督办意见", "long_text"),),
    ),
    step(
        "answer",
        {UrgeStatus.OPEN},
        UrgeStatus.ANSWERED,
        by=DEPARTMENT | {Role.ISSUER},
        label="答复督办",
        basis=BASIS,
        asks=(Ask("answer", "办到哪一步、什么时候办完", "long_text"),),
    ),
)
