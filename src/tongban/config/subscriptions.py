"""Which function hears which verb of the ledger: the one list."""

from tongban.exchange.notices.commands import carrier
from tongban.exchange.notices.ports import NoTextMessages
from tongban.foundation.ledger.subscriptions import Carrier, Subscription
from tongban.handling.cases.subscribers import close_served, serve_electronically

SUBSCRIPTIONS: tuple[Subscription, ...] = (
    Subscription(
        "cases.serve_electronically",
        serve_electronically,
        chains=("case",),
        verbs=frozenset({"issue", "make_good"}),
    ),
    Subscription("cases.close_served", close_served, chains=("case",), verbs=frozenset({"serve", "collect"})),
)

CARRIERS: dict[str, Carrier] = {
    "message": carrier(NoTextMessages()),
}
