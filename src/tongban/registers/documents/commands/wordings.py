"""文书用语: proposed by one person, put in force by another; every edition stays, as do papers issued under it."""

from collections.abc import Mapping
from datetime import datetime

import msgspec
from django.db import transaction
from django.db.models import Max

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import advance
from tongban.registers.documents.models import PaperWording
from tongban.registers.documents.rendering.glyphs import unprintable
from tongban.registers.documents.rules.papers import DocumentKind
from tongban.registers.documents.rules.wording import FLOW, PARTS, WORDABLE, Wording, WordingStatus, read_wording

LONGEST = 500


class OwnWording(NotYours):
    """Four eyes (双人复核): whoever proposed a wording does not put it in force."""

    code = "own_wording"
    sentence = "用语由您提出，要由另一个人复核。"


class AnotherWaits(NotNow):
    """One proposal of a kind at a time (已有待复核的用语)."""

    code = "another_waits"
    sentence = "这种文书已有用语等待复核。请先办完那一份。"


@transaction.atomic
def propose(kind: DocumentKind, typed: Mapping[str, str], *, reason: str, by: Actor, at: datetime) -> PaperWording:
    """提出用语: three texts, a paragraph a line; `Invalid` with every fault. Three empty ones mean: none any more."""
    wording = PaperWording(kind=kind, status=WordingStatus.PROPOSED, reason=reason.strip(), proposed_at=at)
    step = FLOW.take("propose", wording, by=by)
    if by.staff_id is None:
        raise NotYours("用语由工作人员提出。")
    content = _read(kind, typed, wording.reason)
    if PaperWording.objects.filter(kind=kind, status=WordingStatus.PROPOSED).exists():
        raise AnotherWaits()
    wording.text, wording.proposed_by_id = msgspec.to_builtins(content), by.staff_id
    wording.save(force_insert=True)
    advance(wording, step, by=by, at=at, facts={"kind": kind.value, "text": wording.text, "reason": wording.reason})
    return wording


@transaction.atomic
def approve(wording: PaperWording, *, words: str, by: Actor, at: datetime) -> PaperWording:
    """同意启用: papers of this kind are issued with it from now on; the edition before it is over."""
    step = FLOW.take("approve", wording, by=by)
    _refuse_own(wording, by)
    said = _said(words)
    editions = PaperWording.objects.filter(kind=wording.kind)
    before = editions.filter(status=WordingStatus.IN_FORCE).select_for_update().first()
    if before is not None:
        advance(before, FLOW.take("supersede", before, by=SYSTEM), by=SYSTEM, at=at)
    number = (editions.aggregate(last=Max("edition"))["last"] or 0) + 1
    changes = {"edition": number, "words": said, "decided_by_id": by.staff_id, "decided_at": at}
    advance(wording, step, by=by, at=at, changes=changes, facts={"words": said, "edition": number})
    return wording


@transaction.atomic
def send_back(wording: PaperWording, *, words: str, by: Actor, at: datetime) -> PaperWording:
    """不同意: by another person, with a reason."""
    step = FLOW.take("send_back", wording, by=by)
    _refuse_own(wording, by)
    said = _said(words)
    changes = {"words": said, "decided_by_id": by.staff_id, "decided_at": at}
    advance(wording, step, by=by, at=at, changes=changes, facts={"words": said})
    return wording


@transaction.atomic
def take_back(wording: PaperWording, *, words: str, by: Actor, at: datetime) -> PaperWording:
    """撤回: by whoever proposed it, before it is decided."""
    step = FLOW.take("take_back", wording, by=by)
    if wording.proposed_by_id != by.staff_id:
        raise NotYours("用语由提出的人撤回。不同意的，请写明理由退回。")
    said = _said(words)
    advance(wording, step, by=by, at=at, changes={"words": said}, facts={"words": said})
    return wording


def _read(kind: DocumentKind, typed: Mapping[str, str], reason: str) -> Wording:
    """The wording as it may be proposed; every fault of it and of the reason at once."""
    if kind not in WORDABLE:
        raise Invalid(f"《{kind.label}》不加用语。")
    faults: list[Fault] = []
    if not reason or len(reason) > LONGEST:
        faults.append(Fault("/reason", "required", f"请写明为什么改，不超过{LONGEST}个字。"))
    faults += [
        Fault(f"/{name}", "unprintable", f"“{label}”里有文书印不出来的字：{missing}。")
        for name, label in PARTS.items()
        if (missing := unprintable(typed.get(name, "")))
    ]
    try:
        found = read_wording(typed)
    except Invalid as refusal:
        raise Invalid("用语还不能提出。", faults=[*refusal.faults, *faults]) from refusal
    if faults:
        raise Invalid("用语还不能提出。", faults=faults)
    return found


def _refuse_own(wording: PaperWording, by: Actor) -> None:
    if by.staff_id is None or wording.proposed_by_id == by.staff_id:
        raise OwnWording()


def _said(words: str) -> str:
    said = words.strip()
    if not said or len(said) > LONGEST:
        raise Invalid(faults=[Fault("/words", "required", f"请写明意见或者理由，不超过{LONGEST}个字。")])
    return said
