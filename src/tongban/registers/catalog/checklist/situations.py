"""Every reachable situation of an option (全部情形): what a test walks before anybody is asked the first question."""

import ast
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from tongban.registers.catalog.content import Option, Question
from tongban.registers.catalog.expressions import condition, holds

from .answers import NOT_ASKED

BOUND = 20_000
_SAMPLES: dict[str, Any] = {"number": 1, "date": "2026-01-05", "text": "样例"}


def situations(option: Option, *, bound: int = BOUND) -> Iterator[dict[str, Any]]:
    """Complete answers, one per distinguishable situation, at most `bound` of them.

    Values that no condition tells apart stand for one another, and a number or a date is tried at, just below and
    just above every limit that a condition names.
    """
    told = _told_apart(option)
    values = {each.code: _values(each, told.get(each.code, set())) for each in option.questions}
    walk = _walk(option, values, 0, {})
    return (answers for _, answers in zip(range(bound), walk, strict=False))


def _walk(option: Option, values: dict[str, list[Any]], place: int, scope: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if place == len(option.questions):
        yield {code: value for code, value in scope.items() if value is not NOT_ASKED}
        return
    question = option.questions[place]
    tried = values[question.code] if holds(question.show_when, scope) is True else [NOT_ASKED]
    for value in tried:
        yield from _walk(option, values, place + 1, {**scope, question.code: value})


def _told_apart(option: Option) -> dict[str, set[Any]]:
    """For each question code the constants that it is compared with somewhere."""
    found: dict[str, set[Any]] = {}
    for text in _conditions(option):
        constants = {
            node.value for node in ast.walk(ast.parse(text.strip(), mode="eval")) if isinstance(node, ast.Constant)
        }
        for name in condition(text).names:
            found.setdefault(name, set()).update(constants)
    return found


def _conditions(option: Option) -> Iterator[str]:
    every = (
        *(each.show_when for each in option.questions),
        *(each.required_when for each in option.materials),
        *(each.met_when for each in option.conditions),
        *(text for field in option.form for text in (field.required_when, field.show_when)),
    )
    return (each for each in every if each)


def _values(question: Question, constants: set[Any]) -> list[Any]:
    match question.kind:
        case "yes_no":
            return ["yes", "no"] if constants else ["yes"]
        case "choice":
            return _choice_values(question, constants)
        case "choices":
            singles = [(each,) for each in _choice_values(question, constants)]
            every = tuple(each.value for each in question.choices)
            return [*singles, every] if len(every) > 1 else singles
        case "number":
            numbers = sorted(each for each in constants if isinstance(each, int | float))
            return sorted({near for each in numbers for near in (each - 1, each, each + 1)}) or [_SAMPLES["number"]]
        case "date":
            return sorted({day for each in constants for day in _days_around(each)}) or [_SAMPLES["date"]]
        case _:
            return sorted(each for each in constants if isinstance(each, str)) or [_SAMPLES["text"]]


def _choice_values(question: Question, constants: set[Any]) -> list[str]:
    named = [each.value for each in question.choices if each.value in constants]
    others = [each.value for each in question.choices if each.value not in constants]
    return [*named, *others[:1]]


def _days_around(text: Any) -> list[str]:
    try:
        day = date.fromisoformat(text)
    except (TypeError, ValueError):
        return []
    return [(day + timedelta(days=step)).isoformat() for step in (-1, 0, 1)]
