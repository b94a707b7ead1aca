"""Bodies and people by valid ratings and daily checks (评价绩效): scores, what does not count, raw data. R-113."""

from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.oversight.supervision.exporting import MEDIA_TYPES, Cell, Sheet, as_csv
from tongban.oversight.supervision.queries.period import month_of, recent_months
from tongban.oversight.workforce.queries.appraising import Appraised, appraised
from tongban.oversight.workforce.rules.policy import BOUND
from tongban.oversight.workforce.rules.rated import FORMULA
from tongban.registers.agencies.models import Agency, Staff
from tongban.web.ui.audience import staff

from .frame import show
from .narrowing import text, whole
from .people import tabs

NO_SCORE = "样本不足"
_PEOPLE = ("工号", "姓名", "岗位", "有效评价", "合计分", "不计入", "评价得分", "日常考核", "综合得分")


@require_safe
@staff(Role.SUPERVISOR)
def overview(request: HttpRequest) -> HttpResponse:
    """A month or a year: people, bodies, and every rating that does not count with its reason."""
    months, key = _months(request)
    found = appraised(months, policy=BOUND.policy)
    context = {
        "tabs": tabs("console-staff-appraisal"),
        "found": found,
        "mean": f"{float(found.mean):.2f}" if found.mean is not None else "",
        "key": key,
        "choices": _choices(),
        "policy": BOUND.policy,
        "formula": FORMULA,
        "no_score": NO_SCORE,
    }
    return show(request, "console/staff_appraisal.html", context, current="workforce")


@require_safe
@staff(Role.SUPERVISOR)
def download(request: HttpRequest) -> HttpResponse:
    """The scores for the annual assessment, with formula, weights and every row, so that the sums can be done again."""
    months, key = _months(request)
    found = appraised(months, policy=BOUND.policy)
    response = HttpResponse(as_csv(_sheets(found, key)), content_type=MEDIA_TYPES["csv"])
    response["Content-Disposition"] = f'attachment; filename="staff-appraisal-{key}.csv"'
    return response


def _months(request: HttpRequest) -> tuple[tuple[date, ...], str]:
    """The months that the address asks for: 2026-11, or a whole year; this month for anything else."""
    said, today = text(request.GET, "period", 7), local_day(now())
    known = recent_months(today)
    year = whole(said)
    if len(said) == 4 and year in {each.year for each in known}:
        months = tuple(sorted(each for each in known if each.year == year))
        return months, str(year)
    month = month_of(said)
    chosen = month if month is not None and month in known else today.replace(day=1)
    return (chosen,), f"{chosen:%Y-%m}"


def _choices() -> list[tuple[str, str]]:
    known = recent_months(local_day(now()))[:12]
    years = sorted({each.year for each in known}, reverse=True)
    months = [(f"{each:%Y-%m}", f"{each.year}年{each.month}月") for each in known]
    return months + [(str(each), f"{each}年全年") for each in years]


def _sheets(found: Appraised, key: str) -> Sequence[Sheet]:
    policy = BOUND.policy
    names = dict(Agency.objects.values_list("pk", "short_name"))
    numbers = dict(Staff.objects.values_list("pk", "number"))
    told: list[list[Cell]] = [
        ["期间", key],
        ["全市平均", f"{found.mean.numerator}/{found.mean.denominator}" if found.mean is not None else ""],
        ["最小样本", policy.minimum],
        ["先验数", policy.prior],
        ["评价权重", policy.rating_weight],
        ["日常权重", policy.daily_weight],
        ["算法", FORMULA],
    ]
    people: list[list[Cell]] = [
        [
            each.staff.number,
            each.staff.name,
            each.staff.post,
            each.rated.valid,
            each.rated.total,
            each.rated.excluded,
            str(each.rating) if each.rating is not None else NO_SCORE,
            str(each.daily),
            str(each.score),
        ]
        for each in found.people
    ]
    units: list[list[Cell]] = [
        [each.name, each.rated.valid, each.rated.total, each.rated.excluded, _said(each.score)] for each in found.units
    ]
    raw: list[list[Cell]] = [
        [each.key, names[each.agency_id], numbers.get(each.staff_id or 0, ""), each.grade.satisfaction, each.excluded]
        for each in found.raw
    ]
    return [
        Sheet("说明", ("项目", "内容"), told),
        Sheet("个人", _PEOPLE, people),
        Sheet("单位", ("单位", "有效评价", "合计分", "不计入", "评价得分"), units),
        Sheet("评价明细", ("评价号", "单位", "工号", "分值", "不计入的原因"), raw),
    ]


def _said(score: object) -> str:
    return NO_SCORE if score is None else str(score)
