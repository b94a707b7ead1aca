"""What the staff register needs from above (离岗前的交接): whether a duty still ties somebody to their post."""

from collections.abc import Callable
from datetime import date

Tie = Callable[[int, date], str]

TIES: list[Tie] = []
"""Each says in words why this person cannot leave on this day, or nothing; `config/wiring.py` fills the list."""
