"""Which answer is bound to which port: the one list. Called once when the applications are ready."""

from django.conf import settings

from tongban.exchange.connectors.provincial_catalogue.adapter import HttpLibrary
from tongban.exchange.connectors.provincial_catalogue.bound import BOUND as ITEM_LIBRARY
from tongban.exchange.connectors.provincial_catalogue.simulator import Simulator as SimulatedLibrary
from tongban.exchange.connectors.provincial_identity.simulator import Simulator
from tongban.exchange.notices import commands as notices
from tongban.handling.cases.commands import merging as cases
from tongban.handling.cases.queries.touched import Applications, RunningCases, received_by_month
from tongban.handling.cases.queries.visible import may_see
from tongban.registers.catalog.impact import TOUCHES
from tongban.registers.documents import commands as documents
from tongban.registers.documents.holders import HOLDERS
from tongban.registers.parties.merging import MOVERS
from tongban.registers.parties.provincial import BOUND


def wire() -> None:
    """Bind what lower floors ask for to what upper floors and connectors give."""
    HOLDERS["case"] = may_see
    TOUCHES.kinds.update(applications=Applications(), cases=RunningCases())
    TOUCHES.workload = received_by_month
    MOVERS.update(documents=documents.move_to_kept, cases=cases.move_to_kept, notices=notices.move_to_kept)
    if settings.TONGBAN_ITEM_LIBRARY:
        ITEM_LIBRARY.library = HttpLibrary(settings.TONGBAN_ITEM_LIBRARY, settings.TONGBAN_ITEM_LIBRARY_TOKEN)
    if settings.TONGBAN_DEMO:
        simulated = Simulator()
        BOUND[simulated.provider] = simulated
        ITEM_LIBRARY.library = ITEM_LIBRARY.library or SimulatedLibrary()
