"""Ratings as the bureau sees them (S05 好差评): is everybody asked, what is said, what looks made up, spot checks."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined
from tongban.oversight.evaluations.bound import BOUND
from tongban.oversight.evaluations.commands.overseeing import draw_checks
from tongban.oversight.evaluations.queries.checks import draws
from tongban.oversight.evaluations.queries.coverage import WITHIN, coverage
from tongban.oversight.evaluations.queries.figures import by_agency, dispatching, doubted, topics
from tongban.oversight.evaluations.rules.grades import Grade
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .frame import show
from .narrowing import narrowed

MONTHS = 6
PAGE = 50
_COVERED = [("silent", "没有邀请过的"), ("gap", "有服务没有全部邀请的")]


@require_safe
@staff(Role.SUPERVISOR)
def ratings(request: HttpRequest) -> HttpResponse:
    """The last thirty days: coverage, bodies, topics, doubts."""
    at = now()
    span = {"since": at - WITHIN, "until": at}
    rows = by_agency(**span)
    context = {
        "days": WITHIN.days,
        "dimensions": coverage(at=at),
        "rows": rows,
        "grades": [(each, each.label) for each in Grade],
        "topics": topics(**span, policy=BOUND.policy),
        "doubts": doubted(**span),
        "dispatching": dispatching(**span),
        "rated": sum(each.rated for each in rows),
        "invited": sum(each.invited for each in rows),
        "bad": sum(each.bad for each in rows),
        "tasks": sum(each.redresses for each in rows),
        "told": sum(each.told for each in rows),
    }
    return show(request, "console/ratings.html", context, current="ratings")


@require_safe
@staff(Role.SUPERVISOR)
def coverage_report(request: HttpRequest) -> HttpResponse:
    """One coverage whole, page by page: who served, who was asked, and who was not in thirty days. R-103."""
    asked, found = narrowed(request, "console-rating-coverage", "of", "show"), coverage(at=now())
    chosen = next((each for each in found if each.label == asked["of"]), found[0])
    rows = {"gap": chosen.gaps, "silent": chosen.silent}.get(asked["show"], chosen.rows)
    lines = [{"place": place, "row": each} for place, each in enumerate(rows, start=1)]
    context = {
        "days": WITHIN.days,
        "chosen": chosen,
        "page": asked.page(lines[asked.after_key :][: PAGE + 1], PAGE, "place"),
        "filters": [
            ("覆盖", asked.chips("of", [(each.label, each.label) for each in found[1:]], whole=found[0].label)),
            ("看哪些", asked.chips("show", _COVERED)),
        ],
    }
    return show(request, "console/rating_coverage.html", context, current="ratings")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.SUPERVISOR)
@done_once
def spot_checks(request: HttpRequest) -> HttpResponse:
    """Every draw with its seed and list; a month that is over is drawn once."""
    problems: list[Problem] = []
    months, at = _months(local_day(now())), now()
    if request.method == "POST":
        chosen = next((each for each in months if each.isoformat() == request.POST.get("month", "")), months[0])
        try:
            draw_checks(chosen, by=actor_of(request), at=at)
        except Declined as refusal:
            problems = problems_of(refusal)
        else:
            return redirect("console-spot-checks")
    context = {
        "draws": draws(),
        "months": [(each.isoformat(), f"{each.year}年{each.month}月") for each in months],
        "percent": BOUND.policy.sample_percent,
        "problems": problems,
        "once": once_input(),
    }
    return show(request, "console/spot_checks.html", context, current="redresses", status=422 if problems else 200)


def _months(today: date) -> list[date]:
    """The months that are over, the newest first."""
    found = [today.replace(day=1)]
    while len(found) <= MONTHS:
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return found[1:]
