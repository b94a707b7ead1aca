"""Nodes report the revision that they serve (渠道报到); who stays behind is alarmed, and it is on record. R-096."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.ledger.commands import record

from .channels import MOST_BEHIND, newest_revision
from .models import ChannelNode

BASIS = "实施方案 三(四)1"
FORGOTTEN_AFTER: Final = timedelta(minutes=10)
"""A node that has been silent so long is no channel any more; nobody can be served by it unnoticed."""


def report(node: str, *, channels: Iterable[str], revision: int, at: datetime) -> None:
    """报到: this node serves this revision on these channels now (one statement)."""
    rows = [ChannelNode(node=node, channel=str(each), revision=revision, seen_at=at) for each in channels]
    ChannelNode.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["node", "channel"], update_fields=["revision", "seen_at"]
    )


@transaction.atomic
def watch(*, is_gone: Callable[[str], bool], at: datetime) -> int:
    """巡查: who fell behind since when, whom to alarm, who caught up, who is gone; gives how many are alarmed.

    `is_gone` tells of a node whether it has ended for sure; one that is only silent stays, and is alarmed if something
    was published meanwhile. May run late or twice.
    """
    newest = newest_revision()
    rows = list(ChannelNode.objects.select_for_update().order_by("pk"))
    for node in sorted({row.node for row in rows}):
        own = [row for row in rows if row.node == node]
        if is_gone(node) or all(at - row.seen_at > FORGOTTEN_AFTER for row in own):
            ChannelNode.objects.filter(node=node).delete()
            continue
        _judge(node, own, newest, at)
    return ChannelNode.objects.filter(alarmed_at__isnull=False).count()


def _judge(node: str, rows: list[ChannelNode], newest: int, at: datetime) -> None:
    fallen = [row for row in rows if row.revision < newest and row.behind_since is None]
    caught_up = [row for row in rows if row.revision >= newest and row.behind_since is not None]
    late = [row for row in rows if _is_late(row, newest, at)]
    for row in fallen:
        row.behind_since = at
    if late:
        _tell(node, "channel_behind", late, newest, at)
        for row in late:
            row.alarmed_at = at
    if alarmed := [row for row in caught_up if row.alarmed_at is not None]:
        _tell(node, "channel_caught_up", alarmed, newest, at)
    for row in caught_up:
        row.behind_since = row.alarmed_at = None
    ChannelNode.objects.bulk_update([*fallen, *late, *caught_up], ["behind_since", "alarmed_at"])


def _is_late(row: ChannelNode, newest: int, at: datetime) -> bool:
    is_behind = row.revision < newest and row.behind_since is not None and row.alarmed_at is None
    return is_behind and row.behind_since is not None and at - row.behind_since > MOST_BEHIND


def _tell(node: str, verb: str, rows: list[ChannelNode], newest: int, at: datetime) -> None:
    facts = {"channels": [row.channel for row in rows], "revision": rows[0].revision, "newest": newest}
    record(f"channel:{node}", verb, by=SYSTEM, at=at, basis=BASIS, facts=facts)
