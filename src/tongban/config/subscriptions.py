"""Which function hears which verb of the ledger: the one list."""

from tongban.exchange.connectors.credit.commands.pushing import carry as to_credit_platform
from tongban.exchange.connectors.credit.rules import CHAINS as CREDIT_CHAINS
from tongban.exchange.connectors.credit.rules import CHANNEL as CREDIT
from tongban.exchange.connectors.credit.rules import VERBS as CREDIT_VERBS
from tongban.exchange.connectors.credit.subscribers import report
from tongban.exchange.connectors.provincial_catalogue.commands.pushing import carry as to_item_library
from tongban.exchange.connectors.provincial_catalogue.rules import CHANNEL as ITEM_LIBRARY
from tongban.exchange.connectors.provincial_catalogue.subscribers import send_to_province
from tongban.exchange.notices.commands import carrier
from tongban.exchange.notices.ports import NoTextMessages
from tongban.foundation.ledger.subscriptions import Carrier, Subscription
from tongban.handling.cases.subscribers import close_served, serve_electronically
from tongban.oversight.regulation.subscribers import mark_revoked, open_checks, put_on_record

SUBSCRIPTIONS: tuple[Subscription, ...] = (
    Subscription(
        "cases.serve_electronically",
        serve_electronically,
        chains=("case",),
        verbs=frozenset({"issue", "make_good"}),
    ),
    Subscription("cases.close_served", close_served, chains=("case",), verbs=frozenset({"serve", "collect"})),
    Subscription(
        "regulation.open_checks", open_checks, chains=("case",), verbs=frozenset({"grant", "finish_on_the_spot"})
    ),
    Subscription("regulation.mark_revoked", mark_revoked, chains=("commitment-check",), verbs=frozenset({"revoke"})),
    Subscription("regulation.put_on_record", put_on_record, chains=("commitment-check",), verbs=frozenset({"revoke"})),
    Subscription(
        "provincial_catalogue.send_to_province", send_to_province, chains=("list",), verbs=frozenset({"publish"})
    ),
    Subscription("credit_platform.report", report, chains=CREDIT_CHAINS, verbs=CREDIT_VERBS),
)

CARRIERS: dict[str, Carrier] = {
    "message": carrier(NoTextMessages()),
    ITEM_LIBRARY: to_item_library,
    CREDIT: to_credit_platform,
}
