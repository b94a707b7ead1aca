"""The intake form as it stands (收件页): read from what the browser sent, shown again with everything that is known."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.http import QueryDict

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Invalid
from tongban.handling.cases.queries.drafts import fitting_answers, given_in
from tongban.handling.cases.queries.promise import signed_online
from tongban.handling.cases.rules.applications import ApplicantGiven, Application, MaterialGiven
from tongban.handling.cases.rules.deferral import consent_from, is_open_to
from tongban.registers.catalog.checklist import Checklist, checklist
from tongban.registers.catalog.checklist.answers import asked, settled
from tongban.registers.catalog.content import FormField, MaterialRequirement, Question
from tongban.registers.catalog.expressions import holds
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.kinds import Necessity
from tongban.registers.documents.models import StoredFile
from tongban.registers.documents.queries import uploaded_by
from tongban.registers.parties.queries import find_party, masked
from tongban.registers.parties.rules import Field, IdKind

from .arriving import Arrival, known_values, on_file
from .forms import choices_of, is_sensitive, masked_value

PROMISE_PAPER = "promise_paper"
"""Under which name the scan of the signed promise comes with the form."""
APPLICANT = ("id_kind", "id_number", "name", "phone")
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Asked:
    """A question or a field with its value as shown."""

    name: str
    label: str
    kind: str
    value: Any
    choices: tuple[tuple[str, str, str], ...]
    hint: str = ""
    unit: str = ""
    source: str = ""
    differs: str = ""
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """A material of this situation, with what was brought for it."""

    requirement: MaterialRequirement
    files: tuple[StoredFile, ...]
    license_identifier: str
    is_spared: bool
    why: str
    is_deferrable: bool

    @property
    def is_here(self) -> bool:
        """Nothing is missing of it: brought, held by the city, or not needed."""
        is_optional = self.requirement.necessity is Necessity.OPTIONAL
        return bool(self.files or self.license_identifier) or self.is_spared or is_optional


@dataclass(frozen=True, slots=True)
class Intake:
    """Everything that the intake page knows at this moment."""

    guide: Guide
    arrival: Arrival
    applicant: Mapping[str, str]
    answers: dict[str, Any]
    form: dict[str, Any]
    files: Mapping[str, list[str]]
    licenses: Mapping[str, str]
    wants_deferral: bool
    accepts_commitment: bool
    promise_files: tuple[str, ...]
    known: Mapping[str, tuple[Any, str]]

    @property
    def told(self) -> Checklist:
        return checklist(self.guide.option, self.answers)


def begun(guide: Guide, arrival: Arrival, said: Mapping[str, Any] | None = None) -> Intake:
    """An intake that has just been opened: empty, as the draft left it, or with what a checklist `said`."""
    draft = arrival.draft
    answers = fitting_answers(guide.option, draft.answers if draft else said or {})
    given = {each.requirement_code: each for each in given_in(draft)} if draft else {}
    return Intake(
        guide=guide,
        arrival=arrival,
        applicant={},
        answers=answers,
        form={},
        files={code: [str(file) for file in each.file_ids] for code, each in given.items()},
        licenses={code: each.license_identifier for code, each in given.items() if each.license_identifier},
        wants_deferral=bool(draft and draft.wants_deferral),
        accepts_commitment=bool(draft and draft.accepts_commitment),
        promise_files=(),
        known=known_values(guide.option, arrival, answers),
    )


def read_intake(guide: Guide, arrival: Arrival, post: QueryDict) -> Intake:
    """The intake as the browser sent it; masked values that were not touched are put back in full."""
    option = guide.option
    answers = fitting_answers(
        option, {each.code: _typed(each.kind, post, f"q-{each.code}") for each in option.questions}
    )
    applicant = {name: _plain(post.get(name, "")) for name in APPLICANT}
    if arrival.party is None and applicant["id_number"]:
        found = find_party(id_kind=applicant["id_kind"], id_number=applicant["id_number"])
        arrival = replace(arrival, party=found)
    known = known_values(option, arrival, answers)
    gone = post.get("remove", "")
    return Intake(
        guide=guide,
        arrival=arrival,
        applicant=applicant,
        answers=answers,
        form={
            field.code: _restored(field, _typed(field.kind, post, f"f-{field.code}"), known)
            for field in option.form
            if f"f-{field.code}" in post
        },
        files={each.code: _file_ids(post, each.code, gone) for each in option.materials},
        licenses={each.code: _plain(post.get(f"license-{each.code}", "")) for each in option.materials},
        wants_deferral=bool(arrival.draft and arrival.draft.wants_deferral),
        accepts_commitment=post.get("accepts_commitment") == "on",
        promise_files=tuple(_file_ids(post, PROMISE_PAPER, gone)[:1]),
        known=known,
    )


def questions_of(intake: Intake) -> list[Asked]:
    """The questions that this situation asks so far."""
    return [_question(each, intake.answers.get(each.code)) for each in asked(intake.guide.option, intake.answers)]


def groups_of(intake: Intake) -> list[tuple[str, list[Asked]]]:
    """The form on one page: the fields of this situation by their groups, prefilled, with their sources."""
    values = whole_form(intake)
    scope = {**settled(intake.guide.option, intake.answers), **{k: v for k, v in values.items() if v not in ("", [])}}
    register = on_file(intake.arrival.party)
    groups: dict[str, list[Asked]] = {}
    for field in intake.guide.option.form:
        if holds(field.show_when, scope) is True:
            shown = _field(field, values.get(field.code, ""), intake.known, scope)
            differs = _difference(field, values.get(field.code, ""), register.get(field.prefill))
            groups.setdefault(field.group, []).append(replace(shown, differs=differs))
    return list(groups.items())


def materials_of(intake: Intake, *, by: Actor) -> list[Wanted]:
    """The materials of this situation with their files (one statement when there are any)."""
    told, option = intake.told, intake.guide.option
    spared = {each.material.code: each for each in told.spared}
    listed = [each.material for each in told.needed] + [each.material for each in told.spared]
    listed.sort(key=option.materials.index)
    wanted = {UUID(file) for files in intake.files.values() for file in files}
    rows = {str(each.pk): each for each in StoredFile.objects.filter(pk__in=wanted)} if wanted else {}
    allowed = {file for given in _of_draft(intake) for file in given} | {
        key for key, each in rows.items() if each.uploaded_by_id == by.account_id
    }
    return [
        Wanted(
            requirement=each,
            files=tuple(rows[f] for f in intake.files.get(each.code, ()) if f in rows and f in allowed),
            license_identifier=intake.licenses.get(each.code, ""),
            is_spared=each.code in spared and spared[each.code].is_certain,
            why=spared[each.code].why if each.code in spared else each.why,
            is_deferrable=option.deferral.is_offered and each.necessity is Necessity.DEFERRABLE,
        )
        for each in listed
    ]


def promise_scans(intake: Intake, *, by: Actor) -> list[StoredFile]:
    """The scan of the signed promise that this clerk brought (one statement when there is any)."""
    if not intake.promise_files:
        return []
    return list(uploaded_by(by).filter(pk__in=intake.promise_files, holder=""))


def whole_form(intake: Intake) -> dict[str, Any]:
    """What was typed, over what is known."""
    known = {code: value for code, (value, _) in intake.known.items()}
    return {**known, **intake.form}


def application_of(intake: Intake, *, by: Actor) -> Application:
    """The application that this page stands for; reading it is the command's work."""
    draft, party = intake.arrival.draft, intake.arrival.party
    typed, wanted = intake.applicant, materials_of(intake, by=by)
    lacking = [each.requirement.code for each in wanted if not each.is_here]
    defers = intake.wants_deferral and is_open_to(intake.guide.option, lacking)
    id_kind = typed.get("id_kind", "")
    person = draft.account.person_id if draft is not None and draft.account is not None else None
    kind = "enterprise" if id_kind == IdKind.USCC else "person"
    shown = {field.name.removeprefix("f-") for _, fields in groups_of(intake) for field in fields}
    return Application(
        option_code=intake.guide.option_code,
        channel="window",
        applicant=party.pk
        if party is not None
        else ApplicantGiven(kind, typed.get("name", ""), id_kind, typed.get("id_number", ""), typed.get("phone", "")),
        agent=person if party is not None and person != party.pk else None,
        answers=intake.answers,
        form={code: value for code, value in whole_form(intake).items() if code in shown},
        materials=[
            MaterialGiven(
                each.requirement.code,
                tuple(file.pk for file in each.files),
                license_identifier=each.license_identifier,
            )
            for each in wanted
            if each.files or each.license_identifier
        ],
        wants_deferral=defers,
        deferral=consent_from(draft.deferral_choice) if draft is not None and defers else None,
        accepts_commitment=intake.accepts_commitment,
        promise_paper=UUID(intake.promise_files[0]) if intake.promise_files else None,
        signed_online=signed_online(draft) if draft is not None else None,
        number=draft.number if draft is not None else "",
    )


