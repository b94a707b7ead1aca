"""Document numbers (文号), numbers of receipts, and verification codes."""

import re

from tongban.foundation.kernel.codes.spoken import ALPHABET, drawn

from .papers import KIND_MARKS, DocumentKind

CODE_LENGTH = 10

_MARK = re.compile(r"^[\u4e00-\u9fff]{2,12}$")
_NUMBER = re.compile(r"^(?P<mark>[^〔〕\s\d]{2,20})〔(?P<year>\d{4})〕(?P<ordinal>[1-9]\d{0,6})号$")


def document_number(agency_mark: str, kind: DocumentKind, year: int, ordinal: int) -> str:
    """A document number (文号) such as 嘉市监受〔2026〕12号: agency, kind, year, ordinal without zeros before it."""
    assert ordinal >= 1, "ordinals begin at 1"
    return f"{agency_mark}{KIND_MARKS[kind]}〔{year}〕{ordinal}号"


def receipt_number(case_number: str, ordinal: int) -> str:
    """The number of a document that is counted within its case (收件凭证编号): nobody waits for a common counter."""
    assert ordinal >= 1, "ordinals begin at 1"
    return f"{case_number}-{ordinal:02d}"


def is_mark(text: str) -> bool:
    """Can this stand for an agency in document numbers (机关代字)?"""
    return _MARK.match(text) is not None


def year_and_ordinal(number: str) -> tuple[int, int] | None:
    """Year and ordinal of a document number, or None if the text has not that form."""
    found = _NUMBER.match(number)
    return (int(found["year"]), int(found["ordinal"])) if found else None


def carries_number(kind: DocumentKind) -> bool:
    """Does this kind carry a number of the agency's own series (文号)?"""
    return kind in KIND_MARKS


def new_verification_code() -> str:
    """An unguessable code (核验码) of ten characters: 49 bits, and the verification page is rate-limited."""
    return drawn(CODE_LENGTH)


def normalized_code(given: str) -> str:
    """A verification code as it is stored, from what a person typed: only its own letters and digits count."""
    return "".join(each for each in given.upper() if each in ALPHABET)
