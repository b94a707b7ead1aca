"""One element in two documents (逐项比对): what is no longer the same, entry by entry; pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .paths import Path
from .words import NOTHING, changed, say


@dataclass(frozen=True, slots=True)
class Change:
    """One value that is not the same; key and label are empty where the element is no list."""

    key: str
    label: str
    before: str
    after: str


def changes(path: Path, words: str, one: Any, other: Any) -> Iterator[Change]:
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
