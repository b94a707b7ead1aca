"""Looking through a list (清单查阅): search, one department, order by a column; pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pypinyin import lazy_pinyin

from .kinds import Kind
from .rows import Row, words


@dataclass(frozen=True, slots=True)
class Looking:
    """What a reader chose (查阅条件): words that must stand in a row, a department, the column to order by."""

    q: str = ""
    agency: str = ""
    sort: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """The rows that fit, and how many each department has with the other choices kept."""

    rows: tuple[Row, ...]
    agencies: Mapping[str, int]


def look(kind: Kind, rows: Sequence[Row], looking: Looking) -> Seen:
    """The rows of a list that fit; in the order of the list unless a column is chosen."""
    said = [row for row in rows if _says(kind, row, looking.q)]
    counts = Counter(words(row.get("agency")) for row in said if row.get("agency"))
    found = [row for row in said if not looking.agency or words(row.get("agency")) == looking.agency]
    if kind.column(looking.sort) is not None:
        found.sort(key=lambda row: _spelled(words(row.get(looking.sort))))
    return Seen(tuple(found), dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))))


def _says(kind: Kind, row: Row, q: str) -> bool:
    """Every word of the question stands somewhere in the row."""
    wanted = q.casefold().split()
    if not wanted:
        return True
    text = "\n".join(words(row.get(each.key)) for each in kind.columns).casefold()
    return all(word in text for word in wanted)


def _spelled(text: str) -> tuple[str, ...]:
    """Chinese by its pinyin, numbers by their value as far as they are as long."""
    if text.isdigit():
        return (text.zfill(40),)
    return tuple(lazy_pinyin(text))
