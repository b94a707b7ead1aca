"""A draft as it is filled in (填写进度): what is known already, what is to be done, what comes of it; pure reads."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Fault, Invalid
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import Due
from tongban.handling.cases.known import facts_known
from tongban.handling.cases.models import Draft, Material, MaterialFile
from tongban.handling.cases.rules import clocks
from tongban.handling.cases.rules.clocks import ClockKind
from tongban.handling.cases.rules.reckoning import plan_due
from tongban.registers.catalog.checklist import Checklist, Spared, check_form, checklist, judge_materials
from tongban.registers.catalog.checklist.answers import settled
from tongban.registers.catalog.content import FormField, MaterialRequirement, Option, Question
from tongban.registers.catalog.expressions import holds
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.kinds import Necessity
from tongban.registers.documents.models import StoredFile
from tongban.registers.parties.helping import material, materials_in
from tongban.registers.parties.models import Party
from tongban.registers.parties.rules import Field, PartyKind
from tongban.registers.parties.sealed import open_field

from .drafts import fitting_answers, form_of, given_in
from .promise import is_committable
from .standing import Standing, standing
from .visible import visible_to

_SOURCES = {
    "applicant": "已从您的实名信息带出，可以修改",
    "enterprise": "已从企业登记信息带出，可以修改",
    "answers": "已按您前面的回答填好，可以修改",
    "owner": "已从您的登记信息带出，可以修改",
}
FACTS = "facts."


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field of the form with its value (申请表的一栏): typed, or known already and then from where."""

    field: FormField
    value: Any
    source: str
    is_optional: bool

    @property
    def pairs(self) -> list[tuple[str, str, str]]:
        """The choices as a form shows them."""
        return [(each.value, each.label, each.hint) for each in self.field.choices]


@dataclass(frozen=True, slots=True)
class Group:
    """The fields that stand on one page, and whether they are in order."""

    place: int
    name: str
    lines: tuple[FieldLine, ...]
    faults: tuple[Fault, ...]
    is_begun: bool

    @property
    def is_done(self) -> bool:
        return self.is_begun and not self.faults


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """A material of this situation (材料): state is that of `judge_materials`."""

    material: MaterialRequirement
    state: str
    files: tuple[StoredFile, ...]
    license_identifier: str
    is_committed: bool
    may_defer: bool
    may_commit: bool
    spared: Spared | None

    @property
    def takes_license(self) -> bool:
        return self.material.spared_by is not None and self.material.spared_by.way == "license"

    @property
    def is_missing(self) -> bool:
        return self.state == "missing"


@dataclass(frozen=True, slots=True)
class Filling:
    """Everything that the pages of a draft show."""

    draft: Draft
    guide: Guide
    checklist: Checklist
    groups: tuple[Group, ...]
    materials: tuple[MaterialLine, ...]
    form: Mapping[str, Any]
    suggested: Mapping[str, tuple[Any, str]]
    changes: tuple[str, ...]
    stands: Standing

    @property
    def option(self) -> Option:
        return self.guide.option

    @property
    def has_newer_list(self) -> bool:
        return self.stands.has_newer_list

    @property
    def missing(self) -> tuple[MaterialLine, ...]:
        return tuple(each for each in self.materials if each.is_missing)

    @property
    def is_ready(self) -> bool:
        """It can be submitted: every question answered, every field in order. Missing materials do not hold it up."""
        is_open = self.stands.refusal is None and not self.has_newer_list
        return is_open and not self.checklist.open_questions and all(each.is_done for each in self.groups)

    def group(self, place: int) -> Group | None:
        return next((each for each in self.groups if each.place == place), None)

    def line(self, code: str) -> MaterialLine | None:
        return next((each for each in self.materials if each.material.code == code), None)


@dataclass(frozen=True, slots=True)
class Expected:
    """When what will have happened if all goes well (预计): told before anything is sent."""

    notice: Due
    promised: Due


