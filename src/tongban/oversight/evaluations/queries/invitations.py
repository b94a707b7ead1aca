"""Invitations that somebody may see (评价邀请): the own ones, or the one whose code one holds. Staff see none."""

from uuid import UUID

from django.db.models import QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotFound
from tongban.oversight.evaluations.models import Evaluation, Invitation


def visible_to(actor: Actor) -> QuerySet[Invitation]:
    """The invitations of whom the actor acts for, newest first; under a mandate none, and none for staff."""
    owner = actor.acting_for or actor.party_id
    if actor.is_staff or Role.APPLICANT not in actor.roles or owner is None or actor.mandate_id is not None:
        return Invitation.objects.none()
    return Invitation.objects.filter(party_id=owner).order_by("-pk")


def with_code(code: UUID) -> Invitation:
    """The invitation that this code opens, for whoever holds it."""
    found = Invitation.objects.select_related("agency", "venue").filter(code=code).first()
    if found is None:
        raise NotFound(
            "没有找到这次评价邀请。刚办完的，请过一分钟再打开；其他的，请从消息里的链接，或者号票上的二维码打开。"
        )
    return found


def is_own(invitation: Invitation, actor: Actor) -> bool:
    """Is it the person's own, so that they may give their name to it?"""
    owner = actor.acting_for or actor.party_id
    return invitation.party_id is not None and invitation.party_id == owner and actor.mandate_id is None


def rated(invitation: Invitation) -> list[Evaluation]:
    """What was said, first and second (one statement)."""
    return list(invitation.evaluations.select_related("redress__agency").order_by("round"))
