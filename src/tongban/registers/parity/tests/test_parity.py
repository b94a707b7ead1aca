"""The same matter everywhere: exactly those who depart are found, get a deadline, and put it right."""

from datetime import date, datetime, timedelta

import msgspec
import pytest
from django.db import DatabaseError, transaction

from tongban.foundation.kernel.actors import NOBODY, SYSTEM
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import Invalid, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.registers.catalog import elements
from tongban.registers.catalog.commands import publish
from tongban.registers.catalog.elements import Carried
from tongban.registers.catalog.models import ImplementationList
from tongban.registers.catalog.tests.samples import document, option
from tongban.registers.parity import jobs
from tongban.registers.parity.commands.finding import check, keep_reference
from tongban.registers.parity.commands.rectifying import StillDeparts, assign, correct, explain, reopen, verify
from tongban.registers.parity.models import Rectification, ReferenceList
from tongban.registers.parity.queries import beside, found, tasks, visible_to
from tongban.registers.parity.rules.deviations import NO_COUNTIES, by_level, deviations
from tongban.registers.parity.rules.states import Origin, Status

AT = datetime(2026, 3, 2, 10, tzinfo=LOCAL)
CODE = "620131990W00"
TEMPLATE = elements.shipped()
FEWER = msgspec.to_builtins(option())["materials"][:-1]
DEPARTING = {
    "xiongguan": {"statutory_limit": {"value": 30}},
    "gangcheng": {"materials": FEWER},
    "civil-affairs": {"promised_limit": {"value": 9}},
}


def item(agency="market-regulation", level=3, day="2026-01-01", **changes):
    note = {"effective_on": day, "reason": "首次发布", "legal_source": "样例"}
    options = {"01": msgspec.to_builtins(option(**changes))}
    return document(agency=agency, level=level, version=note, options=options)


def row(where, level=3, is_local_feature=False, **changes):
    one = item(level=level, **changes)
    one = msgspec.structs.replace(one, is_local_feature=is_local_feature)
    return Carried(one, one.options["01"], "01", where=where)


@pytest.fixture
def five_places(db):
    """The city and the suburb say the same; two streets and a bureau do not."""
    publish(item(), by=SYSTEM, at=AT)
    publish(item("suburb", 5), by=SYSTEM, at=AT)
    publish(item("xiongguan", 5, **DEPARTING["xiongguan"]), by=SYSTEM, at=AT)
    publish(item("gangcheng", 5, **DEPARTING["gangcheng"]), by=SYSTEM, at=AT)
    publish(item("civil-affairs", 3, **DEPARTING["civil-affairs"]), by=SYSTEM, at=AT)


@pytest.mark.req("R-019")
def test_three_places_that_depart_are_exactly_three_findings(five_places):
    done = check([CODE], by=SYSTEM, at=AT)
    assert len(done.deviations) == done.new == 3
    assert set(Rectification.objects.values_list("agency__key", flat=True)) == set(DEPARTING)
    assert set(Rectification.objects.values_list("due_on", flat=True)) == {date(2026, 3, 23)}
    assert all("与多数地方" in each.sentence for each in done.deviations)


@pytest.mark.req("R-019")
def test_a_second_check_finds_the_same_and_makes_no_second_task(five_places):
    check(by=SYSTEM, at=AT)
    assert jobs.compare_places(AT + timedelta(days=1)) == 0
    assert Rectification.objects.count() == 3


@pytest.mark.req("R-014", "R-019")
def test_local_features_are_compared_with_nobody_until_they_are_unflagged(five_places):
    ImplementationList.objects.filter(agency__key="xiongguan", basic__code=CODE).update(is_local_feature=True)
    assert len(found([CODE])) == 2
    ImplementationList.objects.filter(agency__key="xiongguan", basic__code=CODE).update(is_local_feature=False)
    assert len(found([CODE])) == 3


@pytest.mark.req("R-019")
def test_what_came_from_above_is_the_measure_even_against_most(five_places):
    keep_reference(item(**DEPARTING["xiongguan"]), origin=Origin.PROVINCE, place="甘肃省", at=AT)
    departing = {each.row.item.agency for each in found([CODE])}
    assert departing == {"market-regulation", "suburb", "gangcheng", "civil-affairs"}
    assert {each.against for each in found([CODE])} == {"甘肃省"}


@pytest.mark.req("R-019")
def test_a_partner_city_that_departs_is_told_of_and_gets_no_task(five_places):
    partner = item(statutory_limit={"value": 60})
    assert keep_reference(partner, origin=Origin.PARTNER, place="酒泉市（样例）", at=AT)
    assert not keep_reference(partner, origin=Origin.PARTNER, place="酒泉市（样例）", at=AT)
    done = check([CODE], by=SYSTEM, at=AT)
    assert (len(done.deviations), done.new) == (4, 3)
    assert "酒泉市（样例）" in {each.row.where for each in done.deviations}
    with pytest.raises(DatabaseError), transaction.atomic():
        ReferenceList.objects.update(place="别处")


