"""Drafts brought to where a test begins, by the commands that lead there; the cast of compiling."""

from datetime import datetime, timedelta
from typing import Any

import msgspec

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.ledger.models import Entry
from tongban.foundation.ledger.rules import GENESIS
from tongban.registers.catalog.lifecycle import Operation
from tongban.registers.catalog.models import ImplementationList, ListVersion
from tongban.registers.catalog.tests.samples import _OPTION, document
from tongban.registers.compiling import commands
from tongban.registers.compiling.models import ListDraft
from tongban.registers.compiling.rules.pushed import PushedItem
from tongban.registers.compiling.rules.states import Verdict
from tongban.registers.documents.models import OfficialDocument

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
EDITOR, OTHER_EDITOR, BUREAU_EDITOR = "wutao", "leiyu", "fangyuan"
BUREAU, BUREAU_TOO, JUSTICE, FINANCE, OWN_REVIEWER = "linjing", "hanbing", "zhouyaqin", "shenjie", "qianwei"
NOTE = {"effective_on": "2026-12-01", "reason": "按统一清单新增", "legal_source": "甘肃省统一清单（样例）"}
LOCAL_CODE = "620131970W00"


def after(days: int, hour: int = 10) -> datetime:
    return (MONDAY + timedelta(days=days)).replace(hour=hour)


def plain(**changes: Any) -> dict[str, Any]:
    """A sound list of 市市场监管局 that is not in the catalogue, as a form would send it."""
    made = msgspec.json.decode(msgspec.json.encode(document(basic_code=LOCAL_CODE, name="小作坊登记帮办")))
    return {**made, "version": NOTE, **changes}


def begun(cast: Any, *, at: datetime = MONDAY, login: str = EDITOR, **changes: Any) -> ListDraft:
    return commands.begin(Operation.ADD, document=plain(**changes), by=cast(login), at=at)


def submitted(cast: Any, *, at: datetime = MONDAY, **changes: Any) -> ListDraft:
    draft = begun(cast, at=at, **changes)
    commands.submit(draft, by=cast(EDITOR), at=at)
    return draft


def reviewed(cast: Any, *, at: datetime = MONDAY, **changes: Any) -> ListDraft:
    return agreed(cast, submitted(cast, at=at, **changes), at=at)


def agreed(cast: Any, draft: ListDraft, *, at: datetime = MONDAY) -> ListDraft:
    """The joint review: 司法局 and the bureau."""
    for login in (JUSTICE, BUREAU):
        commands.review(fresh(draft), opinion="同意。", by=cast(login), at=at)
    return fresh(draft)


def published(cast: Any, *, at: datetime = MONDAY, **changes: Any) -> ListDraft:
    draft = reviewed(cast, at=at, **changes)
    commands.publish(draft, by=cast(BUREAU), at=at)
    return fresh(draft)


def adjusted(
    cast: Any, operation: Operation, standing: ImplementationList, *, at: datetime, note: dict[str, Any], **more: Any
) -> ListDraft:
    """An operation on a list taken through the whole way."""
    draft = commands.begin(operation, standing=standing, by=cast(EDITOR), at=at, document={"version": note}, **more)
    commands.submit(draft, by=cast(EDITOR), at=at)
    draft = agreed(cast, draft, at=at)
    commands.publish(draft, by=cast(BUREAU), at=at)
    return fresh(draft)


def fresh(draft: ListDraft) -> ListDraft:
    return ListDraft.objects.select_related("agency", "base__list", "published__list", "notice").get(pk=draft.pk)


def edition_of(draft: ListDraft) -> ListVersion:
    assert draft.published is not None
    return draft.published


def notice_of(draft: ListDraft) -> OfficialDocument:
    assert draft.notice is not None
    return draft.notice


def pushed_item(number: int, **changes: Any) -> PushedItem:
    """An item from above with a code of its own, for 市市场监管局."""
    fields = {"basic_code": f"0001{31:02d}{number:06d}", "name": f"上级推送事项{number}", **changes}
    about = {name: fields.pop(name) for name in ("uscc", "body_name", "due_on", "paths") if name in fields}
    item = document(options={"01": _OPTION}, version=NOTE, **fields)
    return PushedItem(source_ref=f"province:{number}", item=item, **about)


def pushed(number: int = 1, *, at: datetime = MONDAY, by: Actor = SYSTEM, **changes: Any) -> ListDraft:
    return commands.push([pushed_item(number, **changes)], by=by, at=at).created[0]


def assert_in_the_ledger(draft: ListDraft) -> None:
    """Every move of the draft is an entry; the chain is whole and ends where the draft stands."""
    kept = fresh(draft)
    entries = list(Entry.objects.filter(chain=kept.chain).order_by("seq"))
    assert [each.seq for each in entries] == list(range(1, kept.version + 1))
    previous, status = GENESIS, ""
    for entry in entries:
        assert bytes(entry.previous) == previous
        assert bytes(entry.hash) == entry.record().hash_after(previous)
        if entry.to_status:
            assert entry.from_status in (status, "")
            status = entry.to_status
        assert entry.basis
        previous = bytes(entry.hash)
    assert (status, bytes(kept.head)) == (kept.status, previous)


def assert_jointly_reviewed(draft: ListDraft) -> None:
    """Two bodies at least agreed, the bureau among them, and none of those who agreed or published compiled it."""
    voices = draft.opinions.filter(turn=draft.turn, verdict=Verdict.AGREE).select_related("agency")
    assert len({each.agency_id for each in voices}) >= 2
    assert "government-affairs" in {each.agency.key for each in voices}
    assert not {each.staff_id for each in voices} & set(draft.hands)
    assert draft.publisher_id not in draft.hands
