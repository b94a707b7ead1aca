"""What happens by itself (定时任务): ended cases are archived at night, archived ones are looked at again and again."""

import logging
from datetime import datetime, timedelta

from tongban.foundation.kernel.actors import SYSTEM
from tongban.handling.cases.models import Case

from .commands.archiving import archive, check_archive
from .models import ArchiveRecord

log = logging.getLogger("tongban.dossiers")
BATCH = 200
SETTLED = timedelta(days=1)
LOOK_AGAIN = timedelta(days=90)


def archive_ended(*, at: datetime) -> int:
    """归档 of the cases that ended a day ago or earlier; the number archived. Late is not wrong, twice neither."""
    ended = Case.objects.filter(ended_at__lt=at - SETTLED, archive_record=None).order_by("ended_at", "pk")
    done = 0
    for case in ended.select_related("applicant", "agency")[:BATCH]:
        try:
            archive(case, by=SYSTEM, at=at)
            done += 1
        except Exception:
            log.exception("case %s could not be archived", case.number)
    return done


def check_archives(*, at: datetime) -> int:
    """档案检测 of those that were not looked at for a quarter; the number of unsound ones."""
    due = ArchiveRecord.objects.filter(checked_at__lt=at - LOOK_AGAIN, destroyed_at=None).order_by("checked_at")[:BATCH]
    return sum(bool(check_archive(kept, at=at)) for kept in due)
