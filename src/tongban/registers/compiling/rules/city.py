"""What the city decides about compiling (编制规则): who leads, how many bodies review, how soon an item is claimed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class CityRules:
    """The city's rules. `lead` publishes and is one of the `bodies` that have to agree.

    An item from above is yellow when it was not claimed within `yellow_after` workdays, red after `red_after`.
    Names that are alike to `similarity` are taken for the same matter. `departments` routes by the department digits
    of a basic code, where one body alone answers for them. The windows of the `halls` serve every body. By
    `gaps_until` every matter that the founding left below the whole way online is to be there (补齐期限).
    """

    lead: str = "government-affairs"
    bodies: int = 2
    yellow_after: int = 3
    red_after: int = 5
    similarity: float = 0.9
    departments: Mapping[str, str] = field(default_factory=dict)
    halls: tuple[str, ...] = ("government-affairs",)
    gaps_until: date | None = None

    def __post_init__(self) -> None:
        assert self.bodies >= 2, "a joint review is by two bodies at least (plan 一)"
        assert 0 < self.yellow_after < self.red_after, "yellow comes before red"
        assert 0 < self.similarity <= 1, "a share"


def from_plain(plain: Mapping[str, Any]) -> CityRules:
    """The rules of a city's `compiling.yaml`; an unknown key is an error of the file."""
    given = dict(plain)
    halls = tuple(given.pop("halls", CityRules().halls))
    return replace(CityRules(**given), halls=halls)
