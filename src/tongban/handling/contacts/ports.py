"""What else keeps somebody from signing off (签退前还要办的): others say it, as they are bound."""

from collections.abc import Callable
from datetime import datetime

HoldsUp = Callable[[int], list[str]]
"""Given the id of a staff member, sentences on what they have to finish first; empty when there is nothing."""

HoldsUpAt = Callable[[int, datetime], list[str]]
"""The same where it depends on the moment, such as people who still wait when a place closes."""

BOUND: list[HoldsUp] = []
BOUND_AT: list[HoldsUpAt] = []
