"""What a station may do on a matter that was handed down to it, in each of the three ways (R-133)."""

from typing import Any

import pytest

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import NotYours
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.commands import examining, receiving
from tongban.handling.cases.commands.handed_down import BeyondMode
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.stations import taken_at, taken_everywhere
from tongban.registers.agencies.models import Agency, Delegation, Venue
from tongban.registers.grassroots.commands import end_agreement, hand_down
from tongban.registers.grassroots.models import Agreement, HandedDown, SealUse
from tongban.registers.grassroots.rules.agreements import Line, Terms

from .applying import MONDAY, food_code
from .colleagues import empowered
from .driving import after, day, fresh, listed, received
from .test_spot import SPOT

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-133")]
SEAL = "市场监管业务专用章（福民社区便民服务站）"


def handed(cast: Any, mode: str) -> Agreement:
    """The food licence at 福民社区便民服务站, in this way."""
    lines = (Line(food_code(), "social_service", 5),)
    terms = Terms(mode, "嘉市监下〔2026〕1号", SEAL if mode == "authorised" else "", day(0), None, lines)
    body, place = Agency.objects.get(key="market-regulation"), Venue.objects.get(key="fumin-station")
    return hand_down(body, to=place, terms=terms, by=cast("chenli"), at=MONDAY)


def at_station(cast: Any, made: Agreement | None = None) -> Actor:
    """韩玉兰, with what was lent to her counter."""
    lent = made.delegation if made is not None else None
    powers = [f"{verb}@option:{code}" for code in lent.option_codes for verb in lent.powers] if lent else []
    return empowered(cast("hanyulan"), *powers)


def finish(case: Case, by: Actor) -> None:
    examining.finish_on_the_spot(case, opinion="符合。", by=by, at=after(0, 11))


def test_entrusted_the_counter_accepts_and_decides_nothing(cast):
    made = handed(cast, "entrusted")
    station = at_station(cast, made)
    with listed(**SPOT):
        case, other = received(cast), received(cast)
        with pytest.raises(NotYours):
            finish(other, station)
        # Not even a power that came by another way lets it decide: the agreement says how far it goes.
        strange = empowered(station, f"finish_on_the_spot@option:{food_code()}")
        with pytest.raises(BeyondMode, match="只能收件、受理"):
            finish(other, strange)
        receiving.accept(case, by=station, at=after(0, 11))
    assert fresh(case).acceptor_id == station.staff_id
    assert not SealUse.objects.exists()


def test_authorised_the_counter_decides_and_every_use_of_its_seal_is_on_record(cast):
    made = handed(cast, "authorised")
    station = at_station(cast, made)
    with listed(**SPOT):
        case = received(cast)
        finish(case, station)
    case = fresh(case)
    assert (case.status, case.delegated_verbs) == ("granted", ["finish_on_the_spot"])
    use = SealUse.objects.get()
    assert (use.agreement_id, use.case_number, use.staff_id) == (made.pk, case.number, station.staff_id)
    entry = Entry.objects.get(chain=case.chain, verb="finish_on_the_spot")
    assert (entry.facts["seal"], entry.facts["agreement"]) == (SEAL, made.number)


def test_an_authorised_station_decides_at_the_end_of_an_examination_too(cast):
    station = at_station(cast, handed(cast, "authorised"))
    case = received(cast)
    receiving.accept(case, by=station, at=after(0, 11))
    examining.examine(fresh(case), opinion="符合条件。", proposal="grant", by=cast("zhaomin"), at=after(0, 12))
    examining.review(fresh(case), opinion="同意。", by=cast("sunqiang"), at=after(0, 13))
    examining.grant(fresh(case), opinion="准予。", by=station, at=after(0, 15))
    assert SealUse.objects.get().verb == "grant"


def test_assisted_the_counter_helps_and_judges_nothing(cast):
    station = at_station(cast, handed(cast, "assisted"))
    with listed(**SPOT):
        case = received(cast)
        for act in (
            lambda: receiving.accept(case, by=station, at=after(0, 11)),
            lambda: receiving.ask_correction(case, items=[], by=station, at=after(0, 11)),
            lambda: receiving.precheck(case, verdicts={}, by=station, at=after(0, 11)),
        ):
            with pytest.raises(BeyondMode, match="帮办代办"):
                act()
        with pytest.raises(NotYours):
            finish(case, station)
        receiving.accept(case, by=cast("wangfang"), at=after(0, 11))
    assert fresh(case).status == "accepted"


def test_what_is_not_on_the_list_of_a_station_is_helped_with_only(cast):
    case = received(cast)
    with pytest.raises(BeyondMode, match="没有下沉到您这里"):
        receiving.accept(case, by=at_station(cast), at=after(0, 11))
    HandedDown.objects.filter(venue__key="fumin-station").delete()
    receiving.accept(case, by=at_station(cast), at=after(0, 11))


def test_when_the_agreement_ends_so_do_its_powers(cast):
    made = handed(cast, "authorised")
    station = at_station(cast, made)
    end_agreement(made, reason="协议到期不续。", by=cast("chenli"), at=after(0, 10, 30))
    assert Delegation.objects.get(agreement=made).revoked_at is not None
    with listed(**SPOT), pytest.raises(NotYours):
        finish(received(cast), station)


@pytest.mark.req("R-132")
def test_how_much_a_place_took_is_counted_by_matter(cast):
    case = received(cast)
    place = Venue.objects.get(key="fumin-station")
    assert taken_at(place.pk, since=MONDAY) == {}
    Case.objects.filter(pk=case.pk).update(venue=place)
    assert taken_at(place.pk, since=MONDAY) == {food_code(): 1}
    assert taken_everywhere(since=MONDAY)[place.pk, food_code()] == 1
    assert taken_at(place.pk, since=after(1)) == {}
