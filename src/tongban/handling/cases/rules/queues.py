"""In whose queue a case lies (待办归属): exactly one in every state, so that none is nobody's; plan 三(二)4, R-076."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from tongban.foundation.kernel.actors import Role

from .states import Status

_OF_THE_BODY = frozenset({Role.EXAMINER, Role.REVIEWER, Role.DECIDER})
_HOME: Mapping[Status, Role] = {
    Status.RECEIVED: Role.COUNTER,
    Status.CORRECTING: Role.COUNTER,
    Status.ACCEPTED: Role.EXAMINER,
    Status.SUSPENDED: Role.EXAMINER,
    Status.REVIEWING: Role.REVIEWER,
    Status.DECIDING: Role.DECIDER,
    Status.GRANTED: Role.EXAMINER,
    Status.REFUSED: Role.ISSUER,
    Status.ISSUED: Role.ISSUER,
    Status.SERVED: Role.SYSTEM,
}


@dataclass(frozen=True, slots=True)
class Queue:
    """The work that waits for one post: of one body, or of the city's comprehensive windows (`agency_id` None)."""

    role: Role
    agency_id: int | None

    def is_for(self, roles: Collection[Role], agency_id: int | None) -> bool:
        """Is this the queue of somebody with these posts in this body?"""
        return self.role in roles and self.agency_id in (None, agency_id)


def queue_for(status: Status, agency_id: int) -> Queue | None:
    """The one queue in which a case of this body lies in this state; None while it is no case yet, or none any more."""
    role = _HOME.get(status)
    if role is None:
        return None
    return Queue(role, agency_id if role in _OF_THE_BODY else None)


def states_of(role: Role) -> tuple[Status, ...]:
    """The states in which a case waits for this post, in the order of the flow."""
    return tuple(status for status in Status if _HOME.get(status) is role)
