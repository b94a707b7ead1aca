"""What departments' systems deliver goes up without a hand, each once; what came in went on or is listed (R-052)."""

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from tongban.exchange.connectors.provincial_supervision.bound import BOUND
from tongban.exchange.connectors.provincial_supervision.commands.reporting import carry
from tongban.exchange.connectors.provincial_supervision.commands.taking_in import take_in_records
from tongban.exchange.connectors.provincial_supervision.deliveries import NotDelivered, login_of, read
from tongban.exchange.connectors.provincial_supervision.jobs import look_after_records, take_in_deliveries
from tongban.exchange.connectors.provincial_supervision.models import (
    DeliveredFile,
    DeliveredRecord,
    DroppedRow,
    SimulatedSupervisionRecord,
    SupervisionReport,
)
from tongban.exchange.connectors.provincial_supervision.queries import daily, opened, reporting, unread
from tongban.exchange.connectors.provincial_supervision.rules import CHANNEL
from tongban.exchange.connectors.provincial_supervision.simulator import Simulator
from tongban.exchange.lines.misbehaving import LineFaults
from tongban.foundation.kernel.actors import NOBODY, SYSTEM, Actor
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Invalid, NotYours
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.foundation.ledger.subscriptions import deliver_outbox
from tongban.handling.cases.tests.driving import after
from tongban.registers.parties.commands import register_client
from tongban.registers.parties.models import ApiClient

pytestmark = pytest.mark.req("R-052")
CODE = "11620200MB1234567X300013102400001"
HEAD = "记录编号,事项编码,事项名称,监管对象,监管对象证件号码,监管结果,检查日期,情况\n"
GOOD = f"J-1,{CODE},食品经营许可,明月餐饮,91620200MA7D0001X9,责令改正,2026/11/26,样例：没有分色刀具\n"
MORE = f"J-2,{CODE},食品经营许可,样例超市,91620200MA7D0002X9,合格,2026-11-26,样例：合格\n"
BAD = f"J-3,{CODE},食品经营许可,样例超市,12,很好,昨天,样例\n"
BAD += f",{CODE},无编号,样例超市,91620200MA7D0002X9,合格,2026-11-26,样例\n"
JSON = (
    f'[{{"ref": "J-9", "code": "{CODE}", "name": "食品经营许可", "subject_name": "样例超市", '
    '"subject_code": "91620200ma7d0002x9", "result": "passed", "found_on": "2026-11-26", "words": "样例"}]'
)
ROW = {
    "ref": "A-1",
    "code": CODE,
    "name": "食品经营许可",
    "subject_name": "样例超市",
    "subject_code": "91620200MA7D0002X9",
    "result": "责令改正",
    "found_on": "2026-11-26",
    "words": "样例",
}
Cast = Callable[..., Actor]


@pytest.fixture(autouse=True)
def line() -> Iterator[None]:
    before = BOUND.system
    BOUND.system = Simulator(LineFaults(seed=7, loss=0.3, duplicates=0.4, delay=0.3))
    yield
    BOUND.system = before


def test_two_layouts_make_the_same_record_and_faults_name_every_field() -> None:
    [table] = read((HEAD + GOOD).encode("gb18030"), agency="市样例局")
    [plain] = read(JSON.encode(), agency="市样例局")
    assert set(table.content) == set(plain.content)
    assert (table.content["result"], table.content["found_on"]) == ("to_mend", "2026-11-26")
    assert plain.content["subject_code"] == "91620200MA7D0002X9"
    assert (table.faults, plain.faults) == ((), ())
    first, second = read((HEAD + BAD).encode(), agency="市样例局")
    assert len(first.faults) == 3
    assert second.faults == ("没有“记录编号”",)
    unreadable = (HEAD + "x" * 200_000).encode()
    for wrong in (b"", b"a,b\n1,2\n", b"{", b"[1]", HEAD.encode(), b"[" * 100_000, unreadable):
        with pytest.raises(NotDelivered):
            read(wrong, agency="市样例局")


@pytest.mark.django_db
def test_files_go_up_without_a_hand_and_what_came_in_is_accounted_for(tmp_path: Path) -> None:
    folder = tmp_path / "market-regulation"
    folder.mkdir()
    (tmp_path / "nobody").mkdir()
    (tmp_path / "nobody" / "x.csv").write_text(HEAD + GOOD)
    (folder / "周一.csv").write_bytes((HEAD + GOOD + MORE + BAD + GOOD).encode("gb18030"))
    (folder / "周二.json").write_text(JSON)
    (folder / "坏.csv").write_text("读不懂")
    (folder / "说明.txt").write_text("x")
    assert take_in_deliveries(tmp_path, at=after(1)) == 3
    assert take_in_deliveries(tmp_path, at=after(1)) == 0
    (folder / "补.csv").write_text(HEAD + GOOD + MORE)
    assert take_in_deliveries(tmp_path, at=after(2)) == 1
    for each in DeliveredFile.objects.all():
        assert each.rows == each.taken + each.repeats + each.rejected
    counts = {each.name: (each.rows, each.taken, each.repeats, each.rejected) for each in DeliveredFile.objects.all()}
    assert counts["周一.csv"] == (5, 2, 1, 2)
    assert counts["补.csv"] == (2, 0, 2, 0)
    assert sorted(each.name for each in folder.iterdir()) == ["坏.csv", "说明.txt"], "what was read is taken away"
    assert "91620200MA7D0001X9" not in repr(list(Entry.objects.values())) + repr(list(Outgoing.objects.values()))
    assert opened(DeliveredRecord.objects.get(ref="J-1"))["subject_name"] == "明月餐饮"
    for turn in range(20):
        at = after(2) + timedelta(minutes=30 * turn)
        deliver_outbox({CHANNEL: carry}, at=at)
        look_after_records(at)
    told = reporting()
    assert (told.queued, told.received, told.waiting, told.is_in_time) == (3, 3, 0, False)
    assert SimulatedSupervisionRecord.objects.count() == SupervisionReport.objects.count() == 3
    assert take_in_deliveries(tmp_path / "not-there", at=after(3)) == 0


