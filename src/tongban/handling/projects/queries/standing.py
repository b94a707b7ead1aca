"""How a project stands (项目进度): each stage by its cases, the length of the whole, and what its end hangs on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import Light, add_workdays
from tongban.handling.bundles.models import BundleChild
from tongban.handling.bundles.queries.family import Family, in_order
from tongban.handling.bundles.rules.branches import Branch, expected, slowest
from tongban.handling.projects.bound import BOUND
from tongban.handling.projects.models import Project, ProjectStage
from tongban.handling.projects.rules.programme import Shape, Stage, Whole, whole_of
from tongban.handling.projects.rules.states import StageState, light_of, stage_state
from tongban.registers.bundles.queries import InForce, guides_of, stages_on
from tongban.registers.bundles.rules.needed import needed_members
from tongban.registers.catalog.content import Option


@dataclass(frozen=True)
class StageLine:
    """One stage as it stands (阶段): its state, its matters, what was lodged for it, and its length in workdays."""

    stage: Stage
    state: StageState
    shape: Shape | None
    family: Family | None

    @property
    def branches(self) -> tuple[Branch, ...]:
        return self.family.branches if self.family is not None else ()

    @property
    def titles(self) -> list[str]:
        """The matters that are handled side by side, those that a question is still open for included."""
        if self.shape is None:
            return []
        return [self.shape.title(each.key) for each in self.shape.content.members if each.key in self.shape.chosen]

    @property
    def slowest(self) -> Branch | None:
        """What the end of this stage hangs on, while it goes on."""
        return slowest(self.branches) if self.state.goes_on else None

    @property
    def failed(self) -> list[Branch]:
        return [each for each in self.branches if each.has_failed]

    @property
    def expected_on(self) -> date | None:
        """By when all of it is done if everybody keeps their day."""
        days = list(expected(self.branches).values())
        known = [each for each in days if each is not None]
        return max(known) if self.state.goes_on and known and len(known) == len(days) else None


@dataclass(frozen=True)
class Standing:
    """A project with its stages in their order."""

    project: Project
    lines: tuple[StageLine, ...]
    today: date

    @cached_property
    def whole(self) -> Whole:
        """The total limit: the critical path over all stages."""
        return whole_of([each.shape for each in self.lines if each.shape is not None])

    @cached_property
    def ahead(self) -> Whole:
        """The same over the stages that are not done."""
        shapes = [each.shape for each in self.lines if each.shape is not None and each.state is not StageState.DONE]
        return whole_of(shapes)

    @property
    def current(self) -> StageLine | None:
        """The first stage that is not done: its turn it is."""
        return next((each for each in self.lines if each.state is not StageState.DONE), None)

    @property
    def light(self) -> Light:
        branches = [branch for each in self.lines if each.state.goes_on for branch in each.branches]
        return light_of(branches, today=self.today, soon_on=soon_after(self.today))

    @property
    def made(self) -> dict[str, Option]:
        """The matters whose results are there, by title: no later stage asks for them again."""
        return {
            branch.title: each.family.options[branch.key]
            for each in self.lines
            if each.family is not None
            for branch in each.branches
            if branch.is_made
        }

    def line(self, key: str) -> StageLine | None:
        return next((each for each in self.lines if each.stage.key == key), None)


def soon_after(today: date) -> date:
    """The next workday: what is due by then is yellow."""
    return add_workdays(today, 1, calendar=calendar())


def standing_of(project: Project, answers: Mapping[str, Any], *, today: date) -> Standing:
    """One project with its stages (three statements)."""
    return standings_of([project], {project.pk: answers}, today=today)[0]


def standings_of(
    projects: Sequence[Project], answers: Mapping[int, Mapping[str, Any]], *, today: date
) -> list[Standing]:
    """Several projects with their stages (three statements, however many)."""
    programme = BOUND.programme
    editions = stages_on([each.bundle for each in programme.stages], today)
    families = _families(projects)
    found = []
    for project in projects:
        lines: list[StageLine] = []
        for stage in programme.stages:
            family = families.get((project.pk, stage.key))
            is_open_to = all(each.state is StageState.DONE for each in lines if each.stage.key in stage.after)
            state = stage_state(family.branches if family is not None else (), is_open_to=is_open_to)
            shape = shape_of(stage, editions.get(stage.bundle), answers.get(project.pk, {}), family)
            lines.append(StageLine(stage, state, shape, family))
        found.append(Standing(project, tuple(lines), today))
    return found


def shape_of(
    stage: Stage, edition: InForce | None, answers: Mapping[str, Any], family: Family | None = None
) -> Shape | None:
    """The matters of a stage: those that were lodged, or those that the answers so far ask for or may ask for."""
    if family is not None:
        return Shape(stage, family.content, family.options, frozenset(each.member for each in family.children))
    if edition is None:
        return None
    options = {key: each.option for key, each in guides_of(edition.content).items()}
    chosen = needed_members(edition.content, answers)
    return Shape(stage, edition.content, options, (chosen.keys | set(chosen.undecided)) & options.keys())


def programme_on(day: date) -> list[Shape]:
    """The stages as anybody may read them, in the widest situation (one statement)."""
    editions = stages_on([each.bundle for each in BOUND.programme.stages], day)
    shapes = (shape_of(each, editions.get(each.bundle), {}) for each in BOUND.programme.stages)
    return [each for each in shapes if each is not None]


def _families(projects: Iterable[Project]) -> dict[tuple[int, str], Family]:
    """What was lodged last for each stage (two statements)."""
    rows = ProjectStage.objects.filter(project__in=projects).select_related("bundle__edition", "bundle__applicant")
    last = {(each.project_id, each.stage): each.bundle for each in rows.order_by("pk")}
    children: dict[int, list[BundleChild]] = {}
    related = ("case__applicant", "case__agency", "case__delivery")
    for child in BundleChild.objects.filter(bundle__in=last.values()).select_related(*related).order_by("pk"):
        children.setdefault(child.bundle_id, []).append(child)
    found = {}
    for key, bundle in last.items():
        family = Family(bundle, children.get(bundle.pk, []))
        found[key] = Family(bundle, in_order(family.children, family.content))
    return found
