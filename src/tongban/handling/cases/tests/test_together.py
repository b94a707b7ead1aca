"""Two at once (同时办理): one wins, the other is told what changed; nobody gets half of it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from conftest import load_city
from django.db import connection

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Declined, Stale
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases import jobs
from tongban.handling.cases.commands import delivering, examining, receiving
from tongban.handling.cases.commands.acts import act
from tongban.handling.cases.models import Case, CorrectionNotice
from tongban.handling.cases.rules.states import Status
from tongban.handling.cases.subscribers import close_served

from .driving import GROUND, accepted, after, day, fresh, received, served
from .invariants import assert_sound

Act = Callable[[Case], object]


@pytest.fixture(autouse=True)
def city_stands(transactional_db):
    load_city()


def at_once(case: Case, *acts: Act) -> list[object]:
    """Each act in a thread of its own, on the case as it stands now; what came of each."""
    barrier = Barrier(len(acts))

    def run(act: Act) -> object:
        try:
            mine = fresh(case)
            barrier.wait(timeout=60)
            return act(mine)
        except Declined as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def losers(found: list[object]) -> list[Declined]:
    return [each for each in found if isinstance(each, Declined)]


def accepting(by: Actor) -> Act:
    return lambda case: receiving.accept(case, by=by, at=after(0, 11))


def telling(by: Actor) -> Act:
    return lambda case: receiving.ask_correction(case, items=[], by=by, at=after(0, 11))


@pytest.mark.req("R-076")
def test_of_two_clerks_who_accept_one_wins_and_the_other_learns_what_changed(cast):
    case = received(cast)
    found = at_once(case, accepting(cast("wangfang")), accepting(cast("limin")))
    [lost] = losers(found)
    assert isinstance(lost, Stale)
    assert [each["verb"] for each in lost.facts["changes"]] == ["accept"]
    assert_sound(case, on=day(0))


@pytest.mark.req("R-040")
def test_of_two_clerks_who_tell_once_one_tells(cast):
    case = received(cast, without=("layout_plan",))
    found = at_once(case, telling(cast("wangfang")), telling(cast("limin")))
    assert [type(each) for each in losers(found)] == [Stale]
    assert CorrectionNotice.objects.filter(case=case).count() == 1
    assert_sound(case, on=day(0))


def test_accepting_rejecting_and_withdrawing_at_once_is_one_of_them(cast):
    case, liqiang, limin = received(cast), cast("liqiang"), cast("limin")
    found = at_once(
        case,
        accepting(cast("wangfang")),
        lambda mine: receiving.reject(mine, given=GROUND, by=limin, at=after(0, 11)),
        lambda mine: delivering.withdraw(mine, by=liqiang, at=after(0, 11)),
    )
    assert len(losers(found)) == 2
    assert Entry.objects.filter(chain=case.chain).count() == 2
    assert_sound(case, on=day(0))


def test_deciding_and_withdrawing_at_once_is_one_of_them(cast):
    case, liqiang, chenli = accepted(cast), cast("liqiang"), cast("chenli")
    examining.examine(case, opinion="符合。", proposal="grant", by=cast("zhaomin"), at=after(1))
    examining.review(case, opinion="同意。", by=cast("sunqiang"), at=after(1))
    found = at_once(
        case,
        lambda mine: examining.grant(mine, opinion="准予。", by=chenli, at=after(1, 15)),
        lambda mine: delivering.withdraw(mine, by=liqiang, at=after(1, 15)),
    )
    assert len(losers(found)) == 1
    assert_sound(case, on=day(1))


def test_taking_back_and_reviewing_at_once_is_one_of_them(cast):
    case, zhaomin, sunqiang = accepted(cast), cast("zhaomin"), cast("sunqiang")
    examining.examine(case, opinion="符合。", proposal="grant", by=zhaomin, at=after(1))
    found = at_once(
        case,
        lambda mine: act("recall_examination", mine, {}, by=zhaomin, at=after(1)),
        lambda mine: examining.review(mine, opinion="同意。", by=sunqiang, at=after(1)),
    )
    assert len(losers(found)) == 1
    assert_sound(case, on=day(1))


@pytest.mark.req("R-038")
def test_two_timers_and_a_clerk_in_the_first_second_make_one_acceptance(cast):
    case, wangfang = received(cast), cast("wangfang")
    at_once(
        case,
        lambda _: jobs.accept_what_nobody_answered(at=after(8, 0)),
        lambda _: jobs.accept_what_nobody_answered(at=after(8, 0)),
        lambda mine: receiving.reject(mine, given=GROUND, by=wangfang, at=after(8, 0)),
    )
    case = fresh(case)
    assert (case.status, case.version) == (Status.ACCEPTED, 2)
    assert_sound(case, on=day(8))


@pytest.mark.req("R-077")
def test_a_subscriber_that_hears_twice_at_once_closes_once(cast):
    case = served(cast)
    entry = Entry.objects.get(chain=case.chain, verb="collect")
    at_once(case, lambda _: close_served(entry), lambda _: close_served(entry))
    assert fresh(case).status == Status.CLOSED
    assert_sound(case, on=day(3))
