"""Data that comes back: once, in standard codes, traceable; a bad batch is kept apart, a stale dataset told (R-184)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from conftest import MONDAY
from hypothesis import given
from hypothesis import strategies as st

from tongban.exchange.connectors.provincial_data import queries
from tongban.exchange.connectors.provincial_data.bound import BOUND
from tongban.exchange.connectors.provincial_data.commands import pulling
from tongban.exchange.connectors.provincial_data.models import ReturnedBatch, ReturnedDataset, ReturnedRow
from tongban.exchange.connectors.provincial_data.ports import PlatformUnavailable, SentBatch
from tongban.exchange.connectors.provincial_data.rules import (
    Dataset,
    Marks,
    checked,
    digest_of,
    is_stale,
    reached,
    timeliness,
)
from tongban.exchange.connectors.provincial_data.simulator import ROWS, DataFaults, SimulatedPlatform
from tongban.foundation.kernel.errors import Invalid, NotFound, NotNow, NotYours
from tongban.foundation.ledger.models import Entry

pytestmark = pytest.mark.req("R-184")
GOOD = {"TYSHXYDM": "91620200MA0001YL1X", "QYMC": "样例企业", "JYZT": "1", "CLRQ": "2020-01-15"}


def dataset() -> Dataset:
    return next(each for each in BOUND.datasets if each.key == "enterprise-registrations")


def through(*rows: dict[str, Any], count: int | None = None, digest: str = "") -> Any:
    return checked(dataset(), rows, count=len(rows) if count is None else count, digest=digest or digest_of(rows))


@pytest.mark.req("R-175")
@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"QYMC": ""}, "name", "缺少"),
        ({"QYMC": None}, "name", "缺少"),
        ({"JYZT": "9"}, "state", "不是标准代码"),
        ({"CLRQ": "去年"}, "founded-on", "格式不对"),
        ({"TYSHXYDM": "1"}, "uscc", "格式不对"),
    ],
)
def test_each_fault_of_a_row_is_told_by_line_and_field(changes: dict[str, Any], field: str, words: str):
    found = through(GOOD, GOOD | {"TYSHXYDM": "91620200MA0002YL2X"} | changes)
    assert [(each.line, each.field, each.words) for each in found.faults] == [(2, field, words)]
    assert (found.score, "50%" in found.apart, found.is_whole) == (0.5, True, True)


@pytest.mark.req("R-175")
def test_a_good_row_is_in_our_codes_and_a_key_stands_once():
    found = through(GOOD, GOOD)
    assert found.good[0].content == {
        "uscc": GOOD["TYSHXYDM"],
        "name": "样例企业",
        "state": "存续",
        "founded-on": "2020-01-15",
    }
    assert [each.words for each in found.faults] == ["这一批里重复"]


@pytest.mark.parametrize(("count", "digest", "says"), [(2, "", "不完整"), (None, "0" * 64, "摘要对不上")])
def test_what_was_spoiled_on_the_way_is_kept_apart_whole(count: int | None, digest: str, says: str):
    found = through(GOOD, count=count, digest=digest)
    assert (found.is_whole, says in found.apart) == (False, True)
    assert "不完整" in through().apart


@given(st.sets(st.integers(1, 6)), st.integers(0, 3), st.integers(1, 3))
def test_nothing_is_passed_over_that_has_not_come(numbers: set[int], after: int, first: int):
    end = reached(after, numbers, first=first)
    start = after or first - 1
    assert end >= start
    assert set(range(start + 1, end + 1)) <= numbers
    assert end + 1 not in numbers


def test_how_old_is_stale():
    fresh = MONDAY - timedelta(hours=48)
    assert not is_stale(dataset(), fresh, at=MONDAY)
    assert is_stale(dataset(), fresh, at=MONDAY + timedelta(seconds=1))
    assert is_stale(dataset(), None, at=MONDAY)


def pull(platform: SimulatedPlatform, at: datetime = MONDAY) -> int:
    return pulling.pull(dataset(), platform, at=at)


def contents() -> dict[str, Any]:
    return dict(ReturnedRow.objects.values_list("key", "content"))


@pytest.mark.django_db
def test_what_came_is_pulled_once_and_replays_change_nothing():
    platform = SimulatedPlatform()
    assert pull(platform) == 3
    before = contents()
    again = platform.batches("enterprise-registrations", after=0, at=MONDAY)
    assert [pulling.take_in(dataset(), each, at=MONDAY) for each in reversed(again)] == [False] * 3
    assert pull(platform) == 0
    assert (len(before), contents()) == (ROWS, before)
    assert pull(platform, MONDAY + timedelta(days=1)) == 1
    assert ReturnedBatch.objects.count() == 4


@pytest.mark.django_db
def test_a_line_that_loses_doubles_delays_and_cuts_brings_the_same_in_the_end():
    """Whatever the line does, after some pulls the rows are those of a good line, and nothing stands twice."""
    bad = SimulatedPlatform(DataFaults(seed=7, loss=0.3, duplicates=0.5, delay=0.4, cut=0.3))
    for hour in range(12):
        pull(bad, MONDAY + timedelta(hours=hour))
    worse = contents()
    assert set(ReturnedBatch.objects.values_list("status", flat=True)) <= {"taken", "dropped"}
    ReturnedRow.objects.all().delete()
    ReturnedBatch.objects.all().delete()
    ReturnedDataset.objects.all().delete()
    pull(SimulatedPlatform())
    assert worse == contents()


@pytest.mark.django_db
@pytest.mark.req("R-175")
def test_a_bad_batch_is_kept_apart_until_somebody_decides(cast):
    assert pull(SimulatedPlatform(DataFaults(seed=1, bad_rows=0.5))) == 3
    assert not ReturnedRow.objects.exists()
    first, second, _ = ReturnedBatch.objects.order_by("number")
    assert (first.status, first.is_whole, len(first.held), bool(first.faults)) == ("apart", True, ROWS, True)
    with pytest.raises(NotYours):
        pulling.release(first, reason="看过了", by=cast("chenli"), at=MONDAY)
    with pytest.raises(Invalid):
        pulling.release(first, reason="", by=cast("zhengyawen"), at=MONDAY)
    pulling.release(first, reason="问过省里，缺的是注销企业", by=cast("zhengyawen"), at=MONDAY)
    assert 0 < ReturnedRow.objects.count() < ROWS
    pulling.drop(second, reason="省里会重发", by=cast("zhengyawen"), at=MONDAY)
    with pytest.raises(NotNow):
        pulling.release(second, reason="又要了", by=cast("zhengyawen"), at=MONDAY)
    assert (second.held, Entry.objects.get(chain=second.chain, verb="drop").facts["reason"]) == ([], "省里会重发")


@pytest.mark.django_db
def test_another_content_under_a_number_that_came_is_kept_apart():
    pull(SimulatedPlatform())
    [sent, *_] = SimulatedPlatform().batches("enterprise-registrations", after=0, at=MONDAY)
    rows = tuple(each | {"QYMC": "改过的名称"} for each in sent.rows)
    other = SentBatch(sent.dataset, sent.number, sent.made_at, rows, sent.count, digest_of(rows))
    assert pulling.take_in(dataset(), other, at=MONDAY)
    assert "内容不一样" in ReturnedBatch.objects.latest("pk").apart
    assert all(each["name"] != "改过的名称" for each in contents().values())


@pytest.mark.django_db
def test_an_older_batch_never_covers_what_a_newer_one_brought():
    first, second, third = SimulatedPlatform().batches("enterprise-registrations", after=0, at=MONDAY)
    ReturnedDataset.objects.create(key="enterprise-registrations")
    for each in (third, first, second):
        pulling.take_in(dataset(), each, at=MONDAY)
    newest = {each["TYSHXYDM"]: {"1": "存续", "2": "注销", "3": "吊销"}[each["JYZT"]] for each in third.rows}
    assert {key: each["state"] for key, each in contents().items()} == newest


@pytest.mark.django_db
@pytest.mark.req("R-175")
def test_every_field_leads_to_its_source_row():
    pull(SimulatedPlatform())
    row = ReturnedRow.objects.order_by("pk")[3]
    origin = queries.origin_of(row, "state")
    assert (origin.line, origin.theirs) == (row.line, "JYZT")
    assert dataset().fields[2].codes[origin.written] == row.content["state"]
    assert origin.batch == ReturnedBatch.objects.order_by("-number")[0].number
    with pytest.raises(NotFound):
        queries.origin_of(row, "colour")


@pytest.mark.django_db
def test_what_has_become_stale_is_told_once_until_it_is_fresh_again():
    pulling.pull_all(at=MONDAY)
    stopped = SimulatedPlatform(stops_at=MONDAY)
    for each in BOUND.datasets:
        pulling.pull(each, stopped, at=MONDAY)
    assert pulling.alert_stale(at=MONDAY) == []
    later = MONDAY + timedelta(days=4)
    pull(stopped, later)
    assert [pulling.alert_stale(at=later), pulling.alert_stale(at=later)] == [["enterprise-registrations"], []]
    assert [each.is_stale for each in queries.standings(at=later)] == [True, False, False]
    pull(SimulatedPlatform(), later)
    assert not queries.standings(at=later)[1].is_stale
    assert pulling.alert_stale(at=later + timedelta(days=9)) == [
        "enterprise-registrations",
        "annual-reports",
        "water-accounts",
    ]
    assert Entry.objects.filter(chain="provincial-data", verb="alert_stale").count() == 4


@pytest.mark.django_db
def test_a_platform_that_does_not_answer_is_noted_and_asked_again():
    assert pull(SimulatedPlatform(DataFaults(loss=1.0))) == 0
    assert ReturnedDataset.objects.get().trouble == PlatformUnavailable.sentence
    assert pull(SimulatedPlatform()) == 3
    assert ReturnedDataset.objects.get().trouble == ""


@pytest.mark.req("R-175")
def test_each_batch_has_four_marks_that_count_what_they_say():
    twice = GOOD | {"JYZT": "2"}
    lacking = GOOD | {"TYSHXYDM": "91620200MA0002YL2X", "QYMC": ""}
    formless = GOOD | {"TYSHXYDM": "91620200MA0003YL3X", "JYZT": "9"}
    found = through(GOOD, twice, lacking, formless).marks
    assert (found.completeness, found.validity, found.uniqueness) == (round(11 / 12, 4), round(14 / 15, 4), 0.75)
    whole = through(GOOD).marks
    assert (whole.completeness, whole.validity, whole.uniqueness) == (1, 1, 1)
    assert through().marks.overall == 0


@pytest.mark.req("R-175")
def test_what_comes_late_is_less_in_time_the_later_it_is():
    made = MONDAY - timedelta(hours=48)
    assert timeliness(dataset(), made, at=MONDAY) == 1
    assert timeliness(dataset(), made, at=MONDAY + timedelta(hours=48)) == 0.5


@pytest.mark.django_db
@pytest.mark.req("R-175")
def test_the_quality_of_a_dataset_is_a_figure_over_time():
    pull(SimulatedPlatform())
    pull(SimulatedPlatform(DataFaults(seed=1, bad_rows=0.5)), MONDAY + timedelta(days=1))
    newest, *before = queries.quality_of(dataset())
    assert [each.number for each, _ in (newest, *before)] == sorted(
        ReturnedBatch.objects.values_list("number", flat=True), reverse=True
    )
    assert newest[1].overall < before[0][1].overall == Marks(1, 1, 1, before[0][1].timeliness).overall
    assert queries.quality_now() == {dataset().key: newest[1]}
