"""What the province's 12345 hands over is handled here like any order, and both sides say the same of it (R-205)."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from tongban.exchange.connectors.provincial_hotline import queries
from tongban.exchange.connectors.provincial_hotline.adapter import HttpHotline
from tongban.exchange.connectors.provincial_hotline.bound import BOUND
from tongban.exchange.connectors.provincial_hotline.commands.collecting import collect, take
from tongban.exchange.connectors.provincial_hotline.commands.reporting import carry, enqueue, revive
from tongban.exchange.connectors.provincial_hotline.jobs import look_after_orders
from tongban.exchange.connectors.provincial_hotline.models import (
    HandedOrder,
    HandedReport,
    SimulatedOrder,
    SimulatedReport,
)
from tongban.exchange.connectors.provincial_hotline.ports import HotlineUnavailable
from tongban.exchange.connectors.provincial_hotline.rules import CHANNEL
from tongban.exchange.connectors.provincial_hotline.simulator import Simulator, hand_over, set_faults
from tongban.exchange.lines.misbehaving import LineFaults
from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import NotNow, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.foundation.ledger.subscriptions import deliver_outbox
from tongban.handling.cases.tests.driving import after, day
from tongban.oversight.hotline.commands import handling, joining, routing
from tongban.oversight.hotline.commands.handling import reveal
from tongban.oversight.hotline.models import WorkOrder

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-205")]
Cast = Callable[..., Actor]
WORST = LineFaults(seed=7, loss=0.4, duplicates=0.4, delay=0.3, bad_receipts=0.3)
LEAD, PART = "市市场监督管理局", "市公安局"
SAID = "您投诉的饭店经现场检查，冷柜有3公斤变质肉，已立案查处，饭店已退还餐费180元。"
WORDS: dict[str, Any] = {
    "kind": "complaint",
    "content": "样例路2号的饭店用的肉发臭，要求查处并退钱",
    "place": "样例路2号",
}


@pytest.fixture(autouse=True)
def line() -> Iterator[None]:
    before = BOUND.system
    BOUND.system = Simulator(LineFaults())
    yield
    BOUND.system = before


def tell_the_province(*, rounds: int = 4, on: int = 20) -> None:
    """Twice heard is once told."""
    for _ in range(2):
        for entry in Entry.objects.filter(chain__startswith="work-order:").order_by("pk"):
            enqueue(entry)
    for turn in range(rounds):
        at = after(on) + timedelta(hours=2 * turn)
        deliver_outbox({CHANNEL: carry, "message": lambda parcel, at: None}, at=at)
        revive(at=at)


def handed(**content: Any) -> HandedOrder:
    """Asked for twice, taken over once."""
    hand_over("GS-1", at=after(0), **(WORDS | content))
    collect(at=after(1))
    collect(at=after(1))
    return HandedOrder.objects.select_related("order").get(number="GS-1")


def fresh(order: WorkOrder) -> WorkOrder:
    return WorkOrder.objects.select_related("agency").get(pk=order.pk)


def in_hand(cast: Cast, order: WorkOrder) -> WorkOrder:
    routing.dispatch(order, agency="market-regulation", by=cast("tangyun"), at=after(1))
    routing.sign(fresh(order), by=cast("zhaomin"), at=after(1))
    return fresh(order)


def answered(cast: Cast, order: WorkOrder) -> WorkOrder:
    handling.reply(order, outcome="solved", reply=SAID, by=cast("zhaomin"), at=after(2))
    handling.call_back(fresh(order), satisfaction="good", by=cast("tangyun"), at=after(2))
    return fresh(order)


def test_an_order_of_the_province_runs_like_any_other_and_is_closed_there(cast: Cast) -> None:
    order = handed().order
    assert order is not None
    assert (order.channel, order.way.label, order.status) == ("province", "省12345转来", "taken")
    assert reveal(order, by=cast("tangyun"), at=after(1)) == ("样例来电人", "13993700005")
    order = in_hand(cast, order)
    joining.ask_joint(order, agency="public-security", reason="请查监控。", by=cast("zhaomin"), at=after(1))
    tell_the_province()
    there = SimulatedOrder.objects.get()
    assert (there.status, there.told["lead"], there.told["parts"]) == ("handling", LEAD, [PART])
    joining.contribute(fresh(order), words="监控已经调取，没有异常。", by=cast("xiaohongwei"), at=after(1))
    answered(cast, fresh(order))
    assert queries.differing(at=after(3)) == ["GS-1"]
    tell_the_province(on=22)
    there = SimulatedOrder.objects.get()
    assert (there.status, there.told["satisfaction"], there.told["reply"]) == ("closed", "good", SAID)
    assert "139" not in str(there.told)
    assert "来电人" not in str(there.told)
    assert queries.differing(at=after(3)) == []
    [row] = queries.handed(cast("zhengyawen"), at=after(3))
    assert (row.ours.label, row.theirs, row.is_equal, row.waiting) == ("已办结", "已办结", True, 0)
    assert queries.handed(cast("zhaomin"), at=after(3)) == []


def test_the_day_of_the_province_is_never_passed_by_ours(cast: Cast) -> None:
    order = handed(due_on=day(3).isoformat()).order
    assert order is not None
    order = in_hand(cast, order)
    assert (order.latest_on, order.due_on) == (day(3), day(3))
    with pytest.raises(NotNow, match="省12345要求"):
        handling.extend(order, days=1, reason="情况复杂。", by=cast("chenli"), at=after(2))


def test_the_worst_line_loses_and_doubles_nothing(cast: Cast) -> None:
    for number in range(2):
        hand_over(f"GS-{number}", at=after(0), **(WORDS | {"place": f"样例路{number}号"}))
    BOUND.system = Simulator(WORST)
    for _ in range(12):
        look_after_orders(after(1))
    taken = HandedOrder.objects.filter(order__isnull=False)
    assert sorted(taken.values_list("number", flat=True)) == ["GS-0", "GS-1"]
    assert WorkOrder.objects.filter(channel="province").count() == 2
    for each in taken.select_related("order").order_by("pk"):
        assert each.order is not None
        answered(cast, in_hand(cast, each.order))
    for later in range(20, 26):
        tell_the_province(rounds=10, on=later)
    BOUND.system = Simulator(LineFaults())
    steps = Entry.objects.filter(chain__in=[each.chain for each in WorkOrder.objects.filter(channel="province")])
    assert HandedReport.objects.filter(received_at__isnull=False).count() == steps.count() == 10
    assert SimulatedReport.objects.count() == 10
    assert set(SimulatedOrder.objects.values_list("times_told", "status")) == {(5, "closed")}
    assert queries.differing(at=after(30)) == []


def test_what_cannot_be_taken_over_says_why_and_may_come_again_put_right(cast: Cast) -> None:
    good = hand_over("GS-9", at=after(0)).content
    assert take(good | {"due_on": "不知道"}, at=after(1))
    assert not take(good | {"due_on": "还不知道"}, at=after(1))
    assert HandedOrder.objects.get().fault == "转办单due_on不合接口约定"
    assert take(good | {"phone": "12", "privacy": "open"}, at=after(1)) is False
    assert "手机" in HandedOrder.objects.get().fault or "电话" in HandedOrder.objects.get().fault
    assert not take("?", at=after(1))
    assert take(good, at=after(2))
    assert not take(good, at=after(2))
    assert HandedOrder.objects.get().order is not None
    assert take(good | {"number": "GS-10", "privacy": "anonymous"}, at=after(2))
    nobody = WorkOrder.objects.latest("pk")
    assert (bytes(nobody.name_sealed), nobody.phone_index) == (b"", None)


def test_a_line_that_is_taken_away_loses_no_report(cast: Cast) -> None:
    """What waited when the address was taken out goes when it is there again."""
    handed()
    for entry in Entry.objects.filter(chain__startswith="work-order:").order_by("pk"):
        enqueue(entry)
    BOUND.system = None
    tell_the_province(rounds=2)
    assert HandedReport.objects.filter(received_at=None).exists()
    BOUND.system = Simulator(LineFaults())
    tell_the_province(rounds=2, on=22)
    assert not HandedReport.objects.filter(received_at=None).exists()
    assert SimulatedReport.objects.count() == HandedReport.objects.count()


def test_without_a_line_nothing_waits_and_the_simulator_says_what_it_is(cast: Cast) -> None:
    assert "模拟" in Simulator().name
    set_faults(LineFaults(loss=1.0), by=cast("zhengyawen"), at=after(0))
    with pytest.raises(NotYours):
        set_faults(LineFaults(), by=cast("zhaomin"), at=after(0))
    order = handed().order
    BOUND.system = Simulator()
    assert look_after_orders(after(1)) == 0
    BOUND.system = None
    assert look_after_orders(after(1)) == 0
    assert order is not None
    tell_the_province()
    assert not HandedReport.objects.exists()
    away = HttpHotline("http://127.0.0.1:9", "secret")
    with pytest.raises(HotlineUnavailable):
        away.orders(at=after(0))
    assert "secret" not in repr(away)
