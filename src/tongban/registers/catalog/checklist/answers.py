"""Answers to the situation questions (情形问答): normalised, judged all at once, only of questions that are asked."""

from collections.abc import Iterator, Mapping
from typing import Any

from tongban.foundation.kernel.errors import Fault, Invalid
from tongban.registers.catalog.content import Option, Question
from tongban.registers.catalog.expressions import holds

from .values import Blank, Wrong, read


class _NotAsked:
    """The value of what this situation does not ask: equal to nothing, in nothing, holding nothing."""

    def __bool__(self) -> bool:
        return False

    def __contains__(self, _: object) -> bool:
        return False


NOT_ASKED = _NotAsked()


class Kept(dict[str, Any]):
    """Answers that were judged against an option (已核对的答案), so that the next step need not judge them again."""

    __slots__ = ("option",)

    def __init__(self, values: Mapping[str, Any], option: Option) -> None:
        super().__init__(values)
        self.option = option


def read_answers(option: Option, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers that count, in the order of the questions; `Invalid` names every unknown code and wrong choice.

    The answer to a question that is not asked in this situation (any more) is dropped, not judged: who goes back and
    changes an early answer is not held to what followed from the old one.
    """
    if type(answers) is Kept and answers.option is option:
        return answers
    kept, faults = _sifted(option, answers)
    if faults:
        raise Invalid("有的问题回答得不对，请改正后再看清单。", faults=faults)
    return Kept(kept, option)


def asked(option: Option, answers: Mapping[str, Any]) -> Iterator[Question]:
    """The questions that this situation asks, answered or not, in order."""
    scope = settled(option, answers)
    return (each for each in option.questions if holds(each.show_when, scope) is True)


def settled(option: Option, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers, and `NOT_ASKED` where a question will not be asked: what depends on it is decided, not open."""
    scope = dict(answers)
    for question in option.questions:
        if question.code not in scope and holds(question.show_when, scope) is False:
            scope[question.code] = NOT_ASKED
    return scope


def _sifted(option: Option, answers: Mapping[str, Any]) -> tuple[dict[str, Any], list[Fault]]:
    known = {each.code for each in option.questions}
    faults = [
        Fault(f"/answers/{code}", "unknown_question", f"这个事项没有“{str(code)[:40]}”这个问题，请删去。")
        for code in answers
        if code not in known
    ]
    kept: dict[str, Any] = {}
    scope: dict[str, Any] = {}
    for question in option.questions:
        is_asked = holds(question.show_when, scope)
        if is_asked is not True:
            scope |= {question.code: NOT_ASKED} if is_asked is False else {}
            continue
        try:
            value = read(_blank(question), answers.get(question.code))
        except Wrong as wrong:
            faults.append(Fault(f"/answers/{question.code}", wrong.code, wrong.message))
            continue
        if value is not None:
            kept[question.code] = scope[question.code] = value
    return kept, faults


def _blank(question: Question) -> Blank:
    return Blank(name=question.text, kind=question.kind, choices=question.choices, unit=question.unit)
