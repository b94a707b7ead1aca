"""Three days of departments' supervision data: nobody lifts a hand, all is at the province in a day, counts add up.

The timer runs at its own minutes, the outbox after it; the line loses and doubles, and is away for a night.
"""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from croniter import croniter
from procrastinate.contrib.django import app

from tongban.config import timers
from tongban.config.subscriptions import CARRIERS
from tongban.exchange.connectors.provincial_supervision import jobs, queries
from tongban.exchange.connectors.provincial_supervision.bound import BOUND
from tongban.exchange.connectors.provincial_supervision.commands.taking_in import take_in_records
from tongban.exchange.connectors.provincial_supervision.deliveries import login_of
from tongban.exchange.connectors.provincial_supervision.models import (
    DeliveredFile,
    DeliveredRecord,
    DroppedRow,
    SimulatedSupervisionRecord,
    SupervisionReport,
)
from tongban.exchange.connectors.provincial_supervision.simulator import Simulator
from tongban.exchange.lines.misbehaving import LineFaults
from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.ledger.models import Outgoing
from tongban.foundation.ledger.subscriptions import deliver_outbox
from tongban.registers.parties.commands import register_client

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-052")]
MIDNIGHT = datetime(2026, 11, 23, tzinfo=LOCAL)
DAYS, HOUR, DAY = 3, timedelta(hours=1), timedelta(days=1)
AWAY = (MIDNIGHT + 20 * HOUR, MIDNIGHT + 32 * HOUR)
POOR, OUT = LineFaults(seed=7, loss=0.2, duplicates=0.2, delay=0.2, bad_receipts=0.1), LineFaults(seed=7, loss=1.0)
CODE = "11620200MB1234567X300013102400001"
HEAD = "记录编号,事项编码,事项名称,监管对象,监管对象证件号码,监管结果,检查日期,情况\n"
[TIMER] = [
    each.cron
    for each in app.periodic_registry.periodic_tasks.values()
    if each.task is timers.supervision_reaches_the_province
]


@pytest.fixture(autouse=True)
def line() -> Iterator[None]:
    before, BOUND.system = BOUND.system, Simulator(POOR)
    Outgoing.objects.filter(delivered_at=None).update(delivered_at=MIDNIGHT, dead_at=None, closed_at=None)
    yield
    BOUND.system = before


class Departments:
    """What three systems deliver each day, each its own way: sound records, repeats, and some that are not sound."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "market-regulation"
        self.folder.mkdir()
        self.dropped: dict[str, datetime] = {}
        self.rows = self.unsound = 0
        name = "health-supervision"
        register_client(name=name, scopes=["supervision:write"], agency_key="health", by=SYSTEM, at=MIDNIGHT)
        self.client = Actor(name=name, client=name)

    def file(self, at: datetime) -> None:
        rows = [self._row("F", at, each) for each in range(6)] + [self._row("F", at, 0)]
        lines = [",".join(each.values()) for each in rows]
        (self.folder / f"{at:%m%d%H}.csv").write_bytes((HEAD + "\n".join(lines)).encode("gb18030"))

    def api(self, at: datetime) -> None:
        rows = [self._row("A", at, each) for each in range(5)]
        for _ in range(2):
            take_in_records(rows, by=self.client, at=at)

    def table(self, at: datetime) -> None:
        for each in range(4):
            DroppedRow.objects.create(content=self._row("T", at, each), dropped_by=login_of("fire-rescue"))

    def _row(self, way: str, at: datetime, each: int) -> dict[str, str]:
        """Every fourth has a result that nobody knows."""
        ref = f"{way}-{at:%m%d%H}-{each}"
        self.rows += 1
        if each == 3:
            self.unsound += 1
        else:
            self.dropped.setdefault(ref, at)
        return {
            "ref": ref,
            "code": CODE,
            "name": "样例许可",
            "subject_name": "样例超市",
            "subject_code": "91620200MA7D0002X9",
            "result": "很好" if each == 3 else "合格",
            "found_on": "2026/11/22",
            "words": "样例",
        }


def test_three_days_without_a_hand_end_with_all_of_it_at_the_province_within_a_day(tmp_path: Path) -> None:
    theirs = Departments(tmp_path)
    acts = [
        (MIDNIGHT + number * DAY + hour * HOUR, act)
        for number in range(DAYS)
        for hour, act in ((9, theirs.table), (12, theirs.api), (17, theirs.file), (22, theirs.table))
    ]
    dice, at = random.Random(5), MIDNIGHT
    while at < MIDNIGHT + (DAYS + 1) * DAY:
        at = croniter(TIMER, at).get_next(datetime)
        while acts and acts[0][0] <= at:
            moment, act = acts.pop(0)
            act(moment)
        BOUND.system.faults = OUT if AWAY[0] <= at < AWAY[1] else POOR  # type: ignore[union-attr]
        jobs.take_in_deliveries(tmp_path, at=at)
        jobs.look_after_records(at)
        for later in sorted(dice.uniform(0, 250) for _ in range(3)):
            deliver_outbox(CARRIERS, at=at + timedelta(seconds=later))
    made = list(DeliveredFile.objects.all())
    assert {each.way for each in made} == {"file", "api", "table"}
    assert sum(each.rows for each in made) == theirs.rows
    assert sum(each.rejected for each in made) == theirs.unsound
    assert set(DeliveredRecord.objects.values_list("ref", flat=True)) == set(theirs.dropped)
    sent = SupervisionReport.objects.filter(delivered__isnull=False).select_related("delivered")
    lags = sorted(each.received_at - theirs.dropped[each.delivered.ref] for each in sent if each.received_at)  # type: ignore[union-attr]
    assert len(lags) == len(theirs.dropped), "each of them is with the province"
    assert lags[-1] < queries.IN_TIME, "also what came while the province was away"
    assert SimulatedSupervisionRecord.objects.count() == len(lags), "and once"
    days = queries.daily(at=at - DAY)
    assert [(each.rows, each.is_equal, each.waiting) for each in days[:DAYS]] == [(theirs.rows // DAYS, True, 0)] * DAYS
    counts = [(each.rows, each.repeats + each.rejected + each.received + each.sent_back) for each in days]
    assert all(came == went for came, went in counts), "in is out and rejects"
