"""What else keeps somebody from signing on or off (签到、签退前要看的): others say it, as they are bound."""

from collections.abc import Callable
from datetime import datetime

HoldsUp = Callable[[int], list[str]]
"""Given the id of a staff member, sentences on what they have to finish first; empty when there is nothing."""

HoldsUpAt = Callable[[int, datetime], list[str]]
"""The same where it depends on the moment, such as people who still wait when a place closes."""

BOUND: list[HoldsUp] = []
BOUND_AT: list[HoldsUpAt] = []

MayNotOpen = Callable[[int, int | None, str, datetime], list[str]]
"""Given a staff member, their place, a window and the moment: why they may not open it now (排班、资格)."""

OPENING: list[MayNotOpen] = []
