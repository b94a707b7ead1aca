"""Daily checks (日常考核) as a table: what was found, appeal, decision; the score of a month; pure. R-191."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Final

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step

from .leave import CLERKS

BASIS: Final = "实施方案 五(三) 日常考核、指导监督"
FULL: Final = 100


class Finding(StrEnum):
    """What a check found (扣分情形): being there, attitude, and how matters are done."""

    LATE = "late"
    EARLY = "early"
    AWAY = "away"
    DRESS = "dress"
    ATTITUDE = "attitude"
    ERROR = "error"
    TELLING = "telling"

    @property
    def label(self) -> str:
        return _FINDINGS[self]


_FINDINGS = {
    Finding.LATE: "迟到",
    Finding.EARLY: "早退",
    Finding.AWAY: "上班时间脱岗",
    Finding.DRESS: "着装、仪容不合规范",
    Finding.ATTITUDE: "服务态度不好",
    Finding.ERROR: "业务差错",
    Finding.TELLING: "没有一次性告知",
}


class Source(StrEnum):
    """What kind of evidence a deduction stands on (依据)."""

    ATTENDANCE = "attendance"
    CASE = "case"
    RECORDING = "recording"
    ROUND = "round"
    COMPLAINT = "complaint"

    @property
    def label(self) -> str:
        return {
            "attendance": "签到签退记录",
            "case": "办件记录",
            "recording": "录音录像",
            "round": "现场巡查",
            "complaint": "投诉、差评核实",
        }[self.value]


class CheckStatus(StrEnum):
    """Where a deduction stands (日常考核状态); what is contested counts only once it is upheld."""

    NEW = "new"
    NOTED = "noted"
    APPEALED = "appealed"
    UPHELD = "upheld"
    LIFTED = "lifted"

    @property
    def label(self) -> str:
        return {
            "new": "待登记",
            "noted": "已扣分",
            "appealed": "申诉中，暂不计",
            "upheld": "申诉不成立，已扣分",
            "lifted": "已撤销，不计",
        }[self.value]

    @property
    def counts(self) -> bool:
        return self in (CheckStatus.NOTED, CheckStatus.UPHELD)


_WORDS = Ask("words", "理由", "long_text")
CHECKS = Flow(
    "日常考核",
    CheckStatus,
    step("note_check", {CheckStatus.NEW}, CheckStatus.NOTED, by={Role.SUPERVISOR}, label="登记扣分", basis=BASIS),
    step(
        "appeal_check",
        {CheckStatus.NOTED},
        CheckStatus.APPEALED,
        by=CLERKS,
        label="申诉",
        basis=BASIS,
        asks=(_WORDS,),
    ),
    step(
        "uphold_check",
        {CheckStatus.APPEALED},
        CheckStatus.UPHELD,
        by={Role.DECIDER},
        label="申诉不成立",
        basis=BASIS,
        asks=(_WORDS,),
    ),
    step(
        "lift_check",
        {CheckStatus.APPEALED},
        CheckStatus.LIFTED,
        by={Role.DECIDER},
        label="申诉成立，撤销扣分",
        basis=BASIS,
        asks=(_WORDS,),
    ),
)


@dataclass(frozen=True, slots=True)
class Deduction:
    """One deduction that counts: its number, the day, what was found, and the points."""

    number: int
    day: str
    finding: str
    points: int


def month_score(found: Iterable[Deduction]) -> int:
    """A hundred less what counts, never below nothing (月度得分)."""
    return max(0, FULL - sum(each.points for each in found))


def statement(found: Iterable[Deduction]) -> str:
    """What a score was made of, in one way of writing: the same deductions give the same text and hash."""
    rows = sorted((each.number, each.day, each.finding, each.points) for each in found)
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def deductions(said: str) -> tuple[Deduction, ...]:
    """What a statement says, to do the sum again."""
    return tuple(Deduction(*each) for each in json.loads(said))


def digest(said: str) -> str:
    return sha256(said.encode()).hexdigest()
