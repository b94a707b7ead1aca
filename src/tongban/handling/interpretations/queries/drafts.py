"""Interpretations at work (解读文稿): who sees which, the publication calendar, what has none yet, how many read."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, Min, OuterRef, QuerySet, Subquery, Sum

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotFound
from tongban.handling.benefits.models import PolicyEdition
from tongban.handling.benefits.queries.policies import in_force
from tongban.handling.interpretations.models import Interpretation, InterpretationReads, InterpretationSubject
from tongban.handling.interpretations.rules.content import INTERPRETED_WITHIN, Draft
from tongban.handling.interpretations.rules.states import ArticleStatus
from tongban.registers.catalog.models import HandlingOption, OptionVersion

READERS = frozenset({Role.CATALOG_REVIEWER, Role.SUPERVISOR})


@dataclass(frozen=True, slots=True)
class Gap:
    """A matter in force that nothing interprets yet (还没有解读的), since when it stands so.

    `due_on` is by when it has to be, of a new one; what the founding catalogue had owes none.
    """

    key: int
    option_code: str
    name: str
    agency: str
    effective_on: date
    due_on: date | None


def visible_to(actor: Actor) -> QuerySet[Interpretation]:
    """Reviewers and supervisors see all, editors those of their own body."""
    rows = Interpretation.objects.select_related("agency", "drafter")
    if actor.roles & READERS:
        return rows
    if Role.CATALOG_EDITOR not in actor.roles or actor.agency_id is None:
        return rows.none()
    return rows.filter(agency_id=actor.agency_id)


def found_for(actor: Actor, key: int) -> Interpretation:
    """One interpretation, or `NotFound` (one statement)."""
    found = visible_to(actor).filter(pk=key).first()
    if found is None:
        raise NotFound("没有找到这篇解读，或者它不由您的部门起草。")
    return found


def draft_of(found: Interpretation) -> Draft:
    """The text as it stands."""
    return Draft(
        title=found.title,
        body=found.body,
        planned_on=found.planned_on,
        items=tuple(found.about.get("items", ())),
        policies=tuple(found.about.get("policies", ())),
    )


def calendar_of(actor: Actor) -> QuerySet[Interpretation]:
    """What is to be published, by its day, overdue first (发布日历)."""
    waiting = [ArticleStatus.DRAFT, ArticleStatus.PROPOSED, ArticleStatus.RETURNED]
    return visible_to(actor).filter(status__in=waiting, planned_on__isnull=False).order_by("planned_on", "pk")


def policies_without(actor: Actor, *, on: date) -> list[PolicyEdition]:
    """Policies in force that nothing in public interprets (one statement)."""
    told = _told().filter(policy_id=OuterRef("policy_id"))
    rows = in_force(on).filter(~Exists(told)).order_by("-pk")
    return list(rows if actor.roles & READERS else rows.filter(policy__agency_id=actor.agency_id or 0))


def gaps(actor: Actor, *, after: int = 0, size: int) -> list[Gap]:
    """Matters in force that nothing in public interprets, the newest edition first (one statement)."""
    rows = HandlingOption.objects.filter(~Exists(_told().filter(option_id=OuterRef("pk"))), current__isnull=False)
    if not actor.roles & READERS:
        rows = rows.filter(list__agency_id=actor.agency_id or 0)
    rows = (rows.filter(current_id__lt=after) if after else rows).order_by("-current_id")
    return [_gap(each) for each in _dated(rows)[:size]]


def owed(*, on: date) -> list[str]:
    """New matters and policies whose day for an interpretation is over without one, by name (two statements)."""
    gone = on - INTERPRETED_WITHIN
    told = _told().filter(policy_id=OuterRef("policy_id"))
    late = in_force(on).filter(~Exists(told)).annotate(first=_first_day()).filter(first__lt=gone).order_by("pk")
    rows = HandlingOption.objects.filter(~Exists(_told().filter(option_id=OuterRef("pk"))), current__isnull=False)
    matters = (_gap(each) for each in _dated(rows.order_by("pk")))
    return [
        *late.values_list("title", flat=True),
        *(each.name for each in matters if each.due_on is not None and each.due_on < on),
    ]


@dataclass(frozen=True, slots=True)
class Debts:
    """What is new and has no interpretation in public yet (待发布的解读): by when each matter and policy has it.

    The day that stands in the publication calendar, where it is planned; else the last day of the term.
    """

    by_option: dict[str, date]
    by_policy: dict[str, date]


def debts() -> Debts:
    """Whatever is new and not interpreted, with its day (three statements)."""
    told = _told().filter(policy_id=OuterRef("policy_id"))
    rows = (
        PolicyEdition.objects.filter(~Exists(told))
        .annotate(first=_first_day())
        .order_by("policy_id")
        .distinct("policy_id")
    )
    policies = {code: first + INTERPRETED_WITHIN for code, first in rows.values_list("policy__code", "first")}
    untold = HandlingOption.objects.filter(~Exists(_told().filter(option_id=OuterRef("pk"))), current__isnull=False)
    matters = (_gap(each) for each in _dated(untold.filter(~Exists(_founding()))))
    options = {each.option_code: each.due_on for each in matters if each.due_on is not None}
    waiting = [ArticleStatus.DRAFT, ArticleStatus.PROPOSED, ArticleStatus.RETURNED]
    planned = Interpretation.objects.filter(status__in=waiting, planned_on__isnull=False, editions__isnull=True)
    for about, on in planned.order_by("-planned_on").values_list("about", "planned_on"):
        options |= {code: on for code in about.get("items", ()) if code in options}
        policies |= {code: on for code in about.get("policies", ()) if code in policies}
    return Debts(options, policies)


def due_day(edition: PolicyEdition) -> date:
    """By when a policy of `policies_without` has its interpretation."""
    return edition.effective_on + INTERPRETED_WITHIN


def _first_day() -> Subquery:
    """The day on which a policy took effect for the first time."""
    first = PolicyEdition.objects.filter(policy_id=OuterRef("policy_id")).order_by("effective_on", "number")
    return Subquery(first.values("effective_on")[:1])


def _dated(rows: QuerySet[HandlingOption]) -> QuerySet[HandlingOption, Any]:
    """With the day on which each matter took effect for the first time, and whether the founding catalogue had it."""
    rows = rows.annotate(begun=Min("versions__effective_on"), is_founding=Exists(_founding()))
    names = ("current_id", "code", "current__name", "list__agency__short_name", "current__effective_on")
    return rows.values_list(*names, "begun", "is_founding")


def _founding() -> QuerySet[OptionVersion]:
    """The versions of a matter that came with the founding catalogue."""
    return OptionVersion.objects.filter(option_id=OuterRef("pk"), edition__is_founding=True)


def _gap(row: tuple[Any, ...]) -> Gap:
    key, code, name, agency, since, begun, is_founding = row
    return Gap(key, code, name, agency, since, None if is_founding else begun + INTERPRETED_WITHIN)


def coming(*, on: date, size: int) -> list[Interpretation]:
    """What is planned to be published from a day on, the next first, for everybody (one statement)."""
    rows = Interpretation.objects.filter(status__in=[ArticleStatus.DRAFT, ArticleStatus.PROPOSED], planned_on__gte=on)
    return list(rows.filter(editions__isnull=True).select_related("agency").order_by("planned_on", "pk")[:size])


def reach_of(found: Interpretation) -> list[tuple[str, int]]:
    """How often it was opened by each way, most first (one statement)."""
    rows = InterpretationReads.objects.filter(interpretation=found).values("came_from").annotate(total=Sum("times"))
    return [(each["came_from"], each["total"]) for each in rows.order_by("-total", "came_from")]


def _told() -> QuerySet[InterpretationSubject]:
    """The subjects of what is in public."""
    return InterpretationSubject.objects.exclude(interpretation__status=ArticleStatus.WITHDRAWN)
