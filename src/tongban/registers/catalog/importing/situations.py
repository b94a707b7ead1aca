"""Questions and `required_when` drafts that grow out of prose (情形问题草稿), for one option."""

from collections.abc import Iterable
from typing import Any

from tongban.registers.catalog.expressions import MAX_LENGTH

from .prose import Condition, quoted

YES_NO = {"是": "yes", "否": "no"}
NONE_OF_THESE = {"value": "other", "label": "以上都不是"}
MOST_CHOICES = 60
HINT = "由导入的文字拟成，请核对"


class Situations:
    """The questions of one option being drafted: the same question is asked once, with all values that are named."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._values: dict[str, dict[str, None]] = {}
        self._sentences: dict[str, str] = {}
        self._age = ""

    def values(self, question: str) -> list[str]:
        return list(self._values.get(question, ()))

    @property
    def named(self) -> list[str]:
        """The questions that name their values."""
        return list(self._values)

    def note(self, conditions: Iterable[Condition]) -> None:
        """Hear of conditions before any is put as an expression, so that every question knows all its values."""
        for each in conditions:
            if each.question not in self._codes:
                self._codes[each.question] = self._next()
            self._values.setdefault(each.question, {}).update(dict.fromkeys(each.values))

    def when(self, conditions: Iterable[Condition]) -> str:
        """The draft for formal conditions: any of them makes the material necessary; "" when it would be too long."""
        parts = list(dict.fromkeys(self._part(each) for each in conditions))
        return _fitting(" or ".join(f"({each})" if len(parts) > 1 else each for each in parts))

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
        if set(values) <= set(YES_NO):
            return _yes_no(code, text if text.endswith("？") else f"{text}？")
        choices = [{"value": each, "label": each} for each in values[:MOST_CHOICES]]
        return {"code": code, "text": text, "kind": "choice", "hint": HINT, "choices": [*choices, NONE_OF_THESE]}

    def _part(self, condition: Condition) -> str:
        code = self._codes[condition.question]
        is_yes_no = set(self.values(condition.question)) <= set(YES_NO)
        values = [quoted(YES_NO[each] if is_yes_no else each) for each in condition.values]
        if len(values) == 1:
            return f"{code} {'!=' if condition.negated else '=='} {values[0]}"
        return f"{code} {'not in' if condition.negated else 'in'} ({', '.join(values)})"

    def _next(self) -> str:
        taken = sum(bool(each) for each in self._sentences.values()) + len(self._codes) + bool(self._age)
        return f"q{taken + 1}"


def _yes_no(code: str, text: str) -> dict[str, Any]:
    return {"code": code, "text": text, "kind": "yes_no", "hint": HINT}


def _fitting(expression: str) -> str:
    return expression if len(expression) <= MAX_LENGTH else ""
