"""Limits that come near (时限提醒): which clocks to look at, and whom an alert concerns."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from tongban.foundation.kernel.actors import Actor, Role
from tongban.handling.cases.models import Alert, Clock
from tongban.handling.cases.rules.clocks import ALERT_SHARES, ClockKind
from tongban.handling.cases.rules.states import Status

from .visible import visible_to

MOST = 12
# The last tenth of a limit, in days of the calendar at the most: two for each workday, and the longest holidays beside.
# What is further off is looked at later; nothing is lost.
_MAY_BE_NEAR = "make_interval(days => (cases_clock.limit_value + cases_clock.extended_by) / 5 + 16)"


def nearing(*, at: datetime) -> QuerySet[Clock]:
    """Running clocks whose last alert has not been raised and might be due (two statements, with their pauses)."""
    last = Alert.objects.filter(clock=OuterRef("pk"), due_on=OuterRef("due_on"), share=90)
    running = Clock.objects.filter(kind__in=[kind.value for kind in ALERT_SHARES], ended_at=None, paused_since=None)
    near = running.filter(due_at__lt=RawSQL(f"%s::timestamptz + {_MAY_BE_NEAR}", [at]))  # noqa: S611 - constant text
    rows = near.filter(~Exists(last)).select_related("case")
    return rows.prefetch_related("case__special_runs").order_by("due_at")


def alerts_for(actor: Actor) -> list[Alert]:
    """The alerts that this person should see, what is due first: those of the notice for counters, of the promise for
    who has the case in hand. One line for a clock; what was done or seen is gone (one statement).
    """
    concerns = Q(pk__in=[])
    if Role.COUNTER in actor.roles:
        concerns |= Q(clock__kind=ClockKind.NOTICE, clock__case__status=Status.RECEIVED)
    if actor.staff_id is not None:
        concerns |= Q(clock__kind__in=[ClockKind.PROMISED, ClockKind.RENEWAL], clock__case__assignee_id=actor.staff_id)
    running = Alert.objects.filter(clock__ended_at=None, clock__paused_since=None, clock__due_on=F("due_on"))
    later = Alert.objects.filter(clock=OuterRef("clock"), due_on=OuterRef("due_on"), share__gt=OuterRef("share"))
    rows = running.filter(concerns, ~Exists(later), seen_at=None, clock__case__in=visible_to(actor))
    names = {"option_name": F("clock__case__option_version__name")}
    return list(rows.select_related("clock__case").annotate(**names).order_by("clock__due_at", "pk")[:MOST])
