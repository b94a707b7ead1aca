"""One source for every channel: each node reports what it serves, and one that stays behind is alarmed. R-096."""

from datetime import timedelta

import pytest
from django.test import Client

from tongban.exchange.connectors.provincial_catalogue.bound import BOUND
from tongban.exchange.connectors.provincial_catalogue.commands.pushing import carry, enqueue
from tongban.exchange.connectors.provincial_catalogue.models import Batch
from tongban.exchange.connectors.provincial_catalogue.rules import CHANNEL
from tongban.exchange.connectors.provincial_catalogue.simulator import Faults, Simulator
from tongban.foundation.kernel.clock import now
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.handling.cases.tests.driving import listed
from tongban.registers.catalog.channels import GuideChannel, newest_revision, standings
from tongban.registers.catalog.content import Span
from tongban.registers.catalog.jobs import keep_snapshot
from tongban.registers.catalog.models import ChannelNode
from tongban.registers.catalog.reporting import report, watch
from tongban.registers.catalog.search import search
from tongban.running import checking, heartbeat
from tongban.running.rounds import ROUNDS
from tongban.web.ui.sessions import COOKIE

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-096")]
HELD = "elsewhere:1"
NEWS = {"news", "snapshot", "channels"}


@pytest.fixture
def province():
    """A library that takes everything at once."""
    before, BOUND.library = BOUND.library, Simulator(Faults())
    Batch.objects.all().delete()
    yield BOUND.library
    BOUND.library = before


def hear_and_deliver():
    """What the worker's round of news does for the last publication."""
    enqueue(Entry.objects.filter(verb="publish", chain__startswith="list:").latest("pk"))
    for parcel in Outgoing.objects.filter(channel=CHANNEL, delivered_at=None, payload__batch__in=_open()):
        carry(parcel, now())


def _open():
    return list(Batch.objects.filter(received_at=None).values_list("number", flat=True))


def nobody(_node: str) -> bool:
    return False


def verbs(node: str) -> list[str]:
    return list(Entry.objects.filter(chain=f"channel:{node}").order_by("seq").values_list("verb", flat=True))


def test_after_a_publication_every_channel_of_every_node_serves_the_new_revision_within_a_minute(tmp_path, province):
    heartbeat.beat()
    before = newest_revision()
    search("食品经营许可")
    heartbeat.beat()
    heartbeat.beat_of_worker(tmp_path, at=now())
    keep_snapshot(now(), tmp_path)
    heartbeat.beat_of_worker(tmp_path, at=now())
    assert {each.channel for each in standings(now())} == set(GuideChannel)
    with listed(promised_limit=Span(value=2)):
        heartbeat.beat()
        keep_snapshot(now(), tmp_path)
        hear_and_deliver()
        heartbeat.beat_of_worker(tmp_path, at=now())
        assert max(heartbeat.SECONDS, *(each.seconds for each in ROUNDS if each.name in NEWS)) < 60
        found = standings(now())
    assert {(each.revision, each.newest) for each in found} == {(before + 1, before + 1)}
    watch(is_gone=nobody, at=now() + timedelta(seconds=90))
    assert not Entry.objects.filter(chain__startswith="channel:").exists()


def test_a_channel_held_on_an_old_version_is_alarmed_after_a_minute_and_again_when_it_caught_up():
    at, old = now(), newest_revision()
    heartbeat.beat()
    report(HELD, channels=["screen"], revision=old, at=at)
    with listed(promised_limit=Span(value=2)):
        heartbeat.beat()
        for seconds in (5, 15, 60):
            assert watch(is_gone=nobody, at=at + timedelta(seconds=seconds)) == 0
        assert watch(is_gone=nobody, at=at + timedelta(seconds=70)) == 1
        watch(is_gone=nobody, at=at + timedelta(seconds=80))
        assert verbs(HELD) == ["channel_behind"]
        assert Entry.objects.get(chain=f"channel:{HELD}").facts == {
            "channels": ["screen"],
            "revision": old,
            "newest": old + 1,
        }
        report(HELD, channels=["screen"], revision=old + 1, at=at + timedelta(seconds=85))
        assert watch(is_gone=nobody, at=at + timedelta(seconds=90)) == 0
    assert verbs(HELD) == ["channel_behind", "channel_caught_up"]
    assert not ChannelNode.objects.exclude(behind_since=None).exists()


