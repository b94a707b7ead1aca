"""Who sees which draft (文稿可见范围), and who leads: the only way to a row."""

from django.db.models import Q, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotFound
from tongban.registers.agencies.models import Agency
from tongban.registers.compiling.bound import BOUND
from tongban.registers.compiling.models import ListDraft
from tongban.registers.compiling.rules.duties import sees_all
from tongban.registers.compiling.rules.states import Status

# What other bodies see of a draft: it is before the joint review, or was.
REVIEWED_BY_ALL = (Status.SUBMITTED, Status.REVIEWED, Status.PUBLISHED)


def visible_to(actor: Actor) -> QuerySet[ListDraft]:
    """The drafts that this actor may see.

    Editors and reviewers those of their own body; reviewers besides what is or was before the joint review; the
    bureau's reviewers, supervision and the system all. Others none.
    """
    if sees_all(actor, is_lead=is_lead(actor)):
        return ListDraft.objects.all()
    if not actor.roles & {Role.CATALOG_EDITOR, Role.CATALOG_REVIEWER} or actor.agency_id is None:
        return ListDraft.objects.none()
    seen = Q(agency_id=actor.agency_id)
    if Role.CATALOG_REVIEWER in actor.roles:
        seen |= Q(status__in=REVIEWED_BY_ALL) | Q(opinions__agency_id=actor.agency_id)
    return ListDraft.objects.filter(pk__in=ListDraft.objects.filter(seen).values("pk"))


def draft_for(actor: Actor, pk: int) -> ListDraft:
    """One draft, or `NotFound`: another's and none are told apart by nobody (two statements)."""
    rows = visible_to(actor).select_related("agency", "base__list", "round", "published__list", "notice")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound("没有找到这份文稿，或者您看不到它。")
    return found


def is_lead(actor: Actor) -> bool:
    """Does this person belong to the body that leads (市政管局)? One statement, none for who has no body."""
    if actor.agency_id is None or not actor.roles & {Role.CATALOG_EDITOR, Role.CATALOG_REVIEWER}:
        return False
    return Agency.objects.filter(pk=actor.agency_id, key=BOUND.rules.lead).exists()


def lead() -> Agency:
    """The body that leads."""
    return Agency.objects.get(key=BOUND.rules.lead)
