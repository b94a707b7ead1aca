"""Reports as they would be frozen now (报告内容), and those that were (已冻结的报告)."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from django.db.models import Count, Q

from tongban.foundation.kernel.clock import LOCAL, local_day
from tongban.foundation.kernel.errors import NotFound
from tongban.oversight.supervision.models import FrozenReport, Issue
from tongban.oversight.supervision.rules.frequent import RULE, Frequent
from tongban.oversight.supervision.rules.issues import IssueStatus
from tongban.oversight.supervision.rules.reports import Frozen, ReportKind, Said
from tongban.registers.agencies.models import Agency
from tongban.registers.catalog.queries import cards

from .appraising import Scores, scores
from .frequent import crossing_coverage
from .indicators import indicators
from .period import of_month
from .results import results
from .venues import latest_run
from .windows import window_coverage

PAGE = 50


def compose(kind: ReportKind, *, about_on: date, at: datetime) -> Frozen:
    """What the report says with the numbers of this instant."""
    return _COMPOSERS[kind](about_on, at)


def reports(*, kind: str = "", before: int = 0, most: int = PAGE) -> list[FrozenReport]:
    """The reports, the newest first (one statement)."""
    rows = FrozenReport.objects.select_related("document", "frozen_by")
    if kind in set(ReportKind):
        rows = rows.filter(kind=kind)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-pk")[:most])


def report_with(pk: int) -> FrozenReport:
    """One report, or `NotFound`."""
    found = FrozenReport.objects.select_related("document", "frozen_by").filter(pk=pk).first()
    if found is None:
        raise NotFound("没有这份报告。")
    return found


def _windows(about_on: date, at: datetime) -> Frozen:
    found = window_coverage(about_on)
    required = len(found.required)
    lines = [
        _share("综合窗口覆盖率", found.taken, required),
        Said(label="应当在综合窗口能办的事项", value=f"{required}项", part=required),
        Said(label="负面清单以内的事项", value=f"{len(found.exempt)}项", part=len(found.exempt)),
    ]
    lines += [
        Said(label=f"缺口：{each.guide.agency_short_name}", value=f"{each.guide.name}（{each.gap.label}）")
        for each in found.gaps
        if each.gap is not None
    ]
    return Frozen(kind=ReportKind.WINDOWS, about_on=about_on, as_of=at, lines=tuple(lines))


def _crossing(about_on: date, at: datetime) -> Frozen:
    found = crossing_coverage(about_on)
    whole = len(found.listed) + len(found.missing)
    lines = [_share("经常办理事项跨省通办率", len(found.listed), whole)]
    lines += [_missing(each) for each in found.missing]
    note = f"经常办理的事项：{RULE}。"
    return Frozen(kind=ReportKind.CROSSING, about_on=about_on, as_of=at, lines=tuple(lines), notes=(note,))


def _bulletin(about_on: date, at: datetime) -> Frozen:
    """The month's figures, how bodies scored, what is open of issues, and what differed between places."""
    months = of_month(about_on.replace(day=1))
    found, scored, run = indicators(months), scores(months), latest_run()
    total = found.total
    issues = Issue.objects.filter(raised_at__lte=at).aggregate(
        open=Count("pk", filter=Q(status=IssueStatus.OPEN)),
        over=Count("pk", filter=Q(status=IssueStatus.OPEN, due_on__lt=local_day(at))),
        closed=Count("pk", filter=Q(verified_at__gte=months.since, verified_at__lt=months.until)),
    )
    lines = [
        _count("办结件数", total.ended, "件"),
        _share("零跑动率", total.zero, total.ended),
        _count("跑动次数", total.visits, "次"),
        _share("网上申办率", total.online, total.ended),
        _share("全程网办率", total.whole, total.ended),
        _share("一次办成率", total.once, total.ended),
        _share("超过承诺时限", total.late, total.timed),
        _count("待解决的问题", issues["open"], "个"),
        _count("其中超期", issues["over"], "个"),
        _count("本月销号的问题", issues["closed"], "个"),
        _count("高频事项各场所的差别", run.findings.filter(is_difference=True).count() if run is not None else 0, "处"),
    ]
    notes = (f"按月统计截至{found.counted_at.astimezone(LOCAL):%Y-%m-%d %H:%M}。",) if found.counted_at else ()
    return Frozen(
        kind=ReportKind.BULLETIN,
        about_on=about_on,
        as_of=at,
        lines=(*lines, *_ranking(scored)),
        notes=notes,
    )


def _ranking(scored: Scores | None) -> list[Said]:
    """Every body with its score, the best first."""
    if scored is None:
        return []
    called = dict(Agency.objects.values_list("pk", "short_name"))
    told = [each for each in scored.rows if each.total is not None]
    return [
        Said(label=f"考核第{place}名", value=f"{called[each.agency_id]}，{each.total}分")
        for place, each in enumerate(told, 1)
    ]


def _count(label: str, count: int, unit: str) -> Said:
    return Said(label=label, value=f"{count}{unit}", part=count)


def _missing(each: Frequent) -> Said:
    return Said(label=f"尚未跨省通办（第{each.place}位）", value=f"{name_of(each.option_code)}，近12个月{each.cases}件")


def _share(label: str, part: int, whole: int) -> Said:
    told = f"{part / whole * 100:.1f}%（{part}/{whole}）" if whole else "没有可统计的事项"
    return Said(label=label, value=told, part=part, whole=whole)


def name_of(option_code: str) -> str:
    """A matter by its name in force; its code when it is out of force."""
    return names().get(option_code, option_code)


def names() -> Mapping[str, str]:
    """The matters in force by code; no statement for a warm catalogue."""
    return {each.option_code: each.name for each in cards()}


_COMPOSERS: Mapping[ReportKind, Callable[[date, datetime], Frozen]] = {
    ReportKind.WINDOWS: _windows,
    ReportKind.CROSSING: _crossing,
    ReportKind.BULLETIN: _bulletin,
    ReportKind.RESULTS: results,
}
