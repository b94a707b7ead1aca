"""One source for every channel: each node reports what it serves, and one that stays behind is alarmed. R-096."""

from datetime import timedelta

import pytest
from django.test import Client

from tongban.foundation.kernel.clock import now
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.tests.driving import listed
from tongban.registers.catalog.channels import GuideChannel, newest_revision, standings
from tongban.registers.catalog.content import Span
from tongban.registers.catalog.models import ChannelNode
from tongban.registers.catalog.reporting import report, watch
from tongban.running import checking, heartbeat

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-096")]
HELD = "elsewhere:1"


def nobody(_node: str) -> bool:
    return False


def verbs(node: str) -> list[str]:
    return list(Entry.objects.filter(chain=f"channel:{node}").order_by("seq").values_list("verb", flat=True))


def test_after_a_publication_every_channel_of_every_node_serves_the_new_revision_within_a_minute():
    heartbeat.beat()
    before = newest_revision()
    assert {each.channel for each in standings(now())} == set(GuideChannel)
    with listed(promised_limit=Span(value=2)):
        heartbeat.beat()
        assert heartbeat.SECONDS < 60
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
