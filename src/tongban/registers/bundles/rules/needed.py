"""Which members a situation needs (按情形选联办事项): needed, not needed, or open until an answer is there; pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from tongban.registers.catalog.expressions import condition, holds

from .content import Content


@dataclass(frozen=True, slots=True)
class Chosen:
    """The members of a situation, by keys in the bundle's order; `left_out` are optional ones the applicant left."""

    needed: tuple[str, ...]
    left_out: tuple[str, ...]
    not_needed: tuple[str, ...]
    undecided: tuple[str, ...]
    open_names: tuple[str, ...]

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(self.needed)


def needed_members(content: Content, answers: Mapping[str, Any], *, left_out: Collection[str] = ()) -> Chosen:
    """The members for these answers; only optional ones can be left out (standards 35)."""
    needed, left, not_needed, undecided = [], [], [], []
    names: set[str] = set()
    for each in content.members:
        if each.is_optional and each.key in left_out:
            left.append(each.key)
            continue
        match holds(each.needed_when, answers):
            case True:
                needed.append(each.key)
            case False:
                not_needed.append(each.key)
            case None:
                undecided.append(each.key)
                names |= {name for name in condition(each.needed_when).names if answers.get(name) in (None, "")}
    return Chosen(tuple(needed), tuple(left), tuple(not_needed), tuple(undecided), tuple(sorted(names)))
