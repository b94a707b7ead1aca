"""Which answer is bound to which port: the one list. Called once when the applications are ready."""

from tongban.handling.cases.queries.visible import may_see
from tongban.registers.documents.holders import HOLDERS


def wire() -> None:
    """Bind what lower floors ask for to what upper floors and connectors give."""
    HOLDERS["case"] = may_see
