"""Ratings for the pages to show: one that is asked for, a bad one that waits, with what its rater said."""

from collections.abc import Callable

from tongban.exchange.connectors.provincial_ratings.bound import BOUND
from tongban.exchange.connectors.provincial_ratings.commands.pushing import enqueue
from tongban.exchange.connectors.provincial_ratings.simulator import Simulator
from tongban.exchange.connectors.provincial_rectification.bound import BOUND as RECTIFICATION
from tongban.exchange.connectors.provincial_rectification.commands.collecting import collect
from tongban.exchange.connectors.provincial_rectification.simulator import Simulator as SimulatedRectification
from tongban.exchange.connectors.provincial_rectification.simulator import hand_down
from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.models import Case
from tongban.oversight.evaluations.commands.importing import import_ratings
from tongban.oversight.evaluations.commands.inviting import invite_for_case
from tongban.oversight.evaluations.commands.opening import open_redress
from tongban.oversight.evaluations.commands.rating import Rating, rate

IMPORTED = "流水号,部门,事项名称,评价结果,评价日期,评价时分\nA-1,市样例局,样例事项,满意,2026/11/23,10:00\n"

SAMPLE = "0" * 32


def people_the_ratings(cast: Callable[[str], Actor], asked: Case, rated: Case) -> dict[str, str]:
    """What the addresses need of them."""
    BOUND.system = BOUND.system or Simulator()
    RECTIFICATION.system = RECTIFICATION.system or SimulatedRectification()
    hand_down("样例-001", at=now(), evaluationId=SAMPLE)
    collect(at=now())
    waiting = invite_for_case(asked, at=now())
    said = Rating("dissatisfied", tags=["over_limit"], words="说好的日子过了，没人解释", is_named=True, seconds=40)
    made = rate(invite_for_case(rated, at=now()), said, by=cast("liqiang"), at=now())
    enqueue(Entry.objects.get(chain=made.invitation.chain, verb="rate"))
    found = import_ratings("样例.csv", IMPORTED.encode(), agency="market-regulation", by=cast("zhengyawen"), at=now())
    task = open_redress(made, at=now())
    return {"rating": str(waiting.code), "redress": str(task.pk), "rating_import": str(found.pk)}
