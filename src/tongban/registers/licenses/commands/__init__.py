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
from .issuing import Content, change, correct, issue, next_serial, renew, take_in
from .types import load_types
from .using import NotUsable, answer, refuse_use, use

__all__ = [
    "Content",
    "NotUsable",
    "answer",
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
    "next_serial",
    "refuse_use",
    "renew",
    "revoke",
    "strip",
    "take_in",
    "use",
]
