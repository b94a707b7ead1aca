"""Inspections and meetings (督查和会议): what was held, its minutes, and what is to be done by whom and until when."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Invalid
from tongban.oversight.supervision.commands.gatherings import record_gathering
from tongban.oversight.supervision.models import Gathering
from tongban.oversight.supervision.queries.issues import PAGE, gathering_with, visible_issues
from tongban.oversight.supervision.queries.issues import gatherings as gatherings_held
from tongban.oversight.supervision.rules.gatherings import GatheringKind
from tongban.registers.agencies.models import Agency
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .choosing import day_of, wrong_of
from .frame import WATCHERS, show
from .issues import tag_of
from .narrowing import Page, narrowed, text

KINDS = [(each.value, each.label) for each in GatheringKind]
QUARTER = timedelta(days=92)


@require_safe
@staff(*WATCHERS)
def gatherings(request: HttpRequest) -> HttpResponse:
    """What was held, the newest first, and whether there was an inspection in the last quarter (定期)."""
    asked = narrowed(request, "console-gatherings")
    page: Page[Gathering] = asked.page(gatherings_held(before=asked.after_key, most=PAGE + 1), PAGE)
    since = local_day(now()) - QUARTER
    is_regular = any(each.kind == GatheringKind.INSPECTION and each.held_on >= since for each in page.rows)
    context = {
        "page": page,
        "kinds": dict(KINDS),
        "is_regular": is_regular or not page.is_first,
        "may_record": Role.SUPERVISOR in actor_of(request).roles,
    }
    return show(request, "console/gatherings.html", context, current="issues")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.SUPERVISOR)
@done_once
def record_new(request: HttpRequest) -> HttpResponse:
    """Write down one that was held; what was typed stays."""
    sent = {name: text(request.POST, name, most) for name, most in (("kind", 10), ("title", 120), ("held_on", 10))}
    minutes = text(request.POST, "minutes", 8000)
    bodies = [each.replace("\x00", "")[:60] for each in request.POST.getlist("bodies")[:100]]
    problems: list[Problem] = []
    if request.method == "POST":
        try:
            made = record_gathering(
                sent["kind"],
                title=sent["title"],
                held_on=day_of(sent["held_on"]),
                bodies=bodies,
                minutes=minutes,
                by=actor_of(request),
                at=now(),
            )
        except Invalid as refusal:
            problems = problems_of(refusal)
        else:
            return redirect("console-gathering", pk=made.pk)
    agencies = Agency.objects.filter(is_active=True).order_by("short_name").values_list("key", "short_name")
    context = {
        "sent": sent,
        "minutes": minutes,
        "bodies": bodies,
        "kinds": KINDS,
        "agencies": list(agencies),
        "problems": problems,
        "wrong": wrong_of(problems),
        "once": once_input(),
    }
    return show(request, "console/gathering_new.html", context, current="issues", status=422 if problems else 200)


@require_safe
@staff(*WATCHERS)
def gathering(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes, and the actions with owner and day."""
    found, today, actor = gathering_with(pk), local_day(now()), actor_of(request)
    actions = list(visible_issues(actor).filter(gathering=found).order_by("due_on", "pk"))
    names = dict(Agency.objects.filter(key__in=found.bodies).values_list("key", "short_name"))
    context = {
        "gathering": found,
        "kind": GatheringKind(found.kind).label,
        "bodies": [names[each] for each in found.bodies if each in names],
        "actions": actions,
        "tags": {each.pk: tag_of(each, today) for each in actions},
        "may_add": Role.SUPERVISOR in actor.roles,
    }
    return show(request, "console/gathering.html", context, current="issues")
