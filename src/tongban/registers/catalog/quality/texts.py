"""Everything that people read of an option (指南中的文字), each with its pointer and its role; pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tongban.registers.catalog.content import Basis, Option

from .pointers import at


class Role(StrEnum):
    """What a text is for; people look at the summary and the questions first."""

    NAME = "name"
    SUMMARY = "summary"
    QUESTION = "question"
    HINT = "hint"
    CONDITION = "condition"
    MATERIAL = "material"
    POINT = "point"
    LABEL = "label"
    VISIT = "visit"
    PROCESS = "process"
    ANSWER = "answer"
    RIGHTS = "rights"
    SAMPLE = "sample"
    GIST = "gist"
    LIMIT = "limit"
    FEE = "fee"
    LAW = "law"


@dataclass(frozen=True, slots=True)
class Text:
    """One text where it stands."""

    pointer: str
    said: str
    role: Role


def texts(option: Option) -> Iterator[Text]:
    """The texts of an option in the order of its elements; empty ones are left out."""
    for pointer, said, role in (*_whole(option), *_asked(option), *_handed_in(option), *_handling(option)):
        if said:
            yield Text(pointer, said, role)


_Found = Iterator[tuple[str, str, Role]]


def _whole(option: Option) -> _Found:
    yield at("name"), option.name, Role.NAME
    yield at("short_name"), option.short_name, Role.NAME
    yield at("summary"), option.summary, Role.SUMMARY
    yield at("visit_reason"), option.visit_reason, Role.VISIT
    yield at("process_note"), option.process_note, Role.PROCESS
    yield at("quantity_limit"), option.quantity_limit, Role.CONDITION
    yield at("power_division"), option.power_division, Role.GIST
    yield at("exercised_content"), option.exercised_content, Role.GIST
    yield at("hours"), option.hours, Role.PROCESS
    for name in ("rights", "duties", "remedy"):
        yield at(name), getattr(option, name), Role.RIGHTS
    for name in ("statutory_limit", "promised_limit"):
        yield at(name, "note"), getattr(option, name).note, Role.LIMIT
    for name in ("aliases", "everyday_words", "life_events"):
        for place, word in enumerate(getattr(option, name)):
            yield at(name, place), word, Role.NAME
    for pointer, basis in bases(option):
        yield f"{pointer}/law", basis.law, Role.LAW
        yield f"{pointer}/article", basis.article, Role.LAW
        yield f"{pointer}/gist", basis.gist, Role.GIST


def _asked(option: Option) -> _Found:
    for name in ("conditions", "refusal_grounds"):
        for each in getattr(option, name):
            yield at(name, each.code, "text"), each.text, Role.CONDITION
            yield at(name, each.code, "otherwise"), each.otherwise, Role.CONDITION
    for question in option.questions:
        yield at("questions", question.code, "text"), question.text, Role.QUESTION
        yield at("questions", question.code, "hint"), question.hint, Role.HINT
        yield at("questions", question.code, "unit"), question.unit, Role.LABEL
        for choice in question.choices:
            yield at("questions", question.code, "choices", choice.value, "label"), choice.label, Role.LABEL
            yield at("questions", question.code, "choices", choice.value, "hint"), choice.hint, Role.HINT
    for field in option.form:
        yield at("form", field.code, "label"), field.label, Role.LABEL
        yield at("form", field.code, "hint"), field.hint, Role.HINT
        yield at("form", field.code, "group"), field.group, Role.LABEL
        yield at("form", field.code, "unit"), field.unit, Role.LABEL
        yield at("form", field.code, "example"), field.example, Role.LABEL
        for choice in field.choices:
            yield at("form", field.code, "choices", choice.value, "label"), choice.label, Role.LABEL


def _handed_in(option: Option) -> _Found:
    for each in option.materials:
        yield at("materials", each.code, "name"), each.name, Role.NAME
        yield at("materials", each.code, "why"), each.why, Role.MATERIAL
        yield at("materials", each.code, "source", "issuer"), each.source.issuer, Role.LABEL
        yield at("materials", each.code, "source", "how"), each.source.how, Role.MATERIAL
        yield at("materials", each.code, "sample"), each.sample, Role.SAMPLE
        if each.spared_by is not None:
            yield at("materials", each.code, "spared_by", "note"), each.spared_by.note, Role.MATERIAL
            yield at("materials", each.code, "spared_by", "license_name"), each.spared_by.license_name, Role.LABEL
        for place, point in enumerate(each.points):
            yield at("materials", each.code, "points", place), point, Role.POINT
        for place, other in enumerate(each.alternatives):
            yield at("materials", each.code, "alternatives", place), other, Role.NAME


def _handling(option: Option) -> _Found:
    for place, window in enumerate(option.acceptance_windows):
        yield at("acceptance_windows", place, "name"), window.name, Role.LABEL
    for stage in option.stages:
        yield at("stages", stage.code, "name"), stage.name, Role.LABEL
        yield at("stages", stage.code, "standard"), stage.standard, Role.PROCESS
        yield at("stages", stage.code, "result"), stage.result, Role.LABEL
    for procedure in option.special_procedures:
        yield at("special_procedures", procedure.code, "name"), procedure.name, Role.LABEL
        yield at("special_procedures", procedure.code, "organiser"), procedure.organiser, Role.LABEL
        yield at("special_procedures", procedure.code, "participants"), procedure.participants, Role.LABEL
        for place, line in enumerate(procedure.record_form):
            yield at("special_procedures", procedure.code, "record_form", place, "label"), line.label, Role.LABEL
            yield at("special_procedures", procedure.code, "record_form", place, "hint"), line.hint, Role.POINT
        yield at("special_procedures", procedure.code, "limit", "note"), procedure.limit.note, Role.LIMIT
    for place, fee in enumerate(option.fees):
        yield at("fees", place, "name"), fee.name, Role.LABEL
        yield at("fees", place, "standard"), fee.standard, Role.FEE
        yield at("fees", place, "reduction"), fee.reduction, Role.FEE
    for place, result in enumerate(option.results):
        yield at("results", place, "name"), result.name, Role.NAME
        yield at("results", place, "sample"), result.sample, Role.SAMPLE
        if result.validity is not None:
            yield at("results", place, "validity", "note"), result.validity.note, Role.LIMIT
    for place, service in enumerate(option.intermediaries):
        for name in ("name", "qualification", "limit", "price"):
            yield at("intermediaries", place, name), getattr(service, name), Role.LABEL
    for place, faq in enumerate(option.faqs):
        yield at("faqs", place, "question"), faq.question, Role.QUESTION
        yield at("faqs", place, "answer"), faq.answer, Role.ANSWER
    for place, promise in enumerate(option.commitment.promises):
        yield at("commitment", "promises", place), promise, Role.CONDITION
    yield at("commitment", "consequence"), option.commitment.consequence, Role.CONDITION


def bases(option: Option) -> Iterator[tuple[str, Basis]]:
    """Every legal basis that the option names, with its pointer."""
    for place, basis in enumerate(option.legal_basis):
        yield at("legal_basis", place), basis
    for name in ("conditions", "refusal_grounds", "materials", "special_procedures"):
        for each in getattr(option, name):
            if each.basis is not None:
                yield at(name, each.code, "basis"), each.basis
    for place, fee in enumerate(option.fees):
        yield at("fees", place, "basis"), fee.basis
    for place, service in enumerate(option.intermediaries):
        if service.basis is not None:
            yield at("intermediaries", place, "basis"), service.basis
    for place, prerequisite in enumerate(option.prerequisites):
        if prerequisite.basis is not None:
            yield at("prerequisites", place, "basis"), prerequisite.basis
    for name in ("quota", "renewal"):
        part = getattr(option, name)
        if part is not None and part.basis is not None:
            yield at(name, "basis"), part.basis
    if option.online_exception is not None:
        yield at("online_exception", "basis"), option.online_exception.basis