def test_what_has_not_arrived_in_the_province_is_behind_until_it_has(tmp_path, province):
    at, old = now(), newest_revision()
    heartbeat.beat_of_worker(tmp_path, at=at)
    with listed(promised_limit=Span(value=2)):
        enqueue(Entry.objects.filter(verb="publish", chain__startswith="list:").latest("pk"))
        for seconds in (5, 30, 61, 90):
            heartbeat.beat_of_worker(tmp_path, at=at + timedelta(seconds=seconds))
            late = watch(is_gone=nobody, at=at + timedelta(seconds=seconds))
        assert late == 1
        [standing] = [each for each in standings(at + timedelta(seconds=90)) if each.channel == "province"]
        assert (standing.revision, standing.newest, standing.is_alarming) == (old, old + 1, True)
        assert standing.sentence.startswith("省事项库")
        hear_and_deliver()
        heartbeat.beat_of_worker(tmp_path, at=at + timedelta(seconds=95))
        assert watch(is_gone=nobody, at=at + timedelta(seconds=95)) == 0
    assert verbs(heartbeat.this_node()) == ["channel_behind", "channel_caught_up"]


def test_a_search_that_is_not_rebuilt_is_told_apart_from_the_pages():
    search("食品经营许可")
    with listed(promised_limit=Span(value=2)):
        heartbeat.beat()
        found = {each.channel: each.is_current for each in standings(now())}
        assert found["search"]
    assert found["web"]


def test_the_console_shows_every_channel_and_the_alarm(sign_in):
    at, old = now(), newest_revision()
    report(HELD, channels=["phone", "window"], revision=old - 1, at=at)
    report("here:1", channels=["web", "hall9"], revision=old, at=at)
    ChannelNode.objects.filter(channel="phone").update(behind_since=at - timedelta(seconds=300))
    client = Client()
    client.cookies[COOKIE] = sign_in("linjing", now())
    page = client.get("/console/sources").content.decode()
    assert "电话坐席（elsewhere:1）还在用第" in page
    assert "没有报到的渠道：" in page
    assert "有渠道还在用旧的目录" in client.get("/console").content.decode()


def test_an_alarm_is_seen_by_the_operator_wherever_they_look():
    at, old = now(), newest_revision()
    report(HELD, channels=["print"], revision=old - 1, at=at)
    ChannelNode.objects.update(behind_since=at - timedelta(seconds=300))
    metrics = Client().get("/metrics").content.decode()
    assert "tongban_channels_behind 1" in metrics
    assert f'tongban_channel_revision{{channel="print",node="{HELD}"}} {old - 1}' in metrics
    told = Client().get("/health/ready").json()["channels"]
    assert told["newest"] == old
    assert [HELD in each for each in told["behind"]] == [True]
    [finding] = checking.channels_behind()
    assert finding.startswith(f"打印的指南（{HELD}）还在用第{old - 1}版")


def test_a_process_that_ended_is_no_channel_any_more_and_one_that_is_silent_is_for_ten_minutes():
    at = now()
    report("here:1", channels=["web"], revision=1, at=at)
    report("there:2", channels=["web"], revision=1, at=at)
    watch(is_gone=lambda node: node == "here:1", at=at)
    assert [each.node for each in standings(at)] == ["there:2"]
    watch(is_gone=nobody, at=at + timedelta(minutes=9))
    assert [each.node for each in standings(at)] == ["there:2"]
    watch(is_gone=nobody, at=at + timedelta(minutes=11))
    assert standings(at) == []


def test_whether_a_process_has_ended_is_told_of_this_host_only():
    assert not heartbeat.is_gone(heartbeat.this_node())
    assert heartbeat.is_gone(f"{heartbeat.host()}:4194305")
    assert not heartbeat.is_gone("elsewhere:4194305")
