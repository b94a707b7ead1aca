"""What joint applications do when one of their cases goes on; idempotent, told by the ledger."""

import logging

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.errors import Declined
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.commands.delivering import serve_where_wanted
from tongban.handling.cases.models import Case
from tongban.handling.cases.rules.states import Status

from .commands.following import follow
from .commands.reporting import ask_sources, waiting_in
from .models import BundleChild
from .queries.family import family_of

log = logging.getLogger("tongban.bundles")
ORDERS = frozenset({"issue"})
"""After this a result is made, and those who work with it may begin."""
FOLLOWED = frozenset(
    {
        *("refuse", "revoke", "close", "withdraw", "reject", "return", "terminate", "transfer"),
        *("deem_withdrawn", "return_deferred", "issue"),
    }
)
"""After these a case has failed or ended, or its result is made."""
SENDS = frozenset({"hand_over", "let_go", "send_singly"})
"""After these results that waited are sent."""


def follow_case(entry: Entry) -> None:
    """一件事跟着它的事项走: R-082."""
    follow(entry.chain.removeprefix("case:"), at=entry.at)


def order_what_follows(entry: Entry) -> None:
    """前面的结果办出来了，通知在后的外部单位: seal maker, bank, water, power; the timer asks again. R-120."""
    number = entry.chain.removeprefix("case:")
    child = BundleChild.objects.filter(case__number=number).select_related("bundle__edition").first()
    if child is None:
        return
    family = family_of(child.bundle)
    if any(gate.is_ordered for _, gate in waiting_in(family)):
        try:
            ask_sources(family.bundle, by=SYSTEM, at=entry.at)
        except Declined as refusal:
            log.info("nothing was reported for bundle %s: %s", child.bundle_id, refusal.reason_code)


def send_what_waited(entry: Entry) -> None:
    """一次发证: those who want their results electronically only have them now; R-117."""
    rows = Case.objects.filter(bundle_number=entry.chain.removeprefix("bundle:"), status=Status.ISSUED)
    for case in rows.select_related("applicant", "agency").order_by("pk"):
        serve_where_wanted(case, at=entry.at)
