"""What is done with codes (亮码、扫码、同意): one verb, one record."""

from .elsewhere import scan_any, scan_elsewhere
from .looking import Looked, SeenLicense, look
from .plates import end_plate, issue_plate
from .scanning import CodeRefused, agree, ask, finish, refuse, scan, withdraw
from .showing import Chosen, end, present, show

__all__ = [
    "Chosen",
    "CodeRefused",
    "Looked",
    "SeenLicense",
    "agree",
    "ask",
    "end",
    "end_plate",
    "finish",
    "issue_plate",
    "look",
    "present",
    "refuse",
    "scan",
    "scan_any",
    "scan_elsewhere",
    "show",
    "withdraw",
]
