"""The supermarket in figures (中介服务指标): for the plan's page."""

from dataclasses import dataclass
from datetime import date

from tongban.handling.intermediaries.models import Need
from tongban.handling.intermediaries.rules.states import NeedStatus

from .agencies import shown
from .register import coverage, register, to_clean_up


@dataclass(frozen=True, slots=True)
class Figures:
    """Mandatory services and how many are covered, what is to be cleaned up, agencies shown, needs done this year."""

    mandatory: int = 0
    covered: int = 0
    unclean: int = 0
    agencies: int = 0
    accepted: int = 0


def figures(*, on: date) -> Figures:
    """As of a day (two statements besides the guides)."""
    rows = register(on)
    found = coverage(rows)
    return Figures(
        mandatory=found.mandatory,
        covered=found.covered,
        unclean=sum(map(len, to_clean_up(rows).values())),
        agencies=shown(on).values("agency").distinct().count(),
        accepted=Need.objects.filter(status=NeedStatus.ACCEPTED, ended_at__year=on.year).count(),
    )
