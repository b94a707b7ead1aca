"""The conditions of one material, wherever its record hides them (材料的条件): findings and a draft."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from . import formal, prose
from .formal import Condition
from .prose import HalfSentence
from .remarks import Remarks
from .situations import Situations
from .words import named

SHARED = 3


@dataclass(frozen=True)
class Prose:
    """The texts of one material by field; the title stands under `title_field`."""

    name: str
    path: str
    pointer: str
    texts: Mapping[str, str]
    title_field: str
    basis_field: str
    is_required: bool

    @cached_property
    def formal(self) -> list[tuple[str, Condition]]:
        return [(field, each) for field, text in self.texts.items() for each in formal.formal(text)]

    @property
    def drafted(self) -> list[Condition]:
        """The formal ones that change whether it is needed: what is optional anyway need not be spared."""
        return [each for _, each in self.formal if self.is_required or not each.spares]

    @cached_property
    def informal(self) -> list[tuple[str, HalfSentence]]:
        return [(field, each) for field, text in self.texts.items() for each in prose.informal(text)]

    @cached_property
    def exemptions(self) -> list[tuple[str, HalfSentence]]:
        return [(field, each) for field, text in self.texts.items() for each in prose.exemptions(text)]

    @cached_property
    def ages(self) -> list[tuple[str, int]]:
        found = [(field, prose.younger_than(text)) for field, text in self.texts.items()]
        return [(field, years) for field, years in found if years is not None]

    @property
    def is_conditional(self) -> bool:
        return bool(self.formal or self.informal or self.ages)

    def at(self, field: str) -> str:
        return f"{self.path}.{field}"


def draft(material: Prose, situations: Situations, remarks: Remarks) -> str:
    """The draft of `required_when`; every condition is told at its field, also when it cannot be drafted."""
    expression = situations.when(material.drafted) if material.drafted else _drafted(material, situations)
    _tell(material, expression, remarks)
    _tell_contradictions(material, situations, remarks)
    _tell_exemptions(material, remarks)
    return expression


def _drafted(material: Prose, situations: Situations) -> str:
    """A half-sentence is drafted when it can only mean the whole material: in its title, or it is optional anyway."""
    if material.ages:
        return situations.when_older(material.ages[0][1])
    words = list(dict.fromkeys(each.words for _, each in material.informal))
    in_title = [each.words for field, each in material.informal if field == material.title_field]
    if len(set(in_title)) == 1:
        return situations.when_true(in_title[0])
    if len(words) == 1 and not material.is_required:
        return situations.when_true(words[0])
    return ""


def _tell(material: Prose, expression: str, remarks: Remarks) -> None:
    pointer = f"{material.pointer}/required_when"
    said = {(field, each.quote): None for field, each in material.formal}
    said |= {(field, half.quote): None for field, half in material.informal}
    said |= {(field, f"{years}岁以下可以不提供"): None for field, years in material.ages}
    formal_quotes = {each.quote for _, each in material.formal}
    for field, quote in said:
        is_drafted = bool(expression) and (not material.formal or quote in formal_quotes)
        code = "condition_in_prose" if is_drafted else "condition_unclear"
        assumed = f"拟成条件：{expression}" if is_drafted else "没有拟成条件，请人工判断"
        remarks.add(
            code,
            material.at(field),
            f"“{_short(material.name)}”的条件只写在文字里：“{quote}”。",
            pointer=pointer,
            assumed=assumed,
        )
        if field == material.basis_field and quote in formal_quotes:
            message = f"“{_short(material.name)}”的依据一栏写的是提交条件，不是法律依据。"
            remarks.add("basis_misused", material.at(field), message, pointer=f"{material.pointer}/basis")


def _tell_contradictions(material: Prose, situations: Situations, remarks: Remarks) -> None:
    """Two fields that demand the same material of different people."""
    pointer = f"{material.pointer}/required_when"
    by_question: dict[str, set[frozenset[str]]] = {}
    for asked in (each for _, condition in material.formal for each in condition.asked):
        if not asked.is_number:
            by_question.setdefault(asked.question, set()).add(frozenset(asked.values))
    for question, sets in by_question.items():
        if len(sets) > 1:
            message = f"“{_short(material.name)}”在几处写的“{question}”取值不一样。"
            remarks.add(
                "conditions_contradict", material.path, message, pointer=pointer, assumed="任何一处成立即要提交"
            )
    if not material.formal:
        return
    values = [value for _, each in material.formal for value in each.values]
    formal_field, first = material.formal[0]
    asked = first.asked[0]
    for field, half in material.informal:
        if not any(shares(half.words, value) for value in values):
            message = (
                f"“{_short(material.name)}”这里说“{half.quote}”，“{named(formal_field)}”却说"
                f"“{asked.question}”为{'、'.join(asked.values)[:120]}时{'不要' if first.spares else '要'}。"
            )
            remarks.add(
                "conditions_contradict",
                material.at(field),
                message,
                pointer=pointer,
                assumed=f"按“{named(formal_field)}”",
            )


def _tell_exemptions(material: Prose, remarks: Remarks) -> None:
    ages = {field for field, _ in material.ages}
    for field, each in material.exemptions:
        if field not in ages:
            message = f"“{_short(material.name)}”什么时候可以不交，只写在文字里：“{each.quote}”。"
            remarks.add(
                "exemption_in_prose",
                material.at(field),
                message,
                pointer=f"{material.pointer}/spared_by",
                assumed="仍按要提交",
            )


def shares(left: str, right: str, length: int = SHARED) -> bool:
    """Have two texts a stretch of this many characters in common?"""
    left, right = left[:200], right[:2000]
    return any(left[place : place + length] in right for place in range(len(left) - length + 1))


def _short(name: str) -> str:
    return name if len(name) <= 30 else f"{name[:29]}…"
