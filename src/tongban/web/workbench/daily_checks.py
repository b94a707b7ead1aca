"""What was noted about oneself (我的考核): the month's score, each deduction with its evidence, the appeal. R-191."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined
from tongban.oversight.workforce.commands.checking import appeal_check
from tongban.oversight.workforce.queries.checking import check_for, checks, score_for
from tongban.oversight.workforce.rules.checking import CHECKS, Source
from tongban.oversight.workforce.rules.leave import CLERKS
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .contacts import plain
from .duties import tabs
from .frame import show

KINDS = {"noted": "warn", "appealed": "info", "upheld": "bad", "lifted": "off"}


@require_safe
@staff(*sorted(CLERKS))
def own_checks(request: HttpRequest) -> HttpResponse:
    """The score of this month as it stands, and what was noted, the newest first (three statements)."""
    actor, today = actor_of(request), local_day(now())
    context = {
        "tabs": tabs("desk-daily-checks"),
        "score": score_for(actor.staff_id or 0, today.replace(day=1)),
        "month": f"{today.month}月",
        "rows": checks(actor),
        "kinds": KINDS,
    }
    return show(request, "workbench/daily_checks.html", context, current="duties")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*sorted(CLERKS))
@done_once
def own_check(request: HttpRequest, key: int) -> HttpResponse:
    """One of them; what was typed stays when the appeal is refused."""
    actor, words = actor_of(request), plain(request.POST.get("words", ""))[:1000]
    found = check_for(actor, key)
    problems: Sequence[Problem] = ()
    status = 200
    if request.method == "POST":
        try:
            appeal_check(found, words=words, by=actor, at=now())
        except Declined as refusal:
            problems, status = problems_of(refusal), int(refusal.status)
        else:
            return redirect("desk-daily-check", key=key)
    may = {each.verb for each in CHECKS.open_to(found, by=actor)}
    context = {
        "check": found,
        "kind": KINDS.get(found.status, "plain"),
        "source": Source(found.source).label,
        "may_appeal": "appeal_check" in may
        and found.staff_id == actor.staff_id
        and local_day(now()) <= found.appeal_until,
        "words": words,
        "problems": problems,
        "wrong": {each.anchor: each.text for each in problems if each.anchor},
    }
    return show(request, "workbench/daily_check.html", context, current="duties", status=status)
