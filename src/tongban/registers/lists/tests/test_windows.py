"""Windows that stay open (线下保留事项清单): what stands on the list cannot be published without its window."""

from datetime import date

import msgspec
import pytest

from tongban.registers.catalog.loading import read_items
from tongban.registers.catalog.quality import Surroundings, blocking, judge
from tongban.registers.catalog.tests.samples import CITY
from tongban.registers.compiling.judging import CityGate
from tongban.registers.lists import queries

ON = date(2026, 11, 24)


def protected_items():
    known = queries.keeps_windows(ON)
    for item in read_items(CITY / "items"):
        for number in item.options:
            if f"{item.basic_code}-{number}" in known or item.basic_code in known:
                yield item, number


@pytest.mark.django_db
@pytest.mark.req("R-098")
def test_no_protected_matter_of_the_city_can_be_published_with_its_window_off():
    gate = CityGate(license_types={}, halls=frozenset(), protected=queries.keeps_windows)
    found = list(protected_items())
    assert {item.options[number].name for item, number in found}
    for item, number in found:
        option = item.options[number]
        for closed in ({"channels": ("web", "mobile")}, {"venues": ()}):
            changed = msgspec.structs.replace(option, **closed)
            options = {**item.options, number: changed}
            broken = msgspec.structs.replace(item, options=options)
            codes = {each.code for each in gate.blocking(gate.judge(broken, on=ON))}
            assert "protected_window_closed" in codes, option.name
        codes = {each.code for each in gate.judge(item, on=ON)}
        assert "protected_window_closed" not in codes, option.name


@pytest.mark.req("R-100")
@pytest.mark.parametrize(
    ("words", "is_wrong"),
    [
        ("办理前必须提前预约。", True),
        ("未预约的一律不予受理。", True),
        ("必须在网上申请后，才能到窗口办理。", True),
        ("只接受网上预约。", True),
        ("可以预约，不预约也能办。", False),
        ("不用预约，来了就能办。", False),
        ("请按预约的时间到场核查。", False),
    ],
)
def test_no_matter_can_be_configured_by_appointment_only(words, is_wrong):
    food = next(each for each in read_items(CITY / "items") if each.basic_code == "000131024000")
    option = msgspec.structs.replace(food.options["01"], process_note=words, may_book=True)
    listed = msgspec.structs.replace(food, options={"01": option})
    codes = {each.code for each in blocking(judge(listed, Surroundings()))}
    assert ("only_by_appointment" in codes) is is_wrong