def refuse_strange_name(intake: Intake) -> None:
    """The name on the paper in hand is that of the party on file, or a person has to look (`Invalid`)."""
    party, typed = intake.arrival.party, intake.applicant.get("name", "")
    if party is not None and typed and "*" not in typed and typed != party.name:
        raise Invalid("姓名与这个证件号码登记的不一致，请对照证件核对。")


def id_shown(intake: Intake) -> str:
    """The number of the party on file, masked."""
    return masked(intake.arrival.party, Field.ID_NUMBER) if intake.arrival.party is not None else ""


def _question(each: Question, value: Any) -> Asked:
    return Asked(f"q-{each.code}", each.text, each.kind, value, _pairs(each), each.hint, each.unit)


def _field(field: FormField, value: Any, known: Mapping[str, tuple[Any, str]], scope: Mapping[str, Any]) -> Asked:
    full, source = known.get(field.code, (None, ""))
    shown = masked_value(field.kind, str(value)) if is_sensitive(field.kind) and source and value == full else value
    is_required = holds(field.required_when, scope) is True if field.required_when else field.is_required
    return Asked(
        name=f"f-{field.code}",
        label=field.label,
        kind=field.kind,
        value=shown,
        choices=_pairs(field),
        hint=field.hint or (f"例如：{field.example}" if field.example else ""),
        unit=field.unit,
        source=source if value == full else "",
        is_optional=not is_required,
    )


