"""Settings of terminals and how they are sent out (终端参数、分批下发): a few first, then all, and back. R-136; pure.

A terminal gets, in this order: the settings it is pinned to (锁定版本); those of a trial in which it takes part; the
last ones that were sent to all and not taken back; the house's own. Nothing goes out to all before a terminal of the
trial has reported that it runs with them, nor while one of the trial has a fault since it began.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.errors import Fault
from tongban.foundation.kernel.flow import Ask, Flow, step

from .states import BASIS, KEEPERS

LEAST_IDLE, MOST_IDLE = 20, 60
LONGEST_NOTICE = 60
MOST_PAPER = 5000


@dataclass(frozen=True, slots=True)
class Settings:
    """What a terminal is told (终端参数): seconds before it asks, a line on its first page, when paper is low."""

    number: int = 0
    idle_seconds: int = 60
    notice: str = ""
    paper_low: int = 50

    @property
    def plain(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "idle_seconds": self.idle_seconds,
            "notice": self.notice,
            "paper_low": self.paper_low,
        }


HOUSE = Settings()
"""What runs before anybody decided otherwise; number 0."""


def settings_from(plain: Mapping[str, Any]) -> Settings:
    """The settings that a terminal was last given; the house's own for one that was given none."""
    return Settings(**{**HOUSE.plain, **plain})


def settings_faults(idle_seconds: int | None, notice: str, paper_low: int | None) -> list[Fault]:
    """What is wrong with settings as they were typed."""
    found = []
    if idle_seconds is None or not LEAST_IDLE <= idle_seconds <= MOST_IDLE:
        found.append(Fault("/idle_seconds", "range", f"多少秒没人碰就问，请写{LEAST_IDLE}到{MOST_IDLE}。"))
    if len(notice) > LONGEST_NOTICE or not notice.isprintable():
        found.append(Fault("/notice", "length", f"首页提示写一行，不超过{LONGEST_NOTICE}个字。"))
    if paper_low is None or not 0 <= paper_low <= MOST_PAPER:
        found.append(Fault("/paper_low", "range", f"纸少于几张报缺纸，请写0到{MOST_PAPER}。"))
    return found


class RolloutStatus(StrEnum):
    """The states of a rollout (下发状态)."""

    NEW = "new"
    TRIAL = "trial"
    WHOLE = "whole"
    BACK = "back"

    @property
    def label(self) -> str:
        return {"new": "准备中", "trial": "试点", "whole": "全部推开", "back": "已退回"}[self]


_SYSTEM = frozenset({Role.SYSTEM})

ROLLOUTS = Flow(
    "终端参数下发",
    RolloutStatus,
    step("begin_trial", {RolloutStatus.NEW}, RolloutStatus.TRIAL, by=KEEPERS, label="开始试点", basis=BASIS),
    step("widen", {RolloutStatus.TRIAL}, RolloutStatus.WHOLE, by=KEEPERS, label="全部推开", basis=BASIS),
    step(
        "roll_back",
        {RolloutStatus.TRIAL, RolloutStatus.WHOLE},
        RolloutStatus.BACK,
        by=KEEPERS | _SYSTEM,
        label="退回",
        basis=BASIS,
        asks=(Ask("reason", "为什么退回", "long_text"),),
    ),
)


@dataclass(frozen=True, slots=True)
class Sent:
    """A rollout as far as it decides what a terminal gets; the later `order`, the newer."""

    order: int
    status: RolloutStatus
    trial: frozenset[int]
    settings: Settings


def wanted(kiosk: int, sent: Iterable[Sent], pinned: Settings | None = None) -> Settings:
    """What this terminal should run with now."""
    if pinned is not None:
        return pinned
    newest = sorted(sent, key=lambda each: -each.order)
    of_trial = (each.settings for each in newest if each.status is RolloutStatus.TRIAL and kiosk in each.trial)
    of_all = (each.settings for each in newest if each.status is RolloutStatus.WHOLE)
    return next(of_trial, next(of_all, HOUSE))


def keeps_from_widening(trial: Collection[int], *, running: Collection[int], faulty: Collection[int]) -> str:
    """Why this cannot go out to all yet, in words; empty when it can."""
    if set(trial) & set(faulty):
        return "试点的终端出了故障，先修好，或者退回。"
    if not set(trial) & set(running):
        return "试点的终端还没有一台用上新参数，等它报到以后再推开。"
    return ""


def is_broken_since(opened: Iterable[datetime], began_at: datetime) -> bool:
    """Did a terminal of the trial fall silent after it began? Then it is taken back by itself (自动退回)."""
    return any(each > began_at for each in opened)
