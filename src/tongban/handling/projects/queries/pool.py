"""What was given once for a project (填过的、交过的): answers by the key of the one form, files by their paper."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

import msgspec

from tongban.foundation.kernel.vault import vault
from tongban.handling.projects.models import Project, ProjectPaper

ANSWERS = "project.answers"


def answers_of(project: Project) -> dict[str, Any]:
    """Everything that was filled in for any stage."""
    if not project.answers_sealed:
        return {}
    text = vault().open(project.answers_sealed, purpose=ANSWERS, owner=project.number)
    found: dict[str, Any] = msgspec.json.decode(text)
    return found


def papers_of(project: Project) -> dict[str, list[ProjectPaper]]:
    """The files of the pool by the key of their paper (one statement)."""
    found: dict[str, list[ProjectPaper]] = {}
    rows = ProjectPaper.objects.filter(project=project, replaced_at=None).select_related("file")
    for each in rows.order_by("pk"):
        found.setdefault(each.key, []).append(each)
    return found


def file_ids(papers: Mapping[str, Iterable[ProjectPaper]], key: str) -> list[UUID]:
    return [each.file_id for each in papers.get(key, ())]
