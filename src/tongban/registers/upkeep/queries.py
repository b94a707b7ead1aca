"""Reading upkeep (指南维护): what the public sees under a guide, and the lists of who answers for guides."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Count, F, Q, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import NotFound, NotYours
from tongban.foundation.kernel.kept import Kept
from tongban.registers.agencies.models import Agency, Staff, Venue
from tongban.registers.agencies.rules import VenueLevel
from tongban.registers.catalog.models import HandlingOption
from tongban.registers.catalog.queries.shelf import VENUE_GROUPS

from .models import GuideCheck, GuideFlaw, GuideOwner, Report
from .rules.flaws import Around, FlawKind, called
from .rules.flow import KEEPERS
from .rules.freshness import DEFAULT_POLICY, Freshness, ReviewPolicy
from .rules.reports import report_index
from .rules.states import OPEN, ReportStatus, Section

FRESH_SECONDS = 5.0
MOST_TOLD = 5
MOST_KEPT = 4096


@dataclass(frozen=True, slots=True)
class Told:
    """A report as the public sees it: the section, when, what became of it; never the words of who reported it."""

    section: Section
    status: ReportStatus
    reported_on: date
    settled_on: date | None
    answer: str
    fixed_by: int | None


@dataclass(frozen=True, slots=True)
class Care:
    """What stands under a guide (维护情况): when it was last said to be right, and what people pointed out."""

    reviewed_on: date | None
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A guide in the list of whoever answers for it (核对清单)."""

    option_code: str
    name: str
    agency: str
    owner: str
    seen_on: date
    days: int
    light: Freshness
    open_reports: int
    owner_number: str = ""
    flaws: int = 0


def care_of(option_code: str) -> Care:
    """What the public sees under a guide; at most two statements, none within five seconds."""
    return _KEPT.of(option_code)


def forget() -> None:
    """Look again at the next call; for whoever has just changed something."""
    _KEPT.forget()


def report_by_code(code: str) -> Report:
    """The report that this code was given for, or `NotFound`."""
    rows = Report.objects.select_related("option__list__agency", "seen", "fixed_by__edition")
    found = rows.filter(code_index=report_index(code)).first()
    if found is None:
        raise NotFound("没有找到这条指错。请核对回执上的代码，一共10位。")
    return found


def visible_to(actor: Actor) -> QuerySet[Report]:
    """The reports that this actor may see: reviewers and supervisors all, keepers those of their own agency."""
    if actor.roles & {Role.CATALOG_REVIEWER, Role.SUPERVISOR, Role.SYSTEM}:
        return Report.objects.all()
    if actor.agency_id is None or not actor.roles & KEEPERS:
        return Report.objects.none()
    return Report.objects.filter(option__list__agency_id=actor.agency_id)


def report_for(actor: Actor, key: int) -> Report:
    """One report with everything around it, or `NotFound`."""
    rows = visible_to(actor).select_related("option__list__agency", "option__current", "seen", "fixed_by__edition")
    found = rows.filter(pk=key).first()
    if found is None:
        raise NotFound("没有找到这条指错，或者它不归您的部门。")
    return found


def open_reports(actor: Actor) -> QuerySet[Report]:
    """What is to be settled, the most urgent first (待处理的指错)."""
    rows = visible_to(actor).filter(status__in=OPEN).select_related("option__list__agency", "option__current")
    return rows.order_by("due_on", "id")


def overdue_reports(actor: Actor, *, on: date) -> QuerySet[Report]:
    """Those past their third working day (超期未处理)."""
    return open_reports(actor).filter(due_on__lt=on)


def reports_page(
    actor: Actor, *, on: date, stands: str = "", option: str = "", after: str = "", size: int
) -> list[Report]:
    """A page of reports behind a cursor (one statement): open ones the most urgent first, settled ones the newest."""
    rows = visible_to(actor).select_related("option__list__agency", "option__current")
    if option:
        return list(rows.filter(option__code=option).order_by("-id")[:size])
    day, key = _cursor(after)
    if stands == "settled":
        rows = rows.exclude(status__in=OPEN)
        return list((rows.filter(pk__lt=key) if key else rows).order_by("-id")[:size])
    rows = rows.filter(status__in=OPEN)
    if stands == "overdue":
        rows = rows.filter(due_on__lt=on)
    if day is not None:
        rows = rows.filter(Q(due_on__gt=day) | Q(due_on=day, pk__gt=key))
    return list(rows.order_by("due_on", "id")[:size])


