"""What the assistant could not answer (补答任务): each department its own, most often asked first."""

from django.db.models import Q, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotFound
from tongban.registers.answers.models import GuideTask
from tongban.registers.answers.rules.states import TaskStatus
from tongban.registers.upkeep.rules.flow import KEEPERS


def visible_to(actor: Actor) -> QuerySet[GuideTask]:
    """The questions that this actor may see: reviewers and supervisors all, keepers those of their own agency."""
    if actor.roles & {Role.CATALOG_REVIEWER, Role.SUPERVISOR, Role.SYSTEM}:
        return GuideTask.objects.all()
    if actor.agency_id is None or not actor.roles & KEEPERS:
        return GuideTask.objects.none()
    return GuideTask.objects.filter(option__list__agency_id=actor.agency_id)


def task_for(actor: Actor, key: int) -> GuideTask:
    """One question with its matter, or `NotFound`."""
    rows = visible_to(actor).select_related("option__list__agency", "option__current", "settled_by")
    found = rows.filter(pk=key).first()
    if found is None:
        raise NotFound("没有找到这个问题，或者它不归您的部门。")
    return found


def tasks_page(actor: Actor, *, status: TaskStatus, after: str = "", size: int) -> list[GuideTask]:
    """A page of questions behind a cursor, most often asked first (one statement)."""
    rows = visible_to(actor).filter(status=status).select_related("option__list__agency", "option__current")
    times, _, key = after.partition(":")
    if times.isdigit() and key.isdigit() and len(after) < 18:
        rows = rows.filter(Q(times__lt=int(times)) | Q(times=int(times), pk__gt=int(key)))
    return list(rows.order_by("-times", "pk")[:size])


def cursor_of(task: GuideTask) -> str:
    """Where a page that ends with this question goes on."""
    return f"{task.times}:{task.pk}"
