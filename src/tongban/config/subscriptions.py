"""Which function hears which verb of the ledger: the one list."""

from tongban.exchange.connectors.provincial_catalogue.commands.pushing import carry as to_item_library
from tongban.exchange.connectors.provincial_catalogue.rules import CHANNEL as ITEM_LIBRARY
from tongban.exchange.connectors.provincial_catalogue.subscribers import send_to_province
from tongban.exchange.notices.commands import carrier, text_carrier
from tongban.exchange.notices.ports import BOUND
from tongban.foundation.ledger.subscriptions import Carrier, Subscription
from tongban.handling.cases.subscribers import close_served, serve_electronically
from tongban.handling.contacts.commands import texting
from tongban.handling.contacts.subscribers import coaching_is_measured
from tongban.handling.dossiers.subscribers import give_slip
from tongban.registers.licenses.subscribers import files_are_made

SUBSCRIPTIONS: tuple[Subscription, ...] = (
    Subscription(
        "cases.serve_electronically",
        serve_electronically,
        chains=("case",),
        verbs=frozenset({"issue", "make_good"}),
    ),
    Subscription("cases.close_served", close_served, chains=("case",), verbs=frozenset({"serve", "collect"})),
    Subscription("dossiers.give_slip", give_slip, chains=("case",), verbs=frozenset({"close"})),
    Subscription(
        "contacts.coaching_is_measured", coaching_is_measured, chains=("case",), verbs=frozenset({"ask_correction"})
    ),
    Subscription(
        "licenses.files_are_made",
        files_are_made,
        chains=("license",),
        verbs=frozenset({"issue", "take_in", "change", "renew", "correct"}),
    ),
    Subscription(
        "provincial_catalogue.send_to_province", send_to_province, chains=("list",), verbs=frozenset({"publish"})
    ),
)

CARRIERS: dict[str, Carrier] = {
    "message": carrier(BOUND[0]),
    "text": text_carrier(BOUND[0], number_of=texting.number_of, tell_sent=texting.tell_sent),
    ITEM_LIBRARY: to_item_library,
}
