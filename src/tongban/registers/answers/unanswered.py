"""Questions about a matter that its guide does not answer (答不上的问题), counted in this process until handed over.

A GET writes nothing; and what looks like a number of a person is not kept at all.
"""

from collections import Counter
from threading import Lock

from tongban.registers.catalog.search.words import plain
from tongban.registers.catalog.wording import has_number

from .rules.replying import Doubt, Reply

MOST, LONGEST, SHORTEST = 500, 60, 3
_counted: Counter[tuple[str, str]] = Counter()
_lock = Lock()


def note(reply: Reply) -> None:
    """One more question that was not answered; only those about a matter are a department's."""
    text = plain(reply.q)[:LONGEST].strip()
    if reply.doubt is not Doubt.NOT_IN_GUIDE or reply.guide is None or len(text) < SHORTEST or has_number(text):
        return
    key = (reply.guide.option_code, text)
    with _lock:
        if key in _counted or len(_counted) < MOST:
            _counted[key] += 1


def take() -> dict[tuple[str, str], int]:
    """What was counted since the last time; the counting begins anew."""
    with _lock:
        taken = dict(_counted)
        _counted.clear()
    return taken
