"""What happens by itself (定时任务): the systems that report events are asked for every case that waits."""

import logging
from datetime import datetime

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
    for bundle in rows.select_related("edition").distinct().order_by("pk")[:BATCH]:
        try:
            taken += len(ask_sources(bundle, by=SYSTEM, at=at))
        except Declined as refusal:
            log.info("nothing was reported for bundle %s: %s", bundle.pk, refusal.reason_code)
    return taken


def let_go_of_results(*, at: datetime) -> int:
    """先送达 what waited to be sent with others until its own limit came near; the number of joint applications."""
    made = BundleChild.objects.filter(case__status=CaseStatus.ISSUED, let_go_at=None)
    rows = BundleCase.objects.filter(status=Status.OPEN, singly_since=None, gathered_at=None, children__in=made)
    done = 0
    for bundle in rows.select_related("edition").distinct().order_by("pk")[:BATCH]:
        try:
            done += let_go(bundle, at=at) is not None
        except Declined as refusal:
            log.info("nothing of bundle %s was sent: %s", bundle.pk, refusal.reason_code)
    return done
