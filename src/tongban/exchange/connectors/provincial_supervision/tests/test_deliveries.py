"""What departments' systems deliver goes up without a hand, each once; what came in went on or is listed (R-052)."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tongban.exchange.connectors.provincial_supervision.bound import BOUND
from tongban.exchange.connectors.provincial_supervision.commands.reporting import carry
from tongban.exchange.connectors.provincial_supervision.deliveries import NotDelivered, read
from tongban.exchange.connectors.provincial_supervision.jobs import look_after_records, take_in_deliveries
from tongban.exchange.connectors.provincial_supervision.models import (
    DeliveredFile,
    DeliveredRecord,
    SimulatedSupervisionRecord,
    SupervisionReport,
)
from tongban.exchange.connectors.provincial_supervision.queries import opened, reporting
from tongban.exchange.connectors.provincial_supervision.rules import CHANNEL
from tongban.exchange.connectors.provincial_supervision.simulator import Simulator
from tongban.exchange.lines.misbehaving import LineFaults
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.foundation.ledger.subscriptions import deliver_outbox
from tongban.handling.cases.tests.driving import after

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
    for wrong in (b"", b"a,b\n1,2\n", b"{", b"[1]", HEAD.encode()):
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
