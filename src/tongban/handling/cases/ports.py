"""What cases need from outside: somebody who knows which permits stand on the city's list."""

from datetime import date
from typing import Protocol


class PermitList(Protocol):
    """The municipal permit list (市级行政许可事项清单): what is not on it is no permit of this city (plan 三(一)1)."""

    def __call__(self, option_code: str, on: date) -> bool:
        """May applications for this option be accepted on this day? All may while no list was published."""
        ...
