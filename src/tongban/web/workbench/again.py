"""Asking again and what is at hand (再次告知、已有材料): what the panels of these steps show beyond their fields."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tongban.foundation.kernel.clock import local_day
from tongban.handling.cases.queries.held import held_before, held_copies
from tongban.handling.cases.queries.one_case import WholeCase
from tongban.handling.cases.rules.holding import Held
from tongban.handling.cases.rules.telling import may_not_be_asked, shortfalls
from tongban.registers.catalog.content import Option
from tongban.registers.catalog.kinds import Necessity

from .filling import Intake
from .materials import PHRASES


@dataclass(frozen=True, slots=True)
class AskLine:
    """A material that a leader may still ask for: ticked or not, and what is wrong with it."""

    code: str
    name: str
    is_ticked: bool
    problem: str
    phrases: tuple[str, ...]
    ask_again_reason: str = ""


def ask_lines(whole: WholeCase, option: Option, typed: Mapping[str, Any]) -> tuple[AskLine, ...]:
    """Every material of the list in this situation that may be asked for; nothing outside of it."""
    ticked = typed.getlist("item") if hasattr(typed, "getlist") else []
    closed = may_not_be_asked(option, whole.attached.materials)
    optional = {each.code for each in option.materials if each.necessity is Necessity.OPTIONAL}
    return tuple(
        AskLine(
            code=row.requirement_code,
            name=row.name,
            is_ticked=row.requirement_code in ticked,
            problem=str(typed.get(f"problem-{row.requirement_code}", "")),
            phrases=PHRASES,
            ask_again_reason=str(typed.get(f"again-{row.requirement_code}", "")),
        )
        for row in whole.attached.materials
        if row.requirement_code not in closed | optional
    )


def copies(whole: WholeCase, codes: Sequence[str], *, at: datetime) -> dict[str, Held]:
    """What is at hand of these materials, shown before anybody asks for them (four statements at most)."""
    return held_copies(whole.case, codes, on=local_day(at)) if codes else {}


def at_hand(standing: Intake, *, at: datetime) -> dict[str, Held]:
    """What is at hand of this person already, before the window asks for it; nothing while nobody is known."""
    party = standing.arrival.party
    told = standing.told
    wanted = [each.material for each in told.needed] + [each.material for each in told.spared if not each.is_certain]
    codes = [each.code for each in wanted]
    return held_before(party.pk, standing.guide.option, codes, at=at) if party is not None else {}


def gaps(whole: WholeCase, option: Option) -> list[str]:
    return [each.code for each in shortfalls(option, whole.attached.materials)]
