"""One element in two documents (逐项比对): what is no longer the same, entry by entry; pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tongban.registers.catalog.content import Span

from .paths import ElementPath
from .words import NOTHING, changed, say


@dataclass(frozen=True, slots=True)
class Change:
    """One value that is not the same; key and label are empty where the element is no list."""

    key: str
    label: str
    before: str
    after: str


def changes(path: ElementPath, words: str, one: Any, other: Any) -> Iterator[Change]:
    """What differs, in words; entries are matched by what tells them apart, so that their order does not matter."""
    old, new = path.read(one), path.read(other)
    if not path.is_list:
        if said := changed(words, old, new):
            yield Change("", "", *said)
        return
    labels = {**path.labels(other), **path.labels(one)}
    for key in (*old, *(each for each in new if each not in old)):
        if key in old and key in new:
            if said := changed(words, old[key], new[key]):
                yield Change(key, labels[key], *said)
        else:
            before = say(words, old[key]) if key in old else NOTHING
            after = say(words, new[key]) if key in new else NOTHING
            yield Change(key, labels[key], before, after)


_DAYS = {"on_the_spot": 0.0, "hour": 1 / 24, "day": 1.0, "workday": 7 / 5, "month": 30.0, "year": 365.0}


def is_longer(one: Any, other: Any) -> bool:
    """Is the first limit longer? Different units are compared by calendar days; a week has five workdays."""
    if not isinstance(one, Span) or not isinstance(other, Span):
        return bool(one != other)
    if one.unit == other.unit:
        return one.value > other.value
    return one.value * _DAYS.get(one.unit, 1.0) > other.value * _DAYS.get(other.unit, 1.0)
