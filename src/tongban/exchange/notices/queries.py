"""Reading messages: a person sees those of whom they act for."""

from django.db.models import QuerySet

from tongban.foundation.kernel.actors import Actor, Role

from .models import Message
from .ports import BOUND, NoTextMessages


def visible_to(actor: Actor) -> QuerySet[Message]:
    """The messages of whom the actor acts for, newest first; under a mandate none."""
    owner = actor.acting_for or actor.party_id
    if Role.APPLICANT not in actor.roles or owner is None or actor.mandate_id is not None:
        return Message.objects.none()
    return Message.objects.filter(party_id=owner).order_by("-at", "-pk")


def unread(actor: Actor) -> int:
    """How many are new (one query)."""
    return visible_to(actor).filter(read_at__isnull=True).count()


def sends_texts() -> bool:
    """Is there a gateway for text messages (已接短信网关)? Without one, screens say so before anybody promises one."""
    return not isinstance(BOUND[0], NoTextMessages)
