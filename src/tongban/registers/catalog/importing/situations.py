"""Questions and `required_when` drafts that grow out of prose (情形问题草稿), for one option."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from tongban.registers.catalog.expressions import MAX_LENGTH

from .formal import Asked, Condition, quoted

YES_NO = {"是": "yes", "否": "no"}
NONE_OF_THESE = {"value": "other", "label": "以上都不是"}
MOST_CHOICES = 60
_OPPOSITES = {"==": "!=", "!=": "==", ">=": "<", "<": ">=", ">": "<=", "<=": ">"}
HINT = "由导入的文字拟成，请核对"


class Situations:
    """The questions of one option being drafted: the same question is asked once, with all values that are named."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._values: dict[str, dict[str, None]] = {}
        self._sentences: dict[str, str] = {}
        self._age = ""
        self._numbers: set[str] = set()
        self._several: set[str] = set()

    def values(self, question: str) -> list[str]:
        return list(self._values.get(question, ()))

    @property
    def named(self) -> list[str]:
        """The questions that name their values."""
        return list(self._values)

    def note(self, conditions: Iterable[Condition]) -> None:
        """Hear of conditions before any is put as an expression, so that every question knows all its values."""
        for each in (asked for condition in conditions for asked in condition.asked):
            if each.question not in self._codes:
                self._codes[each.question] = self._next()
            if each.is_number:
                self._numbers.add(each.question)
            if each.sign == "in":
                self._several.add(each.question)
            self._values.setdefault(each.question, {}).update(dict.fromkeys(each.values))

    def when(self, conditions: Iterable[Condition]) -> str:
        """The draft for formal conditions: any that demands makes the material necessary, unless one spares it.

        "" when it would be too long, or when a question is asked for a number here and for a choice there.
        """
        told = list(conditions)
        if any(each.question in self._numbers and not each.is_number for one in told for each in one.asked):
            return ""
        demanded = list(dict.fromkeys(self._any(each) for each in told if not each.spares))
        spared = list(dict.fromkeys(self._none(each) for each in told if each.spares))
        some = " or ".join(f"({each})" if len(demanded) > 1 else each for each in demanded)
        if not spared:
            return _fitting(some)
        if not demanded:
            return _fitting(" and ".join(spared))
        return _fitting(" and ".join([f"({some})", *spared]))

    def when_true(self, words: str) -> str:
        """The draft for a half-sentence: a question that is answered with yes or no."""
        code = self._sentences.setdefault(words, "") or self._next()
        self._sentences[words] = code
        return f'{code} == "yes"'

    def when_older(self, years: int) -> str:
        self._age = self._age or self._next()
        return f"{self._age} >= {years}"

    def questions(self) -> list[dict[str, Any]]:
        """The questions as plain data, in the order in which they were met."""
        asked = [(code, self._question(text, code)) for text, code in self._codes.items()]
        asked += [(code, _yes_no(code, f"是否属于：{words}？")) for words, code in self._sentences.items()]
        if self._age:
            asked.append(
                (
                    self._age,
                    {"code": self._age, "text": "申请人多大年龄？", "kind": "number", "unit": "岁", "hint": HINT},
                )
            )
        return [question for _, question in sorted(asked, key=lambda each: int(each[0][1:]))]

    def _question(self, text: str, code: str) -> dict[str, Any]:
        values = self.values(text)
        if text in self._numbers:
            return {"code": code, "text": text, "kind": "number", "hint": HINT}
        if self._is_yes_no(text):
            return _yes_no(code, text if text.endswith("？") else f"{text}？")
        choices = [{"value": each, "label": each} for each in values[:MOST_CHOICES]]
        kind = "choices" if text in self._several else "choice"
        return {"code": code, "text": text, "kind": kind, "hint": HINT, "choices": [*choices, NONE_OF_THESE]}

    def _is_yes_no(self, question: str) -> bool:
        return set(self.values(question)) <= set(YES_NO)

    def _any(self, condition: Condition) -> str:
        groups = [" and ".join(map(self._part, group)) for group in condition.groups]
        return " or ".join(f"({each})" if len(groups) > 1 and " and " in each else each for each in groups)

    def _none(self, condition: Condition) -> str:
        """The draft of what spares, turned round."""
        if len(condition.asked) == 1 and (turned := _OPPOSITES.get(condition.asked[0].sign)):
            return self._part(replace(condition.asked[0], sign=turned))
        return f"not ({self._any(condition)})"

    def _part(self, asked: Asked) -> str:
        code = self._codes[asked.question]
        if asked.is_number:
            return f"{code} {asked.sign} {asked.values[0]}"
        values = [quoted(YES_NO[each] if self._is_yes_no(asked.question) else each) for each in asked.values]
        if asked.question in self._several:
            some = " or ".join(f"{each} in {code}" for each in values)
            if asked.sign == "!=":
                return f"not ({some})"
            return f"({some})" if len(values) > 1 else some
        if len(values) == 1:
            return f"{code} {'!=' if asked.sign == '!=' else '=='} {values[0]}"
        return f"{code} {'not in' if asked.sign == '!=' else 'in'} ({', '.join(values)})"

    def _next(self) -> str:
        taken = sum(bool(each) for each in self._sentences.values()) + len(self._codes) + bool(self._age)
        return f"q{taken + 1}"


def _yes_no(code: str, text: str) -> dict[str, Any]:
    return {"code": code, "text": text, "kind": "yes_no", "hint": HINT}


def _fitting(expression: str) -> str:
    return expression if len(expression) <= MAX_LENGTH else ""
