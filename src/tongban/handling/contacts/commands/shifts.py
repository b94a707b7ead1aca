"""Signing on and off at a window (签到、签退): the last note is read first, and nothing is left without a result."""

from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import record
from tongban.handling.contacts import ports
from tongban.handling.contacts.models import FirstContact, Shift
from tongban.handling.contacts.queries.contacts import holding_up
from tongban.handling.contacts.queries.shifts import open_shift
from tongban.handling.contacts.rules.flow import HOLDERS, REGISTER
from tongban.handling.contacts.rules.words import LONGEST_NOTE, noted

LONGEST_WINDOW = 40


class NotFinished(Declined):
    """Something else has to be finished first (签退前还要办的), such as a till that was not counted: R-099."""

    code = "not_finished"
    sentence = "还有没办完的，不能签退。"


class NotRostered(Declined):
    """Somebody else is to sit there, or this person is not qualified for it (没有排班或者不具备资格): R-187."""

    code = "not_rostered"
    sentence = "这个窗口现在不能由您打开。"


class WithoutResult(Declined):
    """Visits or calls have no result yet (还有没登记结果的): R-032."""

    code = "without_result"
    sentence = "还有来访或来电没有登记结果，不能签退。请先登记结果，或者移交给同事并等对方接下。"


@transaction.atomic
def sign_on(window: str, *, by: Actor, at: datetime) -> Shift:
    """签到: at which window one sits from now on. `NotNow` for whoever is on already.

    `NotRostered` where a roster is in force and does not say so, or who signs on is not qualified for the window.
    """
    staff_id, named = _staff(by), noted(window)
    if not named or len(named) > LONGEST_WINDOW:
        raise Invalid(faults=[Fault("/window", "required", f"请写窗口，例如“综合窗口3号”，最多{LONGEST_WINDOW}个字。")])
    if open_shift(staff_id) is not None:
        raise NotNow("您已经签到了。换窗口请先签退。")
    if wrong := [words for each in ports.OPENING for words in each(staff_id, by.venue_id, named, at)]:
        raise NotRostered(faults=[Fault("", "not_rostered", words) for words in wrong])
    made = Shift.objects.create(staff_id=staff_id, venue_id=by.venue_id, window=named, signed_on_at=at)
    record(made.chain, "sign_on", by=by, at=at, basis=REGISTER, facts={"window": named})
    return made


@transaction.atomic
def sign_off(*, note: str = "", by: Actor, at: datetime) -> Shift:
    """签退: refused with the list of them while visits or calls are without a result (`WithoutResult`).

    `NotFinished` while something else has to be done first, such as counting a till. The shift is held from the first
    look on, so that nothing begins between the look and the end: whoever calls a number holds it too.
    """
    rows = Shift.objects.select_for_update(no_key=True)
    found = rows.filter(staff_id=_staff(by), signed_off_at__isnull=True).first()
    if found is None:
        raise NotNow("您还没有签到。")
    words = noted(note)
    if len(words) > LONGEST_NOTE:
        raise Invalid(faults=[Fault("/note", "too_long", f"最多写{LONGEST_NOTE}个字，现在有{len(words)}个。")])
    left = list(holding_up(found.staff_id)[:50])
    if left:
        raise WithoutResult(faults=[Fault("", "without_result", _told(each)) for each in left])
    others = [words for each in ports.BOUND for words in each(found.staff_id)]
    if others := others + [words for each in ports.BOUND_AT for words in each(found.staff_id, at)]:
        raise NotFinished(faults=[Fault("", "not_finished", words) for words in others])
    if not Shift.objects.filter(pk=found.pk, signed_off_at__isnull=True).update(signed_off_at=at, note=words):
        raise NotNow("您已经签退了。")
    found.refresh_from_db()
    record(found.chain, "sign_off", by=by, at=at, basis=REGISTER, facts={"has_note": bool(words)})
    return found


def _told(contact: FirstContact) -> str:
    return f"{contact.number}（{contact.way.label}，{contact.option_name or contact.question[:20]}）还没有结果。"


def _staff(by: Actor) -> int:
    if by.staff_id is None or not by.roles & HOLDERS:
        raise NotYours("签到由窗口和部门的工作人员办理。")
    return by.staff_id
