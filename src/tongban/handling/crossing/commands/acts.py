"""Acts by name (按步骤办): one table from verb to command, for the buttons of the window."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import NotFound
from tongban.handling.crossing.models import Crossing

from . import handling, joint, receiving
from .steps import refuse_deciding


@dataclass(frozen=True, slots=True)
class Given:
    """What the form of a step holds; a step reads what it asks for."""

    way: str = ""
    tracking: str = ""
    postage: str = ""
    originals: tuple[str, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()
    part: str = ""
    id_number: str = ""


Act = Callable[[Crossing, Given, Actor, datetime], object]
_ACTS: Mapping[str, Act] = {
    "give_out": lambda crossing, given, by, at: receiving.give_out(
        crossing, way=given.way, tracking=given.tracking, postage=given.postage, by=by, at=at
    ),
    "withdraw": lambda crossing, given, by, at: receiving.withdraw(crossing, id_number=given.id_number, by=by, at=at),
    "take_over": lambda crossing, given, by, at: handling.take_over(crossing, originals=given.originals, by=by, at=at),
    "finish_part": lambda crossing, given, by, at: joint.finish_part(crossing, given.part, by=by, at=at),
    "confirm_part": lambda crossing, given, by, at: joint.confirm_part(crossing, given.part, by=by, at=at),
    "give_back": lambda crossing, given, by, at: handling.give_back(
        crossing, way=given.way, tracking=given.tracking, postage=given.postage, kept=given.kept, by=by, at=at
    ),
    "take_back": lambda crossing, given, by, at: receiving.take_back(crossing, originals=given.originals, by=by, at=at),
    "hand_over": lambda crossing, given, by, at: receiving.hand_over(crossing, id_number=given.id_number, by=by, at=at),
}
VERBS = tuple(_ACTS)


def act(verb: str, crossing: Crossing, given: Given, *, by: Actor, at: datetime) -> object:
    """Take one step by its name; `NoDecisionHere` for every verb of a decision, `NotFound` for what is no step."""
    refuse_deciding(verb, crossing)
    command = _ACTS.get(verb)
    if command is None:
        raise NotFound("跨域办件没有这一步。")
    return command(crossing, given, by, at)
