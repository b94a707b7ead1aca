"""From which source each field of the merged view is taken (取值规则); pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec


class MergedField(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A field of the merged view (合并项): `sources` are dataset.field in their order, `rule` the words for it."""

    key: str
    name: str
    rule: str
    sources: tuple[str, ...] = msgspec.field(name="from")


@dataclass(frozen=True, slots=True)
class Said:
    """What one source row says (来源行): its dataset and key, its content, from which batch and line, how written."""

    dataset: str
    key: str
    content: Mapping[str, str]
    source: Mapping[str, Any]
    batch: int
    number: int
    made_at: datetime
    line: int


@dataclass(frozen=True, slots=True)
class Value:
    """One value of the merged view with where it came from, and what other rows say instead."""

    field: MergedField
    words: str
    said: Said
    source: str
    others: tuple[tuple[str, Said], ...]


@dataclass(slots=True)
class Bound:
    """Which fields the city's merged view has: `config` says it once at start."""

    fields: tuple[MergedField, ...] = ()


BOUND = Bound()


def read_fields(plain: Mapping[str, Any]) -> tuple[MergedField, ...]:
    return tuple(msgspec.convert(each, MergedField) for each in plain.get("merged", ()))


def merged(fields: Sequence[MergedField], rows: Sequence[Said]) -> list[Value]:
    """The merged view of these rows: by the order of sources, within one the newest batch, then the lesser key."""
    found = []
    for field in fields:
        said = [(name, each) for name in field.sources for each in _newest_first(rows, name)]
        if said:
            (source, first), *rest = said
            words = _of(first, source)
            others = tuple((_of(each, name), each) for name, each in rest if _of(each, name) != words)
            found.append(Value(field, words, first, source, others))
    return found


def _newest_first(rows: Sequence[Said], source: str) -> list[Said]:
    dataset = source.partition(".")[0]
    told = sorted((each for each in rows if each.dataset == dataset and _of(each, source)), key=lambda each: each.key)
    return sorted(told, key=lambda each: each.made_at, reverse=True)


def _of(row: Said, source: str) -> str:
    return row.content.get(source.partition(".")[2], "")
