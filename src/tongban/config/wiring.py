"""Which answer is bound to which port: the one list. Called once when the applications are ready."""

from django.conf import settings

from tongban.exchange.connectors.links.adapter import HttpLinkChecker
from tongban.exchange.connectors.provincial_identity.simulator import Simulator
from tongban.exchange.notices import commands as notices
from tongban.handling.cases.commands import merging as cases
from tongban.handling.cases.queries.visible import may_see
from tongban.registers.documents import commands as documents
from tongban.registers.documents.holders import HOLDERS
from tongban.registers.entrances import ports as entrances
from tongban.registers.parties.merging import MOVERS
from tongban.registers.parties.provincial import BOUND


def wire() -> None:
    """Bind what lower floors ask for to what upper floors and connectors give."""
    HOLDERS["case"] = may_see
    MOVERS.update(documents=documents.move_to_kept, cases=cases.move_to_kept, notices=notices.move_to_kept)
    if settings.TONGBAN_LINK_HOSTS:
        entrances.BOUND["links"] = HttpLinkChecker(settings.TONGBAN_LINK_HOSTS)
    if settings.TONGBAN_DEMO:
        simulated = Simulator()
        BOUND[simulated.provider] = simulated
