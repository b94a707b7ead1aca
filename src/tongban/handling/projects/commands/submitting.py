"""A stage is submitted (一次提交、并联审批): all of its matters are lodged in one transaction, or none. R-080."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import NotNow, NotYours
from tongban.foundation.ledger.commands import advance
from tongban.handling.bundles.commands.lodging import Begun, lodge_bundle, of_applicant
from tongban.handling.bundles.rules.applications import BundleApplication, divide
from tongban.handling.cases.models import Channel
from tongban.handling.projects.models import Project, ProjectStage
from tongban.handling.projects.queries.pool import answers_of, file_ids, papers_of
from tongban.handling.projects.queries.standing import StageLine, Standing, standing_of
from tongban.handling.projects.rules.states import StageState
from tongban.registers.bundles.queries import InForce, edition_on, guides_of
from tongban.registers.documents.commands import copy_to

from .keeping import fresh_answers, into_pool, stage_of, with_answers
from .steps import take


@dataclass(frozen=True, slots=True)
class Said:
    """What is new with this submission: answers by the key of the one form, files by paper, licences by type."""

    values: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, Sequence[UUID]] = field(default_factory=dict)
    licenses: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def submit(project: Project, stage_key: str, *, said: Said, by: Actor, at: datetime) -> Begun:
    """提交一个阶段: what the project knows already goes along, so that only what is new was asked for.

    Every department has it in the same second, and each case has its own clock. A paper of the pool is copied to each
    case that asks for it; what comes now goes into the pool. `Invalid` names every fault of every matter at once.
    """
    step, on = take("submit", project, by=by), local_day(at)
    stage, known = stage_of(stage_key), answers_of(project)
    edition = edition_on(stage.bundle, on)
    new = fresh_answers(edition, said.values)
    standing = standing_of(project, known, today=on)
    _refuse_early(standing.line(stage.key), standing)
    application = _application(project, edition, {**known, **new}, said, standing, by)
    wanted = _wanted(edition, application)
    pool = papers_of(project)
    reused = [key for key in wanted if not said.files.get(key) and key in pool]
    copies = {key: tuple(each.pk for each in copy_to(file_ids(pool, key), holder="", by=by, at=at)) for key in reused}
    brought = {key: tuple(ids) for key, ids in said.files.items() if ids}
    begun = lodge_bundle(replace(application, files={**copies, **brought}), by=by, at=at)
    kept = {key: [each.pk for each in copy_to(ids, holder=project.chain, by=by, at=at)] for key, ids in brought.items()}
    into_pool(project, kept, wanted, at=at)
    ProjectStage.objects.create(project=project, stage=stage.key, bundle=begun.bundle, submitted_at=at)
    facts = {
        "stage": stage.key,
        "bundle": begun.bundle.number,
        "cases": {key: each.opening.number for key, each in begun.lodged.items()},
        "answered": sorted(new),
        "papers": sorted(brought),
        "papers_reused": sorted(reused),
    }
    advance(project, step, by=by, at=at, facts=facts, changes=with_answers(project, new))
    return begun


def _refuse_early(line: StageLine | None, standing: Standing) -> None:
    assert line is not None, "a stage of the programme has its line"
    if line.state.may_be_submitted:
        return
    if line.state is StageState.LATER:
        before = [each.stage.title for each in standing.lines if each.stage.key in line.stage.after]
        raise NotNow(f"先办完“{'、'.join(before)}”，再提交这个阶段。现在可以先填好保存。")
    raise NotNow("这个阶段已经提交了，各部门正在办理或者已经办完，不用再提交。")


def _application(
    project: Project, edition: InForce, values: Mapping[str, Any], said: Said, standing: Standing, by: Actor
) -> BundleApplication:
    asked = BundleApplication(
        code=edition.code,
        channel=Channel.WEB,
        applicant=0,
        values=values,
        licenses=said.licenses,
        made=standing.made,
    )
    asked = of_applicant(asked, by)
    if asked.applicant != project.applicant_id:
        raise NotYours("请先切换到项目单位的身份，再提交。")
    return asked


def _wanted(edition: InForce, application: BundleApplication) -> dict[str, str]:
    """The papers that this stage asks for in this situation, with their names."""
    options = {key: each.option for key, each in guides_of(edition.content).items()}
    return {each.key: each.name for each in divide(edition.content, options, application).papers.needed}
