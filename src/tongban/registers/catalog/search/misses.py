"""Searches that found nothing or only guesses (零结果查询), counted in this process until they are handed over.

A GET writes nothing; and what looks like a number of a person is not kept at all.
"""

from collections import Counter
from threading import Lock

from tongban.registers.catalog.wording import has_number

from . import words

MOST = 500
LONGEST = 60
_counted: Counter[str] = Counter()
_lock = Lock()


def note_miss(q: str) -> None:
    """One more search for this text found nothing."""
    text = words.plain(q)[:LONGEST].strip()
    if len(text) < 2 or has_number(text):
        return
    with _lock:
        if text in _counted or len(_counted) < MOST:
            _counted[text] += 1


def take_misses() -> dict[str, int]:
    """What was counted since the last time; the counting begins anew."""
    with _lock:
        taken = dict(_counted)
        _counted.clear()
    return taken
