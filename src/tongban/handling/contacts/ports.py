"""What else keeps somebody from signing off (签退前还要办的): others say it, as they are bound."""

from collections.abc import Callable

HoldsUp = Callable[[int], list[str]]
"""Given the id of a staff member, sentences on what they have to finish first; empty when there is nothing."""

BOUND: list[HoldsUp] = []
