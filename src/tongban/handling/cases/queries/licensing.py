"""What licence a case gives, changes or ends (办件的证照): composed from form, answers, applicant and the old face."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tongban.handling.cases.faces import BOUND
from tongban.handling.cases.models import Case
from tongban.registers.catalog.content import FormField, Option, Question, Result, Span
from tongban.registers.catalog.queries import guide_of
from tongban.registers.licenses.models import License, LicenseType
from tongban.registers.licenses.queries import face_of
from tongban.registers.licenses.rules.composing import Composed, FaceMapping, compose
from tongban.registers.licenses.rules.states import Operation, Status
from tongban.registers.licenses.rules.validity import Term, term_of
from tongban.registers.parties.models import Party
from tongban.registers.parties.rules import Field, PartyKind
from tongban.registers.parties.sealed import open_field

from .forms import lodged_form

_STANDING = (Status.VALID, Status.LAPSED)
_YES_NO = {"yes": "是", "no": "否"}


@dataclass(frozen=True, slots=True)
class Draft:
    """A licence about to be made (待制的证照): of which type, by which operation, what stands on it, for how long."""

    kind: LicenseType
    operation: Operation
    mapping: FaceMapping
    previous: License | None
    composed: Composed
    term: Term
    is_an_end: bool = False


def license_draft(case: Case, *, typed: Mapping[str, Any], number: str, on: date) -> Draft | None:
    """What the case makes; None where its result is no licence of the city's register (at most three statements)."""
    option = guide_of(case.option_version_id).option
    result = licence_result(option)
    mapping = BOUND.get(result.license_type) if result is not None else None
    kind = LicenseType.objects.filter(key=result.license_type).first() if result is not None and mapping else None
    if result is None or mapping is None or kind is None:
        return None
    old = last_license(case.applicant_id, kind, case.agency_id)
    operation = Operation(result.operation) if old is not None and old.status in _STANDING else Operation.ISSUE
    known = _known(case, option, old, number=number or "待编", on=on)
    composed = compose(kind.face, mapping, known, typed)
    is_an_end = result.operation == Operation.DEREGISTER
    return Draft(kind, operation, mapping, old, composed, _term(operation, result, kind, old, on), is_an_end)


def licence_result(option: Option) -> Result | None:
    """The result that is a licence or ends one; where the list names several, none is made by itself."""
    found = [each for each in option.results if each.license_type]
    return found[0] if len(found) == 1 else None


def last_license(party_id: int, kind: LicenseType, issuer_id: int) -> License | None:
    """The newest licence of this type that the party had of this body (one statement)."""
    rows = License.objects.filter(holder_id=party_id, type=kind, issuer_id=issuer_id).select_related("type", "issuer")
    found = sorted(rows[:50], key=lambda each: (each.status in _STANDING, each.issued_on, each.pk))
    return found[-1] if found else None


def made_by(case: Case) -> License | None:
    """The licence that this case issued, changed or renewed (one statement)."""
    rows = License.objects.filter(editions__case_number=case.number).select_related("type", "issuer", "holder")
    return rows.first()


def _term(operation: Operation, result: Result, kind: LicenseType, old: License | None, on: date) -> Term:
    """长期, the list's years, the type's years; a change keeps the old days.

    A renewal in time adds to them: the licence holds without a day between, also while its new years have not begun.
    """
    if old is not None and operation in (Operation.CHANGE, Operation.DEREGISTER):
        return Term(old.valid_from, old.valid_to)
    if operation is Operation.RENEW and old is not None and old.valid_to is not None and old.valid_to >= on:
        return Term(old.valid_from, _given(result, kind, old.valid_to + timedelta(days=1)).valid_to)
    return _given(result, kind, on)


def _given(result: Result, kind: LicenseType, first: date) -> Term:
    span = result.validity
    if span is not None and span.value and span.unit in ("year", "month", "day"):
        return term_of(first, **_parts(span))
    return term_of(first, years=0 if kind.is_long else kind.years or 0)


def _parts(span: Span) -> dict[str, int]:
    return {f"{span.unit}s": span.value}


def _known(case: Case, option: Option, old: License | None, *, number: str, on: date) -> dict[str, Any]:
    """Everything that a source can name, by its name; choices by their labels."""
    form = lodged_form(case)
    known: dict[str, Any] = {"number": number, "issued_on": on.isoformat(), "issuer": case.agency.name}
    for field in option.form:
        if field.code in form:
            known[f"form.{field.code}"] = _said(field, form[field.code])
    for question in option.questions:
        if question.code in case.answers:
            known[f"answers.{question.code}"] = _said(question, case.answers[question.code])
    known |= {f"applicant.{name}": value for name, value in _applicant(case.applicant).items()}
    if old is not None:
        edition = old.editions.get(number=old.edition_number)
        known |= {f"previous.{name}": value for name, value in face_of(edition).items()}
    return known


def _applicant(party: Party) -> dict[str, str]:
    number = open_field(party, Field.ID_NUMBER)
    is_person = party.kind == PartyKind.PERSON
    return {
        "name": party.name,
        "id_number": number if is_person else "",
        "uscc": "" if is_person else number,
        "born_on": party.born_on.isoformat() if party.born_on else "",
        "legal_representative": party.legal_representative_name,
    }


def _said(asked: FormField | Question, value: Any) -> Any:
    """Choices by their labels, several as a list."""
    labels = _YES_NO if asked.kind == "yes_no" else {each.value: each.label for each in asked.choices}
    if isinstance(value, list | tuple):
        return [labels.get(str(each), str(each)) for each in value]
    return labels.get(str(value), value)
