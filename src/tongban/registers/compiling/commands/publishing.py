"""Publishing (发布): what was jointly reviewed becomes the next edition, with a numbered notice, by other hands."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

import msgspec
from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow
from tongban.foundation.ledger.commands import advance
from tongban.foundation.ledger.models import Entry
from tongban.registers.catalog import commands as catalog
from tongban.registers.catalog.item import ItemDocument, VersionNote
from tongban.registers.catalog.lifecycle import KEEPS_CONTENT, Operation
from tongban.registers.catalog.models import ImplementationList, ListVersion
from tongban.registers.catalog.queries import last_edition
from tongban.registers.compiling.bound import BOUND
from tongban.registers.compiling.models import ElementTemplate, ListDraft
from tongban.registers.compiling.queries.findings import judged, plain, read
from tongban.registers.compiling.queries.twins import twins_of
from tongban.registers.compiling.queries.visible import lead
from tongban.registers.compiling.rules import notices
from tongban.registers.compiling.rules.states import Verdict
from tongban.registers.compiling.rules.transition import Transition, last_day
from tongban.registers.documents.commands import issue
from tongban.registers.documents.models import OfficialDocument
from tongban.registers.documents.rules.papers import DocumentKind

from .reviewing import refuse_unanswered
from .steps import take

_ADJUST: dict[Operation, Callable[..., ListVersion]] = {
    Operation.SUSPEND: catalog.suspend,
    Operation.RESUME: catalog.resume,
    Operation.CANCEL: catalog.cancel,
}


@transaction.atomic
def publish(
    draft: ListDraft,
    *,
    effective_on: date | None = None,
    transition: Transition | None = None,
    drafts_until_on: date | None = None,
    words: Mapping[str, str] | None = None,
    by: Actor,
    at: datetime,
) -> Entry:
    """发布: the edition, the notice with number, date and hash, and what a merge ends, in one act.

    `effective_on` moves the effective day (it is never before the day of publication). `transition` says whether
    applications that were begun earlier follow, or may finish under the edition before until `drafts_until_on`
    (R-026); without it the draft's own word holds. `words` answer warnings that came up since the review.
    """
    step = take("publish", draft, by=by)
    note = _announced(draft, effective_on, on=local_day(at))
    until = last_day(transition, drafts_until_on, note.drafts_until_on, effective_on=note.effective_on)
    item = msgspec.structs.replace(read(draft.document), version=msgspec.structs.replace(note, drafts_until_on=until))
    _refuse_overtaken(draft)
    draft.words = {**draft.words, **(words or {})}
    _pass_the_gate(draft, item, on=local_day(at))
    edition = _edition(draft, item, by=by, at=at)
    _end_ancestors(draft, edition, item.version, by=by, at=at)
    notice = _notice(draft, item, edition, by=by, at=at)
    changes = {
        "publisher_id": by.staff_id,
        "published_id": edition.pk,
        "notice_id": notice.pk,
        "findings": draft.findings,
        "words": draft.words,
        "document": msgspec.json.decode(msgspec.json.encode(item)),
        "updated_at": at,
    }
    return advance(draft, step, by=by, at=at, facts=_told(edition, notice), changes=changes)


def _told(edition: ListVersion, notice: OfficialDocument) -> dict[str, Any]:
    return {
        "list": edition.list.code,
        "edition": edition.number,
        "operation": edition.operation,
        "effective_on": edition.effective_on.isoformat(),
        "drafts_until_on": edition.drafts_until_on.isoformat() if edition.drafts_until_on else "",
        "documents": [notice.number],
        "notice_hash": notice.content_hash,
    }


def _announced(draft: ListDraft, effective_on: date | None, *, on: date) -> VersionNote:
    """The note of the edition with the day on which it comes into force, as it was chosen now."""
    note = read(draft.document).version
    day = effective_on or note.effective_on
    if day < on:
        said = f"生效日期{day.isoformat()}已经过去，请选择今天或者以后的日期。"
        raise Invalid(faults=[Fault("/effective_on", "past", said)])
    return msgspec.structs.replace(note, effective_on=day, operation=draft.operation)


def _refuse_overtaken(draft: ListDraft) -> None:
    """The list was changed in another way while this draft was made: it does not know of that."""
    if draft.base is None:
        return
    last = last_edition(draft.base.list)
    if last is not None and last.pk != draft.base_id:
        raise NotNow("编制期间这份清单已经有了新版本。请退回，按新版本重新起草。", facts={"edition": last.number})


def _pass_the_gate(draft: ListDraft, item: ItemDocument, *, on: date) -> None:
    """Judged once more as of today; a list with an error is not published, a warning needs a word."""
    findings = judged(draft, item, twins_of(draft), on=on)
    draft.findings = plain(findings)
    if wrong := BOUND.gate.blocking(findings):
        faults = [Fault(each.pointer, each.code, each.message) for each in wrong]
        raise Invalid("还不能发布，请退回改正。", faults=faults)
    refuse_unanswered(draft, draft.words)


def _edition(draft: ListDraft, item: ItemDocument, *, by: Actor, at: datetime) -> ListVersion:
    operation = Operation(draft.operation)
    if operation in KEEPS_CONTENT:
        assert draft.base is not None, "what keeps the content follows an edition"
        return _ADJUST[operation](draft.base.list, item.version, by=by, at=at)
    template = ElementTemplate.objects.order_by("-loaded_at", "-pk").values_list("version", flat=True).first()
    done = catalog.publish(item, by=by, at=at, ancestors=draft.ancestors, template=template or "")
    if not done.is_new:
        raise NotNow("内容和现行清单完全一样，不用发布。请作废这份文稿。")
    return done.edition


def _end_ancestors(draft: ListDraft, edition: ListVersion, note: VersionNote, *, by: Actor, at: datetime) -> None:
    """What was merged, or split as a whole, is cancelled on the day on which its successor comes into force."""
    if not draft.ends_ancestors:
        return
    reason = f"{Operation(draft.operation).label}为“{edition.name}”"[:200]
    ended = VersionNote(
        effective_on=note.effective_on,
        reason=reason,
        legal_source=note.legal_source,
        operation=Operation.CANCEL,
        drafts_until_on=note.drafts_until_on,
    )
    for each in ImplementationList.objects.filter(code__in=draft.ancestors).exclude(pk=edition.list_id).order_by("pk"):
        catalog.cancel(each, ended, by=by, at=at)


def _notice(draft: ListDraft, item: ItemDocument, edition: ListVersion, *, by: Actor, at: datetime) -> OfficialDocument:
    agreed = draft.opinions.filter(turn=draft.turn, verdict=Verdict.AGREE).order_by("pk")
    leading = lead()
    body = notices.body(
        item,
        operation=Operation(edition.operation),
        list_code=edition.list.code,
        edition=edition.number,
        agency=draft.agency.name if draft.agency is not None else "",
        reviewers=tuple(agreed.values_list("agency__name", flat=True)),
        hashes=dict(edition.options.order_by("option__code").values_list("option__code", "content_hash")),
        signed_by=leading.name,
        on=local_day(at),
    )
    subject = f"list:{edition.list.code}"
    return issue(DocumentKind.PUBLICATION_NOTICE, subject=subject, agency=leading, body=body, by=by, at=at)
