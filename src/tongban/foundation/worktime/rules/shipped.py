"""The State Council's notices 2020–2026 as data beside the code (国务院办公厅节假日安排), one edition a year."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

from tongban.foundation.worktime.rules.calendar import Edition, WorkCalendar

_FILE: Final = Path(__file__).parent.parent / "data" / "state_council.json"


@cache
def shipped_editions() -> Mapping[int, Edition]:
    """The editions that come with the software, by year."""
    rows = json.loads(_FILE.read_text(encoding="utf-8"))
    return {row["year"]: _edition(row) for row in rows}


@cache
def shipped_calendar() -> WorkCalendar:
    """The calendar of these editions alone, for rules and tests that need no database."""
    return WorkCalendar(shipped_editions().values())


def _edition(row: Mapping[str, Any]) -> Edition:
    holidays: dict[date, str] = {}
    for holiday in row["holidays"]:
        first, last = date.fromisoformat(holiday["from"]), date.fromisoformat(holiday["to"])
        for offset in range((last - first).days + 1):
            holidays[first + timedelta(days=offset)] = holiday["name"]
    workdays = frozenset(date.fromisoformat(day) for day in row["workdays"])
    return Edition(row["year"], holidays, workdays, source=row["source"])
