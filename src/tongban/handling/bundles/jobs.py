"""What happens by itself (定时任务): the systems that report events are asked for every case that waits."""

import logging
from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.errors import Declined
from tongban.handling.cases.rules.states import Status as CaseStatus

from .commands.delivering import let_go
from .commands.reporting import ask_sources
from .models import BundleCase, BundleChild
from .rules.states import Status

log = logging.getLogger("tongban.bundles")
BATCH = 500


def ask_what_results_wait_for(*, at: datetime) -> int:
    """查询前置信息 for every joint application of which a case waits; the number of reports taken in."""
    waiting = BundleChild.objects.filter(case__ended_at=None).exclude(case__awaits="")
    rows = BundleCase.objects.filter(status=Status.OPEN, children__in=waiting)
    taken = 0
    for bundle in _all_of(rows, BATCH):
        try:
            taken += len(ask_sources(bundle, by=SYSTEM, at=at))
        except Declined as refusal:
            log.info("nothing was reported for bundle %s: %s", bundle.pk, refusal.reason_code)
    return taken


def let_go_of_results(*, at: datetime, batch: int = BATCH) -> int:
    """先送达 what waited to be sent with others until its own limit came near; the number of joint applications."""
    made = BundleChild.objects.filter(case__status=CaseStatus.ISSUED, let_go_at=None)
    rows = BundleCase.objects.filter(status=Status.OPEN, singly_since=None, gathered_at=None, children__in=made)
    done = 0
    for bundle in _all_of(rows, batch):
        try:
            done += let_go(bundle, at=at) is not None
        except Declined as refusal:
            log.info("nothing of bundle %s was sent: %s", bundle.pk, refusal.reason_code)
    return done


def _all_of(rows: QuerySet[BundleCase], batch: int) -> Iterator[BundleCase]:
    """All of them, a batch at a time: those with nothing to be done today keep nobody behind them from their turn."""
    wanted, last = rows.select_related("edition").distinct().order_by("pk"), 0
    while found := list(wanted.filter(pk__gt=last)[:batch]):
        yield from found
        last = found[-1].pk
