"""Handing matters down: nothing without way and agreement, one list a place, powers only where they were lent."""

from datetime import date, timedelta
from typing import Any

import pytest

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.registers.agencies.models import Agency, Delegation, Venue
from tongban.registers.agencies.rules import VenueLevel
from tongban.registers.grassroots.commands import end_agreement, hand_down
from tongban.registers.grassroots.models import Agreement
from tongban.registers.grassroots.queries.lists import DOWN, list_of, lists, own_options, visible_to
from tongban.registers.grassroots.rules.agreements import Line, Terms, faults
from tongban.registers.grassroots.rules.modes import DECIDED, JUDGED_ON_RECEIPT, Field, Mode, may_do

from conftest import MONDAY  # isort: skip

TODAY = local_day(MONDAY)
BODY = "market-regulation"


def terms(**changes: Any) -> Terms:
    """An agreement of the market body about one of its matters, that nothing is wrong with."""
    given: dict[str, Any] = {
        "mode": "entrusted",
        "number": "嘉市监委〔2026〕7号",
        "seal": "",
        "valid_from": TODAY,
        "valid_to": None,
        "lines": (Line("A" * 33, "employment", 5),),
    }
    return Terms(**{**given, **changes})


@pytest.mark.req("R-133")
@pytest.mark.parametrize(
    ("mode", "judges", "decides"),
    [(Mode.ASSISTED, False, False), (Mode.ENTRUSTED, True, False), (Mode.AUTHORISED, True, True)],
)
def test_the_three_ways_differ_in_what_a_counter_may_do(mode: Mode, judges: bool, decides: bool):
    assert {may_do(mode, verb) for verb in JUDGED_ON_RECEIPT} == {judges}
    assert {may_do(mode, verb) for verb in DECIDED} == {decides}
    assert all(may_do(mode, verb) for verb in ("receive", "supply", "correct", "book_slot", "collect"))
    assert bool(mode.told_no) is not decides


@pytest.mark.req("R-132")
def test_everything_that_is_wrong_is_told_at_once():
    wrong = terms(
        mode="", number=" ".strip(), valid_from=None, lines=(Line("B" * 33, "sport", 0), Line("A" * 33, "", 0))
    )
    found = {each.code for each in faults(wrong, options={"A" * 33: "甲"}, taken=["A" * 33], today=TODAY)}
    assert found == {"required", "date", "not_theirs", "taken", "field", "capacity"}
    assert [
        each.pointer for each in faults(terms(mode="authorised"), options={"A" * 33: "甲"}, taken=(), today=TODAY)
    ] == ["/seal"]
    yesterday = TODAY - timedelta(days=1)
    over = terms(valid_from=date(2026, 1, 1), valid_to=yesterday)
    assert [each.code for each in faults(over, options={"A" * 33: "甲"}, taken=(), today=TODAY)] == ["order"]
    assert faults(terms(), options={"A" * 33: "甲"}, taken=(), today=TODAY) == []


def made_terms(**changes: Any) -> Terms:
    code = sorted(own_options(BODY))[0]
    return terms(lines=(Line(code, "employment", 5),), **changes)


@pytest.fixture
def station() -> Venue:
    return Venue.objects.get(key="fumin-station")


@pytest.mark.django_db
@pytest.mark.req("R-132")
def test_a_matter_without_way_or_agreement_is_not_handed_down(cast, station):
    body = Agency.objects.get(key=BODY)
    before = Agreement.objects.count()
    for changes, anchor in (({"mode": ""}, "/mode"), ({"number": ""}, "/number")):
        with pytest.raises(Invalid) as refused:
            hand_down(body, to=station, terms=made_terms(**changes), by=cast("chenli"), at=MONDAY)
        assert [each.pointer for each in refused.value.faults] == [anchor]
    lent = Delegation.objects.filter(agency=body).values_list("document_number", flat=True)[0]
    taken = made_terms(mode="authorised", seal="样例专用章", number=lent)
    with pytest.raises(Invalid) as refused:
        hand_down(body, to=station, terms=taken, by=cast("chenli"), at=MONDAY)
    assert [each.pointer for each in refused.value.faults] == ["/number"]
    hall = Venue.objects.get(key="city-center")
    for place in (None, hall):
        with pytest.raises(Invalid, match="还有地方要改"):
            hand_down(body, to=place, terms=made_terms(), by=cast("chenli"), at=MONDAY)
    assert Agreement.objects.count() == before


@pytest.mark.django_db
@pytest.mark.req("R-132")
def test_only_the_bodys_head_hands_down_and_takes_back_and_both_are_on_record(cast, station):
    body = Agency.objects.get(key=BODY)
    for stranger in ("zhaomin", "zhengyawen", "caiyongqiang"):
        with pytest.raises(NotYours):
            hand_down(body, to=station, terms=made_terms(), by=cast(stranger), at=MONDAY)
    made = hand_down(body, to=station, terms=made_terms(), by=cast("chenli"), at=MONDAY)
    with pytest.raises(Invalid, match="还有地方要改"):
        hand_down(body, to=station, terms=made_terms(number="嘉市监委〔2026〕8号"), by=cast("chenli"), at=MONDAY)
    assert visible_to(cast("chenli")).filter(pk=made.pk).exists()
    assert not visible_to(cast("caiyongqiang")).filter(pk=made.pk).exists()
    with pytest.raises(Invalid):
        end_agreement(made, reason=" ", by=cast("chenli"), at=MONDAY)
    end_agreement(made, reason="场所搬迁。", by=cast("chenli"), at=MONDAY)
    with pytest.raises(NotNow):
        end_agreement(made, reason="场所搬迁。", by=cast("chenli"), at=MONDAY)
    verbs = Entry.objects.filter(chain=made.chain).order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == ["hand_down", "end_agreement"]
    hand_down(body, to=station, terms=made_terms(number="嘉市监委〔2026〕8号"), by=cast("chenli"), at=MONDAY)


@pytest.mark.django_db
@pytest.mark.req("R-132")
def test_what_ran_out_gives_its_place_up_and_a_number_stands_once(cast, station):
    body, head = Agency.objects.get(key=BODY), cast("chenli")
    first = made_terms(valid_to=TODAY)
    hand_down(body, to=station, terms=first, by=head, at=MONDAY)
    later = MONDAY + timedelta(days=1)
    assert {each.agreement.number for each in list_of(station.key, on=TODAY)} >= {first.number}
    assert first.number not in {each.agreement.number for each in list_of(station.key, on=local_day(later))}
    with pytest.raises(Invalid) as refused:
        hand_down(body, to=station, terms=made_terms(valid_from=local_day(later)), by=head, at=later)
    assert [each.pointer for each in refused.value.faults] == ["/number"]
    again = made_terms(number="嘉市监委〔2026〕9号", valid_from=local_day(later))
    hand_down(body, to=station, terms=again, by=head, at=later)


@pytest.mark.django_db
@pytest.mark.req("R-132")
def test_every_centre_and_station_of_the_city_has_a_list_of_the_seven_fields(django_assert_max_num_queries):
    lists(on=TODAY)  # the catalogue is warm
    with django_assert_max_num_queries(3):  # lists, places; the catalogue's revision, where a second went by
        found = lists(on=TODAY)
    assert {each.venue.key for each in found} == set(Venue.objects.filter(level__in=DOWN).values_list("key", flat=True))
    assert len(found) == 51
    assert all(each.lacking == () for each in found)
    assert {each.row.subject for each in found[0].matters} == set(Field)
    assert {each.agreement.way for each in list_of("fumin-station", on=TODAY)} == set(Mode)
    assert VenueLevel.CITY not in DOWN
