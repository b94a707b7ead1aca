"""Booking a time (预约): within what is not kept for walk-ins, changed and cancelled as one likes. R-100."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from tongban.foundation.kernel.actors import SYSTEM, Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotNow, NotYours
from tongban.foundation.kernel.masks import mask_name
from tongban.foundation.ledger.commands import Parcel, advance, begin
from tongban.foundation.ledger.models import Entry
from tongban.foundation.worktime.queries import calendar
from tongban.handling.cases.commands.steps import message
from tongban.handling.cases.rules.slots import remind_on, slot_words
from tongban.handling.halls.bound import BOUND
from tongban.handling.halls.models import Appointment, AppointmentSlot
from tongban.handling.halls.queries.appointments import booked_now, free_on, is_over, missed_lately
from tongban.handling.halls.queries.zones import domain_of_option
from tongban.handling.halls.rules.flow import APPOINTMENTS
from tongban.handling.halls.rules.slots import MOST_BOOKED, MOST_MISSED
from tongban.handling.halls.rules.states import AppointmentStatus
from tongban.registers.agencies.models import Venue
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.queries import guide
from tongban.registers.catalog.standing import refuse_closed
from tongban.registers.parties.models import Party
from tongban.registers.parties.rules import PartyKind

WALK_IN = "不预约也能办，直接到大厅取号就行。"


class SlotFull(NotNow):
    """What may be booked of this slot is booked; the rest is for walk-ins (预约名额已满)."""

    code = "slot_full"
    sentence = f"这个时段的预约名额已经约完了，请选别的时段。{WALK_IN}"


class NotBookable(Declined):
    """There is nothing to book here (不能预约)."""

    code = "not_bookable"


@dataclass(frozen=True, slots=True)
class Sought:
    """A matter at one of its places."""

    guide: Guide
    venue: Venue


def sought(option_code: str, venue_key: str) -> Sought:
    """The matter and the place; `Suspended`, or `NotBookable` with what to do instead."""
    found = guide(option_code)
    refuse_closed(found)
    if not found.option.may_book or not found.has_offline_way:
        raise NotBookable(f"“{found.name}”不用预约。")
    keys = {each.key for each in found.places}
    venue = Venue.objects.filter(key=venue_key, is_active=True).first() if venue_key in keys else None
    if venue is None:
        raise NotBookable(f"“{found.name}”不在这个地方办理，请选别的地方。")
    return Sought(found, venue)


@transaction.atomic
def book(option_code: str, *, venue: str, starts_at: datetime, by: Actor, at: datetime) -> Appointment:
    """预约: a slot at a place where the matter is done, one for a matter at a time; `SlotFull` when it is gone."""
    if by.account_id is None or by.acting_for is None or Role.APPLICANT not in by.roles:
        raise NotYours(f"请先登录，再预约。{WALK_IN}")
    wanted = sought(option_code, venue)
    if missed_lately(by.account_id, at=at) >= MOST_MISSED:
        raise NotBookable(f"30天里有{MOST_MISSED}次约了没有来，暂时不能预约。{WALK_IN}")
    if booked_now(by.account_id, at=at) >= MOST_BOOKED:
        raise NotBookable(f"您已经约了{MOST_BOOKED}个时间，名额要留给别人。办完一个或者取消一个再约。{WALK_IN}")
    party = Party.objects.get(pk=by.acting_for)
    slot = _claimed(wanted.venue, BOUND.policy.domain_of(wanted.guide.agency_key), starts_at, at=at)
    made = Appointment(
        slot=slot,
        status=AppointmentStatus.NEW,
        party=party,
        account_id=by.account_id,
        name_masked=party.name if party.kind == PartyKind.ENTERPRISE else mask_name(party.name),
        option_code=wanted.guide.option_code,
        option_name=wanted.guide.name[:200],
        booked_at=at,
    )
    step = APPOINTMENTS.take("book", made, by=by)
    made.status = AppointmentStatus.BOOKED
    try:
        with transaction.atomic():
            begin(made, step, by=by, at=at, facts=_facts(slot), send=[_told(made, "book", "约好了")])
    except IntegrityError:
        raise NotNow("这件事您已经约了一个时间。要换时间，请在“我的预约”里改。") from None
    return made


@transaction.atomic
def rebook(appointment: Appointment, *, starts_at: datetime, by: Actor, at: datetime) -> Entry:
    """改时间: another slot at the same place; the old one is free for others."""
    step = APPOINTMENTS.take("rebook", appointment, by=by)
    old = appointment.slot
    _refuse_begun(old, at=at)
    if starts_at == old.starts_at:
        raise Invalid(faults=[Fault("/slot", "same", "还是原来的时间。请选别的时段。")])
    _hold(old, starts_at)
    new = _claimed(old.venue, domain_of_option(appointment.option_code), starts_at, at=at)
    _release(old)
    appointment.slot = new
    sent = [_told(appointment, "rebook", "改好了")]
    changes = {"slot_id": new.pk, "reminded_at": None}
    return advance(appointment, step, by=by, at=at, facts=_facts(new), changes=changes, send=sent)


@transaction.atomic
def cancel(appointment: Appointment, *, by: Actor, at: datetime) -> Entry:
    """取消预约: before it begins, without a reason; the place in the slot is free again."""
    step = APPOINTMENTS.take("cancel", appointment, by=by)
    _refuse_begun(appointment.slot, at=at)
    _release(appointment.slot)
    return advance(appointment, step, by=by, at=at)


@transaction.atomic
def remind(appointment: Appointment, *, at: datetime) -> Entry | None:
    """提醒: on the workday before, once; None when it is not due or was done."""
    if appointment.reminded_at is not None or not is_due(appointment, at=at):
        return None
    step = APPOINTMENTS.take("remind", appointment, by=SYSTEM)
    sent = [_told(appointment, "remind", "快到了")]
    return advance(appointment, step, by=SYSTEM, at=at, changes={"reminded_at": at}, send=sent)


@transaction.atomic
def lapse(appointment: Appointment, *, at: datetime) -> Entry | None:
    """没有来: the day is over; None before that."""
    if not is_over(appointment, at=at):
        return None
    return advance(appointment, APPOINTMENTS.take("lapse", appointment, by=SYSTEM), by=SYSTEM, at=at)


def is_due(appointment: Appointment, *, at: datetime) -> bool:
    """Is the workday before it here, or past?"""
    return local_day(at) >= remind_on(appointment.slot.starts_at, calendar=calendar())


def _claimed(venue: Venue, domain: str, starts_at: datetime, *, at: datetime) -> AppointmentSlot:
    """One place in a slot that may be booked: taken by a statement that takes none that is not there."""
    listed = free_on(venue, domain, local_day(starts_at), at=at)
    free = next((each for each in listed if each.starts_at == starts_at), None)
    if free is None:
        raise Invalid(faults=[Fault("/slot", "choice", "这个时段不能约，请选列出来的时段。")])
    row = {"venue": venue, "line": free.line, "starts_at": free.starts_at}
    fresh = AppointmentSlot(**row, ends_at=free.ends_at, capacity=free.capacity, kept=free.kept, booked=0)
    AppointmentSlot.objects.bulk_create([fresh], ignore_conflicts=True)
    may = AppointmentSlot.objects.filter(**row, booked__lt=F("capacity") - F("kept"))
    if not may.update(booked=F("booked") + 1):
        raise SlotFull()
    return AppointmentSlot.objects.select_related("venue").get(**row)


def _hold(old: AppointmentSlot, starts_at: datetime) -> None:
    """Both slots in the order of time, lest two people who change places wait for each other."""
    both = AppointmentSlot.objects.select_for_update(no_key=True).filter(venue_id=old.venue_id)
    list(both.filter(starts_at__in=(old.starts_at, starts_at)).order_by("starts_at", "line").values_list("pk"))


def _release(slot: AppointmentSlot) -> None:
    AppointmentSlot.objects.filter(pk=slot.pk, booked__gt=0).update(booked=F("booked") - 1)


def _refuse_begun(slot: AppointmentSlot, *, at: datetime) -> None:
    if slot.starts_at <= at:
        raise NotNow(f"预约的时间已经到了，不能再改。{WALK_IN}")


def _told(appointment: Appointment, verb: str, what: str) -> Parcel:
    slot = appointment.slot
    text = (
        f"“{appointment.option_name}”的预约{what}：{slot_words(slot.starts_at, slot.ends_at)}，{slot.venue.name}"
        f"（{slot.venue.address}）。到了先在导办台取号。来不了，请在“我的预约”里取消。{WALK_IN}"
    )
    return message(appointment.party_id, "", verb, text)


def _facts(slot: AppointmentSlot) -> dict[str, object]:
    return {"venue": slot.venue_id, "slot": slot_words(slot.starts_at, slot.ends_at)}
