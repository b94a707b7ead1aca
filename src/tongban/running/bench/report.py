"""Telling the figures (结果): a table for people, one object for machines."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, fields

_HEADS = {
    "rps": "每秒",
    "limit_rps": "上限每秒",
    "ratio": "比值",
    "p50_ms": "p50毫秒",
    "p95_ms": "p95毫秒",
    "p99_ms": "p99毫秒",
    "cpu_ms_web": "网站CPU毫秒",
    "cpu_ms_db": "数据库CPU毫秒",
    "statements": "语句",
}


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured of one operation; times in milliseconds, processor time for each request."""

    rps: float
    limit_rps: float
    ratio: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    cpu_ms_web: float
    cpu_ms_db: float
    statements: int = 0


def table(figures: Mapping[str, Figures], labels: Mapping[str, str]) -> str:
    """One line for each operation, in columns that stand under each other also with Chinese heads."""
    heads = ["操作", *(_HEADS[each.name] for each in fields(Figures))]
    rows = [
        [labels[name], *(f"{getattr(row, each.name):g}" for each in fields(Figures))] for name, row in figures.items()
    ]
    widths = [max(_width(line[place]) for line in [heads, *rows]) for place in range(len(heads))]
    return "\n".join(
        "  ".join(
            _padded(text, width, is_left=place == 0)
            for place, (text, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in [heads, *rows]
    )


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)


def _padded(text: str, width: int, *, is_left: bool) -> str:
    gap = " " * (width - _width(text))
    return text + gap if is_left else gap + text