def test_the_places_stand_side_by_side_and_level_by_level(five_places):
    keep_reference(item(), origin=Origin.PROVINCE, place="甘肃省", at=AT)
    page = beside(CODE)
    assert page.places.columns[0] == "甘肃省"
    assert len(page.places.columns) == 6
    assert page.levels == ("省", "市", "县", "镇（街道）", "村（社区）")
    [limit] = [each for each in page.by_level if each.name == "法定办结时限"]
    assert limit.cells[:3] == ("10个工作日", "10个工作日", NO_COUNTIES)
    assert "30个工作日" in limit.cells[3]
    assert not limit.is_equal
    assert page.is_reconstruction


@pytest.mark.req("R-019")
def test_a_task_is_assigned_corrected_and_verified_only_when_the_list_is_the_same(five_places, cast):
    check(by=SYSTEM, at=AT)
    reviewer = cast("linjing")
    task = Rectification.objects.get(agency__key="civil-affairs")
    with pytest.raises(Invalid):
        assign(task, due_on=AT.date(), by=reviewer, at=AT)
    assign(task, due_on=date(2026, 3, 10), by=reviewer, at=AT)
    editor = cast("wutao")
    with pytest.raises(NotYours):
        correct(task, words="改了", by=editor, at=AT)
    insider = _editor_of(task, editor)
    with pytest.raises(StillDeparts):
        correct(task, words="改了", by=insider, at=AT)
    publish(item("civil-affairs", day="2026-02-01"), by=SYSTEM, at=AT)
    correct(task, words="改回5个工作日", by=insider, at=AT)
    verify(task, by=reviewer, at=AT)
    assert Rectification.objects.get(pk=task.pk).status == Status.VERIFIED
    verbs = Entry.objects.filter(chain=task.chain).order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == ["assign", "correct", "verify"]


@pytest.mark.req("R-019")
def test_a_reason_that_was_accepted_is_not_asked_for_again(five_places, cast):
    check(by=SYSTEM, at=AT)
    reviewer = cast("linjing")
    task = Rectification.objects.get(agency__key="xiongguan")
    insider = _editor_of(task, cast("wutao"))
    assign(task, due_on=date(2026, 3, 10), by=reviewer, at=AT)
    explain(task, words="街道要入户核实", by=insider, at=AT)
    reopen(task, words="请附依据", by=reviewer, at=AT)
    with pytest.raises(Invalid):
        explain(task, words="", by=insider, at=AT)
    explain(task, words="街道要入户核实，依据见附件", by=insider, at=AT)
    verify(task, by=reviewer, at=AT)
    assert check(by=SYSTEM, at=AT).new == 0
    publish(item("xiongguan", 5, "2026-02-01", statutory_limit={"value": 40}), by=SYSTEM, at=AT)
    assert check(by=SYSTEM, at=AT).new == 1


def test_tasks_are_read_by_whom_they_concern_and_page(five_places, cast):
    check(by=SYSTEM, at=AT)
    reviewer = cast("linjing")
    first = tasks(reviewer, on=AT.date(), most=2)
    rest = tasks(reviewer, on=AT.date(), after=first[-1].pk)
    assert (len(first), len(rest)) == (2, 1)
    assert all(each.differences and not each.is_overdue for each in (*first, *rest))
    assert len(tasks(reviewer, on=date(2026, 4, 1), only_overdue=True)) == 3
    assert tasks(cast("wutao"), on=AT.date()) == []
    assert not visible_to(NOBODY).exists()
    with pytest.raises(NotYours):
        check(by=NOBODY, at=AT)


def test_one_place_alone_departs_from_nobody_and_names_written_otherwise_are_the_same():
    assert deviations([row("市")], TEMPLATE) == []
    wide = row("镇", 5, name="食品经营许可（新办）")
    [one] = deviations([row("市"), row("镇二", 5), wide], TEMPLATE)
    assert [each.sentence for each in one.differences] == [
        "业务办理项名称：食品经营许可(新办)→食品经营许可（新办）"
    ]  # fmt: skip


def test_a_shorter_promise_is_no_departure_and_a_longer_one_is():
    assert deviations([row("市"), row("镇", 5, promised_limit={"value": 1})], TEMPLATE) == []
    [longer] = deviations([row("市"), row("镇", 5, promised_limit={"value": 10})], TEMPLATE)
    assert longer.row.where == "镇"


def test_a_level_without_the_matter_says_so_and_the_county_is_empty_by_design():
    lines = by_level([row("市"), row("甲镇", 5), row("乙镇", 5, statutory_limit={"value": 9})], TEMPLATE)
    [limit] = [each for each in lines if each.name == "法定办结时限"]
    assert limit.cells == (
        "没有这个事项",
        "10个工作日",
        NO_COUNTIES,
        "甲镇：10个工作日；乙镇：9个工作日",
        "没有这个事项",
    )


def _editor_of(task, editor):
    return type(editor)(
        name="编制员", roles=editor.roles, staff_id=editor.staff_id, agency_id=task.agency_id, account_id=1
    )
