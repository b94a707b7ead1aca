"""What projects do when a case of one of their stages goes on; idempotent, told by the ledger."""

from tongban.foundation.ledger.models import Entry
from tongban.handling.bundles.subscribers import FOLLOWED as OF_BUNDLES
from tongban.handling.cases.models import Case

from .commands.following import follow

FOLLOWED = OF_BUNDLES | {"grant"}
"""After these a case is decided, and perhaps its stage."""


def follow_stage(entry: Entry) -> None:
    """项目跟着它的办件走: R-080."""
    number = entry.chain.removeprefix("case:")
    bundle = Case.objects.filter(number=number).values_list("bundle_number", flat=True).first()
    if bundle:
        follow(bundle, at=entry.at)