@pytest.mark.django_db
def test_a_file_that_is_still_being_written_is_left_alone_for_a_moment(tmp_path: Path) -> None:
    folder = tmp_path / "market-regulation"
    folder.mkdir()
    file = folder / "a.csv"
    file.write_text(HEAD + GOOD)
    at = now()
    os.utime(file, (at.timestamp(), at.timestamp()))
    assert take_in_deliveries(tmp_path, at=at + timedelta(seconds=5)) == 0
    assert take_in_deliveries(tmp_path, at=at + timedelta(seconds=40)) == 1


@pytest.mark.django_db
def test_the_same_number_said_otherwise_is_sent_back_and_not_lost_in_silence(cast: Cast) -> None:
    first = take_in_records([ROW, ROW], by=system(), at=after(1)).delivery
    assert (first.rows, first.taken, first.repeats, first.rejected) == (2, 1, 1, 0)
    again = take_in_records([ROW, ROW], by=system(), at=after(1))
    assert (again.is_repeat, again.delivery.pk) == (True, first.pk)
    other = ROW | {"result": "合格"}
    mixed = take_in_records([ROW, other, ROW | {"ref": "A-2\x00\ud83d"}], by=system(), at=after(2)).delivery
    assert (mixed.rows, mixed.taken, mixed.repeats, mixed.rejected) == (3, 1, 1, 1)
    assert mixed.rejects == [{"place": 2, "ref": "A-1", "why": "这个编号的记录收过，内容不一样；更正请用新的编号。"}]
    assert opened(DeliveredRecord.objects.get(ref="A-1"))["result"] == "to_mend"
    for somebody in (Actor(name="某系统", client="nobodys"), cast("shibowen"), NOBODY):
        with pytest.raises(NotYours):
            take_in_records([ROW], by=somebody, at=after(2))
    for wrong in ([], [ROW] * 501):
        with pytest.raises(Invalid):
            take_in_records(wrong, by=system(), at=after(2))


@pytest.mark.django_db
def test_the_front_table_is_emptied_into_the_same_account() -> None:
    login = login_of("market-regulation")
    for content in (ROW, ROW | {"ref": "A-2", "检查日期": "昨天", "found_on": None}, ["?"], {"记录编号": "A-3"}):
        DroppedRow.objects.create(content=content, dropped_by=login)
    DroppedRow.objects.create(content=ROW, dropped_by="postgres")
    assert take_in_deliveries(Path("/not-there"), at=after(1)) == 4
    assert take_in_deliveries(Path("/not-there"), at=after(1)) == 0
    made = DeliveredFile.objects.get()
    assert (made.way, made.rows, made.taken, made.repeats, made.rejected) == ("table", 4, 1, 0, 3)
    assert [each["ref"] for each in made.rejects] == ["A-2", "", "A-3"]
    assert DroppedRow.objects.get().dropped_by == "postgres", "of no department; the page says that it waits"
    assert unread() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        DroppedRow.objects.create(content={"words": [str(each) for each in range(9000)]}, dropped_by=login)


@pytest.mark.django_db
def test_what_came_while_no_system_was_bound_goes_up_when_one_is() -> None:
    BOUND.system = None
    take_in_records([ROW, ROW | {"ref": "A-2"}], by=system(), at=after(1))
    look_after_records(after(1))
    [today] = daily(at=after(1))
    assert (today.taken, today.waiting, today.is_equal) == (2, 2, True)
    BOUND.system = Simulator()
    assert look_after_records(after(2)) == 2
    assert look_after_records(after(2)) == 0
    deliver_outbox({CHANNEL: carry}, at=after(2))
    [today] = daily(at=after(2))
    assert (today.received, today.waiting, today.is_equal) == (2, 0, True)


def system() -> Actor:
    """The supervision system of 市市场监管局, with its own token."""
    if not ApiClient.objects.filter(name="market-supervision").exists():
        register_client(
            name="market-supervision",
            scopes=["supervision:write"],
            agency_key="market-regulation",
            by=SYSTEM,
            at=after(0),
        )
    return Actor(name="market-supervision", client="market-supervision")
