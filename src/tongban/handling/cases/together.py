"""Nothing is decided before what it stands on (先后和关口): `config/wiring.py` binds who knows the other members.

Asked of every step of a case while its row is held, so that there is one door: pages, the API and the house's own acts
all come through `steps.take`. A case that is in no bundle asks nothing and costs nothing.
"""

from datetime import datetime

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import NotNow
from tongban.handling.cases.models import Case

from .ports import Forerunners
from .rules.states import Status
from .rules.together import GRANTING, HANDING_OUT, NEGATIVE, SENDING

BOUND: list[Forerunners] = []


class GateShut(NotNow):
    """What has to be reported first has not come (前置信息未到): no decision to grant, and nothing leaves; R-082."""

    code = "gate_shut"


class ForerunnersFirst(NotNow):
    """A member of a bundle waits for those in front of it (等前序事项): R-082."""

    code = "forerunners_first"


class SentTogether(NotNow):
    """The results of a bundle are sent together (一次发证), and others are still to come; R-117."""

    code = "sent_together"


def refuse_too_early(case: Case, verb: str, *, at: datetime) -> None:
    """`GateShut`, `ForerunnersFirst` or `SentTogether` where this step would come before what it stands on.

    Two statements for a decision on a case of a bundle or for sending its result, none for any other.
    """
    is_refusal = case.state is Status.REFUSED
    if case.awaits and verb in GRANTING | HANDING_OUT and not is_refusal:
        raise GateShut(
            f"还没有收到“{case.awaits}”的信息，不能准予、制证或者交付。信息由主管系统送来，到了自动放行，不用申请人交纸质证明。",
            facts={"awaits": case.awaits},
        )
    if verb in SENDING and (why := held_back(case, at=at)):
        raise SentTogether(why, facts={"bundle": case.bundle_number})
    if not case.bundle_number or verb not in GRANTING | NEGATIVE:
        return
    reasons = [why for ask in BOUND for why in (ask(case.pk) if verb in GRANTING else ask.undecided(case.pk))]
    if reasons:
        raise ForerunnersFirst("".join(reasons), facts={"bundle": case.bundle_number})


def held_back(case: Case, *, at: datetime) -> str:
    """Why the result of this case is not sent by itself yet; empty when it is, and for a refusal (two statements)."""
    if not case.bundle_number or case.state is Status.REFUSED:
        return ""
    return "".join(ask.held(case.pk, on=local_day(at)) for ask in BOUND)
