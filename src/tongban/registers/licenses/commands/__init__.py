"""What is done to licences (证照业务): issue, change, ends; the types are the city's data."""

from .copying import copy_for_case
from .correcting import ask_to_correct, leave_as_is, make_right, move_to_kept, take_back
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
from .issuing import Content, change, correct, issue, next_serial, renew, take_in
from .types import load_types
from .using import NotUsable, answer, refuse_use, use

__all__ = [
    "Content",
    "NotUsable",
    "answer",
    "ask_to_correct",
    "cancel_move_out",
    "change",
    "copy_for_case",
    "correct",
    "deregister",
    "give_back",
    "hold",
    "issue",
    "lapse",
    "leave_as_is",
    "load_types",
    "make_files",
    "make_right",
    "move_out",
    "move_to_kept",
    "next_serial",
    "refuse_use",
    "renew",
    "revoke",
    "strip",
    "take_back",
    "take_in",
    "use",
]
