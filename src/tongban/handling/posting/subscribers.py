"""What results by post hear of cases (寄送): one that was handed over otherwise is not sent any more."""

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.ledger.models import Entry

from .commands.wishing import cancel
from .models import Shipment
from .rules.states import ShipmentStatus

OVER = frozenset(
    {"collect", "serve", "close", "withdraw", "reject", "return", "terminate", "deem_withdrawn", "return_deferred"}
)
"""After which a wish that was not fulfilled is none any more."""


def stop_what_is_over(entry: Entry) -> None:
    """不用再寄: a parcel that has left is not touched."""
    number = entry.chain.partition(":")[2]
    found = Shipment.objects.filter(case__number=number, status=ShipmentStatus.WANTED, wanted_at__lte=entry.at).first()
    if found is not None:
        cancel(found, by=SYSTEM, at=entry.at)
