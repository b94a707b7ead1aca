"""Random bytes from the system (随机数), drawn in stock.

At each question to the system a thread lets all others run before it goes on; a request that seals four fields and
draws two codes would ask six times. What was drawn lies in the memory of the process, as the keys do.
"""

import os
from collections import deque

PIECE = 32
AT_ONCE = 128

_stock: deque[bytes] = deque()
os.register_at_fork(after_in_child=_stock.clear)  # two processes never give the same


def piece() -> bytes:
    """32 random bytes that are given once; safe between threads."""
    try:
        return _stock.popleft()
    except IndexError:
        drawn = os.urandom(PIECE * AT_ONCE)
        _stock.extend(drawn[place : place + PIECE] for place in range(PIECE, len(drawn), PIECE))
        return drawn[:PIECE]
