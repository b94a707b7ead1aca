"""鉴定销毁: proposed by one, approved by another, carried out; hashes, register and list stay, the content goes."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import advance, record
from tongban.handling.dossiers.models import ArchiveRecord, DestructionLine, DestructionList
from tongban.handling.dossiers.queries.destruction import PAGE, lines_of, running, to_appraise
from tongban.handling.dossiers.rules.destruction import (
    BASIS,
    FLOW,
    LONGEST,
    Appraised,
    DestructionStatus,
    Fate,
    faults_of,
    new_term,
)
from tongban.registers.documents import shelf


class SamePerson(NotYours):
    """Four eyes (双人): whoever proposed a list does not approve it."""

    code = "same_person"
    sentence = "清册由您提出，要由另一个人批准。"


class StillRunning(NotNow):
    """Something about a case is not over yet (还有没办完的事): its archive may not be destroyed."""

    code = "still_running"


@transaction.atomic
def propose(given: Sequence[Appraised], *, opinion: str, by: Actor, at: datetime) -> DestructionList:
    """提出清单: what becomes of archives whose term is over, at most a page of them; `Invalid` with every fault."""
    listed = DestructionList(status=DestructionStatus.PROPOSED, opinion=opinion.strip(), proposed_at=at)
    step = FLOW.take("propose", listed, by=by)
    if by.staff_id is None:
        raise NotYours("清册由工作人员提出。")
    listed.proposed_by_id = by.staff_id
    wanted = {each.archive for each in given[:PAGE]}
    _lock(wanted)
    due = {each.pk: each for each in to_appraise(on=local_day(at)).filter(pk__in=wanted)}
    busy = running(due.values(), on=local_day(at))
    faults = faults_of(given, due=due.keys(), running=busy, opinion=listed.opinion)
    if faults:
        raise Invalid(faults=faults)
    listed.save(force_insert=True)
    DestructionLine.objects.bulk_create(_line(listed, due[each.archive], each) for each in given)
    facts = {"opinion": listed.opinion, "lines": [_told(due[each.archive], each) for each in given]}
    advance(listed, step, by=by, at=at, facts=facts)
    return listed


@transaction.atomic
def approve(listed: DestructionList, *, words: str, by: Actor, at: datetime) -> DestructionList:
    """批准: by another person than the one who proposed it."""
    return _decided("approve", listed, words, by=by, at=at)


@transaction.atomic
def send_back(listed: DestructionList, *, words: str, by: Actor, at: datetime) -> DestructionList:
    """不同意: nothing happens to the archives, they wait for another list."""
    return _decided("send_back", listed, words, by=by, at=at)


@transaction.atomic
def take_back(listed: DestructionList, *, words: str, by: Actor, at: datetime) -> DestructionList:
    """撤回: before it is carried out, with a reason."""
    step = FLOW.take("take_back", listed, by=by)
    said = _said(words)
    advance(listed, step, by=by, at=at, changes={"words": said}, facts={"words": said})
    return listed


@transaction.atomic
def carry_out(listed: DestructionList, *, by: Actor, at: datetime) -> DestructionList:
    """执行: what is to be destroyed is, what is kept on has its new term; nothing at all while anything still runs.

    The contents leave the shelf as soon as the act stands in the ledger (`remove_contents`).
    """
    step = FLOW.take("carry_out", listed, by=by)
    lines = list(lines_of(listed))
    _lock([each.archive_id for each in lines])
    gone = [each for each in lines if each.fate == Fate.DESTROY]
    _refuse_running([each.archive for each in gone], at=at)
    for each in gone:
        _destroy(each, listed, by=by, at=at)
    for each in lines:
        if each.fate != Fate.DESTROY:
            _keep_on(each, listed, by=by, at=at)
    changes = {"carried_out_by_id": by.staff_id, "carried_out_at": at}
    facts = {"destroyed": len(gone), "kept": len(lines) - len(gone)}
    advance(listed, step, by=by, at=at, changes=changes, facts=facts)
    return listed


def remove_contents(key: int) -> None:
    """清除内容: the packages of a list that was carried out leave the shelf; what is gone already stays gone."""
    waiting = ArchiveRecord.objects.filter(
        lines__listed=key,
        lines__fate=Fate.DESTROY,
        lines__listed__status=DestructionStatus.CARRIED_OUT,
        destroyed_at__isnull=False,
        is_removed=False,
    )
    for each in waiting:
        shelf.remove(bytes(each.content))
        ArchiveRecord.objects.filter(pk=each.pk).update(is_removed=True)


def _decided(verb: str, listed: DestructionList, words: str, *, by: Actor, at: datetime) -> DestructionList:
    step = FLOW.take(verb, listed, by=by)
    if by.staff_id is None or by.staff_id == listed.proposed_by_id:
        raise SamePerson()
    said = _said(words)
    changes = {"decided_by_id": by.staff_id, "decided_at": at, "words": said}
    advance(listed, step, by=by, at=at, changes=changes, facts={"words": said})
    return listed


def _lock(keys: Collection[int]) -> None:
    """Nobody else appraises these archives until the act is done."""
    for _ in ArchiveRecord.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"):
        pass


def _said(words: str) -> str:
    said = words.strip()
    if not said or len(said) > LONGEST:
        raise Invalid(faults=[Fault("/words", "required", f"请写明意见或者理由，不超过{LONGEST}个字。")])
    return said


def _refuse_running(archives: Sequence[ArchiveRecord], *, at: datetime) -> None:
    busy = running(archives, on=local_day(at))
    told = [f"{each.number}：{busy[each.pk]}" for each in archives if each.pk in busy]
    if told:
        raise StillRunning(f"有案卷现在不能销毁。{'；'.join(told)}。请等办完再执行，或者撤回清册重新鉴定。")


def _destroy(line: DestructionLine, listed: DestructionList, *, by: Actor, at: datetime) -> None:
    archive = line.archive
    ArchiveRecord.objects.filter(pk=archive.pk).update(destroyed_at=at)
    facts = {
        "root": bytes(archive.root).hex(),
        "content": bytes(archive.content).hex(),
        "size": archive.size,
        "files": archive.files,
        "list": listed.chain,
    }
    _record(archive, "destroy", facts, by=by, at=at)


def _keep_on(line: DestructionLine, listed: DestructionList, *, by: Actor, at: datetime) -> None:
    label, until = new_term(Fate(line.fate), on=local_day(at))
    ArchiveRecord.objects.filter(pk=line.archive_id).update(retention=label, retain_until=until)
    facts = {"retention": label, "until": until.isoformat() if until else "", "reason": line.reason}
    _record(line.archive, "keep_on", facts | {"list": listed.chain}, by=by, at=at)


def _record(archive: ArchiveRecord, verb: str, facts: dict[str, Any], *, by: Actor, at: datetime) -> None:
    record(f"archive:{archive.case.number}", verb, by=by, at=at, basis=BASIS, about=archive.case.chain, facts=facts)


def _line(listed: DestructionList, archive: ArchiveRecord, given: Appraised) -> DestructionLine:
    assert archive.retain_until is not None, "what is kept for ever is never due"
    told: dict[str, Any] = {"fate": given.fate, "reason": given.reason}
    return DestructionLine(
        listed=listed, archive=archive, term=archive.retention, term_until=archive.retain_until, **told
    )


def _told(archive: ArchiveRecord, given: Appraised) -> dict[str, str]:
    return {"number": archive.number, "root": bytes(archive.root).hex(), "fate": given.fate, "reason": given.reason}
