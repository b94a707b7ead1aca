"""Who accepts a matter at a window has learned it (窗口人员的业务资格): bound by `config/wiring.py`. R-188.

What somebody brings is always received (行政许可法 第三十二条): what waits for the training is that this clerk accepts
it; a colleague who has learned it accepts it meanwhile.
"""

from collections.abc import Callable
from datetime import date

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import Declined

Untrained = Callable[[int, int | None, str, date], str]
"""Given a staff member, their place, an option and a day: why they may not take it, in words; empty when they may."""

BOUND: list[Untrained] = []


class NotTrained(Declined):
    """A new or changed matter was not learned yet (还没有确认培训)."""

    code = "not_trained"
    sentence = "这个事项您还没有确认培训，不能受理。"


def refuse_untrained(option_code: str, *, by: Actor, on: date) -> None:
    """Raise `NotTrained` with what to do; it is asked of clerks at windows alone."""
    if by.staff_id is None or Role.COUNTER not in by.roles:
        return
    for untrained in BOUND:
        if words := untrained(by.staff_id, by.venue_id, option_code, on):
            raise NotTrained(words, facts={"option_code": option_code})
