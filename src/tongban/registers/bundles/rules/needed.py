"""Which members a situation needs (按情形选联办事项): needed, not needed, or open until an answer is there; pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from tongban.registers.catalog.expressions import BadExpression, condition

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
    """The members for these answers; only optional ones can be left out (standards 35).

    A condition that cannot be read is open: the findings tell it, and the bundle is not published with it.
    """
    needed, left, not_needed, undecided = list[str](), list[str](), list[str](), list[str]()
    names: set[str] = set()
    for each in content.members:
        if each.is_optional and each.key in left_out:
            left.append(each.key)
            continue
        truth, open_names = _judged(each.needed_when, answers)
        {True: needed, False: not_needed, None: undecided}[truth].append(each.key)
        names |= open_names
    return Chosen(tuple(needed), tuple(left), tuple(not_needed), tuple(undecided), tuple(sorted(names)))


def _judged(text: str, answers: Mapping[str, Any]) -> tuple[bool | None, set[str]]:
    """Whether the condition holds, and while it is open the names that it waits for."""
    if not text:
        return True, set()
    try:
        parsed = condition(text)
    except BadExpression:
        return None, set()
    truth = parsed.holds(answers)
    return truth, {name for name in parsed.names if answers.get(name) in (None, "")} if truth is None else set()
