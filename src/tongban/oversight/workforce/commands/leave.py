"""Leave (请假、销假): asked, granted or refused, taken back; whoever is away is given no new work meanwhile. R-187."""

from datetime import date, datetime

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import advance
from tongban.handling.contacts.queries.shifts import open_shift
from tongban.oversight.workforce.models import Leave
from tongban.oversight.workforce.rules.leave import LEAVES, LeaveKind, LeaveStatus
from tongban.registers.agencies.commands import set_leave
from tongban.registers.agencies.models import Staff

LONGEST = 200
LONGEST_DAYS = 366


@transaction.atomic
def ask_leave(
    *, kind: str, starts_on: date | None, ends_on: date | None, reason: str, by: Actor, at: datetime
) -> Leave:
    """请假: for oneself, by whole days, not over another that was asked or granted."""
    if by.staff_id is None:
        raise NotYours("请假由本人申请。")
    made = Leave(staff_id=by.staff_id, status=LeaveStatus.NEW, asked_at=at)
    step = LEAVES.take("ask_leave", made, by=by)
    faults, said = [], reason.strip()[:LONGEST]
    if kind not in set(LeaveKind):
        faults.append(Fault("/kind", "choice", "请选请假类别。"))
    if len(said) < 2:
        faults.append(Fault("/reason", "missing", "请写请假的原因。"))
    if starts_on is None or starts_on < local_day(at):
        faults.append(Fault("/starts_on", "day", "请写从哪天起，不能早于今天。"))
    if ends_on is None or (starts_on is not None and ends_on < starts_on):
        faults.append(Fault("/ends_on", "day", "请写到哪天为止，不能早于第一天。"))
    elif starts_on is not None and (ends_on - starts_on).days > LONGEST_DAYS:
        faults.append(Fault("/ends_on", "day", "一次最多请一年。"))
    if faults or starts_on is None or ends_on is None:
        raise Invalid(faults=faults)
    Staff.objects.select_for_update(no_key=True).get(pk=by.staff_id)
    over = Leave.objects.filter(staff_id=by.staff_id, starts_on__lte=ends_on, ends_on__gte=starts_on)
    if over.filter(status__in=[LeaveStatus.ASKED, LeaveStatus.GRANTED]).exists():
        raise NotNow("这几天里您已经请过假了。")
    made.kind, made.starts_on, made.ends_on, made.reason = kind, starts_on, ends_on, said
    made.save(force_insert=True)
    advance(made, step, by=by, at=at, facts=_facts(made))
    return made


@transaction.atomic
def grant_leave(leave: Leave, *, words: str = "", by: Actor, at: datetime) -> Leave:
    """准假: not for oneself, and not while the person still sits at a window on the first day."""
    step = LEAVES.take("grant_leave", leave, by=by)
    _another(leave, by)
    if leave.starts_on <= local_day(at) and open_shift(leave.staff_id) is not None:
        raise NotNow(f"{leave.staff.name}还在窗口上，请他先签退。")
    advance(leave, step, by=by, at=at, facts=_facts(leave), changes=_decided(words, by, at))
    return leave


@transaction.atomic
def refuse_leave(leave: Leave, *, words: str, by: Actor, at: datetime) -> Leave:
    """不准假: with the reason."""
    step = LEAVES.take("refuse_leave", leave, by=by)
    _another(leave, by)
    if len(words.strip()) < 2:
        raise Invalid(faults=[Fault("/words", "missing", "请写为什么不准假。")])
    advance(leave, step, by=by, at=at, facts=_facts(leave), changes=_decided(words, by, at))
    return leave


@transaction.atomic
def withdraw_leave(leave: Leave, *, by: Actor, at: datetime) -> Leave:
    """销假: by oneself; whoever came back can be given work again."""
    step = LEAVES.take("withdraw_leave", leave, by=by)
    if by.staff_id != leave.staff_id:
        raise NotYours("销假由本人办理。")
    if leave.ends_on < local_day(at):
        raise NotNow("这次假已经休完了。")
    advance(leave, step, by=by, at=at, facts=_facts(leave))
    return leave


def follow_leave(*, at: datetime) -> int:
    """Whoever is on granted leave today is given no new work, whoever took it back is; how many changed.

    What was set by others for longer stays; twice changes nothing.
    """
    day, changed = local_day(at), 0
    running = Leave.objects.filter(status=LeaveStatus.GRANTED, starts_on__lte=day, ends_on__gte=day)
    until = {each.staff_id: each.ends_on for each in running}
    for staff in Staff.objects.filter(pk__in=until, is_active=True):
        if staff.on_leave_until is None or staff.on_leave_until < until[staff.pk]:
            set_leave(staff, until=until[staff.pk], by=SYSTEM, at=at)
            changed += 1
    over = Leave.objects.filter(status=LeaveStatus.WITHDRAWN, starts_on__lte=day, ends_on__gte=day)
    for leave in over.select_related("staff"):
        if leave.staff_id not in until and leave.staff.on_leave_until == leave.ends_on:
            set_leave(leave.staff, until=None, by=SYSTEM, at=at)
            changed += 1
    return changed


def _another(leave: Leave, by: Actor) -> None:
    if by.staff_id is None or by.staff_id == leave.staff_id:
        raise NotYours("自己的请假由别人批。")


def _decided(words: str, by: Actor, at: datetime) -> dict[str, object]:
    return {"decided_at": at, "decided_by_id": by.staff_id, "words": words.strip()[:LONGEST]}


def _facts(leave: Leave) -> dict[str, object]:
    days = {"starts_on": leave.starts_on.isoformat(), "ends_on": leave.ends_on.isoformat()}
    return {"staff": leave.staff_id, "kind": leave.kind, **days}
