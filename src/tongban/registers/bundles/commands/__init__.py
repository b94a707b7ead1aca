"""Drafting, reviewing and publishing bundles (一件事编制): one verb each."""

from .drafting import drop, propose, recall, revise, start, start_withdrawal
from .publishing import approve, send_back

__all__ = ["approve", "drop", "propose", "recall", "revise", "send_back", "start", "start_withdrawal"]
