"""Compiling lists (编制): claimed or begun, saved, submitted, jointly reviewed, published; and collection rounds."""

from .drafting import Beginning, begin, drop, recall, save, submit
from .founding import review_founding
from .inbox import Pushed, claim, decline, push, reassign
from .publishing import publish
from .reviewing import review, send_back
from .rounds import close_round, hand_in, open_round

__all__ = [
    "Beginning",
    "Pushed",
    "begin",
    "claim",
    "close_round",
    "decline",
    "drop",
    "hand_in",
    "open_round",
    "publish",
    "push",
    "reassign",
    "recall",
    "review",
    "review_founding",
    "save",
    "send_back",
    "submit",
]
