"""Three scenes run in a simulator (三个场景在模拟终端上跑): what works, what fails, and what is forgotten."""

from datetime import datetime, timedelta

import pytest

from tongban.exchange.connectors.scene_terminals.jobs import forget_old
from tongban.exchange.connectors.scene_terminals.models import SimulatedUse
from tongban.exchange.connectors.scene_terminals.rules import Fault
from tongban.exchange.connectors.scene_terminals.simulator import Terminal
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import NotNow
from tongban.foundation.ledger.queries import reads_about
from tongban.registers.codes.commands import agree, show
from tongban.registers.codes.models import Scan
from tongban.registers.codes.queries import code_now
from tongban.registers.scenes.commands import switch_off
from tongban.registers.scenes.queries import scene_with_key

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


@pytest.fixture
def holder(cast):
    return cast("maxiuying")


@pytest.fixture
def bus():
    return Terminal(scene_with_key("bus-ride"))


def shown(holder, at=AT):
    return code_now(show(by=holder, at=at), at=at).text


@pytest.mark.req("R-156")
@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("hospital-registration", ["马秀英", "620201194805160046", "15400000002"]),
        ("bus-ride", ["是"]),
        ("scenic-entry", ["是", "是"]),
    ],
)
def test_each_of_three_scenes_tells_what_it_is_for_and_no_more(key, values, holder) -> None:
    terminal = Terminal(scene_with_key(key))
    [sent] = terminal.scan(shown(holder), at=AT)
    assert sent.scan is not None
    assert sent.scan.claims == terminal.scene.claims
    agreed = agree(sent.scan, claims=sent.scan.claims, by=holder, at=AT + SECOND)
    told = terminal.see(agreed, at=AT + 2 * SECOND)
    assert [value for _, _, value in told.claims] == values
    [read] = reads_about(f"party:{holder.party_id}").rows
    assert (read.by_ref, read.by_name) == (f"client:{terminal.scene.client}", terminal.scene.verifier)
    [kept] = terminal.kept()
    assert not any(value in repr(kept.items) for value in values if value != "是")


@pytest.mark.req("R-156")
def test_asking_for_more_asks_for_nothing_and_leaves_the_code_alive(bus, holder) -> None:
    code = shown(holder)
    [greedy] = bus.scan(code, wanted=[*bus.scene.claims, "id_number"], at=AT)
    assert greedy.scan is None
    assert "超出" in greedy.words
    assert not Scan.objects.exists()
    [sent] = bus.scan(code, at=AT)
    assert sent.scan is not None


@pytest.mark.req("R-156")
@pytest.mark.parametrize(
    ("fault", "answers", "scans"),
    [
        (Fault.NONE, ["等本人同意"], 1),
        (Fault.LATE, ["过期"], 0),
        (Fault.GARBLED, ["不是本市的码"], 0),
        (Fault.TWICE, ["等本人同意", "用过一次"], 1),
        (Fault.LOST, ["没有收到", "用过一次"], 1),
    ],
)
def test_a_bad_line_never_asks_the_holder_twice(bus, holder, fault, answers, scans) -> None:
    tries = bus.scan(shown(holder), fault=fault, at=AT)
    assert all(said in each.words for said, each in zip(answers, tries, strict=True))
    assert Scan.objects.count() == scans


@pytest.mark.req("R-156")
def test_a_scene_closed_between_scan_and_look_shows_nothing(bus, holder, cast) -> None:
    [sent] = bus.scan(shown(holder), at=AT)
    agreed = agree(sent.scan, claims=sent.scan.claims, by=holder, at=AT + SECOND)
    switch_off(scene_with_key("bus-ride"), reason="检修", by=cast("tianhui"), at=AT + 2 * SECOND)
    with pytest.raises(NotNow):
        bus.see(bus.found(agreed.public_id), at=AT + 3 * SECOND)
    [after] = bus.scan(shown(holder, AT + 4 * SECOND), at=AT + 4 * SECOND)
    assert after.scan is None


def used(terminal, holder, at):
    [sent] = terminal.scan(shown(holder, at), at=at)
    assert sent.scan is not None


@pytest.mark.req("R-156")
def test_records_go_the_day_after_their_last_and_not_before(bus, holder) -> None:
    late = AT.replace(hour=23, minute=59)
    used(bus, holder, late)
    used(Terminal(scene_with_key("scenic-entry")), holder, late + 30 * SECOND)
    last = late.replace(hour=23, minute=59, second=59) + DAY
    assert forget_old(last) == 0
    assert forget_old(last + SECOND) == 1
    assert forget_old(last + SECOND) == 0
    assert [each.scene for each in SimulatedUse.objects.all()] == ["scenic-entry"]
    assert forget_old(late + 7 * DAY) == 0
    assert forget_old(late + 8 * DAY) == 1


def test_a_shorter_time_holds_for_what_was_kept_before_a_longer_one_does_not(holder) -> None:
    scenic = Terminal(scene_with_key("scenic-entry"))
    used(scenic, holder, AT)
    type(scenic.scene).objects.filter(pk=scenic.scene.pk).update(retention_days=30)
    assert forget_old(AT + 7 * DAY) == 0
    type(scenic.scene).objects.filter(pk=scenic.scene.pk).update(retention_days=2)
    assert forget_old(AT + 2 * DAY) == 0
    assert forget_old(AT + 3 * DAY) == 1
