"""Interpretations at work (解读文稿): who sees which, the publication calendar, what has none yet, how many read."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet, Sum

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotFound
from tongban.handling.benefits.models import PolicyEdition
from tongban.handling.benefits.queries.policies import in_force
from tongban.handling.interpretations.models import Interpretation, InterpretationReads, InterpretationSubject
from tongban.handling.interpretations.rules.content import Draft
from tongban.handling.interpretations.rules.states import ArticleStatus
from tongban.registers.catalog.models import HandlingOption

READERS = frozenset({Role.CATALOG_REVIEWER, Role.SUPERVISOR})


@dataclass(frozen=True, slots=True)
class Gap:
    """A matter in force that nothing interprets yet (还没有解读的), since when it stands so."""

    key: int
    option_code: str
    name: str
    agency: str
    effective_on: date


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
    names = ("current_id", "code", "current__name", "list__agency__short_name", "current__effective_on")
    return [Gap(*row) for row in rows.values_list(*names)[:size]]


def reach_of(found: Interpretation) -> list[tuple[str, int]]:
    """How often it was opened by each way, most first (one statement)."""
    rows = InterpretationReads.objects.filter(interpretation=found).values("came_from").annotate(total=Sum("times"))
    return [(each["came_from"], each["total"]) for each in rows.order_by("-total", "came_from")]


def _told() -> QuerySet[InterpretationSubject]:
    """The subjects of what is in public."""
    return InterpretationSubject.objects.exclude(interpretation__status=ArticleStatus.WITHDRAWN)
