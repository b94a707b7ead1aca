"""What timers call (匹配、公示、试算): late, twice or side by side nobody is told, listed or granted twice."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from tongban.foundation.kernel.clock import local_day

from .commands.granting import conclude
from .commands.matching import run_round
from .commands.trying import go_on
from .models import BenefitGrant, MatchRun, PolicyTrial
from .queries.policies import in_force
from .rules.states import GrantStatus, TrialStatus

AGAIN = timedelta(days=7)
HALF_A_DAY = timedelta(hours=12)


def match_policies(*, at: datetime) -> int:
    """Editions that were never matched, and those last matched a week ago; the number told or listed."""
    recent = MatchRun.objects.filter(edition=OuterRef("pk"), ran_at__gt=at - AGAIN + HALF_A_DAY)
    due = list(in_force(local_day(at)).filter(~Exists(recent)).order_by("pk"))
    return sum(each.pushed + each.listed for each in run_round(due, at=at)) if due else 0


def conclude_public(*, at: datetime) -> int:
    """公示期满: what was in public and met no objection is given; the number given."""
    rows = BenefitGrant.objects.filter(status=GrantStatus.PUBLIC, public_until__lt=local_day(at))
    found = list(rows.select_related("policy", "edition").order_by("pk"))
    for each in found:
        conclude(each, at=at)
    return len(found)


def try_out_one(trial_id: int, *, at: datetime) -> None:
    """试算: to its end, a part at a time; what was counted stays, whatever happens in between."""
    while go_on(trial_id, at=at):
        pass


def try_out_what_waits(*, at: datetime) -> int:
    """Trials that nobody is counting: the worker was away, or stopped in the middle; how many were looked after."""
    waiting = list(PolicyTrial.objects.filter(status=TrialStatus.RUNNING).order_by("pk").values_list("pk", flat=True))
    for each in waiting:
        try_out_one(each, at=at)
    return len(waiting)
