"""Sub-centres on one line of time (分中心整合), R-069."""

from dataclasses import dataclass
from datetime import date

from tongban.registers.places.models import SubCentre
from tongban.registers.places.rules.subcentres import Bar, Way, bar, quarters_of


@dataclass(frozen=True, slots=True)
class Row:
    """One sub-centre with its steps over the same quarters as all others."""

    centre: SubCentre
    bars: tuple[Bar, ...]

    @property
    def is_done(self) -> bool:
        return bool(self.bars) and all(each.done_on is not None for each in self.bars)

    def is_late(self, today: date) -> bool:
        """Its term passed, and it is not done."""
        return not self.is_done and self.centre.due_on < today

    @property
    def needs_decision(self) -> bool:
        return self.centre.is_confirmed and self.centre.decision is Way.UNDECIDED


@dataclass(frozen=True, slots=True)
class Chart:
    """All sub-centres, and the quarters that the chart spans (甘特图)."""

    quarters: tuple[tuple[int, int], ...]
    rows: tuple[Row, ...]


def chart(*, today: date) -> Chart:
    """Every sub-centre that the plan counts, confirmed or not (two statements)."""
    centres = list(SubCentre.objects.select_related("agency").prefetch_related("steps"))
    quarters = quarters_of((step.starts_on, step.ends_on) for each in centres for step in each.steps.all())
    rows = []
    for each in centres:
        bars = (
            bar(one.name, one.starts_on, one.ends_on, one.done_on, one.evidence, quarters=quarters, today=today)
            for one in each.steps.all()
        )
        rows.append(Row(each, tuple(bars)))
    return Chart(quarters, tuple(rows))
