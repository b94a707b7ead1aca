"""Handing matters down to a place, taking them back, and noting that its seal was used (下沉、终止、用章)."""

from .agreements import end_agreement, hand_down
from .loading import Signed, load_agreements
from .seals import note_seal_use

__all__ = ["Signed", "end_agreement", "hand_down", "load_agreements", "note_seal_use"]
