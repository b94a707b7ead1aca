"""What follows when a stage goes on (跟着走): the applicant is told of the next one, the end is noted. R-080."""

from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.ledger.commands import advance
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.commands.steps import message
from tongban.handling.projects.models import Project, ProjectStage
from tongban.handling.projects.queries.pool import answers_of
from tongban.handling.projects.queries.standing import Standing, standing_of
from tongban.handling.projects.rules.states import StageState, Status

from .steps import take


@transaction.atomic
def follow(bundle_number: str, *, at: datetime) -> None:
    """When all cases of a stage are decided: tell the applicant once what comes next, or end the project.

    Idempotent: what was told and ended stays as it is.
    """
    lodged = ProjectStage.objects.filter(bundle__number=bundle_number).first()
    if lodged is None:
        return
    project = Project.objects.select_for_update(of=("self",)).select_related("applicant").get(pk=lodged.project_id)
    if project.state is not Status.OPEN:
        return
    standing = standing_of(project, answers_of(project), today=local_day(at))
    if all(each.state is StageState.DONE for each in standing.lines):
        advance(project, take("end", project, by=SYSTEM), by=SYSTEM, at=at, changes={"ended_at": at})
        return
    line = standing.line(lodged.stage)
    if line is None or line.state is not StageState.DONE or _is_told(project, bundle_number):
        return
    _tell(standing, lodged, bundle_number, at)


def _is_told(project: Project, bundle_number: str) -> bool:
    told = Entry.objects.filter(chain=project.chain, verb="stage_done")
    return any(each.facts.get("bundle") == bundle_number for each in told)


def _tell(standing: Standing, lodged: ProjectStage, bundle_number: str, at: datetime) -> None:
    project, line = standing.project, standing.line(lodged.stage)
    assert line is not None, "it was looked at"
    ready = [each.stage.title for each in standing.lines if each.state is StageState.READY]
    onward = f"现在可以提交“{'、'.join(ready)}”，填过的、交过的都不用再填再交。" if ready else ""
    failed = f"{'、'.join(each.title for each in line.failed)}没有办成，请单独再申请。" if line.failed else ""
    text = (
        f"项目“{project.name}”的“{line.stage.title}”阶段办完了。{failed}{onward}项目编号{project.number}，咨询12345。"
    )
    facts = {"stage": lodged.stage, "bundle": bundle_number}
    send = [message(project.applicant_id, project.number, "stage_done", text)]
    advance(project, take("stage_done", project, by=SYSTEM), by=SYSTEM, at=at, facts=facts, send=send)
