"""Every date of the plan is a target; how it stands follows from the clock and from its evidence (R-009, R-171)."""

import re
from datetime import date, timedelta

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from tongban.registers.plan.reading import agency_names, read_goals, read_rows, read_tasks, targets_of
from tongban.registers.plan.rules import rows_of
from tongban.registers.plan.targets import FRESH_DAYS, NEAR_DAYS, Standing, Target, days_over, matrix, standing

PRINTED = """
T01 | 市政管局 | 市教育局、市人社局、市医保局、市卫生健康委、市民政局、市住建局、市文旅局、市体育局、市残联
T02 | 市政管局 | 各相关部门
T03 | 市政管局 | 各相关部门
T04 | 市政管局 | 各相关部门
T05 | 市政管局 | 各相关部门
T06 |  | 各相关部门
T07 | 市市场监管局 | 各相关部门
T08 | 市发展改革委、市财政局、市住建局、市公共资源交易中心 | 各相关部门
T09 | 市政管局 | 雄关街道办、钢城街道办、郊区工作办
T10 | 市政管局 | 雄关街道办、钢城街道办、郊区工作办、市有关部门、在嘉有关单位
T11 | 市政管局 | 市公安局、市自然资源局、市房产服务中心、市公积金中心、市税务局
T12 | 市政管局 | 各相关部门
T13 | 市政管局 | 各相关部门
T14 | 市政管局、市大数据中心 | 各相关部门
T15 | 市政管局、市大数据中心 | 各相关部门
T16 | 市政管局、市大数据中心 | 各相关部门
T17 | 市政管局、市大数据中心 | 雄关街道办、钢城街道办、郊区工作办、各相关部门
T18 | 市政管局 | 市医保局、市人社局、市民政局、市公安局等相关部门
T19 | 市政管局、市大数据中心 | 雄关街道办、钢城街道办、郊区工作办、各相关部门
T20 | 市政管局 | 各相关部门
T21 | 市政管局、市大数据中心 | 市人社局、市卫生健康委、市民政局、市医保局、市自然资源局、市市场监管局等部门
T22 | 市政管局，市大数据中心 | 各相关部门
T23 | 市政管局 | 各相关部门
T24 | 市政管局、市大数据中心 | 市公安局、市税务局、市人社局、市医保局、雄关街道办、钢城街道办、郊区工作办
T25 | 市政管局、市大数据中心 | 各相关部门
T26 | 市政管局、市市场监管局、市司法局、市发展改革委分别牵头 | 各相关部门
T27 | 市政管局 | 市自然资源局、市住建局、市市场监管局、市税务局、市财政局、市发展改革委
T28 | 市政管局、市大数据中心、市公安局 | 市卫生健康委、市人社局、市医保局、市教育局、市交通运输局、市政府金融办
T29 | 市工信局 | 市政府金融办、市市场监管局、市发展改革委、市税务局
T30 | 市政管局 | 各相关部门
T31 | 市政管局、市大数据中心 | 市住建局、市工信局、市司法局、国网电力嘉峪关分公司
"""
"""The lines 牵头部门 and 责任部门 as the plan prints them; its chapter 五 prints none."""
DUE = date(2022, 12, 31)
TARGET = Target(key="T04-2022-12-31", source="T04", section="三(一)1", text="公布", due_on=DUE, is_ongoing=False)
ON_AND_ON = Target(key="T05-ongoing", source="T05", section="三(一)2", text="首问", due_on=None, is_ongoing=True)
DAYS = st.dates(date(2022, 1, 1), date(2027, 12, 31))


@pytest.mark.req("R-009")
def test_every_date_that_the_plan_prints_is_a_target():
    found = targets_of(settings.CITY)
    assert len({each.key for each in found}) == len(found)
    dates = {each.due_on for each in found if each.due_on}
    assert dates == {date(2022, 9, 30), date(2022, 10, 31), date(2022, 12, 31), date(2025, 12, 31)}
    tasks = read_tasks(settings.CITY)
    goals = {goal.key for goal in read_goals(settings.CITY)}
    assert {each.source for each in found} == {task.key for task in tasks} | goals
    wanted = {(task.key, day) for task in tasks for day in task.deadlines}
    assert wanted == {(each.source, each.due_on) for each in found if each.due_on and each.source.startswith("T")}
    assert {each.source for each in found if each.is_ongoing} == {task.key for task in tasks if task.ongoing}


