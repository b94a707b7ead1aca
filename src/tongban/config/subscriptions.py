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
from tongban.handling.crossing.commands.letters import carry as to_partner_city
from tongban.handling.crossing.rules.letters import CHANNEL as PARTNER_CITY
from tongban.handling.crossing.subscribers import TOLD, tell_receiving_place
from tongban.handling.dossiers.subscribers import give_slip

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
        "provincial_catalogue.send_to_province", send_to_province, chains=("list",), verbs=frozenset({"publish"})
    ),
    Subscription("crossing.tell_receiving_place", tell_receiving_place, chains=("case",), verbs=TOLD),
)

CARRIERS: dict[str, Carrier] = {
    "message": carrier(BOUND[0]),
    "text": text_carrier(BOUND[0], number_of=texting.number_of, tell_sent=texting.tell_sent),
    ITEM_LIBRARY: to_item_library,
    PARTNER_CITY: to_partner_city,
}
