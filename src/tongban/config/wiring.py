"""Which answer is bound to which port: the one list. Called once when the applications are ready."""

from pathlib import Path

import yaml
from django.conf import settings

from tongban.exchange.connectors.provincial_identity.simulator import Simulator
from tongban.exchange.notices import commands as notices
from tongban.handling.cases import permits
from tongban.handling.cases.commands import merging as cases
from tongban.handling.cases.queries.reach import reach
from tongban.handling.cases.queries.visible import may_see
from tongban.registers.compiling.bound import BOUND as COMPILING
from tongban.registers.compiling.rules import city
from tongban.registers.compiling.soundness import Soundness
from tongban.registers.documents import commands as documents
from tongban.registers.documents.holders import HOLDERS
from tongban.registers.lists import queries as lists
from tongban.registers.parties.merging import MOVERS
from tongban.registers.parties.provincial import BOUND
from tongban.web.console import binding as console

from .flows import FLOWS


def wire() -> None:
    """Bind what lower floors ask for to what upper floors and connectors give."""
    HOLDERS["case"] = may_see
    console.FLOWS.update(FLOWS)
    HOLDERS["list"] = lambda actor, ref: True
    COMPILING.gate, COMPILING.reach = Soundness(), reach
    rules = Path(settings.CITY) / "compiling.yaml"
    if rules.exists():
        COMPILING.rules = city.from_plain(yaml.safe_load(rules.read_bytes()))
    HOLDERS["published-list"] = lists.may_see
    permits.BOUND[:] = [lists.allows_permit]
    MOVERS.update(documents=documents.move_to_kept, cases=cases.move_to_kept, notices=notices.move_to_kept)
    if settings.TONGBAN_DEMO:
        simulated = Simulator()
        BOUND[simulated.provider] = simulated
