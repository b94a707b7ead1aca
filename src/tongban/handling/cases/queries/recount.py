"""A case's limits counted again (时限复算): from its entries, its pinned list and the calendars of their days."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tongban.foundation.ledger.models import Entry
from tongban.foundation.ledger.rules import GENESIS
from tongban.foundation.worktime.models import CalendarEdition
from tongban.foundation.worktime.queries import calendar, calendar_as_of
from tongban.foundation.worktime.rules import WorkCalendar
from tongban.handling.cases.models import Case
from tongban.handling.cases.rules.flow import FLOW
from tongban.handling.cases.rules.recounting import Calendars, Difference, Told, differences, recount
from tongban.registers.catalog.queries import guide_of


@dataclass(frozen=True, slots=True)
class Recount:
    """The limits as the ledger tells them, and everything that is stored otherwise."""

    told: Sequence[Told]
    differences: Sequence[Difference]

    @property
    def is_right(self) -> bool:
        return not self.differences


def recompute(case: Case) -> Recount:
    """时限复算: the entries' own hashes first, then every stored clock against what they say (three statements)."""
    entries = list(Entry.objects.filter(chain=case.chain).order_by("seq"))
    broken = _broken(entries)
    told = recount(entries, guide_of(case.option_version_id).option, calendars())
    stored = list(case.clocks.order_by("pk"))
    return Recount(told, [*broken, *differences(told, stored, entries)])


def calendars() -> Calendars:
    """The calendar that was in force at an instant, each put together once (one statement, more for old editions)."""
    known = sorted(CalendarEdition.objects.values_list("recorded_at", flat=True))
    if not known:
        shipped = calendar()
        return lambda at: shipped
    kept: dict[int, WorkCalendar] = {}

    def of(at: datetime) -> WorkCalendar:
        place = bisect_right(known, at)
        if place not in kept:
            kept[place] = calendar_as_of(at)
        return kept[place]

    return of


def _broken(entries: Sequence[Entry]) -> list[Difference]:
    """The entries whose content or place does not fit their hash (被改动的记录)."""
    found, head = [], GENESIS
    for place, entry in enumerate(entries, start=1):
        is_sound = bytes(entry.previous) == head and entry.record().hash_after(head) == bytes(entry.hash)
        if not is_sound or entry.seq != place:
            step = FLOW.steps.get(entry.verb)
            label = step.label if step is not None else "未知动作"
            found.append(Difference(place, f"第{place}条记录“{label}”与它的指纹不符，被改动过。"))
        head = bytes(entry.hash)
    return found
