"""What was told to the applicant, and what binds since (告知与预审): read by every way of asking."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.kernel.vault import vault
from tongban.handling.cases.models import Case, CorrectionNotice, Material, PrecheckResult, TellingOverride
from tongban.handling.cases.rules.binding import Piece, fingerprint, statement
from tongban.registers.catalog.queries import guide_of
from tongban.registers.documents.queries import by_verification_code
from tongban.registers.documents.rules.papers import DocumentKind


@dataclass(frozen=True, slots=True)
class Binding:
    """A pre-check result held against a set of materials (验码): is it the city's word, and about this set?"""

    result: PrecheckResult
    is_signed: bool
    is_same_set: bool

    @property
    def holds(self) -> bool:
        return self.is_signed and self.is_same_set and not self.result.document.is_void


def notice_of(case: Case) -> CorrectionNotice | None:
    """The one-time notice of the case, if it was given (one statement)."""
    return CorrectionNotice.objects.filter(case=case).first()


def told_codes(case: Case) -> set[str] | None:
    """The materials that may still be spoken of: those of the notice, and those that a leader had handed in since.

    None while nothing was told, so that everything may still be (two statements).
    """
    notice = notice_of(case)
    overrides = list(TellingOverride.objects.filter(case=case).values_list("items", "answered_at"))
    if notice is None and not overrides:
        return None
    answered = [items for items, answered_at in overrides if answered_at is not None]
    return {each["code"] for items in (notice.items if notice else (), *answered) for each in items}


def digest_of(case: Case) -> bytes:
    """The fingerprint of what the case consists of now (one statement)."""
    rows: Any = Material.objects.filter(case=case, replaced_at__isnull=True).values_list(
        "requirement_code", "state", "license_identifier", "files__file__sha256"
    )
    hashes: dict[tuple[str, str, str], list[str]] = {}
    for code, state, number, sha256 in rows:
        hashes.setdefault((code, state, number), []).extend([bytes(sha256).hex()] if sha256 else [])
    pieces = [Piece(*named, tuple(files)) for named, files in hashes.items()]
    return fingerprint(guide_of(case.option_version_id).content_hash, case.answers, pieces)


def binding_of(case: Case) -> PrecheckResult | None:
    """The pre-check that found this very set of this applicant complete, in this case or in one before (N19).

    Two statements. A result whose signature is not the city's, or whose paper is void, binds nobody.
    """
    digest = digest_of(case)
    rows = PrecheckResult.objects.filter(
        digest=digest, case__applicant_id=case.applicant_id, document__is_void=False
    ).select_related("document")
    return next((each for each in rows.order_by("id") if is_signed(each)), None)


def is_signed(result: PrecheckResult) -> bool:
    """Is the word on this paper the city's (验签)?"""
    return vault().verify(statement(result.document.number, bytes(result.digest)), result.signature)


def binding_by_code(code: str) -> Binding:
    """What the code on a pre-check paper is worth today (四 statements at most); `NotFound` for any other code."""
    document = by_verification_code(code)
    found = None
    if document.kind == DocumentKind.PRECHECK_RESULT:
        rows = PrecheckResult.objects.select_related("document", "case__applicant", "case__agency")
        found = rows.filter(document=document).first()
    if found is None:
        raise NotFound("没有这个预审码。请核对预审结论书上的验证码。")
    return Binding(found, is_signed(found), bytes(found.digest) == digest_of(found.case))


def open_override(case: Case) -> TellingOverride | None:
    """What a leader asked for again and that has not come yet (one statement)."""
    return TellingOverride.objects.filter(case=case, answered_at__isnull=True).first()


def results_of(case: Case) -> Sequence[PrecheckResult]:
    return list(PrecheckResult.objects.filter(case=case).order_by("id"))
