"""What every act on a crossing begins with: the step, whose place it is, and the row held until the act is done."""

from datetime import datetime

from django.conf import settings

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import Declined, NotYours
from tongban.foundation.kernel.flow import Step
from tongban.foundation.ledger.commands import stale
from tongban.handling.crossing.models import Crossing
from tongban.handling.crossing.partners import agreement
from tongban.handling.crossing.rules.agreements import Agreement
from tongban.handling.crossing.rules.flow import DECIDING, FLOW, TAKEN_BY
from tongban.handling.crossing.rules.states import Place


class NoDecisionHere(Declined):
    """The receiving place decides nothing (收件地不作决定): plan 二(二), R-020."""

    code = "no_decision_here"
    status = 403
    sentence = "收件地只核对身份、清点材料、看形式，再移交和送回；受理、审查和决定由办理地作出。"


class OtherPlace(NotYours):
    """The step is the other place's (由对方办理)."""

    code = "other_place"


def partner_actor(found: Agreement) -> Actor:
    """The partner city as the ledger names it: it acts by signed letters only."""
    name = f"{found.name}政务服务"
    return Actor(name=name, roles=frozenset({Role.SYSTEM}), client=f"partner-{found.code}", channel="api")


def our_code() -> str:
    """The division code under which we sign."""
    return str(settings.TONGBAN_DIVISION)


def place_of(crossing: Crossing, by: Actor) -> Place:
    """For which of the two places this actor acts: our own people for ours, a partner's letter for the other."""
    ours = crossing.course.ours
    return ours.other if by.client else ours


def refuse_deciding(verb: str, crossing: Crossing) -> None:
    """No verb of a decision exists for a crossing: at the receiving place, nor at the handling place's counter."""
    if verb not in DECIDING:
        return
    if crossing.course.ours is Place.RECEIVING:
        city = agreement(crossing.partner_code).name
        raise NoDecisionHere(
            f"我们是收件地，只核对身份、清点材料、看形式，再移交和送回。受理、审查和决定由办理地{city}作出，这里办不了。"
        )
    raise NoDecisionHere("受理、审查和决定在办件里由承办部门作出，不在跨区代收这里办。")


def take(verb: str, crossing: Crossing, *, by: Actor) -> Step:
    """The step, if this actor's place may take it now; the row is held. `NoDecisionHere`, `OtherPlace`, `Stale`."""
    refuse_deciding(verb, crossing)
    here, wanted = place_of(crossing, by), TAKEN_BY[verb]
    if wanted is not None and wanted is not here:
        label, who = FLOW.steps[verb].label, "对方" if by.client else "我们"
        raise OtherPlace(f"“{label}”由{wanted.label}办，{who}是{here.label}。")
    step = FLOW.take(verb, crossing, by=by)
    hold(crossing)
    return step


def signed_at(crossing: Crossing, at: datetime) -> datetime:
    """When our signature counts: now, or just after the last one where the other city's clock is a little ahead."""
    last = crossing.gave_back_at or crossing.taken_at or crossing.given_at or crossing.received_at
    return max(at, last)


def hold(crossing: Crossing) -> None:
    """Whoever comes second waits, and is told what changed instead of writing."""
    rows = Crossing.objects.select_for_update().filter(pk=crossing.pk, version=crossing.version)
    if not rows.values_list("pk", flat=True):
        raise stale(crossing.chain, since=crossing.version)
