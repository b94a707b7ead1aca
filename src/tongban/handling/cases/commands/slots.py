"""Booking a time for a special procedure (约定时段): offered by the body, picked by the applicant. R-049."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotNow
from tongban.foundation.ledger.models import Entry
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import describe
from tongban.handling.cases.models import Case, Slot, SlotOfficer, SlotStatus, SpecialRun
from tongban.handling.cases.rules.grounds import need_text
from tongban.handling.cases.rules.slots import SlotGiven, read_slots, remind_on, slot_words
from tongban.handling.cases.rules.special_records import least_officers
from tongban.registers.agencies.models import Staff
from tongban.registers.catalog.content import SpecialProcedure

from .clocks import let_go
from .inspecting import find_officers, running
from .steps import message, move, option_of, take
from .wording import refuse_unlisted_asks


class OfficerBusy(Declined):
    """Nobody is in two places at once (人员时间冲突)."""

    code = "officer_busy"
    sentence = "有人员在这个时间已经有别的安排，请换时段或者换人。"


class SlotGone(NotNow):
    """The slot is not on offer any more (时段已经不能选)."""

    code = "slot_gone"
    sentence = "这个时段已经不能选了，请刷新页面，选别的时段。"


@transaction.atomic
def offer_slots(
    case: Case, *, code: str, slots: Sequence[Mapping[str, Any]], officers: Sequence[str], by: Actor, at: datetime
) -> list[Slot]:
    """提出时段: times and places with the officers who would come; earlier offers that nobody took are withdrawn.

    `OfficerBusy` when one of them is held at an overlapping time, also by another case.
    """
    step = take("offer_slots", case, by=by, at=at)
    run, listed = running(case, code)
    said = read_slots(slots, at=at)
    refuse_unlisted_asks(case, {f"/slots/{place}/place": each.place for place, each in enumerate(said)})
    people = _people(case, listed, officers, said)
    if Slot.objects.filter(run=run, status=SlotStatus.BOOKED).exists():
        raise Invalid(faults=[Fault("/code", "booked", "已经约好了时间；要改，先取消原来的。")])
    let_go(Slot.objects.filter(run=run, status=SlotStatus.OFFERED), status=SlotStatus.RELEASED)
    _refuse_busy(people, said)
    rows = [_offer(case, run, each, people, at=at) for each in said]
    times = [slot_words(each.starts_at, each.ends_at) for each in said]
    how = "请在办件页面上选，或者拨打12345请窗口代选。"
    text = f"“{option_of(case).name}”的{run.name}请您选一个时间：{'；'.join(times)}。{how}"
    facts = {"code": code, "slots": times}
    move(case, step, by=by, at=at, facts=facts, send=[message(case.applicant_id, case.number, step.verb, text)])
    return rows


@transaction.atomic
def book_slot(case: Case, *, slot: int, by: Actor, at: datetime) -> Entry:
    """约定时段: one of the offered; the others are free again."""
    step = take("book_slot", case, by=by, at=at)
    found = Slot.objects.filter(case=case, pk=slot, status=SlotStatus.OFFERED, run__finished_at=None).first()
    if found is None or found.starts_at <= at:
        raise SlotGone()
    Slot.objects.filter(pk=found.pk).update(status=SlotStatus.BOOKED, booked_at=at)
    let_go(Slot.objects.filter(run=found.run_id, status=SlotStatus.OFFERED), status=SlotStatus.RELEASED)
    when = slot_words(found.starts_at, found.ends_at)
    text = (
        f"“{option_of(case).name}”的{found.run.name}约在{when}，地点：{found.place}。办件编号{case.number}，咨询12345。"
    )
    facts = {"code": found.run.code, "slot": when, "place": found.place}
    return move(case, step, by=by, at=at, facts=facts, send=[message(case.applicant_id, case.number, step.verb, text)])


@transaction.atomic
def cancel_slot(case: Case, *, slot: int, reason: str, by: Actor, at: datetime) -> Entry:
    """取消约定: with the reason, before it begins; the body offers other times."""
    step = take("cancel_slot", case, by=by, at=at)
    words = need_text({"reason": reason}, "reason", "请写明为什么取消、改期。")
    if by.is_staff:
        refuse_unlisted_asks(case, {"/reason": words})
    found = Slot.objects.filter(case=case, pk=slot, status=SlotStatus.BOOKED).first()
    if found is None or found.starts_at <= at:
        raise SlotGone("这个时间没有约定，或者已经过了，不能取消。")
    let_go(Slot.objects.filter(pk=found.pk), status=SlotStatus.CANCELLED, reason=words)
    when = slot_words(found.starts_at, found.ends_at)
    is_own = Role.APPLICANT in by.roles
    text = f"“{option_of(case).name}”约在{when}的{found.run.name}已取消，会另外提出时间给您选。办件编号{case.number}。"
    facts = {"code": found.run.code, "slot": when, "by_applicant": is_own} | ({} if is_own else {"reason": words})
    return move(case, step, by=by, at=at, facts=facts, send=[message(case.applicant_id, case.number, step.verb, text)])


@transaction.atomic
def remind_slot(case: Case, *, by: Actor = SYSTEM, at: datetime) -> Entry:
    """提醒约定: on the workday before, once for each booked slot."""
    step = take("remind_slot", case, by=by, at=at)
    waiting = Slot.objects.filter(case=case, status=SlotStatus.BOOKED, reminded_at=None, starts_at__gt=at)
    due = [each for each in waiting.select_related("run").order_by("starts_at") if is_due(each, at=at)]
    if not due:
        raise NotNow("还没有到提醒的日子，或者已经提醒过了。")
    Slot.objects.filter(pk__in=[each.pk for each in due]).update(reminded_at=at)
    told = "；".join(f"{each.run.name}在{slot_words(each.starts_at, each.ends_at)}，地点：{each.place}" for each in due)
    text = f"提醒您：“{option_of(case).name}”的{told}。来不了请提前在办件页面上取消。办件编号{case.number}。"
    facts = {"slots": [slot_words(each.starts_at, each.ends_at) for each in due]}
    return move(case, step, by=by, at=at, facts=facts, send=[message(case.applicant_id, case.number, step.verb, text)])


def is_due(slot: Slot, *, at: datetime) -> bool:
    """Is the workday before the slot here, or past?"""
    return local_day(at) >= remind_on(slot.starts_at, calendar=calendar())


def _people(case: Case, listed: SpecialProcedure, numbers: Sequence[str], slots: Sequence[SlotGiven]) -> list[Staff]:
    people = find_officers(
        case, listed, list(dict.fromkeys(str(each).strip() for each in numbers if str(each).strip()))
    )
    least = least_officers(listed)
    faults = []
    if len(people) < least:
        faults.append(Fault("/officers", "too_few", f"至少{least}名人员参加，现在是{len(people)}名。"))
    first = min(local_day(each.starts_at) for each in slots)
    faults += [
        Fault("/officers", "on_leave", f"{each.name}请假到{describe(each.on_leave_until)}。")
        for each in people
        if each.on_leave_until is not None and each.on_leave_until >= first
    ]
    if faults:
        raise Invalid(faults=faults)
    return people


def _refuse_busy(people: Sequence[Staff], slots: Sequence[SlotGiven]) -> None:
    """Say who is busy when; the database's exclusion stands behind it."""
    held = SlotOfficer.objects.filter(staff__in=people, is_held=True).select_related("staff")
    clashes = [
        f"{row.staff.name}在{slot_words(row.starts_at, row.ends_at)}"
        for row in held.filter(ends_at__gt=min(each.starts_at for each in slots))
        if any(row.starts_at < each.ends_at and each.starts_at < row.ends_at for each in slots)
    ]
    if clashes:
        raise OfficerBusy(f"{'、'.join(clashes)}已经有别的安排，请换时段或者换人。", facts={"clashes": clashes})


def _offer(case: Case, run: SpecialRun, said: SlotGiven, people: Sequence[Staff], *, at: datetime) -> Slot:
    slot = Slot.objects.create(
        case=case, run=run, starts_at=said.starts_at, ends_at=said.ends_at, place=said.place, offered_at=at
    )
    try:
        with transaction.atomic():
            SlotOfficer.objects.bulk_create(
                SlotOfficer(slot=slot, staff=each, starts_at=said.starts_at, ends_at=said.ends_at) for each in people
            )
    except IntegrityError as error:
        raise OfficerBusy() from error
    return slot