def cursor_of(report: Report) -> str:
    """Where a page that ends with this report goes on."""
    return f"{report.due_on.isoformat()}:{report.pk}"


def keepers_of(option_code: str) -> QuerySet[Staff]:
    """Who may answer for a guide: keepers of the body whose list it is (one statement)."""
    roles = Q(roles__contains=[Role.CATALOG_EDITOR.value]) | Q(roles__contains=[Role.EXAMINER.value])
    return Staff.objects.filter(roles, is_active=True, agency__lists__options__code=option_code).distinct()


def owners_visible_to(actor: Actor) -> QuerySet[GuideOwner]:
    """The guides that this actor answers for or watches over; only those in force."""
    rows = GuideOwner.objects.filter(option__current__isnull=False)
    if actor.roles & {Role.CATALOG_REVIEWER, Role.SUPERVISOR, Role.SYSTEM}:
        return rows
    if actor.agency_id is None or not actor.roles & KEEPERS:
        return rows.none()
    return rows.filter(option__list__agency_id=actor.agency_id)


def standings(actor: Actor, *, on: date, policy: ReviewPolicy = DEFAULT_POLICY) -> list[Standing]:
    """The guides with their lights, the longest unseen first (核对清单; three statements)."""
    counts: dict[int, int] = {}
    for key in visible_to(actor).filter(status__in=OPEN).values_list("option_id", flat=True):
        counts[key] = counts.get(key, 0) + 1
    flaws = dict(flaws_visible_to(actor).values_list("option_id").annotate(number=Count("pk")).order_by("option_id"))
    rows = owners_visible_to(actor).select_related("staff", "option__list__agency", "option__current__edition")
    found = [
        replace(_standing(each, counts.get(each.option_id, 0), on, policy), flaws=flaws.get(each.option_id, 0))
        for each in rows
    ]
    return sorted(found, key=lambda each: (-each.days, each.option_code))


def seen_on(row: GuideOwner) -> date:
    """The day on which somebody last said that it is right: a review, or the joint review of the edition in force."""
    assert row.option.current is not None, "only guides in force have a day"
    published = local_day(row.option.current.edition.published_at)
    day = max(published, row.option.current.effective_on)
    return max(day, row.reviewed_on) if row.reviewed_on is not None else day


def default_owner(agency_id: int) -> Staff | None:
    """Who answers for the guides of an agency until somebody is named: its editor, else who handles its matters."""
    rows = Staff.objects.filter(agency_id=agency_id, is_active=True).order_by("number")
    for role in (Role.CATALOG_EDITOR, Role.EXAMINER):
        found = rows.filter(roles__contains=[role.value]).first()
        if found is not None:
            return found
    return None


def require_keeper(actor: Actor, agency_id: int) -> Staff:
    """The staff member who acts: a keeper of this agency, or the reviewer of all; else `NotYours`."""
    is_keeper = actor.agency_id == agency_id and bool(actor.roles & KEEPERS)
    if actor.staff_id is None or not (is_keeper or Role.CATALOG_REVIEWER in actor.roles):
        raise NotYours("指南由实施部门的事项编制岗、承办岗核对和改正，或者由事项审核岗处理。")
    return Staff.objects.get(pk=actor.staff_id)


def around(unsupervised: frozenset[str] = frozenset()) -> Around:
    """The city as a guide may count on it tonight (three statements)."""
    living: set[str] = set()
    gone: dict[str, str] = {}
    keys, names = set(), set()
    bodies = Agency.objects.values_list("key", "name", "short_name", "phone", "complaint_phone", "is_active")
    for key, name, short, phone, complaint, is_active in bodies:
        numbers = {called(each) for each in (phone, complaint) if each}
        if is_active:
            keys.add(key)
            living |= numbers
        else:
            names |= {name, short}
            gone |= dict.fromkeys(numbers, short)
    places: set[str] = set()
    groups = {level: group for group, level in VENUE_GROUPS.items()}
    for key, name, level, phone, is_active in Venue.objects.values_list("key", "name", "level", "phone", "is_active"):
        if is_active:
            places |= {key, groups.get(VenueLevel(level), key)}
            living.add(called(phone))
        elif phone:
            gone.setdefault(called(phone), name)
    items = HandlingOption.objects.filter(current__isnull=False).values_list("list__basic__code", flat=True)
    return Around(
        agencies=frozenset(keys),
        gone_agencies=frozenset(names),
        living_phones=frozenset(living),
        gone_phones=gone,
        places=frozenset(places),
        items=frozenset(items),
        unsupervised=unsupervised,
    )


