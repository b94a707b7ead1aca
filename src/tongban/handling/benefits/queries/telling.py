"""What policies are matched by, told to a form that asks for it (已知事实带出): to the party itself alone."""

from collections.abc import Collection, Mapping
from datetime import date

from tongban.handling.benefits.rules.facts import LICENCES, FactKind, Known, Sort
from tongban.handling.benefits.rules.states import Audience
from tongban.handling.cases.ports import KnownFact

from .facts import facts_of
from .policies import vocabulary


def known_facts(party_id: int, kind: str, names: Collection[str], on: date) -> Mapping[str, KnownFact]:
    """A `KnownFacts` (at most seven statements): numbers and yes or no, with the register and as of when.

    A licence that is not found is not told: it may be somebody else's, and whoever has none needs no form filled in.
    """
    words = vocabulary()
    asked = [each for each in words.of(Audience(kind)) if each.name in names]
    kinds = {each.name: each for each in asked if each.sort in (Sort.NUMBER, Sort.YES_NO)}
    if not kinds:
        return {}
    found = facts_of([party_id], kinds, words, on=on)[party_id]
    held = {name: fact for name, fact in found.items() if fact.value or kinds[name].source != LICENCES}
    return {name: KnownFact(_value(fact), _source(kinds[name], fact)) for name, fact in held.items()}


def _value(fact: Known) -> str:
    """As a form holds it."""
    return {True: "yes", False: "no"}[fact.value] if isinstance(fact.value, bool) else str(fact.value)


def _source(kind: FactKind, fact: Known) -> str:
    said = f"{kind.source}（{kind.label}"
    return f"{said}，{fact.as_of}）" if fact.as_of else f"{said}）"
