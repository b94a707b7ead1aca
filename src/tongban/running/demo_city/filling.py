"""Filling in forms as the demo city's people do (样例填写): sample values that pass the very checks of real ones."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tongban.foundation.kernel.clock import local_day
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.licensing import license_draft
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
    """The first reachable situation that has these answers."""
    for answers in situations(option):
        if all(answers.get(code) == value for code, value in wanted.items()):
            return answers
    raise AssertionError(f"{option.name}: no situation with {wanted}")


def filled_form(option: Option, known: Mapping[str, Any]) -> dict[str, Any]:
    """A value for every field; `known` maps what the registers know, such as applicant.name."""
    return {field.code: _value(field, known) for field in option.form}


def missing_face(case: Case, *, at: datetime) -> dict[str, Any]:
    """What the clerk types of a licence's face that the case itself does not know."""
    draft = license_draft(case, typed={}, number="", on=local_day(at))
    if draft is None:
        return {}
    properties = draft.kind.face["properties"]
    return {name: _of_face(name, properties[name]) for name in draft.composed.missing}


def _of_face(name: str, schema: Mapping[str, Any]) -> Any:
    if name == "uscc":
        return _BY_KIND["uscc"]
    if schema.get("format") == "date":
        return "2026-01-05"
    return ["样例项目"] if schema["type"] == "array" else f"样例{schema['title']}"


def _value(field: FormField, known: Mapping[str, Any]) -> Any:
    if known.get(field.prefill):
        return known[field.prefill]
    if field.kind == "choice":
        return field.choices[0].value
    if field.kind == "choices":
        return [field.choices[0].value]
    return field.example or _BY_KIND.get(field.kind, f"样例{field.label}"[: field.max_length])
