"""Holidays that the law itself names, for years without a State Council notice (全国年节及纪念日放假办法)."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Final

_LUNAR_FILE: Final = Path(__file__).parent.parent / "data" / "lunar_days.json"
_SINCE_2025: Final = 2025
"""State Council decree 795 added the eve of the Spring Festival and 2 May from this year on."""

_ONE_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5


@cache
def _lunar_days() -> Mapping[int, Mapping[str, date]]:
    """Spring Festival, Qingming, Dragon Boat and Mid-Autumn by year, for the years of the table."""
    table = json.loads(_LUNAR_FILE.read_text(encoding="utf-8"))
    return {
        int(year): {name: date.fromisoformat(f"{year}-{day}") for name, day in zip(table["columns"], days, strict=True)}
        for year, days in table["years"].items()
    }


def statutory_days(year: int) -> Mapping[date, str]:
    """The days that the law makes free for everybody in this year (法定节假日), without any moving of weekends.

    Lunar ones are known for 2000 to 2099; outside of that only the fixed ones are given.
    """
    days: dict[date, str] = {}

    def free(name: str, first: date, count: int) -> None:
        for day in (first + timedelta(days=offset) for offset in range(count)):
            days[day] = f"{days[day]}、{name}" if day in days else name

    is_long = year >= _SINCE_2025
    free("元旦", date(year, 1, 1), 1)
    lunar = _lunar_days().get(year)
    if lunar:
        spring = lunar["春节"]
        free("春节", spring - _ONE_DAY if is_long else spring, 4 if is_long else 3)
        for name in ("清明节", "端午节", "中秋节"):
            free(name, lunar[name], 1)
    free("劳动节", date(year, 5, 1), 2 if is_long else 1)
    free("国庆节", date(year, 10, 1), 3)
    return days


def free_days(year: int) -> Mapping[date, str]:
    """Statutory days and the workdays given back for those on a weekend (补假): article 6 of the measures."""
    statutory = statutory_days(year)
    days = dict(statutory)
    for day, name in sorted(statutory.items()):
        if day.weekday() < _SATURDAY:
            continue
        back = day
        while back in days or back.weekday() >= _SATURDAY:
            back += _ONE_DAY
        days[back] = f"{name}补假"
    return days