def filling(draft: Draft, *, by: Actor, on: date) -> Filling:
    """The draft against its list on a day (two statements, three when an enterprise's handler fills it in)."""
    stands = standing(draft, on=on)
    found = stands.guide
    answers = fitting_answers(found.option, draft.answers)
    typed = form_of(draft)
    known = prefill(found.option, answers, draft.owner, by=by, on=on)
    scope_form = {**{code: value for code, (value, _) in known.items()}, **typed}
    return Filling(
        draft=draft,
        guide=found,
        checklist=checklist(found.option, answers),
        groups=tuple(_groups(found.option, answers, typed, known)),
        materials=_materials(draft, found.option, answers),
        form={each.code: scope_form[each.code] for each in found.option.form if each.code in scope_form},
        suggested=_suggested(found.option, answers, draft.owner, by=by, on=on),
        changes=stands.changes,
        stands=stands,
    )


def expected(option: Option, *, at: datetime) -> Expected:
    """If it is submitted now and accepted on the last day for telling: when that is, and when it is done."""
    plans = {each.kind: each for each in clocks.on_receipt(option, at=at)}
    notice = plan_due(plans[ClockKind.NOTICE], calendar())
    promised = clocks.on_acceptance(option, received_at=at, accepted_at=notice.due_at)[0]
    return Expected(notice, plan_due(promised, calendar()))


def prefill(
    option: Option, answers: Mapping[str, Any], owner: Party, *, by: Actor, on: date
) -> dict[str, tuple[Any, str]]:
    """What is known already and where from (预填); nobody's numbers are filled in for somebody else."""
    known = known_of(owner, by=by)
    known |= {f"answers.{code}": value for code, value in answers.items()}
    told = {
        field.code: (known[field.prefill], _SOURCES[field.prefill.partition(".")[0]])
        for field in option.form
        if known.get(field.prefill)
    }
    return told | _from_facts(option.form, owner, by=by, on=on)


def _suggested(
    option: Option, answers: Mapping[str, Any], owner: Party, *, by: Actor, on: date
) -> dict[str, tuple[Any, str]]:
    """Questions that are open and to which the registers know the answer; it counts once the person keeps it."""
    return _from_facts([each for each in option.questions if each.code not in answers], owner, by=by, on=on)


def _from_facts(
    blanks: Iterable[FormField | Question], owner: Party, *, by: Actor, on: date
) -> dict[str, tuple[Any, str]]:
    """Of what is asked for, what is on record of the applicant; under a mandate nothing is (no statement without)."""
    wanted = {each.code: each.prefill.removeprefix(FACTS) for each in blanks if each.prefill.startswith(FACTS)}
    if not wanted or by.mandate_id is not None:
        return {}
    found = facts_known(owner, set(wanted.values()), on=on)
    told = {code: found[name] for code, name in wanted.items() if name in found}
    return {code: (each.value, f"已从{each.source}带出，可以修改") for code, each in told.items()}


def known_of(owner: Party, *, by: Actor) -> dict[str, Any]:
    """What the registers know of who applies, by the name of the source; of nobody else's numbers."""
    return {"owner.name": owner.name, **_of_applicant(owner, by), **_of_enterprise(owner)}


def earlier_files(by: Actor, code: str, *, at_most: int = 6) -> list[StoredFile]:
    """Files for the same material from earlier cases of whom one acts for (以前交过的材料): R-101 (one statement)."""
    if not by.may_look(material(code)):
        return []
    rows = MaterialFile.objects.filter(
        material__requirement_code=code, material__replaced_at=None, material__case__in=visible_to(by)
    )
    found = rows.select_related("file", "material__case").order_by("-file__uploaded_at")[: at_most * 2]
    return list({bytes(each.file.sha256): each.file for each in reversed(found)}.values())[:at_most]


def is_reusable(by: Actor, file_id: UUID) -> bool:
    """Is this a file of a case of whom one acts for?"""
    rows = Material.objects.filter(case__in=visible_to(by), files__file_id=file_id)
    if by.shown is not None:
        rows = rows.filter(requirement_code__in=materials_in(by.shown))
    return rows.exists()


def _of_applicant(owner: Party, by: Actor) -> dict[str, Any]:
    if by.mandate_id is not None or by.party_id is None:
        return {"applicant.name": owner.name} if owner.kind == PartyKind.PERSON else {}
    person = owner
    if owner.kind == PartyKind.ENTERPRISE:
        if owner.legal_representative_id != by.party_id or owner.legal_representative is None:
            return {}
        person = owner.legal_representative
    elif owner.pk != by.party_id:
        return {}
    return {
        "applicant.name": person.name,
        "applicant.id_number": open_field(person, Field.ID_NUMBER),
        "applicant.phone": open_field(person, Field.PHONE) if person.phone_sealed else "",
    }


