"""Faults of terminals (终端故障): found by the watch when one is silent, or reported; taken on, and mended."""

from datetime import datetime

from django.db import IntegrityError, transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.errors import Fault as Wrong
from tongban.foundation.kernel.errors import Invalid, NotNow
from tongban.foundation.ledger.commands import advance, begin
from tongban.handling.devices.models import Fault
from tongban.handling.devices.queries.devices import missed
from tongban.handling.devices.rules.states import FAULTS, FaultKind, FaultStatus
from tongban.handling.devices.rules.watching import SILENT_AFTER
from tongban.handling.halls.models import Kiosk

LONGEST = 200


@transaction.atomic
def open_fault(kiosk: Kiosk, *, kind: str, words: str, by: Actor, at: datetime) -> Fault:
    """登记故障: one of a kind at a time for a terminal."""
    said, faults = words.strip(), []
    if kind not in set(FaultKind):
        faults.append(Wrong("/kind", "choice", "请选是哪一类问题。"))
    if not 1 <= len(said) <= LONGEST:
        faults.append(Wrong("/words", "required", f"请写哪里不对，不超过{LONGEST}个字。"))
    if faults:
        raise Invalid(faults=faults)
    made = Fault(kiosk=kiosk, kind=kind, words=said, status=FaultStatus.NEW, opened_at=at)
    step = FAULTS.take("open", made, by=by)
    made.status = FaultStatus.OPEN
    try:
        with transaction.atomic():
            begin(made, step, by=by, at=at, facts={"kiosk": str(kiosk), "kind": kind, "words": said})
    except IntegrityError:
        raise NotNow("这台终端的同一类问题已经登记过，还没有修好。") from None
    return made


@transaction.atomic
def take_fault(fault: Fault, *, by: Actor, at: datetime) -> Fault:
    """接手处理: somebody is on it."""
    step = FAULTS.take("take", fault, by=by)
    advance(fault, step, by=by, at=at, changes={"taken_by_id": by.staff_id})
    return fault


@transaction.atomic
def close_fault(fault: Fault, *, result: str, by: Actor, at: datetime) -> Fault:
    """修好了: with what was done."""
    step, words = FAULTS.take("close", fault, by=by), result.strip()
    if not 1 <= len(words) <= LONGEST:
        raise Invalid(faults=[Wrong("/result", "required", f"请写怎么修好的，不超过{LONGEST}个字。")])
    advance(fault, step, by=by, at=at, facts={"result": words}, changes={"closed_at": at, "result": words})
    return fault


def watch(*, at: datetime, by: Actor = SYSTEM) -> tuple[int, int]:
    """看终端: a fault for every terminal that is missed, and the end of those of terminals that report again.

    Gives how many were opened and how many closed.
    """
    silent = {each.pk: each for each in missed(at=at)}
    standing = Fault.objects.filter(kind=FaultKind.SILENT, closed_at__isnull=True).select_related("kiosk")
    known = {each.kiosk_id: each for each in standing}
    for pk in silent.keys() - known.keys():
        minutes = int(SILENT_AFTER.total_seconds()) // 60
        open_fault(silent[pk], kind=FaultKind.SILENT, words=f"超过{minutes}分钟没有报到", by=by, at=at)
    back = [each for pk, each in known.items() if _is_back(each, at)]
    for each in back:
        close_fault(each, result="终端又报到了", by=by, at=at)
    return len(silent.keys() - known.keys()), len(back)


def _is_back(fault: Fault, at: datetime) -> bool:
    """It reported after the fault was opened, or is out of use, so nobody waits for it."""
    kiosk = fault.kiosk
    is_heard = kiosk.seen_at is not None and kiosk.seen_at > fault.opened_at and at - kiosk.seen_at <= SILENT_AFTER
    return is_heard or kiosk.token_hash is None
