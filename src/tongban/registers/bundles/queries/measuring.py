"""A bundle in figures (减环节、减材料、压时限): by its document and the lists, today and when published."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tongban.registers.bundles.rules.content import Content
from tongban.registers.bundles.rules.graph import circles, critical_path, in_workdays
from tongban.registers.bundles.rules.measures import Measure, grown, steps, visits
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.queries import guides_on

from .editions import InForce, edition_of, guides_of
from .wholes import Whole, whole


@dataclass(frozen=True, slots=True)
class Measured:
    """A bundle in figures (量化报告): each against its baseline, the longest way by law, and what became more.

    `grown_by_edition` is against the edition before under today's lists, `grown_by_lists` what changes of the members'
    lists did since this edition came into force.
    """

    edition: InForce
    whole: Whole
    measures: tuple[Measure, ...]
    by_law: int
    grown_by_edition: tuple[str, ...]
    grown_by_lists: tuple[str, ...]

    @property
    def has_grown(self) -> bool:
        return bool(self.grown_by_edition or self.grown_by_lists)


def measured(edition: InForce, values: Mapping[str, Any] | None = None) -> Measured:
    """The figures of an edition in a situation; without values in the widest one."""
    content = edition.content
    found = whole(content, values)
    figures = measures_of(found)
    before = edition_of(edition.code, edition.number - 1).content if edition.number > 1 else None
    then = whole(content, values, guides=_guides_on(content, edition.effective_on))
    by_edition = tuple(grown(measures_of(whole(before, values)), figures)) if before is not None else ()
    return Measured(edition, found, figures, _by_law(found), by_edition, tuple(grown(measures_of(then), figures)))


def measures_of(found: Whole) -> tuple[Measure, ...]:
    """Steps, papers, days, visits and fields of a whole, each against matter by matter."""
    keys = found.chosen.keys | set(found.chosen.undecided)
    options = {key: each.option for key, each in found.guides.items() if key in keys}
    promise = found.content.promise_for(keys)
    days = in_workdays(promise)[0] if promise is not None else found.way.workdays
    papers = len(found.papers.needed) + len(found.without_licenses) + len(found.papers.undecided)
    apart = max(found.papers.apart, len(found.papers.needed)) + len(found.papers.undecided)
    return (
        steps(options),
        Measure("papers", "要交的材料", "份", max(apart, papers), papers),
        Measure("days", "承诺时限", "个工作日", found.apart_days, days),
        visits(options),
        Measure("fields", "要填的栏目", "项", found.apart_fields, len(found.entries)),
    )


def more_than(before: Content, after: Content) -> tuple[str, ...]:
    """What people would have more of than under the document before, in the widest situation."""
    return tuple(grown(measures_of(whole(before)), measures_of(whole(after))))


def _by_law(found: Whole) -> int:
    """The longest way by the limits of the law, in workdays at most."""
    if circles(found.content.members):
        return 0
    limits = {key: each.option.statutory_limit for key, each in found.guides.items()}
    keys = found.chosen.keys | set(found.chosen.undecided)
    return critical_path(found.content.members, limits, chosen=keys).workdays


def _guides_on(content: Content, day: date) -> dict[str, Guide]:
    """The members' guides as they were on the day; today's where none was in force then (two statements, if any)."""
    today = guides_of(content)
    if all(each.effective_on <= day for each in today.values()):
        return today
    wanted = {each.option_code for each in today.values()}
    then = {each.option_code: each for each in guides_on(day) if each.option_code in wanted}
    return {key: then.get(each.option_code, each) for key, each in today.items()}
