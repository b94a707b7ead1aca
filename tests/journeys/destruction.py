"""Archives whose term is over: one in a list that waits for the other person's word, others still to be appraised."""

from collections.abc import Callable
from datetime import timedelta

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.handling.cases.models import Case
from tongban.handling.dossiers.commands.destroying import propose
from tongban.handling.dossiers.rules.destruction import Appraised, Fate
from tongban.handling.dossiers.tests.overdue import overdue


def people_the_destruction(cast: Callable[[str], Actor]) -> dict[str, str]:
    """The list that the addresses need."""
    ended = Case.objects.filter(ended_at__isnull=False, archive_record=None).order_by("-pk")[:2]
    kept = [overdue(each, until=local_day(now()) - timedelta(days=1), at=now()) for each in ended]
    given = [Appraised(kept[0].pk, Fate.DESTROY)]
    opinion = "逐卷审查，没有继续保存的价值。"
    return {"destruction": str(propose(given, opinion=opinion, by=cast("zhengyawen"), at=now()).pk)}
