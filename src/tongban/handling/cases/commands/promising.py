"""The word of a pre-check (预审承诺): a complete set gets a paper whose code binds every window (N19)."""

from collections.abc import Iterable
from datetime import datetime

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.vault import vault
from tongban.handling.cases.models import Case, Material, MaterialState, PrecheckResult
from tongban.handling.cases.queries.telling import digest_of, open_override
from tongban.handling.cases.rules import papers
from tongban.handling.cases.rules.binding import statement
from tongban.handling.cases.rules.telling import is_complete
from tongban.registers.documents.models import OfficialDocument
from tongban.registers.documents.rules.papers import DocumentKind, Item

from .steps import matter_of, option_of, paper


def promise(case: Case, rows: Iterable[Material], *, by: Actor, at: datetime) -> OfficialDocument | None:
    """The paper for a set that was just found complete; None when it is not, or when this set has one already."""
    found = list(rows)
    if not is_complete(option_of(case), found) or open_override(case) is not None:
        return None
    digest = digest_of(case)
    if PrecheckResult.objects.filter(case=case, digest=digest).exists():
        return None
    items = [Item(code=row.requirement_code, name=row.name, medium=MaterialState(row.state).label) for row in found]
    body = papers.precheck_result(matter_of(case), items, digest=digest.hex(), at=at)
    document = paper(DocumentKind.PRECHECK_RESULT, case, body, by=by, at=at)
    PrecheckResult.objects.create(
        case=case,
        document=document,
        digest=digest,
        signature=vault().sign(statement(document.number, digest)),
        given_at=at,
        given_by_id=by.staff_id,
    )
    return document
