"""Reading imports (导入批次): who sees which, what was read of a file, how far a job has come."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from django.db.models import QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.registers.catalog.importing.reading import Reading
from tongban.registers.compiling.models import ImportRun
from tongban.registers.compiling.progress import told
from tongban.registers.compiling.rules.imports import UNDER_WAY
from tongban.registers.documents import shelf

PAGE = 30
SEES_ALL = frozenset({Role.CATALOG_REVIEWER, Role.SUPERVISOR})


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job has come (进度); of `total` nothing is known before it begins."""

    done: int
    total: int


def visible_to(actor: Actor) -> QuerySet[ImportRun]:
    """Reviewers and supervisors see all imports, editors their own body's."""
    rows = ImportRun.objects.select_related("uploaded_by__agency", "agency").order_by("-uploaded_at", "-pk")
    if actor.roles & SEES_ALL:
        return rows
    if Role.CATALOG_EDITOR not in actor.roles or actor.agency_id is None:
        return rows.none()
    return rows.filter(uploaded_by__agency_id=actor.agency_id)


def newest(actor: Actor, *, most: int = PAGE) -> Sequence[ImportRun]:
    """The imports that this actor may see, the newest first (one statement)."""
    return list(visible_to(actor)[:most])


def reading_of(run: ImportRun) -> Reading:
    """What was read of the file; nothing before it was."""
    if not run.reading:
        return Reading()
    with shelf.take(bytes.fromhex(run.reading)) as kept:
        return msgspec.json.decode(kept.read(), type=Reading)


def progress_of(run: ImportRun) -> Progress | None:
    """How far the job is; None when no job is at it."""
    found = told(run.pk) if run.status in UNDER_WAY else None
    return Progress(*found) if found else None
