"""A terminal in the city's hall for journeys: bound, with a browser in front of which nobody stands."""

from itertools import count

from tongban.foundation.kernel.clock import now
from tongban.handling.halls.commands.kiosks import register_kiosk, stand_in
from tongban.registers.agencies.models import Venue
from tongban.web.kiosk.terminals import COOKIE

from .browsing import Person
from .conftest import actor_of

_NUMBERS = count(10)


def bind_browser(person: Person) -> Person:
    """This browser is a new terminal from now on."""
    keeper = actor_of("zhengyawen")
    made = register_kiosk(
        f"{next(_NUMBERS)}号自助终端", venue=Venue.objects.get(key="city-center"), by=keeper, at=now()
    )
    _, token = stand_in(made, by=keeper, at=now())
    person.context.add_cookies([{"name": COOKIE, "value": token, "url": f"{person.site}/kiosk"}])
    return person
