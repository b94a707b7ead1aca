"""Construction projects on their way (演示的工程建设项目), made by the same commands that people use.

A unit has the filing and the land permit of its works, and its second stage is examined by two departments; another has
opened its project and filled in a little.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.handling.bundles.commands import accepting
from tongban.handling.bundles.models import BundleCase, BundleChild
from tongban.handling.bundles.queries.family import in_order
from tongban.handling.bundles.rules.applications import BundleApplication, divide
from tongban.handling.cases.models import Case
from tongban.handling.projects.commands.keeping import keep, stage_of
from tongban.handling.projects.commands.opening import open_project
from tongban.handling.projects.commands.submitting import Said, submit
from tongban.handling.projects.models import Project
from tongban.handling.projects.queries.pool import answers_of, papers_of
from tongban.handling.projects.queries.standing import standing_of
from tongban.registers.bundles.queries import edition_on, guides_of
from tongban.registers.bundles.rules.content import Content
from tongban.registers.catalog.content import Option
from tongban.registers.catalog.queries import guide_of
from tongban.registers.documents.commands import store
from tongban.registers.licenses.queries import usable
from tongban.registers.parties.models import Account, Party

from .cases import _ACTS, _citizen, _staff, _working_hours, sample

_MADE = ("examine", "review", "grant", "issue")
_LAND: Mapping[str, Any] = {
    "filing.ask.core": "no",
    "filing.ask.prohibited": "no",
    "filing.ask.invest": "800",
    "filing.content": "新建中央厨房一座，含冷库和分拣线（样例）",
    "filing.start_on": "2027-04-01",
    "land.ask.land_contract": "yes",
    "land.land_use": "工业用地",
    "company": "嘉峪关明月餐饮有限公司(样例)",
    "uscc": "91620200MA8J000178",
    "legal_representative": "李强",
    "contact": "张伟",
    "phone": "15400000006",
    "place": "嘉峪关市雄关街道样例路20号",
    "land_area": "6000",
}
_WORKS: Mapping[str, Any] = {
    "trees": "yes",
    "trees.ask.consent": "yes",
    "trees.ask.old_tree": "no",
    "trees.place": "嘉峪关市雄关街道样例路20号院内",
    "trees.tree_kind": "白杨",
    "trees.tree_count": "4",
    "trees.reason": "在建筑红线以内（样例）",
    "floor_area": "3000",
    "designer": "样例建筑设计院",
}


def load_projects(*, at: datetime) -> int:
    """The projects, for a city that was just founded; the number told."""
    _on_its_way(at)
    by = _of_unit("zhangwei", "讯达")
    times = _working_hours(at, 2)
    project = open_project("2611-620201-04-01-200002", "样例数据机房", by=by, at=next(times))
    values = {"place": "嘉峪关市雄关街道样例路30号", "contact": "张伟"}
    keep(_again(project), "land", values=values, files={}, names={}, by=by, at=next(times))
    return 2


def _on_its_way(at: datetime) -> None:
    by, times = _of_unit("liqiang", "明月"), _working_hours(at, 6)
    project = open_project("2611-620201-04-01-100001", "样例中央厨房", by=by, at=next(times))
    _through(_submitted(project, "land", _LAND, by, next(times)), _MADE, times)
    later = _working_hours(at, 2)
    _through(_submitted(project, "works", _WORKS, by, next(later)), ("examine",), later)


def _submitted(project: Project, stage: str, values: Mapping[str, Any], by: Actor, at: datetime) -> BundleCase:
    project, on = _again(project), local_day(at)
    known = answers_of(project)
    content = edition_on(stage_of(stage).bundle, on).content
    options = {key: each.option for key, each in guides_of(content).items()}
    licenses = _held(options, by, at)
    made, pool = standing_of(project, known, today=on).made, papers_of(project)
    application = BundleApplication("", "web", 0, values={**known, **values}, licenses=licenses, made=made)
    papers = divide(content, options, application).papers.needed
    files = {each.key: _file(each.name, by, at) for each in papers if each.key not in pool}
    return submit(project, stage, said=Said(values, files, licenses), by=by, at=at).bundle


def _through(bundle: BundleCase, steps: tuple[str, ...], times: Iterator[datetime]) -> None:
    """Accepted together, and each case as far as these steps, those in front first."""
    bundle = BundleCase.objects.select_related("edition__bundle__lead", "applicant", "receiver").get(pk=bundle.pk)
    accepting.accept(bundle, by=_staff(Role.COUNTER), at=next(times))
    for number in _numbers(bundle):
        for verb in steps:
            case = Case.objects.select_related("applicant", "agency", "delivery").get(number=number)
            _ACTS[verb](case, guide_of(case.option_version_id), next(times))


def _numbers(bundle: BundleCase) -> list[str]:
    content: Content = edition_on(bundle.edition.bundle.code, local_day(bundle.received_at)).content
    rows = in_order(BundleChild.objects.filter(bundle=bundle).select_related("case"), content)
    return [each.case.number for each in rows]


def _held(options: Mapping[str, Option], by: Actor, at: datetime) -> dict[str, str]:
    ways = (each.spared_by for option in options.values() for each in option.materials)
    types = {way.license_type for way in ways if way is not None and way.license_type}
    assert by.acting_for is not None, "a unit applies"
    return {each.type.key: each.identifier for each in usable(by.acting_for, types, on=local_day(at))}


def _file(name: str, by: Actor, at: datetime) -> tuple[UUID, ...]:
    return (store(sample(), name=f"{name}.pdf", by=by, at=at).id,)


def _of_unit(login: str, name: str) -> Actor:
    person = _citizen(Account.objects.select_related("person").get(login=login))
    return replace(person, acting_for=Party.objects.get(kind="enterprise", name__contains=name).pk)


def _again(project: Project) -> Project:
    return Project.objects.select_related("applicant").get(pk=project.pk)
