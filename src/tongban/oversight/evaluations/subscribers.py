"""What ratings hear (好差评): a service that ended invites its person, a bad rating opens its task; idempotent."""

from uuid import UUID

from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.models import Case
from tongban.handling.halls.models import Ticket
from tongban.handling.outreach.models import Outreach

from .commands.inviting import invite_for_case, invite_for_outreach, invite_for_visit
from .commands.opening import open_redress
from .models import Evaluation

SERVED = frozenset({"serve", "collect", "reject", "return", "return_deferred", "terminate", "transfer"})
"""The verbs by which the office ends a case; what its person took back is not one, nor what silence withdrew."""


VISITED = frozenset({"finish", "expire"})
"""A window that registers no result is rated all the same: the night ends its number."""


def case_was_served(entry: Entry) -> None:
    """一事一评: whoever's case was served or ended is asked, whatever the answer was."""
    number = entry.chain.removeprefix("case:")
    case = Case.objects.select_related("option_version").filter(number=number).first()
    if case is not None:
        invite_for_case(case, at=entry.at)


def visit_ended(entry: Entry) -> None:
    """一次一评: whoever was served at a window may rate it by the number in their hand."""
    code = UUID(entry.chain.removeprefix("ticket:"))
    served = Ticket.objects.filter(code=code, clerk__isnull=False, began_at__isnull=False)
    ticket = served.select_related("clerk", "appointment").first()
    if ticket is not None:
        invite_for_visit(ticket, at=entry.at)


HELPED = frozenset({"finish"})
"""Help in person that was given; what was cancelled served nobody."""


def outreach_ended(entry: Entry) -> None:
    """上门帮办也评: whoever was helped in person is asked."""
    code = UUID(entry.chain.removeprefix("outreach:"))
    request = Outreach.objects.select_related("helper").filter(code=code, status="done").first()
    if request is not None:
        invite_for_outreach(request, at=entry.at)


def bad_rating_is_opened(entry: Entry) -> None:
    """差评交办: at once, not in a nightly run."""
    if not entry.facts.get("is_bad"):
        return
    key = UUID(entry.chain.removeprefix("evaluation:"))
    said = Evaluation.objects.select_related("invitation").filter(invitation__key=key, round=1).first()
    if said is not None:
        open_redress(said, at=entry.at)
