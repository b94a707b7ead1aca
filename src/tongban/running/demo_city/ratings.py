"""A few ratings (演示好差评), by the same commands that people use; the words say that they are samples."""

from datetime import datetime

from tongban.exchange.connectors.provincial_rectification.bound import BOUND as RECTIFICATION
from tongban.exchange.connectors.provincial_rectification.commands.collecting import collect
from tongban.exchange.connectors.provincial_rectification.simulator import hand_down
from tongban.foundation.kernel.actors import NOBODY
from tongban.handling.cases.models import Case
from tongban.handling.halls.models import Ticket
from tongban.oversight.evaluations.commands import redressing
from tongban.oversight.evaluations.commands.inviting import invite_for_case, invite_for_visit
from tongban.oversight.evaluations.commands.opening import open_redress
from tongban.oversight.evaluations.commands.rating import Rating, rate
from tongban.oversight.evaluations.models import Redress
from tongban.oversight.evaluations.rules.grades import Way

from .contacts import _citizen, _staff

VISITS = (
    Rating("very_satisfied", tags=("clear",), way=Way.QR, seconds=21),
    Rating("fairly_satisfied", words="样例：办得可以，就是等得久一点", way=Way.QR, seconds=44),
    Rating("very_dissatisfied", tags=("attitude",), words="样例：问了两遍，爱理不理", way=Way.QR, seconds=63),
)
CASE = Rating("dissatisfied", tags=("over_limit",), words="样例：说好的日子过了，没人解释", is_named=True, seconds=58)


def load_ratings(*, at: datetime) -> int:
    """A case and the visits of the morning are asked for; some are rated, one is put right, one waits; how many."""
    tickets = Ticket.objects.filter(status="ended", began_at__isnull=False).select_related("clerk", "appointment")
    asked = [invite_for_visit(each, at=at) for each in tickets.order_by("pk")]
    for invitation, said in zip(asked, VISITS, strict=False):
        made = rate(invitation, said, by=NOBODY, at=at)
        if made.mark.is_bad:
            _put_right(open_redress(made, at=at), at)
    case = Case.objects.select_related("option_version").filter(status="closed", applicant__name="李强").first()
    if case is not None:
        invited = invite_for_case(case, at=at)
        open_redress(rate(invited, CASE, by=_citizen("liqiang"), at=at), at=at)
    if RECTIFICATION.system is not None and RECTIFICATION.system.is_simulated and case is not None:
        hand_down("样例-001", at=at, taskHandleItem=case.option_code)
        collect(at=at)
    return len(asked)


def _put_right(redress: Redress, at: datetime) -> None:
    """A colleague of who was rated finds out and tells the rater."""
    by = _staff("wangfang")
    found = "样例：看了当天的窗口录像，属实。"
    redressing.verify(redress, finding="at_once", words=found, evidence="样例：窗口录像", by=by, at=at)
    done = "样例：已经在晨会上提醒，向您道歉。"
    redressing.rectify(redress, words=done, evidence="样例：晨会记录", by=by, at=at)
    redressing.tell(redress, words="样例：您反映的属实，向您道歉，已经提醒了窗口人员。", by=by, at=at)
