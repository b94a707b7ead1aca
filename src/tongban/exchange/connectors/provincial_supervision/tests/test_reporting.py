"""Supervision data reaches the province (监管数据推送) whatever the line does; what is not sound says so by field."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from tongban.exchange.connectors.provincial_supervision.adapter import HttpSupervision
from tongban.exchange.connectors.provincial_supervision.bound import BOUND
from tongban.exchange.connectors.provincial_supervision.commands.reporting import carry, enqueue, resend, revive
from tongban.exchange.connectors.provincial_supervision.models import SimulatedSupervisionRecord, SupervisionReport
from tongban.exchange.connectors.provincial_supervision.ports import SupervisionRecord, SupervisionUnavailable
from tongban.exchange.connectors.provincial_supervision.queries import reporting, reports
from tongban.exchange.connectors.provincial_supervision.rules import CHANNEL, RecordKind, faults_of
from tongban.exchange.connectors.provincial_supervision.simulator import Simulator
from tongban.exchange.lines.misbehaving import LineFaults
from tongban.foundation.kernel.errors import NotNow, NotYours
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.foundation.ledger.subscriptions import deliver_outbox
from tongban.handling.cases.tests.driving import after, day, granted
from tongban.oversight.regulation.commands import supervising
from tongban.oversight.regulation.models import SupervisionFinding, SupervisionPush
from tongban.oversight.regulation.subscribers import push_decision

WORST = LineFaults(seed=7, loss=0.4, duplicates=0.4, delay=0.3, bad_receipts=0.3)
ACT = {
    "code": "11620200MB1234567X300013102400001",
    "name": "食品经营许可（新办）",
    "agency": "市市场监督管理局",
    "subject_name": "明月餐饮",
    "subject_code": "91620200MA7D0001X9",
    "result": "to_mend",
    "found_on": "2026-11-26",
    "words": "后厨没有分色刀具，责令改正。",
}


@pytest.fixture(autouse=True)
def line() -> Iterator[None]:
    before = BOUND.system
    BOUND.system = Simulator()
    yield
    BOUND.system = before


def found(cast: Any) -> SupervisionFinding:
    case = granted(cast)
    push_decision(Entry.objects.get(chain=case.chain, verb="grant"))
    push = SupervisionPush.objects.select_related("case").get(case=case)
    supervising.sign(push, by=cast("shibowen"), at=after(2))
    words = "后厨没有分色刀具，责令改正。"
    return supervising.record(push, kind="to_mend", words=words, found_on=day(3), by=cast("shibowen"), at=after(3))


def hear_everything() -> None:
    """Twice: what is heard again makes no second record."""
    for _ in range(2):
        for entry in Entry.objects.filter(verb__in=["record", "publish"]).order_by("pk"):
            if entry.chain.startswith(("supervision-push:", "list-draft:")):
                enqueue(entry)


def deliver(*, rounds: int = 1) -> None:
    for turn in range(rounds):
        at = after(200) + timedelta(hours=2 * turn)
        deliver_outbox({CHANNEL: carry, "message": lambda parcel, at: None}, at=at)
        revive(at=at)


@pytest.mark.req("R-051")
@pytest.mark.parametrize(
    ("changes", "pointers"),
    [
        ({}, []),
        ({"subject_code": ""}, ["/subject_code"]),
        ({"subject_code": "123", "found_on": "昨天", "result": "bad"}, ["/subject_code", "/result", "/found_on"]),
        ({"words": "字" * 1001}, ["/words"]),
        ({"more": "x"}, ["/more"]),
    ],
)
def test_a_record_is_measured_field_by_field(changes: dict[str, str], pointers: list[str]):
    assert [each.pointer for each in faults_of(RecordKind.ACT, {**ACT, **changes})] == pointers


def test_a_catalogue_without_rows_or_with_what_is_none_is_refused():
    assert [each.pointer for each in faults_of(RecordKind.ITEMS, {"rows": []})] == ["/rows"]
    assert [each.pointer for each in faults_of(RecordKind.ITEMS, {"rows": ["?"]})] == ["/rows/0"]


@pytest.mark.django_db
@pytest.mark.req("R-051")
def test_the_map_and_each_finding_reach_the_province_once(cast):
    finding = found(cast)
    hear_everything()
    deliver()
    kinds = {each.kind: each for each in SupervisionReport.objects.all()}
    assert set(kinds) == {RecordKind.ITEMS, RecordKind.ACT}
    assert kinds[RecordKind.ACT].finding_id == finding.pk
    assert all(each.receipt for each in kinds.values())
    told = reporting()
    assert (told.queued, told.received, told.rejected, told.waiting) == (2, 2, 0, 0)
    with pytest.raises(NotNow):
        resend(kinds[RecordKind.ACT], by=cast("zhengyawen"), at=after(201))


@pytest.mark.django_db
@pytest.mark.req("R-051")
def test_what_is_not_sound_is_rejected_with_its_fields_and_goes_again_when_put_right(cast):
    finding = found(cast)
    hear_everything()
    SupervisionPush.objects.filter(pk=finding.push_id).update(name="")
    deliver()
    [rejected] = reports(show="rejected", most=9)
    assert [each["pointer"] for each in rejected.faults] == ["/name"]
    told = reporting()
    assert told.queued == told.received + told.rejected + told.waiting
    SupervisionPush.objects.filter(pk=finding.push_id).update(name="食品经营许可（新办）")
    with pytest.raises(NotYours):
        resend(rejected, by=cast("shibowen"), at=after(201))
    resend(rejected, by=cast("zhengyawen"), at=after(201))
    deliver()
    assert reporting().rejected == 0


@pytest.mark.django_db
@pytest.mark.req("R-051")
def test_the_worst_line_still_ends_with_every_receipt_and_one_effect(cast):
    found(cast)
    hear_everything()
    BOUND.system = Simulator(WORST)
    deliver(rounds=40)
    assert not SupervisionReport.objects.filter(received_at__isnull=True).exists()
    assert SimulatedSupervisionRecord.objects.count() == SupervisionReport.objects.count()


@pytest.mark.django_db
@pytest.mark.req("R-051")
def test_with_the_network_off_records_wait_in_the_queue(cast):
    found(cast)
    hear_everything()
    BOUND.system = HttpSupervision("http://127.0.0.1:9", "token")
    deliver()
    assert reporting().waiting == 2
    assert Outgoing.objects.filter(channel=CHANNEL, delivered_at__isnull=True).count() == 2
    BOUND.system = Simulator()
    deliver(rounds=3)
    assert reporting().waiting == 0


def test_the_real_line_is_spoken_to_over_https_and_shows_no_token():
    line = HttpSupervision("https://example.invalid", "token-of-the-city")
    assert "token-of-the-city" not in repr(line)
    with pytest.raises(AssertionError):
        HttpSupervision("http://example.invalid", "x")
    with pytest.raises(SupervisionUnavailable):
        HttpSupervision("http://127.0.0.1:9", "x").deliver(SupervisionRecord("SV-1", "act", after(1), ACT), at=after(1))
