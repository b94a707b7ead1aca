"""The application form on one page (申请表): grouped, shown as the case has it, sensitive values masked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tongban.foundation.kernel.masks import mask_address, mask_id, mask_phone
from tongban.handling.cases.queries.one_case import EntryRow
from tongban.registers.catalog.content import Choice, FormField, Option, Question

PURPOSES = ("核对证件", "联系申请人", "核对材料", "制作证照")
YES_NO = (Choice(value="yes", label="是"), Choice(value="no", label="否"))
_MASKS = {"id_card": mask_id, "phone": mask_phone, "bank_card": mask_id, "address": mask_address}


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of the form as staff see it; `reveal` names the field that can be shown in full, with a purpose.

    `source` is the matter of the bundle whose result filled it (前序产出转用).
    """

    code: str
    label: str
    value: str
    reveal: str = ""
    source: str = ""


def is_sensitive(kind: str) -> bool:
    return kind in _MASKS


def masked_value(kind: str, value: str) -> str:
    """The value as a screen may show it."""
    return _MASKS[kind](value) if kind in _MASKS and value else value


def sources_in(entries: Iterable[EntryRow]) -> dict[str, str]:
    """Which fields an earlier result filled, and of which matter: the case's own record tells."""
    return {
        code: str(each.facts.get("title", ""))
        for each in entries
        if each.verb == "take_over"
        for code in each.facts.get("fields", ())
    }


def shown_form(
    option: Option, form: Mapping[str, Any], sources: Mapping[str, str] | None = None
) -> list[tuple[str, list[Shown]]]:
    """The form by its groups, in the order of the list; what was not asked is left out."""
    filled = sources or {}
    groups: dict[str, list[Shown]] = {}
    for field in option.form:
        if field.code in form:
            groups.setdefault(field.group, []).append(
                replace(_shown(field, form[field.code]), source=filled.get(field.code, ""))
            )
    return list(groups.items())


def shown_answers(option: Option, answers: Mapping[str, Any]) -> list[Shown]:
    """The situation in words: question and answer."""
    return [
        Shown(each.code, each.text, in_words(choices_of(each), answers[each.code], each.unit))
        for each in option.questions
        if each.code in answers
    ]


def choices_of(asked: FormField | Question) -> tuple[Choice, ...]:
    return YES_NO if asked.kind == "yes_no" else asked.choices


def in_words(choices: Iterable[Choice], value: Any, unit: str = "") -> str:
    """A value as people say it: choices by their labels, numbers with their unit."""
    labels = {each.value: each.label for each in choices}
    if isinstance(value, list | tuple):
        return "、".join(labels.get(str(each), str(each)) for each in value)
    return labels.get(str(value), f"{value}{unit}")


def _shown(field: FormField, value: Any) -> Shown:
    words = in_words(choices_of(field), value, field.unit)
    if is_sensitive(field.kind):
        return Shown(field.code, field.label, masked_value(field.kind, words), f"form.{field.code}")
    return Shown(field.code, field.label, words)
