"""One application for several matters (一表申请): what it brings, and what of it goes to which member; pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from tongban.foundation.kernel.errors import Fault
from tongban.handling.cases.rules.applications import ApplicantGiven
from tongban.registers.bundles.rules.content import Content, Member
from tongban.registers.bundles.rules.form import FORM, QUESTION, dispatched, one_form, taken_over
from tongban.registers.bundles.rules.graph import waits_for
from tongban.registers.bundles.rules.needed import Chosen, needed_members
from tongban.registers.bundles.rules.papers import PaperSet, Spared, minimal_set
from tongban.registers.catalog.content import Option


@dataclass(frozen=True, slots=True)
class BundleApplication:
    """A joint application. `values` answer the one form by its keys, `files` are the papers by theirs, each once.

    `licenses` are identifiers by licence type; `left_out` are optional members that the applicant does not want; `made`
    are matters done before whose results are there already, by title.
    """

    code: str
    channel: str
    applicant: ApplicantGiven | int
    agent: int | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, tuple[UUID, ...]] = field(default_factory=dict)
    licenses: Mapping[str, str] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    made: Mapping[str, Option] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """What one member gets (分送): answers, form, papers by their key in the one set, licences, what is taken over."""

    member: Member
    answers: Mapping[str, Any]
    form: Mapping[str, Any]
    papers: Mapping[str, str]
    licenses: Mapping[str, str]
    taken: frozenset[str]
    taken_fields: frozenset[str]
    takes_from: tuple[str, ...]

    @property
    def key(self) -> str:
        return self.member.key

    @property
    def awaits(self) -> str:
        return self.member.gate.name if self.member.gate is not None else ""


@dataclass(frozen=True, slots=True)
class Divided:
    """A joint application divided: who is chosen, the one set of papers, and the part of each chosen member."""

    chosen: Chosen
    papers: PaperSet
    parts: tuple[Part, ...]


def divide(content: Content, options: Mapping[str, Option], application: BundleApplication) -> Divided:
    """Divide it among the members that this situation needs; `options` are those in force, by member key."""
    chosen = needed_members(content, application.values, left_out=application.left_out)
    given = dispatched(content, options, application.values)
    answers = {key: each.answers for key, each in given.items()}
    held = frozenset(application.licenses)
    papers = minimal_set(content, options, chosen, answers=answers, held=held, made=application.made)
    parts = [
        Part(
            member=each,
            answers=given[each.key].answers,
            form=given[each.key].form,
            papers=_papers(each.key, papers),
            licenses=_licenses(each.key, papers, application.licenses),
            taken=frozenset(spared.claim.material.code for spared in _outputs(each.key, papers)),
            taken_fields=frozenset(_fields(content, each.key, chosen)),
            takes_from=tuple(sorted(_sources(content, each.key, chosen, papers))),
        )
        for each in content.members
        if each.key in chosen.keys and each.key in given
    ]
    return Divided(chosen, papers, tuple(parts))


def front_of(content: Content, keys: frozenset[str]) -> dict[str, frozenset[str]]:
    """For each of these members all of them that stand before it, near and far."""
    return {key: before & keys for key, before in waits_for(content.members).items() if key in keys}


def place_of(content: Content, options: Mapping[str, Option]) -> dict[tuple[str, str, str], str]:
    """Where the one form asks what fills a member's field or question: (member, part, code) → key of the form."""
    return {(fill.member, fill.part, fill.code): each.key for each in one_form(content, options) for fill in each.fills}


def as_on_the_form(fault: Fault, member: str, places: Mapping[tuple[str, str, str], str]) -> Fault:
    """A fault of one member's application where the applicant sees it: at the question of the one form."""
    kind, _, code = fault.pointer.strip("/").partition("/")
    part = {"form": FORM, "answers": QUESTION}.get(kind)
    key = places.get((member, part, code)) if part is not None else None
    if key is not None:
        return Fault(f"/form/{key}", fault.code, fault.message)
    return fault if kind == "applicant" else Fault(f"/members/{member}{fault.pointer}", fault.code, fault.message)


def _papers(member: str, papers: PaperSet) -> dict[str, str]:
    """The member's materials that are handed in: code → key of the paper."""
    return {claim.material.code: each.key for each in papers.needed for claim in each.claims if claim.member == member}


def _licenses(member: str, papers: PaperSet, held: Mapping[str, str]) -> dict[str, str]:
    """The member's materials that a licence spares: code → identifier."""
    found = {}
    for each in papers.spared:
        by = each.claim.material.spared_by
        if each.claim.member == member and each.way == "license" and by is not None and by.license_type in held:
            found[each.claim.material.code] = held[by.license_type]
    return found


def _fields(content: Content, member: str, chosen: Chosen) -> dict[str, str]:
    """The member's fields that a chosen earlier member's result fills, and whose."""
    return {code: source for code, source in taken_over(content, member).items() if source in chosen.keys}


def _sources(content: Content, member: str, chosen: Chosen, papers: PaperSet) -> set[str]:
    """Whose results this member needs in hand."""
    given = {each.source for each in _outputs(member, papers)} - {""}
    return given | set(_fields(content, member, chosen).values())


def _outputs(member: str, papers: PaperSet) -> list[Spared]:
    """The member's materials for which an earlier member's result stands."""
    return [each for each in papers.spared if each.claim.member == member and each.way == "output"]
