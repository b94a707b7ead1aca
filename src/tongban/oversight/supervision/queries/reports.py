"""Reports as they would be frozen now (报告内容), and those that were (已冻结的报告)."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from tongban.foundation.kernel.errors import NotFound
from tongban.oversight.supervision.models import FrozenReport
from tongban.oversight.supervision.rules.frequent import RULE, Frequent
from tongban.oversight.supervision.rules.reports import Frozen, ReportKind, Said
from tongban.registers.catalog.queries import cards

from .frequent import crossing_coverage
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
}
