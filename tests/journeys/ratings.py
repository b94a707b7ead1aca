"""Ratings for the pages to show: one that is asked for, a bad one that waits, with what its rater said."""

from collections.abc import Callable

from tongban.exchange.connectors.provincial_ratings.bound import BOUND
from tongban.exchange.connectors.provincial_ratings.simulator import Simulator
from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.handling.cases.models import Case
from tongban.oversight.evaluations.commands.inviting import invite_for_case
from tongban.oversight.evaluations.commands.opening import open_redress
from tongban.oversight.evaluations.commands.rating import Rating, rate


def people_the_ratings(cast: Callable[[str], Actor], asked: Case, rated: Case) -> dict[str, str]:
    """What the addresses need of them."""
    BOUND.system = BOUND.system or Simulator()
    waiting = invite_for_case(asked, at=now())
    said = Rating("dissatisfied", tags=["over_limit"], words="说好的日子过了，没人解释", is_named=True, seconds=40)
    made = rate(invite_for_case(rated, at=now()), said, by=cast("liqiang"), at=now())
    return {"rating": str(waiting.code), "redress": str(open_redress(made, at=now()).pk)}
