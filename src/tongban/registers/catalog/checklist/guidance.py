"""The checklist of one situation (我的清单): what to ask next, what to bring, what need not be brought, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tongban.registers.catalog.content import (
    AcceptanceCondition,
    Fee,
    MaterialRequirement,
    Option,
    Question,
    Span,
    SparedBy,
)
from tongban.registers.catalog.expressions import condition, holds

from .answers import asked, read_answers, settled

_SPARED_WHY = {
    "license": "您的电子{name}本市能查到，不用带",
    "data_check": "{name}由我们向有关部门核对，不用带",
    "system_generated": "{name}由系统按您填的内容生成，您核对签字就行，不用带",
    "commitment": "{name}可以用书面承诺代替，不用带",
}


@dataclass(frozen=True, slots=True)
class Needed:
    """A material to bring (您要带): why it is asked for, and on what basis."""

    material: MaterialRequirement
    why: str
    basis: str
    may_be_spared: str = ""


@dataclass(frozen=True, slots=True)
class Spared:
    """A material that need not be brought (您不用带); `is_certain` is false while nobody has looked it up."""

    material: MaterialRequirement
    way: str
    why: str
    license_type: str = ""
    is_certain: bool = True


@dataclass(frozen=True, slots=True)
class Undecided:
    """A material that depends on questions still open (看情况)."""

    material: MaterialRequirement
    depends_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unmet:
    """A condition of acceptance that these answers do not meet (不符合条件), and what to do instead."""

    condition: AcceptanceCondition
    text: str
    otherwise: str
    basis: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """Everything that follows from the answers so far."""

    option: Option
    answers: Mapping[str, Any]
    open_questions: tuple[Question, ...]
    needed: tuple[Needed, ...]
    spared: tuple[Spared, ...]
    not_needed: tuple[MaterialRequirement, ...]
    undecided: tuple[Undecided, ...]
    unmet: tuple[Unmet, ...]

    @property
    def next_question(self) -> Question | None:
        return self.open_questions[0] if self.open_questions else None

    @property
    def is_complete(self) -> bool:
        """Nothing is left to ask."""
        return not self.open_questions and not self.undecided

    @property
    def may_apply(self) -> bool:
        return not self.unmet

    @property
    def spared_codes(self) -> frozenset[str]:
        """What a submission may leave out: for `judge_materials`."""
        return frozenset(each.material.code for each in self.spared if each.is_certain and each.way != "commitment")

    @property
    def statutory_limit(self) -> Span:
        return self.option.statutory_limit

    @property
    def promised_limit(self) -> Span:
        return self.option.promised_limit

    @property
    def fees(self) -> tuple[Fee, ...]:
        return self.option.fees

    @property
    def venues(self) -> tuple[str, ...]:
        return self.option.venues


def checklist(option: Option, answers: Mapping[str, Any], *, held: Mapping[str, Any] | None = None) -> Checklist:
    """The checklist for these answers (一次性告知); raises `Invalid` with every wrong answer.

    `held` maps the licence types that this applicant holds. None: nobody has looked yet (a visitor without account),
    so a licence spares a material with a proviso; given but without the licence: the material has to be brought.
    """
    kept = read_answers(option, answers)
    scope = settled(option, kept)
    needed: list[Needed] = []
    spared: list[Spared] = []
    not_needed: list[MaterialRequirement] = []
    undecided: list[Undecided] = []
    for material in option.materials:
        match option.is_needed(material, scope):
            case None:
                undecided.append(Undecided(material, _open_names(material.required_when, scope)))
            case False:
                not_needed.append(material)
            case True if (sparing := _spared(option, material, held)) is not None:
                spared.append(sparing)
            case True:
                needed.append(_needed(material))
    return Checklist(
        option=option,
        answers=kept,
        open_questions=tuple(each for each in asked(option, kept) if each.code not in kept),
        needed=tuple(needed),
        spared=tuple(spared),
        not_needed=tuple(not_needed),
        undecided=tuple(undecided),
        unmet=tuple(_unmet(each) for each in option.conditions if holds(each.met_when, scope) is False),
    )


def _needed(material: MaterialRequirement) -> Needed:
    hint = ""
    if material.spared_by is not None and material.spared_by.way == "license":
        name = material.spared_by.license_name or material.name
        hint = f"有电子{name}的，出示电子证照就行，不用带原件"
    return Needed(
        material=material,
        why=material.why or "办理这件事依法需要这份材料",
        basis=material.basis.text if material.basis else "",
        may_be_spared=hint,
    )


def spared_codes(option: Option, answers: Mapping[str, Any]) -> frozenset[str]:
    """`spared_codes` of the checklist for these answers and a visitor, without the words of the list."""
    scope = settled(option, read_answers(option, answers))
    return frozenset(
        each.code
        for each in option.materials
        if each.spared_by is not None
        and each.spared_by.way not in ("license", "commitment")
        and option.is_needed(each, scope) is True
    )


def _spared(option: Option, material: MaterialRequirement, held: Mapping[str, Any] | None) -> Spared | None:
    by = material.spared_by
    if by is None or (by.way == "commitment" and not option.commitment.is_offered):
        return None
    is_certain = by.way != "license" or held is not None
    if by.way == "license" and held is not None and by.license_type not in held:
        return None
    return Spared(material, by.way, _why_spared(material, by, is_certain), by.license_type, is_certain)


def _why_spared(material: MaterialRequirement, by: SparedBy, is_certain: bool) -> str:
    name = (by.license_name if by.way == "license" else "") or material.name
    if not is_certain:
        return by.note or f"本市能查到您的电子{name}的，不用带；查不到的，提交前就告诉您"
    return by.note or _SPARED_WHY.get(by.way, "{name}不用带").format(name=name)


def _unmet(each: AcceptanceCondition) -> Unmet:
    otherwise = each.otherwise or "您可以先到窗口或者拨打12345咨询。"
    return Unmet(each, each.text, otherwise, each.basis.text if each.basis else "")


def _open_names(text: str, answers: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(sorted(name for name in condition(text).names if answers.get(name) in (None, "")))
