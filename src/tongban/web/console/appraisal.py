"""Scores of bodies (考核): the table of a month or a year, one body's card, a trial, a new edition, and the file."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.oversight.supervision.commands.appraising import publish_library
from tongban.oversight.supervision.exporting import MEDIA_TYPES, Cell, Sheet, as_csv
from tongban.oversight.supervision.queries.appraising import BodyScore, Scores, editions, key_of, scores
from tongban.oversight.supervision.queries.issues import open_issues
from tongban.oversight.supervision.queries.period import Period, following, month_of, recent_months
from tongban.oversight.supervision.queries.targets import PlanLine, plan_lines
from tongban.oversight.supervision.rules.appraising import (
    FULL,
    MEASURES,
    Indicator,
    Library,
    Scored,
    digest,
    formula_of,
    with_weights,
)
from tongban.registers.agencies.models import Agency
from tongban.registers.plan.reading import targets_of
from tongban.registers.plan.targets import Standing
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.problems import problems_of
from tongban.web.ui.sessions import actor_of

from .choosing import wrong_of
from .figures import NONE, Asked, link, percent
from .frame import WATCHERS, show
from .narrowing import text, whole

SHOWN_BY = {"visits": "visits", "zero": "zero", "whole": "whole", "once": "once"}
"""Indicators whose upper sum is a count that the page of cases can open."""


@require_safe
@staff(*WATCHERS)
def overview(request: HttpRequest) -> HttpResponse:
    """All bodies of a period, the best first; with other weights in the address it is a trial that keeps nothing."""
    months, choices = _period(request)
    found = scores(months)
    weights = _weights(request, found.library) if found is not None else {}
    trial = scores(months, library=with_weights(found.library, weights)) if found is not None and weights else None
    context = {
        "choices": choices,
        "period": _key(months),
        "label": _label(months),
        "found": found,
        "columns": _columns(found),
        "rows": _rows(found, trial, months),
        "weights": _inputs(trial.library if trial is not None else found.library) if found is not None else [],
        "total_weight": sum(each.weight for each in trial.library.indicators) if trial is not None else FULL,
        "is_trial": trial is not None,
        "editions": editions(),
        "may_publish": Role.SUPERVISOR in actor_of(request).roles,
        "file": f"{reverse('console-appraisal-file')}?{urlencode({'period': _key(months)})}",
        "indicators": _told(found.library) if found is not None else [],
    }
    return show(request, "console/appraisal.html", context, current="appraisal")


@require_safe
@staff(*WATCHERS)
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """One body's report, filled in by itself (部门汇报): its score with the cases behind, its targets, its issues."""
    months, choices = _period(request)
    found = scores(months)
    agency = Agency.objects.filter(pk=pk).first()
    mine = next((each for each in found.rows if each.agency_id == pk), None) if found is not None else None
    if agency is None:
        raise NotFound("没有这个部门。")
    asked = Asked(months, now(), actor_of(request))
    context = {
        "agency": agency,
        "choices": choices,
        "period": _key(months),
        "label": _label(months),
        "total": str(mine.total) if mine is not None and mine.total is not None else NONE,
        "place": found.rows.index(mine) + 1 if found is not None and mine is not None else 0,
        "bodies": len(found.rows) if found is not None else 0,
        "edition": found.edition if found is not None else None,
        "is_frozen": found is not None and found.is_frozen,
        "items": [_item(each, mine, asked) for each in mine.score.items] if mine is not None else [],
        "counts": [(label, mine.counts.get(name, 0)) for name, label in MEASURES.items()] if mine is not None else [],
        "targets": _targets(agency),
        "issues": open_issues(asked.by, lead=agency),
        "today": local_day(asked.at),
    }
    return show(request, "console/scorecard.html", context, current="appraisal")


