"""Norms of permits, and frequent matters that are not offered across provinces."""

import pytest

from tongban.registers.lists import commands, queries
from tongban.registers.lists.rules.coverage import NORM_PARTS, frequent_missing, norm_coverage
from tongban.registers.lists.rules.rows import Row

from .drafting import EDITOR, MONDAY, Cast, published, rows_in_force

ON = MONDAY.date()


@pytest.mark.django_db
@pytest.mark.req("R-028")
def test_every_listed_permit_has_a_published_norm_with_all_its_parts():
    found = queries.norms(ON)
    assert found.listed == found.covered == 28
    assert found.is_complete
    assert not found.missing


@pytest.mark.django_db
@pytest.mark.req("R-028")
def test_a_missing_norm_is_told_by_department_and_part(cast: Cast):
    draft = commands.start("permit_norm", by=cast(EDITOR), at=MONDAY)
    food = next(row for row in draft.rows if row["name"] == "食品经营许可")
    guide = next(row for row in draft.rows if row["name"] == "导游证核发")
    commands.drop_row(draft, key=food["key"], reason="要重写", by=cast(EDITOR), at=MONDAY)
    commands.put_row(draft, key=guide["key"], cells={"supervision": ""}, by=cast(EDITOR), at=MONDAY)
    published(draft, cast)
    found = queries.norms(ON)
    assert (found.listed, found.covered) == (28, 26)
    assert set(found.missing) == {"市市场监督管理局", "市文化和旅游局"}
    (food_lacks,) = found.missing["市市场监督管理局"]
    assert len(food_lacks.parts) == len(NORM_PARTS)
    (guide_lacks,) = found.missing["市文化和旅游局"]
    assert guide_lacks.parts == ("监管主体和方式",)


def test_without_any_norm_every_permit_lacks_one():
    rows: list[Row] = [{"key": str(n), "name": f"许可{n}", "agency": "甲局" if n % 2 else "乙局"} for n in range(5)]
    found = norm_coverage(rows, [])
    assert found.covered == 0
    assert {agency: len(each) for agency, each in found.missing.items()} == {"甲局": 2, "乙局": 3}


@pytest.mark.req("R-005")
def test_the_frequent_matters_that_are_not_offered_across_provinces_are_exact():
    volumes = {"a": 50, "b": 40, "c": 40, "d": 30, "e": 0}
    assert frequent_missing(volumes, frozenset({"a"}), most=3) == [("b", 40), ("c", 40)]
    assert frequent_missing(volumes, frozenset(), most=9) == [("a", 50), ("b", 40), ("c", 40), ("d", 30)]


@pytest.mark.django_db
@pytest.mark.req("R-005")
def test_the_list_of_matters_across_provinces_names_mode_and_partner():
    rows = rows_in_force("cross_province")
    assert len(rows) == 18
    assert {row["mode"] for row in rows} == {"全程网办", "异地代收代办", "多地联办"}
    assert all(row["partner"] for row in rows)
    listed = rows[0]["key"]
    assert queries.frequent_not_listed({listed: 9, "x" * 33: 8}, on=ON) == [("x" * 33, 8)]
