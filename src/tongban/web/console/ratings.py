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

MONTHS = 6
SILENT = 60


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
        "most": SILENT,
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