def _of_enterprise(owner: Party) -> dict[str, Any]:
    if owner.kind != PartyKind.ENTERPRISE:
        return {}
    named = owner.legal_representative_name
    return {
        "enterprise.name": owner.name,
        "enterprise.uscc": open_field(owner, Field.ID_NUMBER),
        "enterprise.legal_representative": named
        or (owner.legal_representative.name if owner.legal_representative else ""),
    }


def _groups(
    option: Option, answers: Mapping[str, Any], typed: Mapping[str, Any], known: Mapping[str, tuple[Any, str]]
) -> Iterator[Group]:
    values = {**{code: value for code, (value, _) in known.items()}, **typed}
    kept, faults = judged_form(option, answers, values)
    scope = {
        **settled(option, answers),
        **{code: value for code, value in values.items() if value not in ("", None, [])},
    }
    wrong = {each.pointer.removeprefix("/form/"): each for each in faults}
    names = list(dict.fromkeys(each.group for each in option.form))
    for place, name in enumerate(names, start=1):
        fields = [each for each in option.form if each.group == name and holds(each.show_when, scope) is True]
        if fields:
            yield Group(
                place=place,
                name=name,
                lines=tuple(_line(each, {**typed, **_same(typed, kept)}, known, scope) for each in fields),
                faults=tuple(wrong[each.code] for each in fields if each.code in wrong),
                is_begun=any(each.code in typed for each in fields),
            )


def judged_form(
    option: Option, answers: Mapping[str, Any], values: Mapping[str, Any]
) -> tuple[Mapping[str, Any], Sequence[Fault]]:
    """The form as it would be kept, or everything that is wrong with it."""
    known = {each.code for each in option.form}
    try:
        return check_form(option, answers, {code: value for code, value in values.items() if code in known}), ()
    except Invalid as refusal:
        return {}, refusal.faults


def _line(
    field: FormField, typed: Mapping[str, Any], known: Mapping[str, tuple[Any, str]], scope: Mapping[str, Any]
) -> FieldLine:
    value, source = known.get(field.code, ("", ""))
    if field.code in typed:
        source = source if _plain(typed[field.code]) == _plain(value) else ""
        value = typed[field.code]
    is_required = holds(field.required_when, scope) is True if field.required_when else field.is_required
    return FieldLine(field, value, source, is_optional=not is_required)


def _same(typed: Mapping[str, Any], kept: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, in the form in which it is kept: full-width digits and blanks are gone."""
    return {code: kept[code] for code in typed if code in kept}


def _plain(value: Any) -> Any:
    return sorted(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _materials(draft: Draft, option: Option, answers: Mapping[str, Any]) -> tuple[MaterialLine, ...]:
    given = {each.requirement_code: each for each in given_in(draft)}
    told = checklist(option, answers)
    spared = {each.material.code: each for each in told.spared}
    verdict = judge_materials(
        option,
        answers,
        [each.as_given() for each in given.values() if option.material(each.requirement_code)],
        deferral_requested=draft.wants_deferral,
        commitment_accepted=draft.accepts_commitment,
        spared=told.spared_codes,
    )
    states = {
        code: state
        for state in ("complete", "spared", "deferrable", "committed", "undecided")
        for code in getattr(verdict, state)
    } | dict.fromkeys(verdict.missing_codes, "missing")
    files = {
        each.pk: each for each in StoredFile.objects.filter(pk__in=[f for g in given.values() for f in g.file_ids])
    }
    lines = []
    for asked in option.materials:
        if asked.code in verdict.not_needed:
            continue
        mine = given.get(asked.code)
        lines.append(
            MaterialLine(
                material=asked,
                state=states.get(asked.code, "optional"),
                files=tuple(files[each] for each in mine.file_ids if each in files) if mine else (),
                license_identifier=mine.license_identifier if mine else "",
                is_committed=bool(mine and mine.is_committed),
                may_defer=option.deferral.is_offered and asked.necessity is Necessity.DEFERRABLE,
                may_commit=is_committable(option, asked) and asked.code not in told.spared_codes,
                spared=spared.get(asked.code),
            )
        )
    return tuple(lines)


def days_left(draft: Draft, *, on: date) -> int:
    """Days that the draft is still kept."""
    return (draft.expires_on - on).days
