"""What can be done with staff and delegations, and how a city is loaded (人员、授权、装载)."""

from .closings import close_place, reopen_place
from .delegations import grant_delegation, prolong_delegation, revoke_delegation
from .load import load_agencies
from .staff import create_staff, disable_staff, enable_staff, set_leave, set_roles

__all__ = [
    "close_place",
    "create_staff",
    "disable_staff",
    "enable_staff",
    "grant_delegation",
    "load_agencies",
    "prolong_delegation",
    "reopen_place",
    "revoke_delegation",
    "set_leave",
    "set_roles",
]
