"""Writing down an inspection or a meeting (督查、推进会纪要): it never changes; what is to be done are its issues."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotYours
from tongban.foundation.ledger.commands import record
from tongban.oversight.supervision.models import Gathering
from tongban.oversight.supervision.rules.gatherings import BASIS, GatheringKind
from tongban.registers.agencies.models import Agency

LONGEST_TITLE, LONGEST_MINUTES = 120, 8000


@transaction.atomic
def record_gathering(
    kind: str, *, title: str, held_on: date | None, bodies: Sequence[str], minutes: str, by: Actor, at: datetime
) -> Gathering:
    """登记纪要: what was held, when, which bodies took part, what was said; everything that is missing at once."""
    if Role.SUPERVISOR not in by.roles or by.staff_id is None:
        raise NotYours("督查和会议由监督岗登记。")
    known = set(Agency.objects.filter(key__in=bodies).values_list("key", flat=True))
    faults = []
    if kind not in set(GatheringKind):
        faults.append(Fault("/kind", "missing", "请选种类。"))
    if len(title.strip()) < 4:
        faults.append(Fault("/title", "missing", "请写名称。"))
    if held_on is None or held_on > local_day(at):
        faults.append(Fault("/held_on", "day", "请写哪一天开的，不能晚于今天。"))
    if not known:
        faults.append(Fault("/bodies", "missing", "请至少选一个参加的部门。"))
    if len(minutes.strip()) < 4:
        faults.append(Fault("/minutes", "missing", "请写纪要。"))
    if faults or held_on is None:
        raise Invalid(faults=faults)
    made = Gathering.objects.create(
        kind=kind,
        title=title.strip()[:LONGEST_TITLE],
        held_on=held_on,
        bodies=sorted(known),
        minutes=minutes.strip()[:LONGEST_MINUTES],
        recorded_at=at,
        recorded_by_id=by.staff_id,
    )
    facts = {"kind": kind, "title": made.title, "held_on": held_on.isoformat(), "bodies": made.bodies}
    record(f"gathering:{made.pk}", "record_gathering", by=by, at=at, basis=BASIS, facts=facts)
    return made
