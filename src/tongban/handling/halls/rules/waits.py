"""How long people waited (等候情况): the mean, how far apart, by window, by kind, by priority; pure. R-078, R-163."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev


@dataclass(frozen=True, slots=True)
class Wait:
    """One number that was called: what for, at which window, whether it had priority, minutes until it was called."""

    line: str
    window: str
    has_care: bool
    minutes: float


@dataclass(frozen=True, slots=True)
class Spread:
    """Of some numbers (等候离散): how many, the mean, nine of ten below, the longest; `apart` is deviation by mean."""

    name: str
    many: int
    mean: float
    ninth: float
    longest: float
    apart: float | None


def spread(name: str, minutes: Sequence[float]) -> Spread:
    """Of at least one number; how far apart is not told of one, nor where nobody waited."""
    ordered = sorted(minutes)
    mean = fmean(ordered)
    apart = pstdev(ordered) / mean if len(ordered) > 1 and mean else None
    return Spread(name, len(ordered), mean, ordered[(9 * len(ordered) - 1) // 10], ordered[-1], apart)


def spreads(rows: Iterable[Wait], by: Callable[[Wait], str]) -> tuple[Spread, ...]:
    """The same for each window, kind or whatever `by` names, in the order of names."""
    found: dict[str, list[float]] = {}
    for each in rows:
        found.setdefault(by(each), []).append(each.minutes)
    return tuple(spread(name, minutes) for name, minutes in sorted(found.items()))


def between(groups: Sequence[Spread]) -> float | None:
    """How far the means of windows lie apart (窗口之间的离散): deviation by mean; None for fewer than two."""
    means = [each.mean for each in groups]
    if len(means) < 2 or not fmean(means):
        return None
    return pstdev(means) / fmean(means)
