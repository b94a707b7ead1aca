"""What happens by itself (定时任务): silence becomes acceptance, old drafts go. Late is not wrong."""

import logging
from datetime import datetime

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Declined

from .commands.receiving import deem_accepted
from .models import Case, Clock, Draft
from .rules.clocks import ClockKind
from .rules.states import Status

log = logging.getLogger("tongban.cases")
BATCH = 500


def accept_what_nobody_answered(*, at: datetime) -> int:
    """视为受理 for every received case whose clock of silence ran out before `at`; the number accepted.

    Running it late changes nothing: acceptance counts from the day of receipt. A case that somebody acts on in the
    same instant is left to them. R-038.
    """
    silent = Clock.objects.filter(
        kind=ClockKind.DEEMED_ACCEPTANCE, ended_at__isnull=True, paused_since=None, due_at__lt=at,
        case__status=Status.RECEIVED,
    ).order_by("due_at")  # fmt: skip
    accepted = 0
    for key in list(silent.values_list("case_id", flat=True)[:BATCH]):
        case = Case.objects.select_related("applicant", "agency").get(pk=key)
        try:
            deem_accepted(case, by=SYSTEM, at=at)
            accepted += 1
        except Declined as refusal:
            log.info("case %s is not deemed accepted: %s", case.number, refusal.reason_code)
    return accepted


def forget_expired_drafts(*, at: datetime) -> int:
    """Drafts past their day are removed, files and all that was typed (个人信息保护法 第十九条); the number removed."""
    return Draft.objects.filter(expires_on__lt=local_day(at)).delete()[0]
