"""Terminals of a hall: bound once, they draw numbers like a desk, and show somebody's affairs with consent only."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from tongban.foundation.kernel.actors import SYSTEM, Actor, Role
from tongban.foundation.kernel.errors import Invalid, NotFound, NotNow, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.foundation.ledger.queries import reads_about
from tongban.handling.cases.tests.applying import MONDAY, food_code, lodged
from tongban.handling.halls.commands.affairs import look_at_affairs
from tongban.handling.halls.commands.booking import book
from tongban.handling.halls.commands.calling import call_next
from tongban.handling.halls.commands.drawing import MOST_A_MINUTE, check_in, draw
from tongban.handling.halls.commands.kiosks import CODE_LASTS, bind, give_code, note_seen, register_kiosk, retire
from tongban.handling.halls.models import Kiosk
from tongban.handling.halls.queries.appointments import days_of, free_on
from tongban.handling.halls.queries.kiosks import (
    actor_at,
    booked_today,
    is_silent,
    kiosk_for,
    kiosk_with,
    kiosks,
    node_of,
)
from tongban.registers.agencies.models import Venue
from tongban.registers.catalog.models import ChannelNode
from tongban.registers.codes.commands import agree, finish, scan, show
from tongban.registers.codes.models import Scan
from tongban.registers.codes.ports import AT_KIOSK, BOUND, SceneUnknown
from tongban.registers.codes.queries import code_now
from tongban.registers.parties.models import Party

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-134")]


def later(**told: float) -> datetime:
    return MONDAY + timedelta(**told)


@pytest.fixture
def keeper(cast: Callable[..., Actor]) -> Actor:
    return cast("zhengyawen")


@pytest.fixture
def hall() -> Venue:
    return Venue.objects.get(key="city-center")


@pytest.fixture
def made(keeper: Actor, hall: Venue) -> Kiosk:
    return register_kiosk("1号自助终端", venue=hall, by=keeper, at=MONDAY)


@pytest.fixture
def kiosk(made: Kiosk, keeper: Actor) -> Kiosk:
    """Bound, as its own pages would have read it."""
    _, token = bind(give_code(made, by=keeper, at=MONDAY), ip="127.0.0.1", at=MONDAY)
    found = kiosk_with(token)
    assert found is not None
    return found


@pytest.fixture
def machine(kiosk: Kiosk) -> Actor:
    return actor_at(kiosk)


def granted(kiosk: Actor, holder: Actor) -> Scan:
    """李强 shows a code to the terminal and agrees."""
    showing = show(by=holder, at=MONDAY)
    scope = BOUND[0].scope_of(AT_KIOSK, by=kiosk, at=MONDAY)
    made = scan(code_now(showing, at=MONDAY).text, scope=scope, by=kiosk, at=MONDAY)
    return agree(made, claims=["name"], by=holder, at=MONDAY)


def test_the_code_binds_once_within_half_an_hour(made: Kiosk, keeper: Actor) -> None:
    code = give_code(made, by=keeper, at=MONDAY)
    with pytest.raises(NotFound):
        bind(code, ip=None, at=MONDAY + CODE_LASTS)
    with pytest.raises(NotFound):
        bind("0" * 10, ip=None, at=MONDAY)
    found, token = bind(f"{code[:5]} {code[5:]}", ip=None, at=MONDAY)
    assert kiosk_with(token) == found
    assert str(found) == f"{found.venue.name}1号自助终端"
    with pytest.raises(NotFound):
        bind(code, ip=None, at=MONDAY)
    told = Entry.objects.filter(chain=found.chain).order_by("seq").values_list("verb", "by_role")
    assert list(told) == [("register", "supervisor"), ("give_code", "supervisor"), ("bind", "kiosk")]
    assert code not in str(list(Entry.objects.filter(chain=found.chain).values_list("facts", flat=True)))


def test_a_new_code_and_the_end_of_use_void_the_token(made: Kiosk, keeper: Actor) -> None:
    _, token = bind(give_code(made, by=keeper, at=MONDAY), ip=None, at=MONDAY)
    made.refresh_from_db()
    again = give_code(made, by=keeper, at=MONDAY)
    assert kiosk_with(token) is None
    _, token = bind(again, ip=None, at=MONDAY)
    made.refresh_from_db()
    retire(made, by=keeper, at=MONDAY)
    assert kiosk_with(token) is None
    with pytest.raises(NotNow):
        give_code(made, by=keeper, at=MONDAY)


def test_a_place_has_a_name_once_and_only_keepers_register(made: Kiosk, keeper: Actor, wangfang: Actor) -> None:
    with pytest.raises(Invalid):
        register_kiosk("1号 自助终端", venue=made.venue, by=keeper, at=MONDAY)
    with pytest.raises(Invalid) as refused:
        register_kiosk("", venue=None, by=keeper, at=MONDAY)
    assert [each.pointer for each in refused.value.faults] == ["/name", "/venue"]
    with pytest.raises(NotYours):
        register_kiosk("2号", venue=made.venue, by=wangfang, at=MONDAY)
    assert kiosks(keeper, q="1号") == [made]
    assert kiosks(keeper, show="running") == kiosks(wangfang) == []
    with pytest.raises(NotFound):
        kiosk_for(wangfang, made.code)


@pytest.mark.req("R-164", "R-100")
def test_a_terminal_draws_numbers_of_its_place_and_nobody_knows_for_whom(machine: Actor, hall: Venue) -> None:
    drawn = draw("A", priority="elder", option_code=food_code(), by=machine, at=MONDAY)
    assert (drawn.venue_id, drawn.channel, drawn.kiosk_id) == (hall.pk, "kiosk", machine.kiosk_id)
    told = Entry.objects.get(chain=drawn.chain)
    assert (told.by_role, told.by_ref, told.facts["channel"]) == ("kiosk", f"kiosk:{machine.kiosk_id}", "kiosk")
    assert told.by_name == str(Kiosk.objects.get())


def test_the_same_line_counts_on_whoever_draws(machine: Actor, wangfang: Actor) -> None:
    numbers = [draw("A", by=each, at=MONDAY).number for each in (wangfang, machine, wangfang)]
    assert [int(each[1:]) for each in numbers] == list(range(int(numbers[0][1:]), int(numbers[0][1:]) + 3))
    assert draw("A", by=wangfang, at=MONDAY).channel == "window"


def test_nobody_empties_the_roll_of_a_terminal(machine: Actor) -> None:
    for _ in range(MOST_A_MINUTE):
        draw("A", by=machine, at=MONDAY)
    with pytest.raises(NotNow, match="导办台"):
        draw("A", by=machine, at=later(seconds=30))
    draw("A", by=machine, at=later(seconds=61))


def test_a_terminal_calls_nobody(machine: Actor) -> None:
    with pytest.raises(NotYours):
        call_next(by=machine, at=MONDAY)


@pytest.mark.req("R-100")
def test_who_booked_checks_in_at_the_terminal(machine: Actor, liqiang: Actor, hall: Venue) -> None:
    slot = free_on(hall, "A", days_of(hall, at=MONDAY)[0], at=MONDAY)[0]
    made = book(food_code(), venue=hall.key, starts_at=slot.starts_at, by=liqiang, at=MONDAY)
    party = Party.objects.get(account__login="liqiang")
    assert booked_today(machine, party, on=MONDAY.date()) == [made]
    ticket = check_in(made, by=machine, at=slot.starts_at)
    assert (ticket.channel, ticket.appointment_id) == ("kiosk", made.pk)
    assert booked_today(machine, party, on=MONDAY.date()) == []


@pytest.mark.req("R-153")
def test_the_own_affairs_are_shown_with_consent_and_every_case_is_on_record(machine: Actor, liqiang: Actor) -> None:
    _, case = lodged(liqiang)
    found = look_at_affairs(granted(machine, liqiang), by=machine, at=MONDAY)
    assert (found.name, [each.number for each in found.cases]) == ("李强", [case.number])
    told = reads_about(f"party:{liqiang.party_id}")
    mine = [each for each in told.rows if each.by_ref == machine.ref]
    assert {each.purpose for each in mine} == {"在自助终端看自己的办件、草稿和今天的预约"}
    assert f"case:{case.number}" in {each.subject for each in mine}
    assert {each.by_role for each in mine} == {"kiosk"}


def test_nothing_is_shown_before_the_word_of_the_holder_and_to_nobody_else(
    machine: Actor, liqiang: Actor, wangfang: Actor
) -> None:
    showing = show(by=liqiang, at=MONDAY)
    scope = BOUND[0].scope_of(AT_KIOSK, by=machine, at=MONDAY)
    asked = scan(code_now(showing, at=MONDAY).text, scope=scope, by=machine, at=MONDAY)
    with pytest.raises(NotNow):
        look_at_affairs(asked, by=machine, at=MONDAY)
    let = agree(asked, claims=["name"], by=liqiang, at=MONDAY)
    with pytest.raises(NotYours):
        look_at_affairs(let, by=wangfang, at=MONDAY)
    with pytest.raises(NotNow):
        look_at_affairs(let, by=machine, at=later(minutes=11))
    with pytest.raises(SceneUnknown):
        BOUND[0].scope_of(AT_KIOSK, by=wangfang, at=MONDAY)


def test_the_end_at_the_terminal_is_the_end_of_looking(machine: Actor, liqiang: Actor, wangfang: Actor) -> None:
    let = granted(machine, liqiang)
    with pytest.raises(NotYours):
        finish(let, by=wangfang, at=MONDAY)
    finish(let, by=machine, at=later(seconds=20))
    with pytest.raises(NotNow):
        look_at_affairs(let, by=machine, at=later(seconds=21))


@pytest.mark.req("R-096")
def test_a_terminal_reports_which_revision_it_shows(kiosk: Kiosk) -> None:
    assert not is_silent(kiosk, at=later(minutes=4))
    note_seen(kiosk, revision=3, at=later(minutes=8))
    kiosk.refresh_from_db()
    assert not is_silent(kiosk, at=later(minutes=12))
    assert is_silent(kiosk, at=later(minutes=14))
    row = ChannelNode.objects.get(node=node_of(kiosk))
    assert (row.channel, row.revision, row.seen_at) == ("kiosk", 3, later(minutes=8))


def test_a_terminal_is_no_staff_and_no_applicant(machine: Actor) -> None:
    assert machine.roles == {Role.KIOSK}
    assert (machine.is_staff, machine.is_signed_in, machine.channel) == (False, True, "kiosk")
    assert SYSTEM.kiosk_id is None
