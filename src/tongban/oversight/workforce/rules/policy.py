"""What the city decided for the appraisal of people at windows (考核约定): deductions, terms, weights; pure."""

from typing import Any

import msgspec

_POINTS = {"late": 1, "early": 1, "away": 5, "dress": 1, "attitude": 5, "error": 3, "telling": 5}


class Grading(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The assessment of levels (等级认定约定): 5 is the lowest; how long a paper is, a pass, what is asked before."""

    levels: tuple[int, ...] = (5, 4, 3)
    questions: int = 20
    pass_mark: int = 60
    open_days: int = 3
    held_months: int = 12
    daily_least: int = 80


class WorkforcePolicy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The city's table: points by what was found, workdays to appeal, the sample that ratings need, weights of a score.

    `minimum` ratings are needed for a score; `prior` is with how many ratings of the city's mean a few are weighed.
    """

    points: dict[str, int] = msgspec.field(default_factory=lambda: dict(_POINTS))
    appeal_days: int = 5
    minimum: int = 5
    prior: int = 10
    rating_weight: int = 60
    daily_weight: int = 40
    grading: Grading = Grading()


class _Bound:
    """The table in force; `config/wiring.py` reads the city's own."""

    policy = WorkforcePolicy()


BOUND = _Bound()


def policy_from(data: Any) -> WorkforcePolicy:
    """The table as the city wrote it; `msgspec.ValidationError` says what is wrong."""
    found = msgspec.convert(data, WorkforcePolicy)
    assert set(found.points) == set(_POINTS), "each finding has its points"
    assert set(found.grading.levels) <= {1, 2, 3, 4, 5}, "levels are of the five"
    assert found.grading.levels, "a city assesses some"
    assert found.rating_weight + found.daily_weight == 100, "the two weights make a hundred"
    return found
