"""The census: what each body has, how far it is, what differs from the last time, and into the catalogue (R-179)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from conftest import MONDAY
from hypothesis import given
from hypothesis import strategies as st

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Invalid, NotFound, NotNow, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.registers.agencies.models import Agency
from tongban.registers.resources.commands import census
from tongban.registers.resources.models import CensusRound, CensusSheet, DataResource
from tongban.registers.resources.queries import census as seen
from tongban.registers.resources.rules.census import CensusRow, differences, faults_of, row_of, twice

pytestmark = pytest.mark.req("R-179")
TODAY = local_day(MONDAY)
ROW = CensusRow(
    code="",
    name="特种设备登记",
    summary="电梯、锅炉等特种设备的登记",
    system="特种设备系统",
    sensitivity="internal",
    share="1",
    note="",
    cycle="4",
    items=("设备代码", "使用单位"),
)


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"name": ""}, "/name"),
        ({"summary": "x" * 301}, "/summary"),
        ({"system": ""}, "/system"),
        ({"share": "2"}, "/note"),
        ({"share": "9"}, "/share"),
        ({"cycle": "0"}, "/cycle"),
        ({"sensitivity": "secret"}, "/sensitivity"),
        ({"items": ()}, "/items"),
        ({"items": ("一", "一")}, "/items"),
        ({"items": ("长" * 41,)}, "/items"),
    ],
)
def test_each_fault_of_a_row_is_told_at_its_field(changes: dict[str, Any], where: str):
    assert [each.pointer for each in faults_of(replace(ROW, **changes))] == [where]
    assert not faults_of(ROW)


_ROWS = st.lists(
    st.builds(replace, st.just(ROW), name=st.sampled_from("甲乙丙丁"), cycle=st.sampled_from("1234")),
    unique_by=lambda row: row.name,
    max_size=4,
)


@given(_ROWS, _ROWS)
def test_differences_are_those_of_the_two_sets_and_turn_round(before: list[CensusRow], after: list[CensusRow]):
    there = differences(before, after)
    back = differences(after, before)
    assert differences(before, before) == []
    assert {each.name for each in there if each.kind == "added"} == {e.name for e in back if e.kind == "removed"}
    was, now = {each.name: each.cycle for each in before}, {each.name: each.cycle for each in after}
    changed = {name for name in was.keys() & now.keys() if was[name] != now[name]}
    assert {each.name for each in there if each.kind == "changed"} == changed


def test_names_that_differ_in_writing_only_stand_twice():
    assert twice([ROW, replace(ROW, name="特种设备登记信息（样例）")]) == ["特种设备登记", "特种设备登记信息（样例）"]


def opened(cast, title: str = "二〇二六年数据资源普查") -> CensusRound:
    bodies = list(Agency.objects.filter(key__in=["market-regulation", "human-resources"]))
    due = TODAY + timedelta(days=20)
    return census.open_census(title, agencies=bodies, opens_on=TODAY, due_on=due, by=cast("zhengyawen"), at=MONDAY)


def sheet_of(key: str) -> CensusSheet:
    return CensusSheet.objects.select_related("round", "agency").filter(agency__key=key).latest("pk")


@pytest.mark.django_db
def test_a_round_counts_who_is_done_and_who_is_late(cast):
    made, supervisor = opened(cast), cast("zhengyawen")
    census.hand_in(sheet_of("market-regulation"), by=cast("chenli"), at=MONDAY)
    after = TODAY + timedelta(days=21)
    assert seen.completion(made, on=after) == seen.Completion(2, 1, 0, 1)
    lines = seen.lines(supervisor, made, on=after)
    assert [(each.sheet.agency.key, each.is_late) for each in lines] == [
        ("human-resources", True),
        ("market-regulation", False),
    ]
    assert [each.sheet.agency.key for each in seen.lines(cast("chenli"), made, on=after)] == ["market-regulation"]
    with pytest.raises(NotFound):
        seen.sheet_for(cast("chenli"), sheet_of("human-resources").pk)
    with pytest.raises(Invalid):
        opened(cast)
    with pytest.raises(NotYours):
        census.open_census("我来普查", agencies=[], opens_on=TODAY, due_on=TODAY, by=cast("chenli"), at=MONDAY)


@pytest.mark.django_db
def test_a_body_fills_its_own_sheet_and_each_resource_once(cast):
    opened(cast)
    sheet, by = sheet_of("market-regulation"), cast("wutao")
    assert [each["code"] for each in sheet.rows] == ["enterprise-basics", "provincial-returns"]
    census.put_row(sheet, ROW, place=None, by=by, at=MONDAY)
    with pytest.raises(Invalid, match="改正"):
        census.put_row(sheet, replace(ROW, name="特种设备登记信息"), place=None, by=by, at=MONDAY)
    with pytest.raises(NotYours):
        census.put_row(sheet, ROW, place=2, by=cast("tongxin"), at=MONDAY)
    with pytest.raises(NotNow):
        census.drop_row(sheet, place=7, by=by, at=MONDAY)
    assert [(each.kind, each.name) for each in seen.changes_of(sheet)] == [("added", "特种设备登记")]


@pytest.mark.django_db
def test_what_another_body_has_too_is_told(cast):
    opened(cast)
    sheet = sheet_of("market-regulation")
    census.put_row(sheet, replace(ROW, name="社会保险参保"), place=None, by=cast("wutao"), at=MONDAY)
    assert seen.twins_of(sheet) == [("社会保险参保", "市人社局")]


@pytest.mark.django_db
def test_the_result_goes_into_the_catalogue_and_is_what_the_next_round_compares_with(cast):
    opened(cast)
    sheet, by, supervisor = sheet_of("market-regulation"), cast("wutao"), cast("zhengyawen")
    census.put_row(sheet, ROW, place=None, by=by, at=MONDAY)
    changed = replace(row_of(sheet.rows[0]), cycle="2", items=(*row_of(sheet.rows[0]).items, "经营范围"))
    census.put_row(sheet, changed, place=0, by=by, at=MONDAY)
    census.hand_in(sheet, by=by, at=MONDAY)
    census.send_back(sheet, reason="补充使用单位。", by=supervisor, at=MONDAY)
    census.hand_in(sheet, by=by, at=MONDAY)
    census.take_in(sheet, by=supervisor, at=MONDAY)
    new = DataResource.objects.get(name="特种设备登记")
    assert (new.status, new.owner, new.fields.count()) == ("draft", sheet.agency, 2)
    old = DataResource.objects.get(code="enterprise-basics")
    assert (old.cycle, old.status) == ("2", "live")
    assert old.fields.get(name="经营范围").owner == sheet.agency
    assert Entry.objects.get(chain=sheet.chain, verb="take_in").facts == {"added": 1, "changed": 1, "removed": 0}
    opened(cast, "二〇二七年数据资源普查")
    following = sheet_of("market-regulation")
    assert (following.before_title, len(following.before)) == ("二〇二六年数据资源普查", 3)
    assert seen.changes_of(following) == []
    for place in (2, 1, 0):
        census.drop_row(following, place=place, by=by, at=MONDAY)
    with pytest.raises(NotNow, match="一条也没有"):
        census.hand_in(following, by=by, at=MONDAY)


@pytest.mark.django_db
def test_what_is_not_reported_again_goes_off_line_and_the_round_closes_with_its_last_sheet(cast):
    made = census.open_census(
        "市场监管数据复核",
        agencies=[Agency.objects.get(key="market-regulation")],
        opens_on=TODAY,
        due_on=TODAY,
        by=cast("zhengyawen"),
        at=MONDAY,
    )
    sheet = sheet_of("market-regulation")
    census.put_row(sheet, ROW, place=None, by=cast("wutao"), at=MONDAY)
    census.drop_row(sheet, place=0, by=cast("wutao"), at=MONDAY)
    census.hand_in(sheet, by=cast("wutao"), at=MONDAY)
    census.take_in(sheet, by=cast("zhengyawen"), at=MONDAY)
    assert DataResource.objects.get(code="enterprise-basics").status == "off"
    assert Entry.objects.filter(chain="resource:enterprise-basics", verb="take_off").count() == 1
    assert CensusRound.objects.get(pk=made.pk).closed_at == MONDAY
