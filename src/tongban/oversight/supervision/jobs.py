"""What supervision does by the clock (定时监察)."""

from collections.abc import Iterable
from datetime import date, datetime

from .commands.appraising import freeze_scores
from .commands.comparing import compare_venues
from .commands.counting import count_months
from .commands.issues import watch_issues
from .commands.raising import raise_cards
from .commands.reporting import freeze_on_cut_off


def watch_limits(*, at: datetime) -> int:
    """亮牌: as many as a run may; what is left comes with the next one."""
    return raise_cards(at=at)


def count_what_ended(*, at: datetime) -> int:
    """月度统计: the months that are not settled are counted, and settled ones are scored (考核得分); the number."""
    counted = count_months(at=at)
    freeze_scores(at=at)
    return counted


def freeze_reports(planned: Iterable[date], *, at: datetime) -> int:
    """截止日报告: of the plan's dates and of the year's end."""
    return freeze_on_cut_off(planned, at=at)


def compare_places(*, at: datetime) -> int:
    """各场所比对: the frequent matters, place by place; the number of differences."""
    return compare_venues(at=at)


def remind_and_escalate(*, at: datetime) -> int:
    """问题台账: owners are reminded, what is over goes to the leader; the number."""
    return watch_issues(at=at)
