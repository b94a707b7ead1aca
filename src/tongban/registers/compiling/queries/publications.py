"""What was published (发布公告): each with its number, date and hash; public."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from tongban.registers.catalog.kinds import ItemKind
from tongban.registers.catalog.lifecycle import Operation
from tongban.registers.compiling.models import ListDraft
from tongban.registers.compiling.rules.states import Status

from .cursors import bounded, cursor, read_cursor

PAGE = 20


@dataclass(frozen=True, slots=True)
class PublicationRow:
    """One publication: the notice and the edition that it announces."""

    pk: int
    number: str
    published_at: datetime
    content_hash: str
    verification_code: str
    name: str
    kind: ItemKind
    operation: Operation
    list_code: str
    edition: int
    agency: str
    effective_on: date
    reason: str
    legal_source: str
    is_local_feature: bool


@dataclass(frozen=True, slots=True)
class PublicationsPage:
    rows: tuple[PublicationRow, ...]
    next: str


def publications(*, agency: str = "", list_code: str = "", after: str = "", size: int = PAGE) -> PublicationsPage:
    """The publications, the newest first (one statement)."""
    rows = ListDraft.objects.filter(status=Status.PUBLISHED)
    rows = rows.select_related("notice", "published__list__agency").defer("document", "locked", "words", "twins")
    if agency:
        rows = rows.filter(agency__key=agency)
    if list_code:
        rows = rows.filter(published__list__code=list_code)
    if (place := read_cursor(after)) is not None:
        rows = rows.filter(notice_id__lt=place[1])
    size = bounded(size)
    found = list(_told(list(rows.order_by("-notice_id")[: size + 1])))
    more = len(found) > size
    return PublicationsPage(tuple(row for row, _ in found[:size]), cursor(None, found[size - 1][1]) if more else "")


def _told(drafts: list[ListDraft]) -> Iterator[tuple[PublicationRow, int]]:
    for each in drafts:
        assert each.notice is not None, "what is published has a notice"
        assert each.published is not None, "what is published is an edition"
        edition, notice = each.published, each.notice
        row = PublicationRow(
            pk=each.pk,
            number=notice.number,
            published_at=notice.issued_at,
            content_hash=notice.content_hash,
            verification_code=notice.verification_code,
            name=edition.name,
            kind=ItemKind(each.kind),
            operation=Operation(edition.operation),
            list_code=edition.list.code,
            edition=edition.number,
            agency=edition.list.agency.short_name,
            effective_on=edition.effective_on,
            reason=edition.reason,
            legal_source=edition.legal_source,
            is_local_feature=edition.is_local_feature,
        )
        yield row, notice.pk
