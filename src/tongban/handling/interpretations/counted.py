"""How often interpretations were opened (到达量), counted in this process until handed over: a GET writes nothing."""

from collections import Counter
from threading import Lock

from .rules.states import ReadFrom

MOST = 2000
_counted: Counter[tuple[int, str]] = Counter()
_lock = Lock()


def note(interpretation_id: int, came_from: ReadFrom) -> None:
    """One more look, by this way; nothing of who looked."""
    with _lock:
        if (interpretation_id, came_from.value) in _counted or len(_counted) < MOST:
            _counted[interpretation_id, came_from.value] += 1


def take() -> dict[tuple[int, str], int]:
    """What was counted since the last time; the counting begins anew."""
    with _lock:
        taken = dict(_counted)
        _counted.clear()
    return taken
