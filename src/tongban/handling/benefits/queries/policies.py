"""Policies on a day (政策库): in force, all editions of one, the library with its filters; drafts and who sees them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import OuterRef, Q, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotFound
from tongban.handling.benefits.models import PolicyDraft, PolicyEdition
from tongban.handling.benefits.rules.content import Around, Content, decode, from_plain
from tongban.handling.benefits.rules.facts import Vocabulary
from tongban.handling.benefits.rules.facts import vocabulary as made
from tongban.handling.benefits.rules.states import Operation
from tongban.registers.catalog.queries import guide_in_force
from tongban.registers.licenses.models import LicenseType
from tongban.registers.lists.queries import lead

READERS = frozenset({Role.CATALOG_REVIEWER, Role.SUPERVISOR})
KEPT = 256


@dataclass(frozen=True, slots=True)
class Sought:
    """What the library is narrowed to (筛选)."""

    q: str = ""
    audience: str = ""
    way: str = ""
    agency: str = ""


def in_force(on: date) -> QuerySet[PolicyEdition]:
    """For each policy its last edition whose day has come, unless that ended it or its days are over or to come.

    It is asked of the day itself, so that a policy leaves every list the day after its last.
    """
    return standing(on).filter(Q(to_on__isnull=True) | Q(to_on__gte=on), operation=Operation.OFFER, from_on__lte=on)


def standing(on: date) -> QuerySet[PolicyEdition]:
    """For each policy its last edition whose day has come, whatever it does."""
    last = PolicyEdition.objects.filter(policy_id=OuterRef("policy_id"), effective_on__lte=on)
    rows = PolicyEdition.objects.select_related("policy__agency")
    return rows.filter(pk=last.order_by("-effective_on", "-number").values("pk")[:1])


def library(sought: Sought, *, on: date, after: int = 0) -> QuerySet[PolicyEdition]:
    """The policies that can be had on this day, narrowed, the newest first."""
    rows = in_force(on)
    for name, value in (("audience", sought.audience), ("way", sought.way), ("policy__agency__key", sought.agency)):
        rows = rows.filter(**{name: value}) if value else rows
    if sought.q:
        rows = rows.filter(Q(title__icontains=sought.q) | Q(content__icontains=sought.q))
    return (rows.filter(pk__lt=after) if after else rows).order_by("-pk")


def policy_on(code: str, *, on: date) -> PolicyEdition:
    """One policy as it stands on this day, over or not (one statement); `NotFound` before its first day."""
    found = standing(on).filter(policy__code=code).first()
    if found is None:
        raise NotFound("没有找到这项政策，可能还没有开始执行。")
    return found


def editions_of(code: str) -> Sequence[PolicyEdition]:
    """Every edition of a policy, the newest first (one statement)."""
    rows = PolicyEdition.objects.filter(policy__code=code).select_related("proposed_by", "approved_by")
    return list(rows.order_by("-number"))


def edition_of(code: str, number: int) -> PolicyEdition:
    """One numbered edition (one statement); `NotFound`."""
    rows = PolicyEdition.objects.select_related("policy__agency", "proposed_by", "approved_by")
    found = rows.filter(policy__code=code, number=number).first()
    if found is None:
        raise NotFound("没有这一版。请从版本列表里打开。")
    return found


def content_of(found: PolicyEdition | PolicyDraft) -> Content:
    """The document of an edition or a draft."""
    return _read(found.content) if isinstance(found, PolicyEdition) else from_plain(found.content)


def vocabulary() -> Vocabulary:
    """Every fact that a condition may use now (one statement)."""
    return made(LicenseType.objects.order_by("pk").values_list("key", "name", "holder_kinds"))


def around() -> Around:
    """What a draft is held against."""
    return Around(vocabulary(), lambda code: bool(code) and guide_in_force(code) is not None)


def drafts_visible_to(actor: Actor) -> QuerySet[PolicyDraft]:
    """Reviewers and supervisors see all drafts, editors of the bureau too, other editors their own body's."""
    rows = PolicyDraft.objects.select_related("policy__agency", "base", "edition", "drafter", "proposer", "approver")
    rows = rows.order_by("-pk")
    if actor.roles & READERS:
        return rows
    if Role.CATALOG_EDITOR not in actor.roles or actor.agency_id is None:
        return rows.none()
    return rows if actor.agency_id == lead().pk else rows.filter(policy__agency_id=actor.agency_id)


def draft_for(actor: Actor, pk: int) -> PolicyDraft:
    """One draft, or `NotFound` (one statement)."""
    found = drafts_visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("没有找到这份政策文稿，或者它不由您的单位起草。")
    return found


def may_edit(actor: Actor, agency_id: int) -> bool:
    """Editors of the body that grants it, and of the body that runs the city's center."""
    if Role.CATALOG_EDITOR not in actor.roles or actor.agency_id is None:
        return False
    return actor.agency_id in (agency_id, lead().pk)


@lru_cache(maxsize=KEPT)
def _read(text: str) -> Content:
    """Read once per process: what was published never changes."""
    return decode(text)
