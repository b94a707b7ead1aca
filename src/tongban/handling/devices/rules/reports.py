"""What a terminal reports of itself (终端自报): what it runs with, sheets printed, what was used, an error; pure."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .states import Service

MOST = 500
"""Of anything in the half minute between two reports; more is no machine's doing."""
LONGEST_ERROR = 120


@dataclass(frozen=True, slots=True)
class Told:
    """One report (一次自报); `used` counts by service."""

    number: int = 0
    printed: int = 0
    used: Mapping[Service, int] = field(default_factory=dict)
    error: str = ""


def read_told(data: Mapping[str, str]) -> Told:
    """A report as it was sent; what cannot be is left out, for a machine must never be refused its page."""
    try:
        counted = json.loads(data.get("used", "") or "{}")
    except ValueError:
        counted = {}
    counts = counted if isinstance(counted, dict) else {}
    used = {each: number for each in Service if (number := _count(counts.get(each.value, 0)))}
    error = "".join(each for each in data.get("error", "")[:LONGEST_ERROR] if each.isprintable()).strip()
    return Told(_count(data.get("config", 0), 10**6), _count(data.get("printed", 0)), used, error)


def _count(value: Any, most: int = MOST) -> int:
    text = str(value)
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0
    return number if number <= most else 0


def paper_after(left: int | None, printed: int) -> int | None:
    """Sheets left; None while nobody said how many were put in."""
    return None if left is None else max(left - printed, 0)
