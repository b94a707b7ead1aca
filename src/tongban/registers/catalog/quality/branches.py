"""Which answers somebody could give (可能的回答), and whether any of them makes conditions true together; pure.

A condition decides over finitely many kinds of answers: values that no condition tells apart stand for one another.
`find` assigns questions and fields in their order, gives up as soon as a wanted condition is false (three-valued
logic) and looks only at names on which the conditions depend. That is a decision procedure for this small language,
within a bound on its steps; beyond the bound it answers «perhaps».
"""

import ast
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations, pairwise
from typing import Any

from tongban.registers.catalog.checklist.answers import NOT_ASKED
from tongban.registers.catalog.content import FormField, Option, Question
from tongban.registers.catalog.expressions import BadExpression, Condition, Truth, condition

MOST_STEPS = 4_000
MOST_SINGLED_OUT = 5
_LARGEST = 1e15


class Branches:
    """The questions and fields of an option with the values that conditions tell apart."""

    def __init__(self, option: Option) -> None:
        self._blanks: dict[str, Question | FormField] = {}
        blanks: list[Question | FormField] = [*option.questions, *option.form]
        for each in blanks:
            self._blanks.setdefault(each.code, each)
        self.deciding = _deciding(option)
        told = _told_apart(self.deciding)
        self.values = {code: _values(each, told.get(code, frozenset())) for code, each in self._blanks.items()}

    def find(self, *wanted: str, given: Mapping[str, Any] | None = None) -> dict[str, Any] | None:
        """Answers that make all the conditions true, or None when no answers can. A broken condition is no obstacle."""
        texts = [each for each in wanted if each and parsed(each) is not None]
        scope = dict(given or {})
        names = [code for code in self._closure(texts) if code not in scope]
        budget = [MOST_STEPS]
        found = self._search(texts, names, 0, scope, budget)
        return scope if found is None and budget[0] <= 0 else found

    def can(self, *wanted: str) -> bool:
        return self.find(*wanted) is not None

    def _search(
        self, texts: Sequence[str], names: Sequence[str], place: int, scope: dict[str, Any], budget: list[int]
    ) -> dict[str, Any] | None:
        truths = [truth(each, scope) for each in texts]
        if False in truths:
            return None
        if place == len(names) or None not in truths:
            return scope
        code = names[place]
        for value in self.offered(code, scope):
            budget[0] -= 1
            if budget[0] <= 0:
                return None
            found = self._search(texts, names, place + 1, {**scope, code: value}, budget)
            if found is not None:
                return found
        return None

    def offered(self, code: str, scope: Mapping[str, Any]) -> Sequence[Any]:
        """The values to try here; what is not asked in this situation has none."""
        blank = self._blanks[code]
        shown = truth(blank.show_when, scope)
        return self.values[code] or (NOT_ASKED,) if shown is True else (NOT_ASKED,)

    def _closure(self, texts: Sequence[str]) -> list[str]:
        """The names on which the conditions depend, and those on which these depend, in the order of asking."""
        wanted: set[str] = set()
        waiting = list(texts)
        while waiting:
            for name in names_in(waiting.pop()) - wanted:
                if name in self._blanks:
                    wanted.add(name)
                    waiting.append(self._blanks[name].show_when)
        return [code for code in self._blanks if code in wanted]


@lru_cache(maxsize=8192)
def parsed(text: str) -> Condition | None:
    """The condition, or None when it is not in the language: soundness (`item.faults`) tells that, not we."""
    try:
        return condition(text)
    except BadExpression:
        return None


def truth(text: str, scope: Mapping[str, Any]) -> Truth:
    """An empty condition holds; a broken one is unknown."""
    if not text:
        return True
    found = parsed(text)
    return None if found is None else found.holds(scope)


def names_in(text: str) -> frozenset[str]:
    found = parsed(text) if text else None
    return found.names if found is not None else frozenset()


def _deciding(option: Option) -> tuple[str, ...]:
    """Every condition of the option, once."""
    every = (
        *(each.show_when for each in option.questions),
        *(each.required_when for each in option.materials),
        *(each.met_when for each in option.conditions),
        *(each.when for each in option.prerequisites),
        *(text for field in option.form for text in (field.required_when, field.show_when)),
    )
    return tuple(dict.fromkeys(each for each in every if each))


def _told_apart(texts: Sequence[str]) -> dict[str, frozenset[Any]]:
    """For each name the constants that stand in some condition with it; names in one condition share theirs."""
    found: dict[str, frozenset[Any]] = {}
    for text in texts:
        for name in names_in(text):
            found[name] = found.get(name, frozenset()) | _constants(text)
    return found


@lru_cache(maxsize=8192)
def _constants(text: str) -> frozenset[Any]:
    nodes = ast.walk(ast.parse(text.strip(), mode="eval"))
    plain: set[Any] = {each.value for each in nodes if isinstance(each, ast.Constant)}
    return frozenset(plain | {-each for each in plain if isinstance(each, int | float)})


def _values(blank: Question | FormField, constants: frozenset[Any]) -> tuple[Any, ...]:
    match blank.kind:
        case "yes_no":
            return ("yes", "no")
        case "choice":
            return tuple(_representatives(blank, constants))
        case "choices":
            return tuple(_sets(blank, constants))
        case "number" | "money":
            return _around([each for each in constants if isinstance(each, int | float) and abs(each) < _LARGEST])
        case "date":
            return tuple(sorted({day for each in constants for day in _days_around(each)})) or ("2026-01-05",)
        case _:
            return (*sorted(each for each in constants if isinstance(each, str) and each), "样例")


def _representatives(blank: Question | FormField, constants: frozenset[Any]) -> list[str]:
    """The choices that a condition names, and one that stands for the others."""
    values = [each.value for each in blank.choices]
    others = [each for each in values if each not in constants]
    return [*(each for each in values if each in constants), *others[:1]]


def _sets(blank: Question | FormField, constants: frozenset[Any]) -> Iterator[tuple[str, ...]]:
    """Every set of few choices; of many, the single ones, the pairs, all but one, and all."""
    values = list(dict.fromkeys(_representatives(blank, constants)))
    if len(values) <= MOST_SINGLED_OUT:
        sizes: Sequence[int] = range(1, len(values) + 1)
    else:
        sizes = (1, 2, len(values) - 1, len(values))
    yield from (picked for size in sizes for picked in combinations(values, size))


def _around(limits: list[int | float]) -> tuple[int | float, ...]:
    """Each limit, what lies between two of them, and what lies outside of all."""
    known = sorted(set(limits))
    if not known:
        return (1, 2)
    between = [(low + high) / 2 for low, high in pairwise(known)]
    near = [near for each in known for near in (each - 1, each + 1)]
    return tuple(sorted({*known, *between, *near}))


def _days_around(text: Any) -> list[str]:
    try:
        day = date.fromisoformat(text)
        return [(day + timedelta(days=step)).isoformat() for step in (-1, 0, 1)]
    except (TypeError, ValueError, OverflowError):
        return []
