"""What was given is kept for the whole project (一次填报、一套材料): answers by their key, files in one pool. R-080."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Invalid, NotFound
from tongban.foundation.kernel.vault import vault
from tongban.foundation.ledger.commands import advance
from tongban.foundation.ledger.models import Entry
from tongban.handling.projects.bound import BOUND
from tongban.handling.projects.models import Project, ProjectPaper
from tongban.handling.projects.queries.pool import ANSWERS, answers_of
from tongban.handling.projects.rules.programme import Stage
from tongban.registers.bundles.queries import InForce, edition_on, guides_of
from tongban.registers.bundles.rules.form import one_form
from tongban.registers.documents.commands import attach

from .steps import take

LARGEST = 200_000
LONGEST_KEY = 200


@transaction.atomic
def keep(
    project: Project,
    stage_key: str,
    *,
    values: Mapping[str, Any],
    files: Mapping[str, Sequence[UUID]],
    names: Mapping[str, str],
    by: Actor,
    at: datetime,
) -> Entry:
    """先保存: answers as they were typed, judged when the stage is submitted; files go into the pool.

    `files` are by the key of their paper, `names` what these papers are called.
    """
    step = take("keep", project, by=by)
    stage = stage_of(stage_key)
    edition = edition_on(stage.bundle, local_day(at))
    new = fresh_answers(edition, values)
    brought = {key: list(ids) for key, ids in files.items() if ids}
    attach([file for ids in brought.values() for file in ids], holder=project.chain, by=by)
    into_pool(project, brought, names, at=at)
    facts = {"stage": stage.key, "answered": sorted(new), "papers": sorted(brought)}
    return advance(project, step, by=by, at=at, facts=facts, changes=with_answers(project, new))


def stage_of(key: str) -> Stage:
    found = BOUND.programme.stage(key)
    if found is None:
        raise NotFound("没有这个阶段。")
    return found


def fresh_answers(edition: InForce, values: Mapping[str, Any]) -> dict[str, Any]:
    """What was said of what this stage's form asks; nothing else is kept."""
    options = {key: each.option for key, each in guides_of(edition.content).items()}
    known = {each.key for each in one_form(edition.content, options)}
    return {key: value for key, value in values.items() if key in known and value not in (None, "", [], ())}


def with_answers(project: Project, new: Mapping[str, Any]) -> dict[str, Any]:
    """The column as it is to be written: what was said last stands."""
    return {"answers_sealed": sealed(project.number, {**answers_of(project), **new})}


def sealed(number: str, answers: Mapping[str, Any]) -> bytes:
    text = msgspec.json.encode(answers)
    if len(text) > LARGEST:
        raise Invalid("填的内容太多了，请分开写到材料里上传。")
    return vault().seal(text, purpose=ANSWERS, owner=number)


def into_pool(project: Project, files: Mapping[str, Iterable[UUID]], names: Mapping[str, str], *, at: datetime) -> None:
    """Files of the project's own; what was handed in before for the same paper is replaced."""
    if not files:
        return
    ProjectPaper.objects.filter(project=project, key__in=files, replaced_at=None).update(replaced_at=at)
    ProjectPaper.objects.bulk_create(
        ProjectPaper(project=project, key=key, name=names.get(key, key)[:LONGEST_KEY], file_id=file, added_at=at)
        for key, ids in files.items()
        for file in ids
    )
