"""Whom a change of a list would touch (影响): open cases keep their edition, applications begun are told (R-026)."""

from datetime import date

from tongban.handling.cases.models import Case, Draft
from tongban.registers.compiling.ports import Touched


def reach(list_code: str, *, on: date) -> Touched:
    """How many open cases and kept applications hang on this list (two statements)."""
    cases = Case.objects.filter(ended_at__isnull=True, option_version__option__list__code=list_code)
    drafts = Draft.objects.filter(expires_on__gte=on, option_version__option__list__code=list_code)
    return Touched(cases=cases.count(), applications=drafts.count())