@pytest.mark.req("R-009")
def test_every_goal_names_the_requirement_that_says_how_to_see_it():
    known = {row.id for row in rows_of("一", read_rows(settings.ROOT))}
    assert {goal.row for goal in read_goals(settings.CITY)} <= known


@pytest.mark.req("R-009")
@pytest.mark.parametrize(
    ("done_on", "on", "expected"),
    [
        (None, DUE - timedelta(days=NEAR_DAYS + 1), Standing.AHEAD),
        (None, DUE - timedelta(days=NEAR_DAYS), Standing.NEAR),
        (None, DUE, Standing.NEAR),
        (None, DUE + timedelta(days=1), Standing.OVER),
        (DUE, DUE, Standing.DONE),
        (DUE + timedelta(days=1), DUE + timedelta(days=9), Standing.DONE_LATE),
        (DUE + timedelta(days=9), DUE + timedelta(days=8), Standing.OVER),
    ],
)
def test_given_a_clock_a_target_stands_as_the_plan_says(done_on, on, expected):
    assert standing(TARGET, done_on=done_on, evidence=[], on=on) is expected


@pytest.mark.req("R-009")
def test_what_goes_on_is_shown_by_evidence_of_the_last_year():
    shown = date(2026, 1, 1)
    for days, expected in ((-1, Standing.STALE), (0, Standing.GOING_ON), (FRESH_DAYS, Standing.GOING_ON)):
        assert standing(ON_AND_ON, done_on=None, evidence=[shown], on=shown + timedelta(days=days)) is expected
    after = shown + timedelta(days=FRESH_DAYS + 1)
    assert standing(ON_AND_ON, done_on=None, evidence=[shown], on=after) is Standing.STALE


@given(DAYS, DAYS)
def test_a_later_day_never_makes_a_finished_target_late(done_on, on):
    found = standing(TARGET, done_on=done_on, evidence=[], on=on)
    if done_on <= on:
        assert found is (Standing.DONE if done_on <= DUE else Standing.DONE_LATE)
        assert days_over(TARGET, done_on=done_on, on=on) == max(0, (done_on - DUE).days)
    else:
        assert found in (Standing.AHEAD, Standing.NEAR, Standing.OVER)
        assert days_over(TARGET, done_on=done_on, on=on) == max(0, (on - DUE).days)


@pytest.mark.req("R-171")
def test_every_task_has_its_lead_and_its_responsible_bodies_as_printed():
    duties = {each.task.key: each for each in matrix(read_tasks(settings.CITY), agency_names(settings.CITY))}
    printed = [line.split(" | ") for line in PRINTED.strip().splitlines()]
    assert len(printed) == 31
    for key, lead, responsible in printed:
        found = duties[key]
        assert list(found.lead) == [each for each in re.split("[、，]", lead.removesuffix("分别牵头")) if each], key
        said = "、".join((*found.departments, *found.streets))
        others = found.others
        assert sorted(responsible.replace(others, "").strip("、").split("、")) == sorted(said.split("、")), key
        assert others in responsible
        assert found.is_complete is bool(lead)


@pytest.mark.req("R-171")
def test_the_tasks_without_a_printed_lead_are_flagged():
    duties = matrix(read_tasks(settings.CITY), agency_names(settings.CITY))
    unled = {each.task.section for each in duties if not each.is_led}
    assert unled == {"三(一)2-二是", "五(四)", "五(五)"}
    assert all("没有列牵头部门" in each.task.note for each in duties if not each.is_led)
    assert [each.streets for each in duties if each.task.key == "T09"] == [("雄关街道办", "钢城街道办", "郊区工作办")]
