"""The report of results (进展成效): the year's figures to a day, each from the query that its source names. R-203."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from django.conf import settings

from tongban.oversight.evaluations.queries.figures import by_agency
from tongban.oversight.hotline.queries.figures import figures as hotline_figures
from tongban.oversight.supervision.models import Issue
from tongban.oversight.supervision.rules.issues import IssueStatus
from tongban.oversight.supervision.rules.reports import Frozen, ReportKind, Said
from tongban.oversight.supervision.rules.results import SEPARATOR, SOLVED
from tongban.registers.plan.reading import targets_of
from tongban.registers.plan.targets import Standing

from .frequent import crossing_coverage
from .indicators import counted_at, indicators
from .period import Period
from .targets import plan_lines
from .windows import window_coverage

TOLD = 10
_DONE = (Standing.DONE, Standing.DONE_LATE)
_DUE = (*_DONE, Standing.OVER)


def months_of(about_on: date) -> Period:
    """From the year's first month to that of the day."""
    return Period(date(about_on.year, 1, 1), about_on.replace(day=1))


def results(about_on: date, at: datetime) -> Frozen:
    """What came of the year so far: shares with their counts, and the problems that were solved, in words."""
    months = months_of(about_on)
    lines = (*_cases(months), *_coverage(about_on), *_said(months), *_solved(months))
    counted = counted_at(months)
    notes: tuple[str, ...] = (f"统计{months.first.year}年{months.first.month}月至{months.last.month}月。",)
    if counted is not None:
        notes += ("按月统计的数字以冻结时已经统计的为准；每个数字的来源和口径见本报告的网页。",)
    return Frozen(kind=ReportKind.RESULTS, about_on=about_on, as_of=at, lines=lines, notes=notes)


def share(label: str, part: int, whole: int) -> Said:
    """A share with its counts; nothing to count is said, not a zero."""
    told = f"{part / whole * 100:.1f}%（{part}/{whole}）" if whole else "没有可统计的"
    return Said(label=label, value=told, part=part, whole=whole)


def count(label: str, number: int, unit: str) -> Said:
    return Said(label=label, value=f"{number}{unit}", part=number)


def _cases(months: Period) -> Iterator[Said]:
    total = indicators(months).total
    yield count("收件件数", total.received, "件")
    yield count("办结件数", total.ended, "件")
    yield share("零跑动率", total.zero, total.ended)
    yield share("全程网办率", total.whole, total.ended)
    yield share("一次办成率", total.once, total.ended)
    yield share("按承诺时限办结率", total.timed - total.late, total.timed)


def _coverage(about_on: date) -> Iterator[Said]:
    windows, crossing = window_coverage(about_on), crossing_coverage(about_on)
    standings = [each.standing for each in plan_lines(targets_of(Path(settings.CITY)), on=about_on)]
    yield share("综合窗口覆盖率", windows.taken, len(windows.required))
    yield share("经常办理事项跨省通办率", len(crossing.listed), len(crossing.listed) + len(crossing.missing))
    yield share("方案目标完成", sum(each in _DONE for each in standings), sum(each in _DUE for each in standings))


def _said(months: Period) -> Iterator[Said]:
    rows = by_agency(since=months.since, until=months.until)
    orders = hotline_figures(since=months.since, until=months.until)
    yield share("参加评价", sum(each.rated for each in rows), sum(each.invited for each in rows))
    yield share("差评告知评价人", sum(each.told for each in rows), sum(each.redresses for each in rows))
    yield share("12345工单按时办结率", orders.replied - orders.replied_late, orders.replied + orders.overdue)


def _solved(months: Period) -> Iterator[Said]:
    """How many problems were solved, and the latest of them with how (经验)."""
    rows = Issue.objects.filter(
        status=IssueStatus.VERIFIED, verified_at__gte=months.since, verified_at__lt=months.until
    ).order_by("-verified_at", "-pk")
    yield count("销号的问题", rows.count(), "个")
    for each in rows[:TOLD]:
        yield Said(label=f"{SOLVED}{SEPARATOR}{each.title}", value=each.resolution)
