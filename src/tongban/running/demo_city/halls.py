"""A morning at the city's hall (演示号票): numbers in every state, and appointments; by the same commands as people."""

from datetime import datetime, timedelta

from tongban.foundation.kernel.clock import local_day
from tongban.handling.contacts.commands import shifts
from tongban.handling.halls.bound import BOUND
from tongban.handling.halls.commands import calling, serving
from tongban.handling.halls.commands.booking import book
from tongban.handling.halls.commands.drawing import draw
from tongban.handling.halls.queries.appointments import days_of, free_on
from tongban.registers.agencies.models import Venue
from tongban.registers.catalog.queries import current_guides

from .contacts import _citizen, _staff

VENUE = "city-center"
WINDOW = "综合窗口4号（样例）"


def load_halls(*, at: datetime) -> int:
    """Nine numbers and two appointments, for a city whose contacts were just told; the number drawn."""
    limin = _staff("limin")
    shifts.sign_on(WINDOW, by=limin, at=at)
    minute = timedelta(minutes=1)
    begun = max(at - 30 * minute, at.replace(hour=0, minute=0, second=0, microsecond=0))
    for each in range(7):
        draw("A", priority="elder" if each == 4 else "", by=limin, at=begun)
    draw("B", by=limin, at=begun)
    draw("C", by=limin, at=begun)
    answered = calling.call_next(lines=["A"], by=limin, at=begun)
    serving.begin_serving(answered, by=limin, at=begun)
    serving.finish(answered, result="referred", words="二楼公积金窗口（样例）", by=limin, at=begun)
    calling.miss(calling.call_next(lines=["A"], by=limin, at=begun), by=limin, at=begun)
    calling.call_next(lines=["A"], by=limin, at=at)
    for login in ("liqiang", "maxiuying"):
        _book(login, at=at)
    return 9


def _book(login: str, *, at: datetime) -> None:
    """The first free slot of the next day that is open."""
    venue = Venue.objects.get(key=VENUE)
    food = next(each for each in current_guides() if each.option_code.endswith("01") and each.option.questions)
    days = (each for each in days_of(venue, at=at) if each > local_day(at))
    slot = next(slot for day in days for slot in free_on(venue, BOUND.policy.matters, day, at=at) if slot.left)
    book(food.option_code, venue=VENUE, starts_at=slot.starts_at, by=_citizen(login), at=at)
