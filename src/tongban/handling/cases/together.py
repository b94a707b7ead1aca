"""Nothing is decided before what it stands on (先后和关口): `config/wiring.py` binds who knows the other members.

Asked of every step of a case while its row is held, so that there is one door: pages, the API and the house's own acts
all come through `steps.take`. A case that is in no bundle asks nothing and costs nothing.
"""

from tongban.foundation.kernel.errors import NotNow
from tongban.handling.cases.models import Case

from .ports import Forerunners
from .rules.states import Status
from .rules.together import GRANTING, HANDING_OUT, NEGATIVE

BOUND: list[Forerunners] = []


class GateShut(NotNow):
    """What has to be reported first has not come (前置信息未到): no decision to grant, and nothing leaves; R-082."""

    code = "gate_shut"


class ForerunnersFirst(NotNow):
    """A member of a bundle waits for those in front of it (等前序事项): R-082."""

    code = "forerunners_first"


def refuse_too_early(case: Case, verb: str) -> None:
    """`GateShut` or `ForerunnersFirst` where this step would come before what it stands on.

    One statement for a decision on a case of a bundle, none for any other.
    """
    is_refusal = case.state is Status.REFUSED
    if case.awaits and verb in GRANTING | HANDING_OUT and not is_refusal:
        raise GateShut(
            f"还没有收到“{case.awaits}”的信息，不能准予、制证或者交付。信息由主管系统送来，到了自动放行，不用申请人交纸质证明。",
            facts={"awaits": case.awaits},
        )
    if not case.bundle_number or verb not in GRANTING | NEGATIVE:
        return
    reasons = [why for ask in BOUND for why in (ask(case.pk) if verb in GRANTING else ask.undecided(case.pk))]
    if reasons:
        raise ForerunnersFirst("".join(reasons), facts={"bundle": case.bundle_number})