def last_check() -> GuideCheck | None:
    return GuideCheck.objects.order_by("-on").first()


def flaws_visible_to(actor: Actor) -> QuerySet[GuideFlaw]:
    """What is broken in the guides that this actor keeps or watches over; only in those in force."""
    rows = GuideFlaw.objects.filter(option__current__isnull=False)
    if actor.roles & {Role.CATALOG_REVIEWER, Role.SUPERVISOR, Role.SYSTEM}:
        return rows
    if actor.agency_id is None or not actor.roles & KEEPERS:
        return rows.none()
    return rows.filter(option__list__agency_id=actor.agency_id)


def flaws_page(actor: Actor, *, kind: str = "", option: str = "", after: str = "", size: int) -> list[GuideFlaw]:
    """A page of what is broken, what stands longest first, behind a cursor (one statement)."""
    rows = flaws_visible_to(actor).select_related("option__list__agency", "option__current")
    if kind:
        rows = rows.filter(kind=kind)
    if option:
        rows = rows.filter(option__code=option)
    day, key = _cursor(after)
    if day is not None:
        rows = rows.filter(Q(found_on__gt=day) | Q(found_on=day, pk__gt=key))
    return list(rows.order_by("found_on", "pk")[:size])


def flaw_counts(actor: Actor) -> dict[FlawKind, int]:
    """How many of each kind, only those that there are (one statement)."""
    rows = flaws_visible_to(actor).values_list("kind").annotate(number=Count("pk"))
    told = dict(rows.order_by("kind"))
    return {each: told[each.value] for each in FlawKind if each.value in told}


def cursor_of_flaw(flaw: GuideFlaw) -> str:
    return f"{flaw.found_on.isoformat()}:{flaw.pk}"


def _cursor(after: str) -> tuple[date | None, int]:
    """The day and the key of a cursor; what is none begins at the beginning."""
    day, _, key = after.partition(":")
    try:
        return date.fromisoformat(day), int(key[:12])
    except ValueError:
        return None, 0


def _care(option_code: str) -> Care:
    row = (
        GuideOwner.objects.filter(option__code=option_code, option__current__isnull=False)
        .select_related("option__current__edition")
        .first()
    )
    rows = Report.objects.filter(
        ~Q(status__in=[ReportStatus.REPORTED, ReportStatus.DISMISSED]), option__code=option_code
    ).annotate(fixed_number=F("fixed_by__edition__number"))
    told = tuple(_told(each, each.fixed_number) for each in rows.order_by("-reported_at")[:MOST_TOLD])
    return Care(reviewed_on=seen_on(row) if row is not None else None, told=told)


_KEPT = Kept(_care, seconds=FRESH_SECONDS, most=MOST_KEPT)


def _told(row: Report, fixed_by: int | None) -> Told:
    settled: datetime | None = row.settled_at
    return Told(
        section=row.place,
        status=row.state,
        reported_on=local_day(row.reported_at),
        settled_on=local_day(settled) if settled is not None else None,
        answer=row.answer,
        fixed_by=fixed_by,
    )


def _standing(row: GuideOwner, count: int, on: date, policy: ReviewPolicy) -> Standing:
    day = seen_on(row)
    assert row.option.current is not None, "only guides in force"
    return Standing(
        option_code=row.option.code,
        name=row.option.current.name,
        agency=row.option.list.agency.short_name,
        owner=row.staff.name if row.staff is not None else "",
        seen_on=day,
        days=(on - day).days,
        light=policy.light(day, on=on),
        open_reports=count,
        owner_number=row.staff.number if row.staff is not None else "",
    )
