"""Both sides, and several clerks, act on one leg at once, in real transactions: one wins, and no letter is lost."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from threading import Barrier
from time import monotonic, sleep
from typing import Any

import pytest
from conftest import load_city
from django.db import connection, transaction

from tongban.foundation.kernel.errors import Declined, Stale
from tongban.foundation.ledger.models import Entry
from tongban.foundation.ledger.sealing import verify
from tongban.handling.cases.tests.applying import MONDAY
from tongban.handling.crossing.commands.joint import confirm_part, finish_part
from tongban.handling.crossing.commands.receiving import give_out, hand_over, take_back, withdraw
from tongban.handling.crossing.jobs import collect
from tongban.handling.crossing.models import Crossing, CustodyEvent, JointPart, Letter, Original
from tongban.handling.crossing.rules.letters import Kind
from tongban.handling.crossing.rules.states import CrossingStatus, Holder, Place
from tongban.handling.crossing.tests.stories import LIQIANG, fresh, received, rounds
from tongban.registers.documents.models import OfficialDocument

LONGEST = 20.0


@pytest.fixture(autouse=True)
def city_stands(transactional_db: None) -> None:
    load_city()


def apart(act: Callable[[], Any]) -> Any:
    """On a connection of its own: the answer, or the refusal."""
    try:
        return act()
    except Declined as refusal:
        return refusal
    finally:
        connection.close()


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    start = Barrier(len(acts))

    def one(act: Callable[[], Any]) -> Any:
        start.wait(LONGEST)
        return apart(act)

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def one_won(answers: list[Any]) -> None:
    """The other was told what changed."""
    [won] = [each for each in answers if isinstance(each, Entry)]
    [lost] = [each for each in answers if isinstance(each, Declined)]
    assert isinstance(lost, Stale)
    assert [each["verb"] for each in lost.facts["changes"]] == [won.verb]


def wait_for(other: Future[Any]) -> None:
    """Until somebody waits for a lock, or has done without one."""
    last = monotonic() + LONGEST
    while monotonic() < last and not other.done():
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        sleep(0.02)


@pytest.mark.req("R-020", "R-021")
def test_of_two_clerks_at_one_leg_one_wins_and_an_original_is_in_one_pair_of_hands(bind, cast):
    bind()
    clerks = [cast("wangfang"), cast("limin")]
    crossing = received(cast)
    at = MONDAY + timedelta(hours=1)
    one_won(
        at_once(
            partial(give_out, fresh(crossing), way="post", tracking="SF123", by=clerks[0], at=at),
            partial(withdraw, fresh(crossing), id_number=LIQIANG, by=clerks[1], at=at),
        )
    )
    crossing = fresh(crossing)
    is_out = crossing.status == CrossingStatus.TRANSFER
    assert Original.objects.get().hands is (Holder.COURIER if is_out else Holder.APPLICANT)
    assert (Letter.objects.count(), CustodyEvent.objects.count()) == (int(is_out), 2)
    assert OfficialDocument.objects.filter(subject=crossing.chain).count() == 2, "the loser's slip is undone"
    again = received(cast)
    give_out(again, way="post", tracking="SF124", by=clerks[0], at=at)
    later = rounds(at, 5)
    seen = [(fresh(again), by) for by in clerks]
    one_won(at_once(*(partial(take_back, each, originals=["disability_card"], by=by, at=later) for each, by in seen)))
    seen = [(fresh(again), by) for by in clerks]
    one_won(at_once(*(partial(hand_over, each, id_number=LIQIANG, by=by, at=later) for each, by in seen)))
    assert Letter.objects.filter(number=again.number, kind=Kind.CLOSE).count() == 1
    assert [each.hands for each in again.originals.all()] == [Holder.APPLICANT]
    assert list(verify()) == []


@pytest.mark.req("R-020", "R-021")
def test_a_letter_that_comes_while_a_clerk_acts_waits_and_is_applied(bind, cast):
    city = bind()
    wangfang = cast("wangfang")
    hukou: dict[str, Any] = {
        "in_form": ("application_form", "household_register"),
        "originals": ("household_register",),
    }
    crossing = received(cast, "YL-HUKOU", **hukou)
    give_out(crossing, way="post", tracking="SF9", by=wangfang, at=MONDAY)
    at = rounds(MONDAY, 5)
    crossing = fresh(crossing)
    assert crossing.status == CrossingStatus.HANDLING
    city._write(crossing.number, Place.HANDLING, Kind.PROGRESS, {"words": "城外来函"}, at)
    with ThreadPoolExecutor(2) as pool:
        with transaction.atomic():
            confirm_part(crossing, "cancel_out", by=wangfang, at=at)
            rounds_there = [pool.submit(apart, partial(collect, at)) for _ in range(2)]
            wait_for(rounds_there[0])
        applied = [each.result(LONGEST) for each in rounds_there]
    assert sum(applied) == 1, "one letter, taken in by one of the two rounds"
    letter = Letter.objects.get(number=crossing.number, kind=Kind.PROGRESS, face__contains="城外来函")
    assert letter.refused == ""
    assert letter.applied_at is not None
    verbs = list(Entry.objects.filter(chain=crossing.chain).order_by("seq").values_list("verb", flat=True))
    assert verbs[-2:] == ["confirm_part", "note_progress"]
    assert JointPart.objects.get(key="cancel_out").confirmed_by == wangfang.name
    seen = [fresh(crossing), fresh(crossing)]
    one_won(at_once(*(partial(finish_part, each, "confirm_in", by=wangfang, at=at) for each in seen)))
    assert Crossing.objects.get(pk=crossing.pk).version == len(verbs) + 1
    assert list(verify()) == []
