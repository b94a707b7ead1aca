"""The application form (申请表): every field normalised and judged, everything that is wrong told at once."""

from collections.abc import Mapping
from typing import Any

from tongban.foundation.kernel.errors import Fault, Invalid
from tongban.registers.catalog.content import FormField, Option
from tongban.registers.catalog.expressions import holds

from .answers import NOT_ASKED, read_answers, settled
from .values import Blank, Wrong, read


def check_form(option: Option, answers: Mapping[str, Any], form: Mapping[str, Any]) -> dict[str, Any]:
    """The form to keep, in the order of the fields; `Invalid` names every field that is wrong or missing.

    Conditions look at the answers and at the fields themselves. A field that is not shown is dropped.
    Money is in yuan, dates are YYYY-MM-DD, several choices a tuple.
    """
    scope = settled(option, read_answers(option, answers))
    faults = _unknown(option, form)
    kept: dict[str, Any] = {}
    wrong: set[str] = set()
    hidden: set[str] = set()
    for field in option.form:
        if holds(field.show_when, scope) is not True:
            scope[field.code] = scope.get(field.code, NOT_ASKED)
            hidden.add(field.code)
            continue
        try:
            value = read(blank(field), form.get(field.code))
        except Wrong as error:
            faults.append(_fault(field, error.code, f"“{field.label}”：{error.message}"))
            wrong.add(field.code)
            continue
        if value is not None:
            kept[field.code] = scope[field.code] = value
    faults += [
        _fault(field, "required", _please(field))
        for field in option.form
        if field.code not in wrong | hidden and _is_lacking(field, kept) and _is_required(field, scope)
    ]
    if faults:
        order = {f"/form/{field.code}": place for place, field in enumerate(option.form)}
        raise Invalid("申请表有需要改正的地方。", faults=sorted(faults, key=lambda each: order.get(each.pointer, -1)))
    return kept


def _is_lacking(field: FormField, kept: Mapping[str, Any]) -> bool:
    return kept.get(field.code) in (None, "", ())


def _is_required(field: FormField, scope: Mapping[str, Any]) -> bool:
    return holds(field.required_when, scope) is True if field.required_when else field.is_required


def _unknown(option: Option, form: Mapping[str, Any]) -> list[Fault]:
    known = {field.code for field in option.form}
    return [
        Fault(f"/form/{code}", "unknown_field", f"申请表里没有“{str(code)[:40]}”这一栏，请删去。")
        for code in form
        if code not in known
    ]


def _please(field: FormField) -> str:
    asked = blank(field)
    if field.kind in ("choice", "choices"):
        return f"请选择“{field.label}”，可选：{'、'.join(each.label for each in field.choices)}"
    if field.kind == "yes_no":
        return f"请回答“{field.label}”，选“是”或者“否”"
    return f"请填写“{field.label}”" + (f"。例如：{asked.sample}" if asked.sample else "")


def _fault(field: FormField, code: str, message: str) -> Fault:
    return Fault(f"/form/{field.code}", code, message)


def blank(field: FormField) -> Blank:
    """What a field asks for, as `values.read` needs it."""
    return Blank(
        name=field.label,
        kind=field.kind,
        choices=field.choices,
        unit=field.unit,
        example=field.example,
        max_length=field.max_length,
    )
