"""Is it genuine, in force, and whose (证照核验): what anybody who holds an identifier may learn, and nothing else."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tongban.registers.licenses.models import LicenseEdition
from tongban.registers.licenses.rules.states import Status
from tongban.registers.licenses.rules.validity import Term

from .registered import registered


class Verdict(StrEnum):
    """What the verification says; an unknown issuer is never «valid»."""

    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    NOT_YET = "not_yet"
    OVER = "over"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return {
            "in_force": "真实有效",
            "superseded": "真实，但已有新版本",
            "not_yet": "真实，还没有到生效日",
            "over": "真实，但现在无效",
            "unknown": "核验不了：不是本市登记的证照",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Verification:
    """The verdict with the least that is needed to trust it; the holder's name is masked for a person."""

    verdict: Verdict
    type_name: str = ""
    issuer: str = ""
    holder: str = ""
    status: str = ""
    term: Term | None = None
    current_identifier: str = ""


def verification(typed: str, *, on: date) -> Verification:
    """What an identifier stands for on a day (one statement)."""
    found = registered(typed)
    if found is None:
        return Verification(Verdict.UNKNOWN)
    return Verification(
        verdict=_verdict(found.status, found.term, is_current=found.is_current, on=on),
        type_name=found.type_name,
        issuer=found.issuer,
        holder=found.holder,
        status=found.state.label,
        term=found.term,
        current_identifier=found.current_identifier if found.current_identifier != found.identifier else "",
    )


def verdict_of(edition: LicenseEdition, *, on: date) -> Verdict:
    """Is this edition the current one, of a licence that holds on this day?"""
    owner, term = edition.license, Term(edition.valid_from, edition.valid_to)
    return _verdict(owner.status, term, is_current=edition.number == owner.edition_number, on=on)


def _verdict(status: str, term: Term, *, is_current: bool, on: date) -> Verdict:
    if status != Status.VALID:
        return Verdict.OVER
    if not is_current:
        return Verdict.SUPERSEDED
    if on < term.valid_from:
        return Verdict.NOT_YET
    return Verdict.IN_FORCE if term.covers(on) else Verdict.OVER
