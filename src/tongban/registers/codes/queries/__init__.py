"""Reading codes (一码通): is it ours and alive, what was asked, what was granted."""

from .checking import Checked, Verdict, checked, showing_of, standing_of
from .keys import signing_keys
from .making import code_now, code_of_plate
from .plates import plate_of, plates, plates_for
from .scans import claims_in_words, is_decider, may_look, scan_for_holder, scan_for_scanner, scans_of, waiting_for
from .showings import own_showing, shown_licenses, usable_for_showing

__all__ = [
    "Checked",
    "Verdict",
    "checked",
    "claims_in_words",
    "code_now",
    "code_of_plate",
    "is_decider",
    "may_look",
    "own_showing",
    "plate_of",
    "plates",
    "plates_for",
    "scan_for_holder",
    "scan_for_scanner",
    "scans_of",
    "showing_of",
    "shown_licenses",
    "signing_keys",
    "standing_of",
    "usable_for_showing",
    "waiting_for",
]
