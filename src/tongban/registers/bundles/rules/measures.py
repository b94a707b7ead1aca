"""What a bundle saves (减环节、减材料、压时限), in figures: matter by matter against together; pure. R-124."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tongban.registers.catalog.content import Option

AT_WINDOWS = frozenset({"counter", "issuer"})
"""Posts whose stages are done once for the whole: papers are taken in once, results are handed out once."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure (一项指标): what it were matter by matter, and what it is together."""

    key: str
    label: str
    unit: str
    apart: int
    together: int

    @property
    def saved(self) -> int:
        return self.apart - self.together

    @property
    def percent(self) -> int:
        """How much of the baseline is saved, in full percents; 0 where there is no baseline."""
        return round(self.saved * 100 / self.apart) if self.apart else 0


def steps(options: Mapping[str, Option]) -> Measure:
    """Stages of handling: taking in and handing out are done once, what each body examines stays."""
    apart = sum(len(each.stages) for each in options.values())
    inside = sum(1 for each in options.values() for stage in each.stages if stage.post not in AT_WINDOWS)
    return Measure("steps", "办理环节", "个", apart, inside + 2 if options else 0)


def visits(options: Mapping[str, Option]) -> Measure:
    """Visits that the lists demand: the longest of them instead of all."""
    demanded = [each.visits_required for each in options.values()]
    return Measure("visits", "要跑几次", "次", sum(demanded), max(demanded, default=0))


def grown(before: Sequence[Measure], after: Sequence[Measure]) -> Iterator[str]:
    """What people have more of than before, one sentence each; what became less is no alarm."""
    earlier = {each.key: each.together for each in before}
    for each in after:
        was = earlier.get(each.key)
        if was is not None and each.together > was:
            yield f"{each.label}由{was}{each.unit}变成{each.together}{each.unit}"