@require_safe
@staff(*WATCHERS)
def download(request: HttpRequest) -> HttpResponse:
    """Counts, formulas, weights and scores of a period, so that anybody can do the sums again."""
    months, _ = _period(request)
    found = scores(months)
    if found is None:
        raise NotFound("这段时间没有指标体系。")
    response = HttpResponse(as_csv(_sheets(found, months)), content_type=MEDIA_TYPES["csv"])
    response["Content-Disposition"] = f'attachment; filename="appraisal-{_key(months)}.csv"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.SUPERVISOR)
@done_once
def publish(request: HttpRequest) -> HttpResponse:
    """A new edition of the library from a month on: other weights, other scales; what was typed stays."""
    known = editions()
    if not known:
        raise NotFound("还没有指标体系。")
    library, at, problems = known[0].library, now(), []
    since, reason = text(request.POST, "since", 7), text(request.POST, "reason", 500)
    if request.method == "POST":
        library = _typed(request, library)
        month = month_of(since) or date(2000, 1, 1)
        try:
            publish_library(library, since=month, reason=reason, by=actor_of(request), at=at)
        except Declined as refusal:
            problems = problems_of(refusal)
        else:
            return redirect("console-appraisal")
    this = local_day(at).replace(day=1)
    context = {
        "edition": known[0],
        "inputs": _inputs(library),
        "since": since,
        "months": [(f"{each:%Y-%m}", _month(each)) for each in (this, following(this), following(following(this)))],
        "reason": reason,
        "problems": problems,
        "wrong": wrong_of(problems),
        "once": once_input(),
    }
    return show(request, "console/library_edition.html", context, current="appraisal", status=422 if problems else 200)


def _targets(agency: Agency) -> list[PlanLine]:
    """What the plan wants of this body as the one that leads, and is not done or not shown."""
    wanted = [each for each in targets_of(settings.CITY) if agency.key in each.lead]
    done = (Standing.DONE, Standing.DONE_LATE, Standing.GOING_ON)
    return [each for each in plan_lines(wanted, on=local_day(now())) if each.standing not in done]


def _period(request: HttpRequest) -> tuple[Period, list[tuple[str, str]]]:
    """The month or year in the address; last month when there is none."""
    today = local_day(now())
    months = recent_months(today)
    years = sorted({each.year for each in months}, reverse=True)
    choices = [(f"{each:%Y-%m}", _month(each)) for each in months] + [(str(each), f"{each}年全年") for each in years]
    said = text(request.GET, "period", 7)
    if said.isascii() and said.isdigit() and whole(said) in years:
        return Period(date(whole(said), 1, 1), date(whole(said), 12, 1)), choices
    month = month_of(said)
    chosen = month if month in months and month is not None else months[1]
    return Period(chosen, chosen), choices


def _key(months: Period) -> str:
    return key_of(months)


def _month(month: date) -> str:
    return f"{month.year}年{month.month}月"


def _label(months: Period) -> str:
    return _month(months.first) if months.first == months.last else f"{months.first.year}年全年"


def _weights(request: HttpRequest, library: Library) -> dict[str, int]:
    """The other weights that the address asks to try; none of it is no trial."""
    asked = {each.code: text(request.GET, f"weight-{each.code}", 3) for each in library.indicators}
    return {code: min(whole(said), FULL) for code, said in asked.items() if said.isascii() and said.isdigit()}


def _typed(request: HttpRequest, library: Library) -> Library:
    """The library with what was typed; what is no number stays as it was."""
    changed = []
    for each in library.indicators:
        given = {
            name: whole(said)
            for name in ("weight", "worst", "best")
            if (said := text(request.POST, f"{name}-{each.code}", 5)).isascii() and said.isdigit()
        }
        changed.append(msgspec.structs.replace(each, **given))
    return Library(indicators=tuple(changed))


def _inputs(library: Library) -> list[Indicator]:
    return list(library.indicators)


def _told(library: Library) -> list[dict[str, str]]:
    return [
        {
            "name": each.name,
            "formula": formula_of(each),
            "source": each.source,
            "period": each.period,
            "scale": f"{_at(each.worst, each)}得0分，{_at(each.best, each)}得满分",
            "weight": str(each.weight),
        }
        for each in library.indicators
    ]


