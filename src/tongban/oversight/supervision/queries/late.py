"""Late and nearly late cases (红黄灯), each with whose time it was, what was said, and whether somebody asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.handling.cases.models import Case, OverdueExplanation
from tongban.handling.cases.queries.worklists import Wanted, worklist
from tongban.handling.cases.rules.attribution import Part
from tongban.oversight.supervision.models import Urge

from .lapses import parts_of

PAGE = 30


@dataclass(frozen=True, slots=True)
class LateCase:
    """One of them: the case, the parts of its time, the newest explanation, the newest urging."""

    case: Case
    parts: tuple[Part, ...]
    explanation: OverdueExplanation | None
    urge: Urge | None


@dataclass(frozen=True, slots=True)
class LatePage:
    """A page of them, most urgent first, and where the next one begins."""

    rows: Sequence[LateCase]
    next: str | None


def late_cases(actor: Actor, *, light: str, agency: str = "", cursor: str = "", at: datetime) -> LatePage:
    """The cases under this light that the actor may see (four statements, however many there are)."""
    wanted = Wanted(light=light, agency=agency, is_open=True)
    found = worklist(actor, wanted, today=local_day(at), cursor=cursor, size=PAGE)
    keys = [each.pk for each in found.cases]
    parts = parts_of(found.cases, until=at)
    said, urged = _explanations(keys), _urges(keys)
    rows = [LateCase(each, parts[each.pk], said.get(each.pk), urged.get(each.pk)) for each in found.cases]
    return LatePage(rows, found.next)


def _explanations(keys: Sequence[int]) -> Mapping[int, OverdueExplanation]:
    rows = OverdueExplanation.objects.filter(case_id__in=keys).order_by("case_id", "-pk").distinct("case_id")
    return {each.case_id: each for each in rows}


def _urges(keys: Sequence[int]) -> Mapping[int, Urge]:
    rows = Urge.objects.filter(case_id__in=keys).order_by("case_id", "-pk").distinct("case_id")
    return {each.case_id: each for each in rows}


def is_answer_late(urge: Urge, *, on: date) -> bool:
    """Was the urging not answered by its day?"""
    answered = local_day(urge.answered_at) if urge.answered_at is not None else on
    return answered > urge.answer_by_on
