"""What no answers can reach (走不到的问题、材料、条件): decided by search, not by trying some; pure."""

from collections.abc import Iterator

from tongban.registers.catalog.content import Question

from .branches import names_in
from .listed import Listed, Spot, spot


def question_never_asked(here: Listed) -> Iterator[Spot]:
    for each in here.option.questions:
        if each.show_when and not here.branches.can(each.show_when):
            yield spot("questions", each.code, "show_when", text=each.text)


def question_without_consequence(here: Listed) -> Iterator[Spot]:
    used = {name for text in here.branches.deciding for name in names_in(text)}
    used |= {each.prefill.removeprefix("answers.") for each in here.option.form if each.prefill.startswith("answers.")}
    if here.option.renewal is not None:
        used.add(here.option.renewal.expiry)
    for each in here.option.questions:
        if each.code not in used:
            yield spot("questions", each.code, text=each.text)


def field_never_shown(here: Listed) -> Iterator[Spot]:
    for each in here.option.form:
        if each.show_when and not here.branches.can(each.show_when):
            yield spot("form", each.code, "show_when", label=each.label)


def field_never_required(here: Listed) -> Iterator[Spot]:
    for each in here.option.form:
        shown = here.branches.can(each.show_when)
        if each.required_when and shown and not here.branches.can(each.required_when, each.show_when):
            yield spot("form", each.code, "required_when", label=each.label)


def condition_never_met(here: Listed) -> Iterator[Spot]:
    for each in here.option.conditions:
        if each.met_when and not here.branches.can(each.met_when):
            yield spot("conditions", each.code, "met_when", text=each.text)


def condition_always_met(here: Listed) -> Iterator[Spot]:
    """It only seems to be checked: no answer fails it."""
    for each in here.option.conditions:
        if each.met_when and names_in(each.met_when) and not here.branches.can(f"not ({each.met_when})"):
            yield spot("conditions", each.code, "met_when", text=each.text)


def nobody_can_apply(here: Listed) -> Iterator[Spot]:
    """Each condition can be met, but not all of them by one and the same person."""
    conditions = [each for each in here.option.conditions if each.met_when]
    if len(conditions) < 2 or here.branches.can(*(each.met_when for each in conditions)):
        return
    if all(here.branches.can(each.met_when) for each in conditions):
        pair = next(
            (
                f"“{one.text}”和“{other.text}”"
                for place, one in enumerate(conditions)
                for other in conditions[place + 1 :]
                if not here.branches.can(one.met_when, other.met_when)
            ),
            "几项条件",
        )
        yield spot("conditions", pair=pair)


def material_of_nobody(here: Listed) -> Iterator[Spot]:
    """Required in no situation, or only of those who may not apply at all."""
    conditions = [each.met_when for each in here.option.conditions if each.met_when]
    if not here.branches.can(*conditions):
        conditions = []
    for each in here.option.materials:
        if each.required_when and not here.branches.can(each.required_when, *conditions):
            yield spot("materials", each.code, "required_when", name=each.name)


def prerequisite_of_nobody(here: Listed) -> Iterator[Spot]:
    for place, each in enumerate(here.option.prerequisites):
        if each.when and not here.branches.can(each.when):
            yield spot("prerequisites", place, "when", name=each.name)


def prerequisite_unknown(here: Listed) -> Iterator[Spot]:
    known = here.around.known_items
    for place, each in enumerate(here.option.prerequisites):
        if not each.basic_code.strip() or (known and each.basic_code not in known):
            yield spot("prerequisites", place, "basic_code", name=each.name, code=each.basic_code or "空")


def prerequisite_without_basis(here: Listed) -> Iterator[Spot]:
    for place, each in enumerate(here.option.prerequisites):
        if each.basis is None or not each.basis.law.strip():
            yield spot("prerequisites", place, "basis", name=each.name)


def prefill_does_not_fit(here: Listed) -> Iterator[Spot]:
    """What is filled in from an answer of somebody who may apply must be one of the field's own choices."""
    conditions = [each.met_when for each in here.option.conditions if each.met_when]
    for field in here.option.form:
        question = here.option.question(field.prefill.removeprefix("answers."))
        if not field.prefill.startswith("answers."):
            continue
        if question is None:
            yield spot("form", field.code, "prefill", label=field.label, value=field.prefill)
        elif field.kind in ("choice", "choices") and question.kind in ("choice", "choices"):
            offered = {each.value for each in field.choices}
            strange = [
                each.label
                for each in question.choices
                if each.value not in offered and _can_be(here, question, each.value, [field.show_when, *conditions])
            ]
            if strange:
                yield spot("form", field.code, "prefill", label=field.label, value="、".join(strange))


def _can_be(here: Listed, question: Question, value: str, wanted: list[str]) -> bool:
    given = {question.code: (value,) if question.kind == "choices" else value}
    return here.branches.find(*wanted, given=given) is not None


CHECKS = (
    question_never_asked,
    question_without_consequence,
    field_never_shown,
    field_never_required,
    condition_never_met,
    condition_always_met,
    nobody_can_apply,
    material_of_nobody,
    prerequisite_of_nobody,
    prerequisite_unknown,
    prerequisite_without_basis,
    prefill_does_not_fit,
)

UNREACHABLE = (
    question_never_asked,
    field_never_shown,
    condition_never_met,
    nobody_can_apply,
    material_of_nobody,
    prerequisite_of_nobody,
)
