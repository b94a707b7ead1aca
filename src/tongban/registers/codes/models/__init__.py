"""The tables of codes (一码通): showings, what they show, scans, and the plates of doors."""

from .plates import Doorplate
from .scans import Scan
from .showings import Showing, ShownLicense

__all__ = ["Doorplate", "Scan", "Showing", "ShownLicense"]
