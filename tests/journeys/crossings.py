"""Two crossings of 李强 with the simulated city: one that lies at the window, one that came back."""

from collections.abc import Callable
from datetime import timedelta

from tongban.exchange.connectors.partner_city.simulator import SimulatedCity
from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.handling.crossing.commands.receiving import give_out
from tongban.handling.crossing.partners import BOUND, agreement
from tongban.handling.crossing.tests.stories import CITY, received, rounds
from tongban.registers.documents.queries import documents_of


def cross(cast: Callable[[str], Actor]) -> dict[str, str]:
    """What the addresses need of them."""
    BOUND.lines[CITY] = SimulatedCity(agreement(CITY))
    begun = now() - timedelta(hours=6)
    here, back = received(cast, at=begun), received(cast, at=begun)
    give_out(back, way="post", tracking="SF0001", by=cast("wangfang"), at=begun)
    rounds(begun + timedelta(hours=1), 4)
    slip = documents_of(here.chain)[0]
    return {"crossing": here.number, "crossing_back": back.number, "crossing_slip": str(slip.pk)}
