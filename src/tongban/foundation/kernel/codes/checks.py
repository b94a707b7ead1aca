"""One door to all checks of code numbers (编码校验); `GET /codes/check` and every form use it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from . import basic_items, case_numbers, id_cards, implementations, licenses, options, phones, uscc
from .reading import LONGEST, presentable
from .results import CodeCheck, CodeError


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    read: Callable[[str], str]
    faults: Callable[[str], Iterator[CodeError]]


_RULES = {
    "id_card": _Rule(id_cards.NAME, id_cards.read, id_cards.faults),
    "uscc": _Rule(uscc.NAME, uscc.read, uscc.faults),
    "basic_item": _Rule(basic_items.NAME, basic_items.read, basic_items.faults),
    "implementation": _Rule(implementations.NAME, implementations.read, implementations.faults),
    "option": _Rule(options.NAME, options.read, options.faults),
    "license": _Rule(licenses.NAME, licenses.read, licenses.faults),
    "case_number": _Rule(case_numbers.NAME, case_numbers.read, case_numbers.faults),
    "phone": _Rule(phones.NAME, phones.read, phones.faults),
}
KINDS = tuple(_RULES)


def check(kind: str, value: str, *, on: date | None = None) -> CodeCheck:
    """Judge one value of one kind (编码校验): every error at once, each with position and remedy.

    No text makes it raise. `on` (local date) concerns id_card only: who was born after that day has no card.
    """
    rule = _RULES.get(kind)
    if rule is None:
        return _refused("", CodeError("unknown_kind", f"没有这种编码，可以校验的是：{'、'.join(KINDS)}"))
    if len(value) > LONGEST:
        return _refused("", CodeError("too_long", f"输入了{len(value)}个字符，太长了，请只填写{rule.name}"))
    text = rule.read(value)
    if not text:
        return _refused("", CodeError("empty", f"请填写{rule.name}"))
    found = id_cards.faults(text, on) if kind == "id_card" else rule.faults(text)
    errors = tuple(CodeError(e.code, presentable(e.message)) for e in found)
    return CodeCheck(valid=not errors, normalized=presentable(text), errors=errors)


def _refused(text: str, error: CodeError) -> CodeCheck:
    return CodeCheck(valid=False, normalized=text, errors=(error,))
