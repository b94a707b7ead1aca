"""Reading drafts of bundles (一件事文稿): who sees which, who may write, and what a draft holds."""

from django.db.models import QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.registers.bundles.models import BundleDraft
from tongban.registers.bundles.rules.content import Content, from_plain
from tongban.registers.lists.queries import lead

READERS = frozenset({Role.CATALOG_REVIEWER, Role.SUPERVISOR})


def visible_to(actor: Actor) -> QuerySet[BundleDraft]:
    """Reviewers and supervisors see all drafts, editors of the bureau too, other editors their own body's."""
    rows = BundleDraft.objects.select_related("bundle__lead", "base", "edition", "drafter", "proposer", "approver")
    rows = rows.order_by("-pk")
    if actor.roles & READERS:
        return rows
    if Role.CATALOG_EDITOR not in actor.roles or actor.agency_id is None:
        return rows.none()
    return rows if actor.agency_id == lead().pk else rows.filter(bundle__lead_id=actor.agency_id)


def may_edit(actor: Actor, lead_id: int) -> bool:
    """Editors of the bundle's lead body, and of the body that runs the city's center."""
    if Role.CATALOG_EDITOR not in actor.roles or actor.agency_id is None:
        return False
    return actor.agency_id == lead_id or actor.agency_id == lead().pk


def content_of(draft: BundleDraft) -> Content:
    """The document that the draft holds."""
    return from_plain(draft.content)
