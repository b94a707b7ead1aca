"""Reading agencies (部门、场所、人员、授权), and who acts with a token."""

from .actors import actor_for_session, actor_for_token
from .register import (
    GROUPS,
    Node,
    agency_with_key,
    bodies,
    chief_representatives,
    delegations_for,
    delegations_given,
    delegations_on,
    public_chiefs,
    staff_in_post,
    tree,
    unknown_venue_keys,
    venues_for,
    visible_to,
)

__all__ = [
    "GROUPS",
    "Node",
    "actor_for_session",
    "actor_for_token",
    "agency_with_key",
    "bodies",
    "chief_representatives",
    "delegations_for",
    "delegations_given",
    "delegations_on",
    "public_chiefs",
    "staff_in_post",
    "tree",
    "unknown_venue_keys",
    "venues_for",
    "visible_to",
]
