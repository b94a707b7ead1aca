"""Facts of whom one applies for (已知事实): `config/wiring.py` binds who knows them; nothing is known without."""

from collections.abc import Collection, Mapping
from datetime import date

from tongban.registers.parties.models import Party

from .ports import KnownFact, KnownFacts

BOUND: list[KnownFacts] = []


def facts_known(owner: Party, names: Collection[str], *, on: date) -> Mapping[str, KnownFact]:
    """Those of these facts that are on record of the applicant, by name; nobody is asked where none is named."""
    if not names:
        return {}
    return {name: fact for ask in BOUND for name, fact in ask(owner.pk, owner.kind, names, on).items()}
