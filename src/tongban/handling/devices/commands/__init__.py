"""What is done with terminals beyond their binding: where they stand, and mending them (安放登记、故障)."""

from .faults import close_fault, open_fault, take_fault, watch
from .placing import Place, place_device

__all__ = ["Place", "close_fault", "open_fault", "place_device", "take_fault", "watch"]
