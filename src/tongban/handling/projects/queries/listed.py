"""Lists of projects (项目列表): by status, light and stage, the newest first, a page before a key."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.worktime.rules import Light
from tongban.handling.bundles.models import BundleChild
from tongban.handling.cases.rules.states import AWAITING_HAND_OVER
from tongban.handling.cases.rules.states import Status as CaseStatus
from tongban.handling.projects.models import Project
from tongban.handling.projects.rules.states import Status

from .standing import Standing, soon_after, standings_of
from .visible import visible_to

PAGE = 20


def page_of(
    actor: Actor, *, status: str = "", light: str = "", stage: str = "", before: int = 0, today: date, size: int = PAGE
) -> list[Standing]:
    """The projects that this actor may see, with their stages (four statements, however many there are)."""
    rows = visible_to(actor).select_related("applicant")
    if status in set(Status):
        rows = rows.filter(status=status)
    if stage:
        rows = rows.filter(Exists(_undecided().filter(bundle__project_stage__stage=stage)))
    rows = _lit(rows, light, today)
    found = list((rows.filter(pk__lt=before) if before else rows).order_by("-pk")[:size])
    return standings_of(found, {}, today=today) if found else []


def _lit(rows: QuerySet[Project], light: str, today: date) -> QuerySet[Project]:
    """Those with this light, by the days of their undecided cases: the same as `light_of`."""
    late = Exists(_undecided().filter(case__due_on__lt=today))
    soon = Exists(_undecided().filter(case__due_on__lte=soon_after(today)))
    wanted = {Light.RED: Q(late), Light.YELLOW: Q(soon) & ~Q(late), Light.GREEN: ~Q(soon)}
    return rows.filter(wanted[Light(light)]) if light in set(Light) else rows


def _undecided() -> QuerySet[BundleChild]:
    """The cases of this project's stages on which there is no decision yet."""
    decided = [*AWAITING_HAND_OVER, CaseStatus.SERVED]
    own = BundleChild.objects.filter(bundle__project_stage__project=OuterRef("pk"), case__ended_at=None)
    return own.exclude(case__status__in=decided)
