"""What the case page tells of time (用时归因、超期说明): whose time it was, what was explained, what is owed."""

from dataclasses import dataclass
from datetime import date, datetime

from tongban.foundation.kernel.clock import local_day
from tongban.handling.cases.queries.one_case import ExplanationRow, WholeCase
from tongban.handling.cases.rules.attribution import attribute, outside_codes
from tongban.handling.cases.rules.overdue import CAUSES, late_since, needs_explanation
from tongban.registers.catalog.content import Option
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.owners import Owners, owners_of


@dataclass(frozen=True, slots=True)
class Said:
    """An explanation as it is shown."""

    cause: str
    words: str
    expected_on: date
    published_at: datetime
    dispute: str


@dataclass(frozen=True, slots=True)
class LatePart:
    """The part of the page; `owes` says since which day an explanation is due."""

    owners: Owners
    said: tuple[Said, ...]
    owes: date | None


def late_part(everything: WholeCase, option: Option, *, at: datetime) -> LatePart:
    """From what the page has read already: no further statement."""
    found, today = everything.attached, local_day(at)
    parts = attribute(found.timeline, outside=outside_codes(option), until=at)
    late = late_since(each for each in found.clocks if each.paused_since is None)
    owes = needs_explanation(late, everything.case.explained_until, on=today)
    return LatePart(owners_of(parts), tuple(map(_said, found.explanations)), late if owes else None)


def _said(row: ExplanationRow) -> Said:
    return Said(CAUSES[row.cause], typeset(row.words), row.expected_on, row.published_at, typeset(row.dispute))
