"""Publishing an edition (公布清单): a second person, gap-free numbers, a notice, and rows that never change again."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import advance
from tongban.foundation.ledger.models import Entry
from tongban.registers.agencies.models import Agency
from tongban.registers.catalog.commands import bump
from tongban.registers.documents.commands import issue
from tongban.registers.documents.models import OfficialDocument
from tongban.registers.documents.rules.papers import DocumentKind
from tongban.registers.lists.models import Edition, EditionDraft
from tongban.registers.lists.queries.drafts import is_behind
from tongban.registers.lists.queries.editions import Head, current, rows_of
from tongban.registers.lists.queries.institutions import lead
from tongban.registers.lists.rules.announcing import announcement
from tongban.registers.lists.rules.comparing import Diff, compare
from tongban.registers.lists.rules.editions import EditionName, content_hash, document, public_path
from tongban.registers.lists.rules.flow import FLOW
from tongban.registers.lists.rules.rows import Row, faults_of, ordered

LONGEST_REASON = 500


class SamePerson(NotYours):
    """Who drafts or proposes a list does not publish it (起草与公布分开, plan 二(一))."""

    code = "same_person"
    sentence = "起草、报请公布的人不能自己公布，请另一位事项审核岗办理。"


class Behind(NotNow):
    """The catalogue has moved on since the draft was made (目录已更新)."""

    code = "catalogue_moved"
    sentence = "草案编好以后目录有变化。请退回，让编制岗按目录更新以后再报。"


class NothingNew(Declined):
    """An edition that changes nothing is none (没有变化)."""

    code = "nothing_new"
    sentence = "这份草案和现在公布的一版完全一样，不用再公布。"


@transaction.atomic
def publish(draft: EditionDraft, *, by: Actor, at: datetime) -> Edition:
    """公布: the draft becomes the next edition, with number, date, hash, notice and the difference to the one before.

    Raises `SamePerson`, `Behind`, `NothingNew`, `Invalid` with everything that is missing.
    """
    step = FLOW.take("publish", draft, by=by)
    if by.staff_id is None or by.staff_id in (draft.proposer_id, draft.drafter_id):
        raise SamePerson()
    if is_behind(draft):
        raise Behind()
    if faults := faults_of(draft.about, draft.rows):
        raise Invalid(f"“{draft.about.title}”还有{len(faults)}处没有写全，不能公布。", faults=faults)
    head = current(draft.kind, institution=draft.institution.key if draft.institution else "")
    rows = ordered(draft.about, draft.rows)
    diff = _difference(draft, rows, head)
    if head is not None and diff is not None and diff.is_empty and rows_of(head).source == draft.source:
        raise NothingNew()
    edition = _edition(draft, rows, head, diff, by=by, at=at)
    facts = {
        "edition": edition.name.slug,
        "hash": edition.content_hash,
        "notice": edition.notice.number,
        "rows": edition.row_count,
        **(diff.counts if diff is not None else {}),
    }
    changes = {"publisher_id": by.staff_id, "edition_id": edition.pk, "updated_at": at}
    advance(draft, step, by=by, at=at, facts=facts, changes=changes)
    bump()
    return edition


@transaction.atomic
def send_back(draft: EditionDraft, *, reason: str, by: Actor, at: datetime) -> Entry:
    """退回修改: with the reason, which the editor reads."""
    step = FLOW.take("return", draft, by=by)
    said = reason.strip()[:LONGEST_REASON]
    if not said:
        raise Invalid(faults=[Fault("/reason", "blank", "请写明退回的理由，编制岗照着修改。")])
    changes = {"returned_because": said, "updated_at": at}
    return advance(draft, step, by=by, at=at, facts={"reason": said}, changes=changes)


def _difference(draft: EditionDraft, rows: list[Row], head: Head | None) -> Diff | None:
    if head is None:
        return None
    before = rows_of(head).rows
    return compare(draft.about, before, rows, withheld_before=head.withheld, withheld_after=draft.withheld)


def _edition(
    draft: EditionDraft, rows: list[Row], head: Head | None, diff: Diff | None, *, by: Actor, at: datetime
) -> Edition:
    """The edition and its notice. The open draft is the only one of this list, so that nobody else takes its number."""
    on, body = local_day(at), draft.institution
    agency = body or lead()
    assert draft.proposer_id is not None, "a proposed draft has a proposer"
    assert by.staff_id is not None, "a person publishes"
    earlier = Edition.objects.filter(kind=draft.kind, institution=body, year=on.year)
    name = EditionName(on.year, earlier.count() + 1, body.key if body else "")
    content = document(
        draft.about,
        name,
        rows,
        institution=body.name if body else "",
        dated_on=on,
        withheld=draft.withheld,
        source=draft.source,
        previous=head.content_hash if head is not None else "",
    )
    digest = content_hash(content)
    return Edition.objects.create(
        kind=draft.kind,
        institution=body,
        agency=agency,
        year=name.year,
        number=name.number,
        dated_on=on,
        content=content,
        content_hash=digest,
        row_count=len(rows),
        withheld=draft.withheld,
        previous_id=head.pk if head is not None else None,
        notice=_notice(draft, name, agency, len(rows), diff, digest, by=by, at=at),
        proposed_by_id=draft.proposer_id,
        published_by_id=by.staff_id,
        published_at=at,
    )


def _notice(
    draft: EditionDraft,
    name: EditionName,
    agency: Agency,
    row_count: int,
    diff: Diff | None,
    digest: str,
    *,
    by: Actor,
    at: datetime,
) -> OfficialDocument:
    """The announcement (公告), numbered without a gap by its agency and year."""
    kind = draft.about
    body = announcement(
        kind,
        name,
        agency=agency.name,
        on=local_day(at),
        row_count=row_count,
        withheld=draft.withheld,
        diff=diff,
        digest=digest,
        address=settings.PUBLIC_URL.rstrip("/") + public_path(kind.code, name),
    )
    subject = f"published-list:{kind.code}/{name.slug}"
    return issue(DocumentKind.LIST_NOTICE, subject=subject, agency=agency, body=body, by=by, at=at)