def _columns(found: Scores | None) -> list[dict[str, Any]]:
    indicators = found.library.indicators if found is not None else ()
    return [
        {"key": "agency", "label": "部门", "head": True},
        {"key": "total", "label": "得分", "num": True},
        *({"key": each.code, "label": each.name, "num": True} for each in indicators),
    ]


def _rows(found: Scores | None, trial: Scores | None, months: Period) -> list[dict[str, Any]]:
    if found is None:
        return []
    names = dict(Agency.objects.values_list("pk", "short_name"))
    kept = {each.agency_id: each for each in found.rows}
    rows = []
    for each in (trial or found).rows:
        own = kept[each.agency_id]
        href = f"{reverse('console-scorecard', args=[each.agency_id])}?{urlencode({'period': _key(months)})}"
        total = own.total if trial is None else each.score.total
        note = {"note": f"现行{own.total}"} if trial is not None and own.total is not None else {}
        cells = {item.indicator.code: _cell(item) for item in each.score.items}
        rows.append({"agency": link(names[each.agency_id], href), "total": {**link(_said(total)), **note}, **cells})
    return rows


def _said(total: object) -> str:
    return NONE if total is None else str(total)


def _cell(item: Scored) -> Mapping[str, Any]:
    if item.value is None:
        return link(NONE)
    return {"text": _number(item.value, item.indicator), "note": f"{float(item.points):.2f}分"}


def _number(value: Fraction, indicator: Indicator) -> str:
    """A share as a percentage, a mean as a number: what can be above one is no share."""
    is_share = max(indicator.worst, indicator.best) <= 1000
    return percent(float(value)) if is_share else f"{float(value):.2f}"


def _at(value: int, indicator: Indicator) -> str:
    """A value of the scale, from per mille."""
    return _number(Fraction(value, 1000), indicator)


def _item(item: Scored, mine: BodyScore | None, asked: Asked) -> dict[str, Any]:
    which = SHOWN_BY.get(item.indicator.code, "")
    agency = mine.agency_id if mine is not None else 0
    href = asked.behind(which, agency=agency) if which and item.value else ""
    return {
        "name": link(item.indicator.name),
        "value": link(NONE if item.value is None else _number(item.value, item.indicator), href),
        "points": link(f"{float(item.points):.2f}" if item.value is not None else "不计"),
        "weight": link(item.indicator.weight),
        "formula": link(formula_of(item.indicator)),
    }


def _sheets(found: Scores, months: Period) -> list[Sheet]:
    names = dict(Agency.objects.values_list("pk", "short_name"))
    heads = ("代码", "指标", "公式", "零分值", "满分值", "权重", "数据来源", "统计周期")
    indicators = [
        (
            each.code,
            each.name,
            formula_of(each),
            each.worst / 1000,
            each.best / 1000,
            each.weight,
            each.source,
            each.period,
        )
        for each in found.library.indicators
    ]
    note = [
        ("期间", _label(months)),
        ("指标体系", f"第{found.edition.number}版"),
        ("校验值", digest(found.library)),
        ("状态", "已冻结" if found.is_frozen else "还没有冻结"),
        (
            "算法",
            "每项得分＝权重×(值－零分值)÷(满分值－零分值)，不小于0、不大于权重；分母为0的不计。总分＝各项得分之和÷计入的权重×100，保留两位，四舍六入五成双",
        ),
    ]
    counts: list[list[Cell]] = [
        [names[each.agency_id], *(each.counts.get(name, 0) for name in MEASURES), _said(each.total)]
        for each in found.rows
    ]
    return [
        Sheet("说明", ("项目", "内容"), note),
        Sheet("指标", heads, indicators),
        Sheet("各部门计数和得分", ("部门", *MEASURES.values(), "得分"), counts),
    ]
