"""The account of what not sharing costs (未共享代价账): each needless paper once, its keeper, its price."""

from collections import Counter
from datetime import date
from pathlib import Path

import msgspec
import pytest
import yaml
from django.conf import settings

from tongban.handling.cases.commands import receiving, reusing
from tongban.handling.cases.models import Material
from tongban.handling.cases.tests.asking import files
from tongban.handling.cases.tests.driving import accepted, after, food_option, fresh, listed, received
from tongban.handling.cases.tests.test_budgets import counted
from tongban.oversight.supervision.queries.period import Period
from tongban.oversight.supervision.queries.unshared import summed, tariff, unshared
from tongban.oversight.supervision.rules.unshared import Tariff, from_plain, keeper_of, way_spared
from tongban.registers.agencies.models import Agency
from tongban.registers.catalog.content import MaterialRequirement, SparedBy
from tongban.registers.catalog.loading import read_items
from tongban.registers.catalog.queries import guide_of

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 1))
DATA = SparedBy(way="data_check", note="与住建部门联网核验")
PLAN = MaterialRequirement(code="plan", name="布局图", spared_by=DATA)


def sharing(*codes: str):
    materials = tuple(
        msgspec.structs.replace(each, spared_by=DATA) if each.code in codes else each
        for each in food_option().materials
    )
    return listed(materials=materials)


def test_the_rule_names_way_and_keeper():
    prices = Tariff(platform="affairs", keepers={"id_card": "police"}, words={"民政": "civil", "住建": "housing"})
    card = msgspec.structs.replace(PLAN, spared_by=SparedBy(way="license", license_type="id_card"))
    unknown = msgspec.structs.replace(PLAN, spared_by=SparedBy(way="license", license_type="fishing"))
    made = msgspec.structs.replace(PLAN, spared_by=SparedBy(way="system_generated"))
    promised = msgspec.structs.replace(PLAN, spared_by=SparedBy(way="commitment"))
    assert [keeper_of(each, prices, own="own") for each in (PLAN, card, unknown, made)] == [
        "housing",
        "police",
        "own",
        "affairs",
    ]
    assert [way_spared(each) for each in (PLAN, card, made, promised, None)] == [
        "data_check",
        "license",
        "system_generated",
        "",
        "",
    ]
    with pytest.raises(AssertionError):
        Tariff(minutes={"license": 1})


def test_the_citys_prices_fit_the_citys_bodies_and_licences():
    folder = Path(settings.CITY)
    read = from_plain(yaml.safe_load((folder / "unshared.yaml").read_bytes()))
    bodies = {each["key"] for each in yaml.safe_load((folder / "agencies.yaml").read_bytes())["agencies"]}
    types = yaml.safe_load((folder / "license_types.yaml").read_bytes())
    assert {read.platform, *read.keepers.values(), *read.words.values()} <= bodies
    assert read.keepers.keys() <= types.keys()
    used = {
        each.spared_by.license_type
        for item in read_items(folder / "items")
        for option in item.options.values()
        for each in option.materials
        if each.spared_by is not None and each.spared_by.way == "license"
    }
    assert used <= read.keepers.keys()


@pytest.mark.django_db
def test_every_needless_paper_is_counted_once_and_at_its_price(cast):
    with sharing("layout_plan", "safety_rules"):
        first, _ = received(cast), received(cast, without=("safety_rules",))
        receiving.supply(first, materials=files(cast("liqiang"), "layout_plan"), by=cast("liqiang"), at=after(0, 11))
        with counted() as seen:
            found = unshared(NOVEMBER)
        assert len(seen) == 1, seen.statements
        lines = {each.material: each for each in found if each.way == "data_check"}
        assert sorted(each.count for each in lines.values()) == [1, 3]
        assert {each.minutes_each for each in lines.values()} == {tariff().minutes["data_check"]}
        assert sum(each.minutes for each in found) == sum(each.count * tariff().minutes[each.way] for each in found)
        assert counted_by_hand() == Counter({(each.material): each.count for each in found})
        housing = summed(found, lambda each: each.keeper)["housing-construction"]
        assert (housing.count, housing.minutes) == (4, 4 * tariff().minutes["data_check"])
        assert Agency.objects.filter(key="housing-construction").exists()


def counted_by_hand() -> Counter[str]:
    """The same from the rows, one by one."""
    found: Counter[str] = Counter()
    for row in Material.objects.select_related("case").prefetch_related("files"):
        asked = guide_of(row.case.option_version_id).option.material(row.requirement_code)
        if row.files.all() and way_spared(asked):
            found[row.name] += 1
    return found


@pytest.mark.django_db
def test_what_the_house_took_in_itself_was_handed_in_by_nobody(cast):
    with sharing("layout_plan"):
        accepted(cast)
        before = {each.material: each.count for each in unshared(NOVEMBER)}
        case = received(cast, at=after(3), without=("layout_plan",))
        case.materials.filter(requirement_code="layout_plan").update(state="missing")
        reusing.reuse(fresh(case), by=cast("wangfang"), at=after(3, 11))
        after_reuse = {each.material: each.count for each in unshared(NOVEMBER)}
        assert after_reuse.get("经营场所布局图和操作流程图") == before["经营场所布局图和操作流程图"]


@pytest.mark.django_db
def test_another_month_has_another_account(cast):
    with sharing("layout_plan"):
        received(cast)
        assert unshared(Period(date(2026, 10, 1), date(2026, 10, 1))) == []