def _difference(field: FormField, value: Any, on_record: str | None) -> str:
    """What the card or the licence on file says, where the form says something else (W06)."""
    if not on_record or value in (on_record, "", []):
        return ""
    return (
        f"和登记信息不一样，登记的是：{masked_value(field.kind, on_record) if is_sensitive(field.kind) else on_record}"
    )


def _pairs(each: Question | FormField) -> tuple[tuple[str, str, str], ...]:
    return tuple((choice.value, choice.label, "") for choice in choices_of(each))


def _restored(field: FormField, typed: Any, known: Mapping[str, tuple[Any, str]]) -> Any:
    """The full value where the page showed it masked and nobody changed it."""
    full = known.get(field.code, ("", ""))[0]
    is_untouched = is_sensitive(field.kind) and bool(full) and typed == masked_value(field.kind, str(full))
    return full if is_untouched else typed


def _typed(kind: str, post: QueryDict, name: str) -> Any:
    return (
        [_plain(each) for each in post.getlist(name)[:50] if each] if kind == "choices" else _plain(post.get(name, ""))
    )


def _plain(text: str) -> str:
    return text[:LONGEST].replace("\x00", "").encode("utf-8", "replace").decode().strip()


def _file_ids(post: QueryDict, code: str, gone: str) -> list[str]:
    found = []
    for text in post.getlist(f"file-{code}")[:20]:
        try:
            key = str(UUID(text[:40]))
        except ValueError:
            continue
        if key != gone:
            found.append(key)
    return found


def _of_draft(intake: Intake) -> list[list[str]]:
    draft = intake.arrival.draft
    return [[str(file) for file in each.file_ids] for each in given_in(draft)] if draft is not None else []
