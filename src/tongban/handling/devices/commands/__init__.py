"""What is done with terminals beyond their binding: where they stand, mending, settings from afar (安放、运维)."""

from .faults import close_fault, open_fault, take_fault, watch
from .placing import Place, place_device
from .upkeep import begin_trial, load_paper, pin, report_condition, roll_back, take_back_what_breaks, widen

__all__ = [
    "Place",
    "begin_trial",
    "close_fault",
    "load_paper",
    "open_fault",
    "pin",
    "place_device",
    "report_condition",
    "roll_back",
    "take_back_what_breaks",
    "take_fault",
    "watch",
    "widen",
]
