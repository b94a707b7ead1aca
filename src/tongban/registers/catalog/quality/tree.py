"""The questions of an option as a tree (情形问答树): what each answer leads to; pure.

A question stands below the last question that its condition names, under every answer that makes the condition
possible. What else hangs on an answer (materials, fields, conditions, prerequisites) stands beside it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tongban.registers.catalog.content import Option, Question

from .branches import Branches, names_in

YES_NO = (("yes", "是"), ("no", "否"))


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer (一种回答): what it brings, and which questions follow; without a label: whatever is answered."""

    label: str
    brings: tuple[str, ...]
    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Node:
    """One question (一个问题); `is_above` when its answers stand further up already."""

    text: str
    is_above: bool
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """Something that a condition decides over: in words, and the condition."""

    words: str
    when: str


def tree_of(option: Option) -> tuple[Node, ...]:
    """The questions that are always asked, each with all that follows from it."""
    growing = _Growing(option)
    return tuple(growing.node(each) for each in option.questions if not growing.parent(each))


class _Growing:
    """A tree in the making: each question is unfolded once."""

    def __init__(self, option: Option) -> None:
        self._branches = Branches(option)
        self._questions = option.questions
        self._parts = tuple(_parts(option))
        self._unfolded: set[str] = set()

    def parent(self, question: Question) -> str:
        """The last question before this one that its condition names; none for one that is always asked."""
        named = names_in(question.show_when)
        before = self._questions[: self._questions.index(question)]
        return next((each.code for each in reversed(before) if each.code in named), "")

    def node(self, question: Question) -> Node:
        if question.code in self._unfolded:
            return Node(question.text, is_above=True, answers=())
        self._unfolded.add(question.code)
        return Node(question.text, is_above=False, answers=tuple(self._answers(question)))

    def _answers(self, question: Question) -> Iterator[Answer]:
        below = [each for each in self._questions if self.parent(each) == question.code]
        hanging = [each for each in self._parts if question.code in names_in(each.when)]
        for value, label in _offered(question):
            brings = tuple(each.words for each in hanging if self._may(question, value, each.when))
            nodes = tuple(self.node(each) for each in below if self._may(question, value, each.show_when))
            yield Answer(label, brings, nodes)

    def _may(self, question: Question, value: str, when: str) -> bool:
        """Can the condition hold once this is answered? Always, as far as anybody knows, for what has no choices."""
        if not value:
            return True
        given = {question.code: (value,) if question.kind == "choices" else value}
        return self._branches.find(when, question.show_when, given=given) is not None


def _offered(question: Question) -> Sequence[tuple[str, str]]:
    if question.kind == "yes_no":
        return YES_NO
    return [(each.value, each.label) for each in question.choices] or [("", "")]


def _parts(option: Option) -> Iterator[_Part]:
    yield from (_Part(f"交“{each.name}”", each.required_when) for each in option.materials if each.required_when)
    yield from (_Part(f"填“{each.label}”", each.show_when) for each in option.form if each.show_when)
    yield from (_Part(f"必填“{each.label}”", each.required_when) for each in option.form if each.required_when)
    yield from (_Part(f"符合条件“{each.text}”", each.met_when) for each in option.conditions if each.met_when)
    yield from (_Part(f"先办“{each.name}”", each.when) for each in option.prerequisites if each.when)
