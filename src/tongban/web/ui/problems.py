"""What is wrong, as the error summary and the fields say it: one wording for both (错误汇总)."""

from dataclasses import dataclass

from django.forms import BaseForm

from tongban.foundation.kernel.errors import Declined


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the error summary; `anchor` is the id of the field, or empty."""

    anchor: str
    text: str


def problems_of_form(form: BaseForm) -> list[Problem]:
    """Every error of a form in the order of its fields; errors of the whole form come first."""
    whole = [Problem("", str(text)) for text in form.non_field_errors()]
    fields = [
        Problem(form.add_prefix(name), str(form.errors[name][0])) for name in form.fields if form.errors.get(name)
    ]
    return whole + fields


def problems_of(declined: Declined) -> list[Problem]:
    """Every fault of a refusal; the pointer `/applicant/name` is the field `applicant-name`."""
    found = [Problem(each.pointer.strip("/").replace("/", "-"), each.message) for each in declined.faults]
    return found or [Problem("", declined.message)]
