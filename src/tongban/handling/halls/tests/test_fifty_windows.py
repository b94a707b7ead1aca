"""A full hall: fifty windows, two thousand numbers; a call is quick, and nobody is called twice. R-164."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import perf_counter

import pytest
from django.db import connection

from tongban.foundation.kernel.actors import Actor, Role
from tongban.handling.cases.tests.applying import MONDAY
from tongban.handling.contacts.models import Shift
from tongban.handling.halls.commands.calling import call_next
from tongban.handling.halls.models import Ticket
from tongban.registers.agencies.models import Staff
from tongban.registers.parties.models import Account

WINDOWS, NUMBERS, AT_ONCE = 50, 2000, 8
MINUTE = timedelta(minutes=1)


def copied(model, row, **changed):
    plain = {f.attname: getattr(row, f.attname) for f in model._meta.concrete_fields if not f.primary_key}
    return model(**plain | changed)


def full_hall(like):
    """Fifty people signed on, and numbers of two thousand, one in ten with priority."""
    person = Staff.objects.select_related("account").get(pk=like.staff_id)
    names = [f"window-{key}" for key in range(WINDOWS)]
    accounts = Account.objects.bulk_create(copied(Account, person.account, login=each) for each in names)
    people = Staff.objects.bulk_create(
        copied(Staff, person, account_id=account.pk, number=f"W{account.pk}") for account in accounts
    )
    Shift.objects.bulk_create(
        Shift(staff=each, venue_id=each.venue_id, window=each.number, signed_on_at=MONDAY) for each in people
    )
    common = {"venue_id": person.venue_id, "day": MONDAY.date(), "line": "A", "status": "waiting"}
    rows = []
    for key in range(NUMBERS):
        cared, came = key % 10 == 0, MONDAY + key * MINUTE / 5
        turn = came - 10 * MINUTE if cared else came
        number = {"number": f"A{key + 1:04d}", "priority": "elder" if cared else "", "drawn_at": came, "turn_at": turn}
        rows.append(Ticket(**common, **number))
    Ticket.objects.bulk_create(rows)
    roles, place = frozenset({Role.COUNTER}), person.venue_id
    return [Actor(each.number, roles, account_id=each.account_id, staff_id=each.pk, venue_id=place) for each in people]


@pytest.mark.req("R-164")
@pytest.mark.django_db(transaction=True)
def test_fifty_windows_call_two_thousand_numbers_quickly_and_nobody_twice(cast):
    windows = full_hall(cast("wangfang"))
    at, took = MONDAY + 400 * MINUTE, []

    def one(by):
        try:
            return call_next(by=by, at=at).pk
        finally:
            connection.close()

    for by in windows[:25]:
        began = perf_counter()
        call_next(by=by, at=at)
        took.append(perf_counter() - began)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        called = list(pool.map(one, windows[25:]))
    assert len(set(called)) == 25
    assert Ticket.objects.filter(status="called").values("clerk").distinct().count() == WINDOWS
    assert sorted(took)[len(took) * 95 // 100] < 0.2
