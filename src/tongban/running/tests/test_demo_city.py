"""The demo city as it stands: the three levels as the plan counts them, loaded again, valid by the house's checks."""

from collections import Counter
from datetime import date, datetime
from time import process_time

import pytest
from django.conf import settings

from tongban.foundation.kernel import codes
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.ledger.models import Entry
from tongban.registers.agencies.models import Agency, Delegation, Division, Staff, Venue
from tongban.registers.agencies.queries import Node, tree, unknown_venue_keys, venues_for
from tongban.registers.parties import sealed
from tongban.registers.parties.models import Account, Mandate, Membership, Party
from tongban.registers.parties.queries import capacities, needs_special_care
from tongban.running import demo_city

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
LOADED = (Division, Agency, Venue, Staff, Delegation, Account, Party, Membership, Mandate, Entry)


@pytest.fixture
def data():
    return demo_city.read(settings.CITY)


@pytest.fixture
def city(db, data):
    """The city that stands in the test database; its files."""
    return data


def nodes(root: Node) -> list[Node]:
    return [root] + [each for child in root.children for each in nodes(child)]


@pytest.mark.req("R-001")
def test_the_tree_is_one_city_two_streets_three_towns_31_communities_and_17_villages(city, django_assert_num_queries):
    with django_assert_num_queries(2):  # divisions, venues
        root = tree()
    assert root is not None
    everything = nodes(root)
    levels = Counter(each.level for each in everything)
    assert levels == {"city": 1, "street": 2, "town": 3, "community": 31, "village": 17}
    assert Counter(venue.level for each in everything for venue in each.venues) == {"city": 1, "town": 3, "village": 48}
    streets = [each for each in everything if each.level == "street"]
    assert {each.name: len(each.children) for each in streets} == {"雄关街道": 17, "钢城街道": 14}
    assert all(not each.venues for each in streets)


@pytest.mark.req("R-001")
def test_every_place_has_its_standard_name_address_hours_phone_and_agency(city):
    for venue in Venue.objects.select_related("division", "agency"):
        suffix = {"city": "政务服务中心", "town": "便民服务中心", "village": "便民服务站"}[venue.level]
        assert venue.name == venue.division.name + suffix
        assert venue.address
        assert venue.hours
        assert "样例" in venue.phone
        assert {"1", "2", "3", "4", "5"} <= set(venue.weekly_hours)


@pytest.mark.req("R-001")
def test_every_agency_that_the_plan_names_is_there_with_a_valid_credit_code(city):
    plan = (settings.ROOT / "city" / "jiayuguan" / "agencies.yaml").read_text(encoding="utf-8")
    assert Agency.objects.count() == 33  # the 31 that the plan names, and those for heat and telecom, 四(七)2
    for agency in Agency.objects.all():
        assert codes.check("uscc", agency.uscc).valid
        assert agency.phone != agency.complaint_phone
        assert agency.short_name in plan


@pytest.mark.parametrize(
    ("keys", "count"),
    [(["city-center"], 1), (["town-centers"], 3), (["stations"], 48), (["city-center", "stations"], 49), ([], 0)],
)
def test_an_option_names_places_one_by_one_or_by_level(city, keys, count):
    assert venues_for(keys).count() == count


def test_a_key_that_names_no_place_is_told(city):
    assert unknown_venue_keys(["city-center", "stations", "nowhere"]) == ["nowhere"]


def test_loading_twice_changes_nothing(city, django_assert_max_num_queries):
    before = [list(model._default_manager.order_by("pk").values()) for model in LOADED]
    with django_assert_max_num_queries(50):  # one read a table, one a standing, a few a register
        demo_city.load_registers(NOW.replace(hour=11))
    assert before == [list(model._default_manager.order_by("pk").values()) for model in LOADED]


def test_what_was_changed_in_the_files_is_changed_in_the_registers(city):
    Agency.objects.filter(key="tax").update(phone="0937-0000000")
    Division.objects.filter(code="620201100").update(name="旧名")
    demo_city.load_registers(NOW)
    assert Agency.objects.get(key="tax").phone != "0937-0000000"
    assert Division.objects.get(code="620201100").name == "新城镇"


def test_loading_what_stands_already_takes_less_than_a_second(city):
    began = process_time()
    demo_city.load_registers(NOW)
    assert process_time() - began < 1


@pytest.mark.req("R-077")
@pytest.mark.req("R-075")
def test_front_back_and_issuing_posts_are_different_people_in_the_city_center(city):
    for staff in Staff.objects.filter(venue__key="city-center"):
        assert staff.roles in (["counter"], ["issuer"], ["receiver"])
    trios: dict[str, set[str]] = {
        key: set() for key in Agency.objects.exclude(key="big-data").values_list("key", flat=True)
    }
    for staff in Staff.objects.select_related("agency"):
        if staff.agency.key in trios:
            trios[staff.agency.key] |= set(staff.roles)
    assert all({"examiner", "reviewer", "decider"} <= roles for roles in trios.values())


@pytest.mark.req("R-199")
def test_the_three_administrators_are_three_people_with_nothing_else(city):
    admins = Staff.objects.filter(account__is_administrator=True)
    assert sorted(each.roles for each in admins) == [["audit_admin"], ["security_admin"], ["system_admin"]]


def test_the_cast_is_who_the_stories_say(city):
    numbers = {row["key"]: row["id_number"] for row in city["persons"]}
    party = {key: Party.objects.get(id_index=sealed.id_index(number)) for key, number in numbers.items()}
    assert needs_special_care(party["maxiuying"], on=date(2026, 11, 23))
    assert not needs_special_care(party["liqiang"], on=date(2026, 11, 23))
    assert [each.party.name for each in capacities(party["liqiang"], at=NOW)] == [
        "李强",
        "嘉峪关明月餐饮有限公司(样例)",
    ]
    assert [each.party.name for each in capacities(party["majianguo"], at=NOW)] == ["马建国", "马秀英"]
    assert [each.party.name for each in capacities(party["zhouyou"], at=NOW)] == ["周游"]


def test_no_number_of_a_person_stands_in_the_clear_in_the_database(city):
    numbers = [row["id_number"] for row in city["persons"]] + [row["phone"] for row in city["persons"]]
    stored = repr(list(Party.objects.values())) + repr(list(Entry.objects.values()))
    assert not [number for number in numbers if number in stored]
