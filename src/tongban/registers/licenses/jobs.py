"""What happens to licences by the clock (定时任务): those whose last day is over lapse."""

import logging
from datetime import datetime

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Declined

from .commands import lapse
from .models import License
from .rules.states import Status

log = logging.getLogger("tongban.licenses")
BATCH = 500


def lapse_expired(*, at: datetime) -> int:
    """过期失效 for every licence whose last day is before today; the number. Late or twice changes nothing."""
    over = License.objects.filter(status=Status.VALID, valid_to__lt=local_day(at)).order_by("valid_to", "pk")
    lapsed = 0
    for license in over.select_related("type", "issuer")[:BATCH]:
        try:
            lapse(license, by=SYSTEM, at=at)
            lapsed += 1
        except Declined as refusal:
            log.info("licence %s is left alone: %s", license.public_id, refusal.reason_code)
    return lapsed
