"""What the province hands down is put right here by its day, and both sides say the same of it (R-112)."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from tongban.exchange.connectors.provincial_rectification import queries
from tongban.exchange.connectors.provincial_rectification.adapter import HttpRectification
from tongban.exchange.connectors.provincial_rectification.bound import BOUND
from tongban.exchange.connectors.provincial_rectification.commands.collecting import collect, take
from tongban.exchange.connectors.provincial_rectification.commands.reporting import carry, enqueue, revive
from tongban.exchange.connectors.provincial_rectification.jobs import look_after_tasks
from tongban.exchange.connectors.provincial_rectification.models import ProvincialTask, SimulatedTask, TaskReport
from tongban.exchange.connectors.provincial_rectification.ports import RectificationUnavailable
from tongban.exchange.connectors.provincial_rectification.rules import CHANNEL, read_task
from tongban.exchange.connectors.provincial_rectification.simulator import Simulator, hand_down, set_faults
from tongban.exchange.lines.misbehaving import LineFaults
from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import NotYours
from tongban.foundation.ledger.models import Entry
from tongban.foundation.ledger.subscriptions import deliver_outbox
from tongban.handling.cases.tests.applying import food_code
from tongban.handling.cases.tests.driving import after, day, served
from tongban.oversight.evaluations.commands import redressing
from tongban.oversight.evaluations.commands.inviting import invite_for_case
from tongban.oversight.evaluations.commands.rating import Rating, rate
from tongban.oversight.evaluations.models import Evaluation, Redress

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-112")]
Cast = Callable[..., Actor]
WORST = LineFaults(seed=7, loss=0.4, duplicates=0.4, delay=0.3, bad_receipts=0.3)


@pytest.fixture(autouse=True)
def line() -> Iterator[None]:
    before = BOUND.system
    BOUND.system = Simulator(LineFaults())
    yield
    BOUND.system = before


def tell_the_province(*, rounds: int = 4, on: int = 20) -> None:
    """Twice heard is once told."""
    for _ in range(2):
        for entry in Entry.objects.filter(chain__startswith="redress:").order_by("pk"):
            enqueue(entry)
    for turn in range(rounds):
        at = after(on) + timedelta(hours=2 * turn)
        deliver_outbox({CHANNEL: carry, "message": lambda parcel, at: None}, at=at)
        revive(at=at)


def put_right(redress: Redress, by: Actor) -> None:
    redressing.verify(redress, finding="at_once", words="属实，等了很久。", evidence="叫号记录。", by=by, at=after(7))
    redressing.rectify(redress, words="增加了一个窗口。", evidence="本周排班表。", by=by, at=after(7))
    redressing.tell(redress, words="您反映的属实，已经增加了窗口。", by=by, at=after(7))
    redressing.close(redress, by=by, at=after(8))


def handed(**content: Any) -> ProvincialTask:
    hand_down("GS-1", at=after(4), **({"taskHandleItem": food_code()} | content))
    collect(at=after(5))
    collect(at=after(5))
    return ProvincialTask.objects.select_related("redress").get(number="GS-1")


def test_what_was_said_at_the_province_is_put_right_here_and_closed_there(cast: Cast) -> None:
    task = handed(due_on=day(6).isoformat())
    assert task.redress is not None
    assert (task.due_on, task.redress.latest_on, task.redress.due_on) == (day(6), day(6), day(6))
    assert task.redress.agency.short_name == "市市场监管局"
    tell_the_province()
    assert SimulatedTask.objects.get().status == "open"
    put_right(task.redress, cast("sunqiang"))
    assert queries.differing(at=after(9)) == ["GS-1"]
    tell_the_province(on=22)
    there = SimulatedTask.objects.get()
    assert (there.status, there.told["due_on"]) == ("closed", day(6).isoformat())
    assert there.told["measure"] == "增加了一个窗口。"
    assert queries.differing(at=after(9)) == []
    [row] = queries.handed(cast("zhengyawen"), at=after(9))
    assert (row.ours.label, row.theirs, row.is_equal, row.waiting) == ("已办结", "已办结", True, 0)
    assert queries.handed(cast("sunqiang"), at=after(9)) == []


def test_one_of_our_own_ratings_is_the_same_task_and_its_earlier_day_stays(cast: Cast) -> None:
    said = rate(invite_for_case(served(cast), at=after(3)), Rating("dissatisfied"), by=cast("liqiang"), at=after(4))
    task = handed(evaluationId=said.key.hex, due_on=day(30).isoformat())
    assert task.redress is not None
    assert task.redress.evaluation_id == said.pk
    assert (task.due_on, task.redress.latest_on) == (day(30), day(30))
    assert task.redress.due_on < day(30)
    assert Evaluation.objects.count() == Redress.objects.count() == 1


def test_the_worst_line_still_ends_with_the_same_on_both_sides(cast: Cast) -> None:
    hand_down("GS-1", at=after(4), taskHandleItem=food_code())
    BOUND.system = Simulator(WORST)
    assert sum(look_after_tasks(after(5)) for _ in range(12)) == ProvincialTask.objects.count()
    task = ProvincialTask.objects.get(number="GS-1")
    assert task.redress is not None
    put_right(task.redress, cast("sunqiang"))
    for later in range(20, 26):
        tell_the_province(rounds=10, on=later)
    BOUND.system = Simulator(LineFaults())
    assert not TaskReport.objects.filter(received_at=None).exists()
    assert queries.differing(at=after(30)) == []


def test_what_cannot_be_taken_says_why_and_may_come_again_put_right(cast: Cast) -> None:
    assert take({"number": "GS-2", "satisfaction": 5}, at=after(5))
    assert take({"number": "GS-3", "evaluationId": "x"} | _sound(), at=after(5))
    assert not take("?", at=after(5))
    assert [each.faults for each in ProvincialTask.objects.order_by("number")] == [
        ["没有办结日期，或者读不出来", "没有评价时间，或者读不出来", "不是差评", "没有写是哪条评价"],
        ["没有这条评价，或者它不是差评"],
    ]
    whole = {"number": "GS-2", "taskHandleItem": food_code(), "assessNo": "1"} | _sound()
    assert take(whole, at=after(6))
    assert not take(whole, at=after(6))
    assert read_task([])[1]


def test_the_simulator_says_what_it_is_and_a_system_that_is_away_is_told(cast: Cast) -> None:
    assert "模拟" in Simulator().name
    set_faults(LineFaults(loss=1.0), by=cast("zhengyawen"), at=after(0))
    with pytest.raises(NotYours):
        set_faults(LineFaults(), by=cast("zhaomin"), at=after(0))
    BOUND.system = Simulator()
    assert look_after_tasks(after(1)) == 0
    away = HttpRectification("http://127.0.0.1:9", "secret")
    with pytest.raises(RectificationUnavailable):
        away.tasks(at=after(0))
    assert "secret" not in repr(away)


def _sound() -> dict[str, Any]:
    return {"satisfaction": 2, "due_on": day(9).isoformat(), "assessTime": after(4).isoformat()}
