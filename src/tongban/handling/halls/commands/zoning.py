"""Setting up zones and who does what (功能专区、窗口能力): in force at once, for the next number. R-078, R-079."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import Fault, Invalid, NotFound, NotYours
from tongban.foundation.ledger.commands import record
from tongban.foundation.ledger.models import Entry
from tongban.handling.contacts.rules.words import noted
from tongban.handling.halls.bound import BOUND
from tongban.handling.halls.models import WindowSkill, Zone
from tongban.handling.halls.queries.zones import standing
from tongban.handling.halls.rules.flow import ALL_ROUND, CLERKS, ZONING
from tongban.handling.halls.rules.zoning import MOST_WINDOWS, ZoneHours
from tongban.registers.agencies.models import Staff, Venue

LONGEST_NAME, LONGEST_WINDOW = 20, 40
MOST_ZONES = 30


@dataclass(frozen=True, slots=True)
class ZoneGiven:
    """A zone as somebody wants it."""

    line: str
    name: str
    floor: str
    windows: Sequence[str]
    weekdays: Sequence[int]
    opens: time | None
    closes: time | None


@transaction.atomic
def set_up_zone(venue: Venue, given: ZoneGiven, *, by: Actor, at: datetime) -> Zone:
    """设专区: from now on. `Invalid` names everything that is wrong, such as a window that is in another zone then."""
    _refuse_others(by)
    Venue.objects.select_for_update(no_key=True).get(pk=venue.pk)
    there = standing(venue.pk, at=at)
    wanted = _read(given, at)
    if faults := [*_faults(given, wanted), *_meeting(wanted, there), *_too_many(there)]:
        raise Invalid("专区还不能设。", faults=faults)
    made = Zone(venue=venue, since=at, **_columns(wanted))
    made.save(force_insert=True)
    record(made.chain, "set_up_zone", by=by, at=at, basis=ZONING, facts=_facts(made))
    return made


@transaction.atomic
def take_away_zone(zone: Zone, *, by: Actor, at: datetime) -> Entry:
    """撤专区: from now on; whoever already has a number of it is called by the other windows."""
    _refuse_others(by)
    if not Zone.objects.filter(pk=zone.pk, until__isnull=True).update(until=max(at, zone.since)):
        raise NotFound("这个专区已经撤了。")
    return record(zone.chain, "take_away_zone", by=by, at=at, basis=ZONING, facts=_facts(zone))


@transaction.atomic
def set_skills(person: Staff, lines: Collection[str], *, by: Actor, at: datetime) -> Entry:
    """定窗口能力: which domains somebody does; none means all of them (全科)."""
    _refuse_others(by)
    if not set(person.roles) & CLERKS:
        raise Invalid(faults=[Fault("/staff", "choice", "窗口能力只登记给叫号的岗位。")])
    wanted = set(lines)
    if wanted - {each.code for each in BOUND.policy.domains}:
        raise Invalid(faults=[Fault("/lines", "choice", "请选列出来的领域。")])
    Staff.objects.select_for_update(no_key=True).get(pk=person.pk)
    rows = WindowSkill.objects.filter(staff=person, until__isnull=True)
    kept = set(rows.values_list("line", flat=True))
    rows.filter(line__in=kept - wanted).update(until=at)
    WindowSkill.objects.bulk_create(WindowSkill(staff=person, line=each, since=at) for each in sorted(wanted - kept))
    facts = {"staff": person.number, "lines": sorted(wanted)}
    return record(f"skills:{person.pk}", "set_skills", by=by, at=at, basis=ALL_ROUND, facts=facts)


def _refuse_others(by: Actor) -> None:
    if Role.SUPERVISOR not in by.roles:
        raise NotYours("专区和窗口能力由大厅管理岗（监督岗）设置。")


def _read(given: ZoneGiven, at: datetime) -> ZoneHours:
    return ZoneHours(
        line=given.line,
        name=noted(given.name),
        floor=noted(given.floor),
        windows=tuple(given.windows),
        weekdays=tuple(sorted(set(given.weekdays))),
        opens=given.opens or time.min,
        closes=given.closes or time.min,
        since=at,
    )


def _faults(given: ZoneGiven, wanted: ZoneHours) -> list[Fault]:
    faults = []
    if given.line not in {each.code for each in BOUND.policy.domains}:
        faults.append(Fault("/line", "choice", "请选专区办哪个领域。"))
    if not 1 <= len(wanted.name) <= LONGEST_NAME:
        faults.append(Fault("/name", "required", f"请写专区的名称，例如“社保医保专区”，最多{LONGEST_NAME}个字。"))
    if len(wanted.floor) > LONGEST_NAME:
        faults.append(Fault("/floor", "too_long", f"楼层最多写{LONGEST_NAME}个字。"))
    if not 1 <= len(wanted.windows) <= MOST_WINDOWS or any(len(each) > LONGEST_WINDOW for each in wanted.windows):
        faults.append(Fault("/windows", "required", f"请写1到{MOST_WINDOWS}个窗口，一行一个，和签到时写的窗口一样。"))
    if not wanted.weekdays or not set(wanted.weekdays) <= set(range(1, 8)):
        faults.append(Fault("/weekdays", "required", "请选星期几。"))
    if given.opens is None or given.closes is None or wanted.opens >= wanted.closes:
        faults.append(Fault("/opens", "order", "请写从几点到几点，结束要晚于开始。"))
    return faults


def _meeting(wanted: ZoneHours, there: Sequence[Zone]) -> list[Fault]:
    faults = []
    for each in there:
        both = wanted.meets(each.hours)
        if both:
            words = f"{'、'.join(both)}这时在“{each.name}”（{each.hours.words}）。一个窗口同时只能在一个专区。"
            faults.append(Fault("/windows", "taken", words))
    return faults


def _too_many(there: Sequence[Zone]) -> list[Fault]:
    return [Fault("", "count", f"一个大厅最多设{MOST_ZONES}个专区。")] if len(there) >= MOST_ZONES else []


def _columns(wanted: ZoneHours) -> dict[str, object]:
    return {
        "line": wanted.line,
        "name": wanted.name,
        "floor": wanted.floor,
        "windows": list(wanted.windows),
        "weekdays": list(wanted.weekdays),
        "opens": wanted.opens,
        "closes": wanted.closes,
    }


def _facts(zone: Zone) -> dict[str, object]:
    return {"venue": zone.venue_id, "line": zone.line, "name": zone.name, "windows": zone.windows}
