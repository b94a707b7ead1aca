"""Which function hears which verb of the ledger: the one list."""

from tongban.exchange.notices.commands import carrier
from tongban.exchange.notices.ports import NoTextMessages
from tongban.foundation.ledger.subscriptions import Carrier, Subscription
from tongban.handling.cases.subscribers import close_served

SUBSCRIPTIONS: tuple[Subscription, ...] = (
    Subscription("cases.close_served", close_served, chains=("case",), verbs=frozenset({"serve", "collect"})),
)

CARRIERS: dict[str, Carrier] = {
    "message": carrier(NoTextMessages()),
}
