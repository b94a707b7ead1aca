"""What is done to licences (证照业务): issue, change, ends; the types are the city's data."""

from .ending import (
    cancel_move_out,
    deregister,
    give_back,
    hold,
    lapse,
    move_out,
    revoke,
    strip,
)
from .filing import make_files
from .issuing import Content, change, correct, issue, renew, take_in
from .types import load_types

__all__ = [
    "Content",
    "cancel_move_out",
    "change",
    "correct",
    "deregister",
    "give_back",
    "hold",
    "issue",
    "lapse",
    "load_types",
    "make_files",
    "move_out",
    "renew",
    "revoke",
    "strip",
    "take_in",
]
