"""To whom an accepted case goes (分派规则): rules as data, and the proof that no case fits two that disagree. R-076."""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, combinations, islice, pairwise, product
from typing import Any

import msgspec

from tongban.foundation.kernel.errors import Fault, Invalid
from tongban.registers.catalog.checklist import read_answers
from tongban.registers.catalog.content import Option, Question
from tongban.registers.catalog.expressions import BadExpression, condition, holds

MOST_SITUATIONS = 50_000
"""More combinations of answers than this are not tried; such a pair of conditions has to be written more simply."""

MOST_SUBSET = 6
_OTHER = "其他情况"


class DispatchRule(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One rule (分派规则): these options (none: all of the body), this situation, and the post or person they go to."""

    name: str
    options: tuple[str, ...] = ()
    when: str = ""
    post: str = ""
    staff: str = ""

    @property
    def target(self) -> tuple[str, str]:
        return self.post, self.staff

    @property
    def target_label(self) -> str:
        return f"“{self.post}”岗" if self.post else f"工号{self.staff}"

    def fits(self, option_code: str, answers: Mapping[str, Any]) -> bool:
        """Does this case fall under the rule? What was not answered fits no condition."""
        return (not self.options or option_code in self.options) and holds(self.when, answers) is True


@dataclass(frozen=True, slots=True)
class Clash:
    """Two rules that send one case to different places (规则冲突), with a situation in which both hold."""

    first: DispatchRule
    second: DispatchRule
    option: str
    situation: Mapping[str, str]

    @property
    def sentence(self) -> str:
        said = "，".join(f"“{question}”选“{answer}”" for question, answer in self.situation.items())
        where = f"办“{self.option}”" + (f"，{said}" if said else "")
        return (
            f"规则“{self.first.name}”和“{self.second.name}”有冲突：{where}的办件，前一条分给{self.first.target_label}，"
            f"后一条分给{self.second.target_label}。请改其中一条的条件，或者让两条分给同一处。"
        )


class TooManySituations(ValueError):  # noqa: N818 - named for what it is
    """The conditions look at too many answers for every situation to be tried (条件太复杂)."""


def chosen(rules: Iterable[DispatchRule], option_code: str, answers: Mapping[str, Any]) -> DispatchRule | None:
    """The rule for a case: one that names its option goes before one for the whole body; none: everybody's queue."""
    fitting = [each for each in rules if each.fits(option_code, answers)]
    return next((each for each in fitting if each.options), next(iter(fitting), None))


def faults(rules: Sequence[DispatchRule], options: Mapping[str, Option]) -> list[Fault]:
    """Everything that is wrong with a set of rules, clashes too; `options` are those of the body, by code."""
    found = [*_repeated(rules)]
    for place, each in enumerate(rules):
        found += [Fault(f"/rules/{place}{pointer}", *rest) for pointer, *rest in _defects(each, options)]
    if found:
        return found
    try:
        return [Fault("/rules", "clash", each.sentence) for each in clashes(rules, options)]
    except TooManySituations as error:
        return [Fault("/rules", "too_complex", str(error))]


def clashes(rules: Sequence[DispatchRule], options: Mapping[str, Option]) -> list[Clash]:
    """Every pair that disagrees about some case, once, with an example."""
    found = []
    for first, second in combinations(rules, 2):
        if first.target == second.target or bool(first.options) is not bool(second.options):
            continue
        for code in options if not first.options else [each for each in first.options if each in second.options]:
            situation = _common(first, second, options[code])
            if situation is not None:
                found.append(Clash(first, second, options[code].name, situation))
                break
    return found


def _repeated(rules: Sequence[DispatchRule]) -> Iterator[Fault]:
    names = [each.name.strip() for each in rules]
    for name in dict.fromkeys(each for each in names if each and names.count(each) > 1):
        yield Fault("/rules", "repeated", f"有两条规则都叫“{name}”，请给它们不同的名称。")


def _defects(rule: DispatchRule, options: Mapping[str, Option]) -> Iterator[tuple[str, str, str]]:
    if not rule.name.strip():
        yield "/name", "required", "请给每条规则一个名称。"
    if bool(rule.post) is bool(rule.staff):
        yield "", "target", f"规则“{rule.name}”要写明分给哪个岗位，或者哪一个人（工号），只写一样。"
    unknown = [each for each in rule.options if each not in options]
    if unknown:
        yield "/options", "unknown_option", f"规则“{rule.name}”里的{'、'.join(unknown)}不是本部门现行的业务办理项。"
    if rule.when and not rule.options:
        yield "/when", "needs_options", f"规则“{rule.name}”写了条件，请写明是哪些业务办理项：各项的问题不一样。"
    if rule.when and rule.options and not unknown:
        yield from _condition_defects(rule, [options[each] for each in rule.options])


def _condition_defects(rule: DispatchRule, options: Iterable[Option]) -> Iterator[tuple[str, str, str]]:
    try:
        names = condition(rule.when).names
    except BadExpression as error:
        yield "/when", "condition", f"规则“{rule.name}”的条件写法有误：{error}。"
        return
    if _compares_answers(rule.when):
        yield "/when", "condition", f"规则“{rule.name}”的条件只能拿一个问题的答案和固定的值比较。"
    for option in options:
        if strange := sorted(names - {each.code for each in option.questions}):
            asked = "、".join(strange)
            yield "/when", "unknown_question", f"规则“{rule.name}”的条件提到{asked}，“{option.name}”没有这个问题。"


def _compares_answers(text: str) -> bool:
    compares = (node for node in ast.walk(_tree(text)) if isinstance(node, ast.Compare))
    return any(len([part for part in ast.walk(each) if isinstance(part, ast.Name)]) > 1 for each in compares)


def _common(first: DispatchRule, second: DispatchRule, option: Option) -> dict[str, str] | None:
    """A situation in which both hold, in words, or None. Conditions compare an answer with fixed values, so that one
    value on each side of every fixed value, and each fixed value itself, stand for all there are."""
    questions = _looked_at(option, [first.when, second.when])
    constants = set(_constants([first.when, second.when, *(each.show_when for each in option.questions)]))
    domains = [_points(each, constants) for each in questions]
    tried = 0
    for values in product(*domains):
        tried += 1
        if tried > MOST_SITUATIONS:
            raise TooManySituations(f"规则“{first.name}”和“{second.name}”看的答案太多，没法逐一核对，请写简单些。")
        said = {each.code: value for each, value in zip(questions, values, strict=True) if value is not None}
        try:
            kept = read_answers(option, said)
        except Invalid:  # a value that nobody can give stands for nothing
            continue
        if holds(first.when, kept) is True and holds(second.when, kept) is True:
            return {each.text: _in_words(each, kept[each.code]) for each in questions if each.code in kept}
    return None


def _looked_at(option: Option, texts: Iterable[str]) -> list[Question]:
    """The questions that conditions name, and those on which it depends whether these are asked at all."""
    wanted = set(chain.from_iterable(condition(each).names for each in texts if each))
    for question in reversed(option.questions):
        if question.code in wanted and question.show_when:
            wanted |= condition(question.show_when).names
    return [each for each in option.questions if each.code in wanted]


def _points(question: Question, constants: set[Any]) -> list[Any]:
    match question.kind:
        case "yes_no":
            return [None, "yes", "no"]
        case "choice":
            return [None, *(each.value for each in question.choices)]
        case "choices":
            return [None, *_subsets([each.value for each in question.choices], constants)]
        case "number" | "money":
            return [None, *_around([each for each in constants if isinstance(each, int | float)])]
        case "date":
            return [None, *_days([each for each in constants if isinstance(each, str)])]
    return [None, _OTHER, *(each for each in constants if isinstance(each, str))]


def _subsets(values: Sequence[str], constants: set[Any]) -> Iterator[tuple[str, ...]]:
    named = [each for each in values if each in constants]
    others = [each for each in values if each not in constants][: max(1, MOST_SUBSET - len(named))]
    every = [*named, *others]
    return chain.from_iterable(combinations(every, size) for size in range(1, len(every) + 1))


def _around(numbers: Iterable[float]) -> list[float]:
    known = sorted(set(numbers)) or [0]
    between = [(low + high) / 2 for low, high in pairwise(known)]
    return [known[0] - 1, *known, *between, known[-1] + 1]


def _days(texts: Iterable[str]) -> list[str]:
    days = []
    for text in texts:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            continue
        days += [each.isoformat() for each in (day - timedelta(1), day, day + timedelta(1))]
    return days or ["2026-01-01"]


def _constants(texts: Iterable[str]) -> Iterator[Any]:
    for text in filter(None, texts):
        for node in ast.walk(_tree(text)):
            match node:
                case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as number)):
                    yield -number
                case ast.Constant(value=value):
                    yield value


def _tree(text: str) -> ast.expr:
    return ast.parse(text.strip(), mode="eval").body


def _in_words(question: Question, value: Any) -> str:
    labels = {each.value: each.label for each in question.choices} | {"yes": "是", "no": "否"}
    if isinstance(value, tuple | list):
        return "、".join(labels.get(each, each) for each in islice(value, MOST_SUBSET))
    return labels.get(value, f"{value}{question.unit}") if isinstance(value, str) else f"{value}{question.unit}"
