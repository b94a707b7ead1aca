"""Two hundred book at the same moment: as many as may, and the database itself lets no more stand. R-169."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier, BoundedSemaphore

import pytest
from django.db import IntegrityError, connection, transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import LOCAL
from tongban.handling.cases.tests.applying import MONDAY, food_code
from tongban.handling.halls.commands.booking import SlotFull, book
from tongban.handling.halls.commands.drawing import draw
from tongban.handling.halls.models import Appointment, AppointmentSlot
from tongban.registers.agencies.models import Venue
from tongban.registers.parties.models import Account, Party

TEN = datetime(2026, 11, 24, 10, 0, tzinfo=LOCAL)
BOOKERS, CONNECTIONS = 200, 30


def slot_of(capacity, kept):
    half = timedelta(minutes=30)
    venue = Venue.objects.get(key="city-center")
    return AppointmentSlot.objects.create(
        venue=venue, line="A", starts_at=TEN, ends_at=TEN + half, capacity=capacity, kept=kept, booked=0
    )


def crowd(like):
    """So many people with an account each, made from one who has one."""
    party, account = Party.objects.get(pk=like.acting_for), Account.objects.get(pk=like.account_id)
    plain = [f for f in Party._meta.concrete_fields if not f.primary_key]
    people = [Party(**{f.attname: getattr(party, f.attname) for f in plain}) for _ in range(BOOKERS)]
    for key, each in enumerate(people):
        each.id_index, each.phone_index, each.phone_sealed = key.to_bytes(16, "big"), None, None
    Party.objects.bulk_create(people)
    fields = [f for f in Account._meta.concrete_fields if not f.primary_key]
    accounts = [Account(**{f.attname: getattr(account, f.attname) for f in fields}) for _ in people]
    for own, person in zip(accounts, people, strict=True):
        own.login, own.person = f"sample-{person.pk}", person
    Account.objects.bulk_create(accounts)
    role = frozenset({Role.APPLICANT})
    return [
        Actor("样例", role, account_id=each.pk, party_id=each.person_id, acting_for=each.person_id) for each in accounts
    ]


@pytest.mark.django_db
def test_no_more_appointments_stand_than_may_whoever_writes_them(cast):
    slot, person = slot_of(5, 4), cast("liqiang")
    row = {"slot": slot, "party_id": person.acting_for, "account_id": person.account_id, "name_masked": "李*"}
    row |= {"option_name": "样例", "booked_at": MONDAY}
    Appointment.objects.create(**row, status="cancelled", option_code="1")
    first = Appointment.objects.create(**row, status="booked", option_code="2")
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(**row, status="booked", option_code="3")
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.filter(option_code="1").update(status="booked")
    first.delete()
    Appointment.objects.filter(option_code="1").update(status="booked")


@pytest.mark.req("R-169")
@pytest.mark.django_db(transaction=True)
def test_two_hundred_who_book_at_once_get_what_is_there_and_walk_ins_keep_theirs(cast):
    people = crowd(cast("liqiang"))
    slot = slot_of(10, 4)
    start, room = Barrier(BOOKERS), BoundedSemaphore(CONNECTIONS)

    def one(by):
        start.wait()
        with room:
            try:
                book(food_code(), venue="city-center", starts_at=TEN, by=by, at=MONDAY)
            except SlotFull:
                return False
            finally:
                connection.close()
        return True

    with ThreadPoolExecutor(BOOKERS) as pool:
        told = list(pool.map(one, people))
    assert sum(told) == Appointment.objects.filter(slot=slot, status="booked").count() == 6
    slot.refresh_from_db()
    assert slot.capacity - slot.booked == slot.kept == 4
    assert draw("A", option_code=food_code(), by=cast("wangfang"), at=TEN).number == "A001"
