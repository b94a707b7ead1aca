"""The daily comparison: every difference and nothing else, repaired, signed, kept."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tongban.exchange.connectors.provincial_catalogue import jobs, rules
from tongban.exchange.connectors.provincial_catalogue.bound import BOUND
from tongban.exchange.connectors.provincial_catalogue.commands.pulling import pull
from tongban.exchange.connectors.provincial_catalogue.commands.pushing import carry
from tongban.exchange.connectors.provincial_catalogue.commands.reconciling import (
    AlreadyRepaired,
    NoSuchRepair,
    reconcile,
    repair,
)
from tongban.exchange.connectors.provincial_catalogue.models import (
    Batch,
    Difference,
    PulledItem,
    Reconciliation,
    SimulatedPush,
    SimulatedRecord,
)
from tongban.exchange.connectors.provincial_catalogue.queries import differences, health, reports
from tongban.exchange.connectors.provincial_catalogue.rules import CHANNEL, Kind, Local, Record, Repair
from tongban.exchange.connectors.provincial_catalogue.signing import is_genuine
from tongban.exchange.connectors.provincial_catalogue.simulator import Faults, Simulator, hand_down
from tongban.foundation.kernel.actors import NOBODY, SYSTEM
from tongban.foundation.kernel.errors import NotYours
from tongban.foundation.ledger.models import Entry
from tongban.foundation.ledger.subscriptions import deliver_outbox
from tongban.registers.catalog.tests.samples import document
from tongban.registers.compiling.rules.pushed import PushedItem

from .conftest import deliver_until_done, hear, publications

from conftest import MONDAY  # isort: skip

STRANGE = "11620200717000171N3620199999W0"


def strange_code(letter):
    return f"{STRANGE}{letter}"


@pytest.fixture
def equal(db, bind):
    """The province holds exactly what was published."""
    library = bind()
    hear(publications())
    deliver_until_done(MONDAY)
    return library


def change(code, **changes):
    row = SimulatedRecord.objects.get(list_code=code)
    row.record = {**row.record, **changes}
    row.save()


def seed_ten():
    """Three gone, two strange, two of another version, one of another content, one unreadable, one twice."""
    codes = list(SimulatedRecord.objects.order_by("list_code").values_list("list_code", flat=True))
    SimulatedRecord.objects.filter(list_code__in=codes[:3]).delete()
    for letter in "AB":
        strange = {"list_code": strange_code(letter), "version": 1, "hash": "a" * 64, "name": "样例", "kind": "license"}
        strange["effective_on"] = "2026-01-01"
        SimulatedRecord.objects.create(list_code=strange["list_code"], record=strange)
    change(codes[3], version=7)
    change(codes[4], version=9)
    change(codes[5], hash="b" * 64)
    change(codes[6], version="第一版")
    twice = SimulatedRecord.objects.get(list_code=codes[7])
    SimulatedRecord.objects.create(list_code=codes[7], record=twice.record)
    return codes


@pytest.mark.req("R-024")
def test_ten_seeded_differences_are_exactly_ten_and_after_repair_none(equal, cast):
    codes = seed_ten()
    reviewer = cast("linjing")
    report = reconcile(by=reviewer, at=MONDAY)
    found = {each.list_code: each for each in report.found.all()}
    assert report.differences == len(found) == 10
    kinds = {code: Kind(each.kind) for code, each in found.items()}
    assert kinds == {
        **dict.fromkeys(codes[:3], Kind.MISSING_THERE),
        **dict.fromkeys(map(strange_code, "AB"), Kind.MISSING_HERE),
        **dict.fromkeys(codes[3:5], Kind.VERSION),
        codes[5]: Kind.CONTENT,
        codes[6]: Kind.BAD_RECORD,
        codes[7]: Kind.DUPLICATE,
    }
    for each in report.found.all():
        repair(each, way=Kind(each.kind).repairs[0], by=reviewer, at=MONDAY)
    deliver_outbox({CHANNEL: carry}, at=MONDAY)
    after = reconcile(by=reviewer, at=MONDAY + timedelta(days=1))
    assert (after.differences, after.local, after.in_hand) == (0, after.there, 0)
    assert Entry.objects.filter(chain="library:reconciliation", verb="repair").count() == 10


@pytest.mark.req("R-024")
def test_the_report_is_dated_signed_and_never_changed(equal, cast):
    seed_ten()
    report = reconcile(by=cast("linjing"), at=MONDAY)
    assert report.on == date(2026, 11, 23)
    assert f'"on":"{report.on.isoformat()}"' in report.content
    assert is_genuine(report.content, report.signature)
    assert not is_genuine(report.content.replace(STRANGE, STRANGE[::-1]), report.signature)
    with pytest.raises(DatabaseError), transaction.atomic():
        Reconciliation.objects.update(differences=0)


@pytest.mark.req("R-024")
def test_the_comparison_is_made_once_a_day_and_again_when_the_province_was_away(equal):
    BOUND.library = type(equal)(Faults(loss=1.0))
    assert (jobs.reconcile_today(MONDAY), Reconciliation.objects.count()) == (0, 0)
    BOUND.library = equal
    for hour in range(3):
        jobs.reconcile_today(MONDAY + timedelta(hours=hour))
    assert Reconciliation.objects.count() == 1
    jobs.reconcile_today(MONDAY + timedelta(days=1))
    assert Reconciliation.objects.count() == 2


@pytest.mark.req("R-205")
def test_records_that_cannot_be_read_are_told_one_by_one_and_stop_nothing(equal):
    BOUND.library = type(equal)(Faults(bad_records=1.0))
    report = reconcile(by=SYSTEM, at=MONDAY)
    assert report.found.filter(kind=Kind.BAD_RECORD).count() == report.there > 0
    BOUND.library = equal


def test_what_is_under_way_in_good_time_is_no_difference(db, bind):
    bind()
    hear(publications())
    Batch.objects.update(due_on=MONDAY.date())
    report = reconcile(by=SYSTEM, at=MONDAY)
    assert (report.differences, report.there, report.in_hand) == (0, 0, report.local)
    assert reconcile(by=SYSTEM, at=MONDAY + timedelta(days=1)).differences == report.local


def test_a_difference_is_repaired_once_in_a_way_that_fits_by_whom_it_concerns(equal, cast):
    seed_ten()
    found = reconcile(by=SYSTEM, at=MONDAY).found.filter(kind=Kind.MISSING_THERE)[0]
    with pytest.raises(NotYours):
        repair(found, way=Repair.PUSH, by=cast("wutao"), at=MONDAY)
    with pytest.raises(NoSuchRepair):
        repair(found, way=Repair.PULL, by=SYSTEM, at=MONDAY)
    repair(found, way=Repair.PUSH, by=SYSTEM, at=MONDAY)
    with pytest.raises(AlreadyRepaired):
        repair(found, way=Repair.PUSH, by=SYSTEM, at=MONDAY)


def test_what_is_missing_here_can_be_pulled_and_is_then_in_hand(equal):
    seed_ten()
    found = reconcile(by=SYSTEM, at=MONDAY).found.get(list_code=strange_code("A"))
    repair(found, way=Repair.PULL, by=SYSTEM, at=MONDAY)
    inbox: Any = BOUND.inbox
    [item] = inbox.taken
    assert (item.source_ref, item.item.basic_code, item.uscc) == (
        f"library:{strange_code('A')}", strange_code("A")[19:], strange_code("A")[:18]
    )  # fmt: skip
    again = reconcile(by=SYSTEM, at=MONDAY)
    assert (again.differences, again.in_hand) == (9, 1)


def test_the_page_of_operations_reads_reports_and_differences(equal, cast, django_assert_num_queries):
    seed_ten()
    reconcile(by=SYSTEM, at=MONDAY)
    reviewer = cast("linjing")
    with django_assert_num_queries(3):  # batches, unreadable ones, the newest report with its open differences
        whole: Any = health(reviewer, at=MONDAY)
    assert (whole.is_simulated, whole.report.open, whole.report.is_genuine) == (True, 10, True)
    assert "模拟" in whole.library
    first = differences(reviewer, whole.report.pk, most=6)
    rest = differences(reviewer, whole.report.pk, after=first[-1].pk, most=6)
    assert (len(first), len(rest)) == (6, 4)
    assert all(each.words and each.repairs for each in (*first, *rest))
    assert (reports(NOBODY), differences(NOBODY, whole.report.pk)) == ([], [])
    assert Difference.objects.filter(repaired_at=None).count() == 10


def pushed(ref="P1", **changes):
    return PushedItem(source_ref=ref, item=document(**changes), due_on=date(2026, 12, 1))


@pytest.mark.req("R-023")
def test_what_the_province_pushes_goes_to_the_inbox_once_and_again_when_it_changed(db, bind):
    bind()
    hand_down(pushed())
    SimulatedPush.objects.create(source_ref="P2", item={"source_ref": "P2", "name": "没有内容"})
    hand_down(pushed("P3", kind="penalty"))
    first = pull(by=SYSTEM, at=MONDAY)
    assert (first.created, first.unchanged, first.unreadable) == (1, 0, 2)
    again = pull(by=SYSTEM, at=MONDAY)
    assert (again.created, again.unchanged, again.unreadable) == (0, 1, 2)
    hand_down(pushed(name="改名的样例许可"))
    assert pull(by=SYSTEM, at=MONDAY).created == 1
    inbox: Any = BOUND.inbox
    assert [each.item.name for each in inbox.taken] == ["样例许可", "改名的样例许可"]
    assert inbox.taken[0].due_on == date(2026, 12, 1)
    assert PulledItem.objects.get(source_ref="P2").defect == "第2条：缺少清单内容"
    assert "依职权" in PulledItem.objects.get(source_ref="P3").defect


def test_a_line_that_is_down_only_postpones_pulling(db, bind):
    bind(loss=1.0)
    hand_down(pushed())
    assert jobs.pull(MONDAY) == 0
    BOUND.library = Simulator(Faults())
    assert jobs.pull(MONDAY) == 1


ANY_SPEED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
CODES = st.sampled_from([strange_code(letter) for letter in "ABCDEF"])
SIDES = st.dictionaries(CODES, st.tuples(st.integers(1, 3), st.sampled_from("xy")), max_size=6)


@ANY_SPEED
@given(here=SIDES, there=SIDES)
def test_there_is_one_difference_for_each_list_that_is_not_the_same_on_both_sides(here, there):
    local = [Local(code, version, mark, "样例") for code, (version, mark) in here.items()]
    records = [Record(code, version, mark) for code, (version, mark) in there.items()]
    found = rules.compare(local, records)
    assert {each.list_code for each in found} == {code for code in {*here, *there} if here.get(code) != there.get(code)}
    assert len(found) == len({each.list_code for each in found})


STRANGE_VALUES = st.one_of(st.none(), st.integers(), st.text("A1甲", max_size=40), st.lists(st.integers(), max_size=2))


@ANY_SPEED
@given(st.lists(st.dictionaries(st.sampled_from(["list_code", "version", "hash"]), STRANGE_VALUES), max_size=4))
def test_no_record_however_strange_stops_the_comparison(raws):
    good, bad = rules.read_records(raws)
    assert len(good) + len(bad) == len(raws)
    assert all(words for _, words in bad)
