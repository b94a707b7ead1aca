"""明月餐饮 builds a kitchen works (样例厂房): the project with which the tests begin, filled in stage by stage."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.handling.bundles.commands import accepting
from tongban.handling.bundles.commands.lodging import Begun
from tongban.handling.bundles.models import BundleCase
from tongban.handling.bundles.queries.family import family_of
from tongban.handling.bundles.rules.applications import BundleApplication, divide
from tongban.handling.bundles.tests.joining import department, finished
from tongban.handling.cases.tests.applying import MONDAY, stored_file
from tongban.handling.projects.commands.following import follow
from tongban.handling.projects.commands.keeping import stage_of
from tongban.handling.projects.commands.opening import open_project
from tongban.handling.projects.commands.submitting import Said, submit
from tongban.handling.projects.models import Project
from tongban.handling.projects.queries.pool import answers_of, papers_of
from tongban.handling.projects.queries.standing import Standing, standing_of
from tongban.registers.bundles.queries import edition_on, guides_of
from tongban.registers.bundles.rules.form import asked
from tongban.registers.bundles.rules.needed import needed_members
from tongban.registers.parties.models import Party

Cast = Callable[..., Actor]
CODE = "2611-620201-04-01-123456"
SITUATION: Mapping[str, Any] = {
    "filing.ask.core": "no",
    "filing.ask.prohibited": "no",
    "filing.ask.invest": "800",
    "land.ask.land_contract": "yes",
    "trees": "yes",
    "trees.ask.consent": "yes",
    "trees.ask.old_tree": "no",
    "special": "yes",
    "road": "yes",
    "road.ask.kind": "dig",
    "road.ask.new_road": "no",
    "road.ask.car_lane": "no",
    "permit.ask.contractor": "yes",
    "check.ask.has_survey": "yes",
    "fire_check.ask.self_checked": "yes",
    "company": "嘉峪关明月餐饮有限公司(样例)",
    "uscc": "91620200MA8J000178",
    "legal_representative": "李强",
    "contact": "张伟",
    "phone": "15400000006",
    "place": "嘉峪关市雄关街道样例路20号",
    "floor_area": "3000",
}
_SAMPLES = {"yes_no": "yes", "number": "100", "money": "1000000", "date": "2026-12-01", "address": "嘉峪关市样例路20号"}


def owner(cast: Cast, at: datetime = MONDAY) -> Actor:
    return cast("liqiang", at, acting_for=Party.objects.get(name__contains="明月"))


def opened(cast: Cast, *, code: str = CODE, at: datetime = MONDAY) -> Project:
    return open_project(code, "样例中央厨房", by=owner(cast, at), at=at)


def again(project: Project) -> Project:
    return Project.objects.select_related("applicant").get(pk=project.pk)


def standing(project: Project, at: datetime = MONDAY) -> Standing:
    project = again(project)
    return standing_of(project, answers_of(project), today=local_day(at))


def still_asked(project: Project, stage_key: str, at: datetime = MONDAY, **changed: Any) -> dict[str, Any]:
    """What this stage's form still asks of this project, filled with samples."""
    content = edition_on(stage_of(stage_key).bundle, local_day(at)).content
    options = {key: each.option for key, each in guides_of(content).items()}
    known = answers_of(again(project))
    situation = {**SITUATION, **changed}
    values: dict[str, Any] = dict(known)
    new: dict[str, Any] = {}
    for _ in range(4):
        chosen = needed_members(content, values)
        for entry in asked(content, options, values, chosen=chosen.keys | set(chosen.undecided)):
            if entry.key in values:
                continue
            first = entry.choices[0].value if entry.choices else ""
            new[entry.key] = situation.get(entry.key) or first or _SAMPLES.get(entry.kind, "样例")
            values[entry.key] = new[entry.key]
    return new


def papers_to_bring(project: Project, stage_key: str, values: Mapping[str, Any], at: datetime = MONDAY) -> list[str]:
    """The papers that this stage asks for and that are not in the pool."""
    content = edition_on(stage_of(stage_key).bundle, local_day(at)).content
    options = {key: each.option for key, each in guides_of(content).items()}
    known = {**answers_of(again(project)), **values}
    made = standing(project, at).made
    application = BundleApplication(code="", channel="web", applicant=0, values=known, made=made)
    pool = papers_of(again(project))
    return [each.key for each in divide(content, options, application).papers.needed if each.key not in pool]


def said(project: Project, stage_key: str, by: Actor, at: datetime = MONDAY, **changed: Any) -> Said:
    values = still_asked(project, stage_key, at, **changed)
    papers = papers_to_bring(project, stage_key, values, at)
    files = {key: (UUID(str(stored_file(by, f"{key[:20]}.pdf", at).pk)),) for key in papers}
    return Said(values, files)


def submitted(project: Project, stage_key: str, by: Actor, *, at: datetime = MONDAY, **changed: Any) -> Begun:
    return submit(again(project), stage_key, said=said(project, stage_key, by, at, **changed), by=by, at=at)


def carried_through(bundle: BundleCase, cast: Cast, *, at: datetime) -> None:
    """Accepted together, and every case granted and its result made."""
    bundle = BundleCase.objects.select_related("edition__bundle__lead", "applicant", "receiver").get(pk=bundle.pk)
    accepting.accept(bundle, by=cast("wangfang", at), at=at)
    for child in family_of(bundle).children:
        finished(child.case, department(child.case), at=at)
        follow(bundle.number, at=at)
