"""Filling in forms as the demo city's people do (样例填写): sample values that pass the very checks of real ones."""

from collections.abc import Mapping
from typing import Any

from tongban.handling.cases.rules.outside import unmet_conditions
from tongban.registers.catalog.checklist import situations
from tongban.registers.catalog.content import FormField, Option

_BY_KIND: dict[str, Any] = {
    "yes_no": "yes",
    "number": "10",
    "money": "1000",
    "date": "2026-01-05",
    "phone": "15400000001",
    "id_card": "620201199003070017",
    "uscc": "91620200MA7D0001X9",
    "address": "嘉峪关市雄关街道样例路1号",
    "bank_card": "6222000000000000004",
}


def first_situation(option: Option, **wanted: Any) -> dict[str, Any]:
    """The first reachable situation that has these answers and meets the list's conditions."""
    for answers in situations(option):
        has_these = all(answers.get(code) == value for code, value in wanted.items())
        if has_these and not unmet_conditions(option, answers):
            return answers
    raise AssertionError(f"{option.name}: no situation with {wanted}")


def filled_form(option: Option, known: Mapping[str, Any]) -> dict[str, Any]:
    """A value for every field; `known` maps what the registers know, such as applicant.name."""
    return {field.code: _value(field, known) for field in option.form}


def _value(field: FormField, known: Mapping[str, Any]) -> Any:
    if known.get(field.prefill):
        return known[field.prefill]
    if field.kind == "choice":
        return field.choices[0].value
    if field.kind == "choices":
        return [field.choices[0].value]
    return field.example or _BY_KIND.get(field.kind, f"样例{field.label}"[: field.max_length])
