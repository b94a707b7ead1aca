"""Drills as they are seen (应急演练): the plan by half-years, one with its score, what is due."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Max, QuerySet

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import NotFound
from tongban.handling.cases.models import Case
from tongban.handling.offline.models import PaperIntake
from tongban.oversight.incidents.models import Drill, Incident, PlayMark
from tongban.oversight.incidents.rules.plan import BOUND, Playbook
from tongban.oversight.incidents.rules.scoring import Scored, judge
from tongban.oversight.incidents.rules.states import DrillStatus

from .incidents import SEES_ALL

PAGE = 50


def visible_to(actor: Actor) -> QuerySet[Drill]:
    """All drills, for whoever may see any."""
    rows = Drill.objects.exclude(status=DrillStatus.WRITTEN).select_related("incident")
    return rows if actor.roles & SEES_ALL else rows.none()


def drill_for(actor: Actor, pk: int) -> Drill:
    """One drill; `NotFound` whether it exists or not."""
    found = visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("没有找到这次演练。")
    return found


def drills(actor: Actor, *, status: str = "", before: int = 0, most: int = PAGE + 1) -> Sequence[Drill]:
    """A page of drills, the newest first (one statement)."""
    rows = visible_to(actor).order_by("-pk")
    if status in set(DrillStatus):
        rows = rows.filter(status=status)
    return list((rows.filter(pk__lt=before) if before else rows)[:most])


def next_playbook() -> Playbook | None:
    """What is exercised next: the one whose last drill is the longest ago, in the plan's order (one statement)."""
    last: dict[str, datetime] = dict(
        Drill.objects.order_by()
        .values_list("playbook")
        .annotate(last=Max("planned_at"))
        .values_list("playbook", "last")
    )
    books = BOUND.plan.drilled()
    fresh = [each for each in books if each.key not in last]
    return fresh[0] if fresh else min(books, key=lambda each: last[each.key], default=None)


def overdue(on: date) -> QuerySet[Drill]:
    return Drill.objects.filter(status=DrillStatus.PLANNED, due_on__lt=on)


def judged(incident: Incident, book: Playbook) -> tuple[Scored, ...]:
    """How each step was met in this record (one statement)."""
    done = dict(PlayMark.objects.filter(incident=incident).values_list("key", "done_at"))
    assert incident.assessed_at is not None, "a drill is assessed when it begins"
    return judge(book, done, began_at=incident.assessed_at)


def paper_balance(since: datetime, until: datetime) -> dict[str, int]:
    """What was received on paper in a time without the server, and what of it is there now (two statements).

    离线收件核对: `received` were entered with a real receipt in that time, `kept` stand as cases, the rest is lost.
    """
    rows = PaperIntake.objects.filter(received_at__gte=since, received_at__lte=until)
    received = rows.count()
    kept = Case.objects.filter(number__in=rows.values("number")).count()
    return {"received": received, "kept": kept, "lost": received - kept}
