"""Which function hears which verb of the ledger: the one list."""

from tongban.exchange.connectors.credit.commands.batching import carry_batch
from tongban.exchange.connectors.credit.commands.pushing import carry as to_credit_platform
from tongban.exchange.connectors.credit.rules import BATCH as CREDIT_BATCH
from tongban.exchange.connectors.credit.rules import CHAINS as CREDIT_CHAINS
from tongban.exchange.connectors.credit.rules import CHANNEL as CREDIT
from tongban.exchange.connectors.credit.rules import VERBS as CREDIT_VERBS
from tongban.exchange.connectors.credit.subscribers import collect_intermediary_credit, report
from tongban.exchange.connectors.provincial_catalogue.commands.pushing import carry as to_item_library
from tongban.exchange.connectors.provincial_catalogue.rules import CHANNEL as ITEM_LIBRARY
from tongban.exchange.connectors.provincial_catalogue.subscribers import send_to_province
from tongban.exchange.connectors.provincial_code.commands import carry as to_provincial_codes
from tongban.exchange.connectors.provincial_code.rules import CHAIN as PLATE_CHAIN
from tongban.exchange.connectors.provincial_code.rules import CHANNEL as PROVINCIAL_CODES
from tongban.exchange.connectors.provincial_code.rules import VERBS as PLATE_VERBS
from tongban.exchange.connectors.provincial_code.subscribers import file_plate
from tongban.exchange.connectors.provincial_hotline.commands.reporting import carry as to_provincial_hotline
from tongban.exchange.connectors.provincial_hotline.rules import CHAIN as HANDED_CHAIN
from tongban.exchange.connectors.provincial_hotline.rules import CHANNEL as PROVINCIAL_HOTLINE
from tongban.exchange.connectors.provincial_hotline.rules import VERBS as HANDED_VERBS
from tongban.exchange.connectors.provincial_hotline.subscribers import report as report_handed_order
from tongban.exchange.connectors.provincial_ratings.commands.pushing import carry as to_provincial_ratings
from tongban.exchange.connectors.provincial_ratings.rules import CHAINS as RATING_CHAINS
from tongban.exchange.connectors.provincial_ratings.rules import CHANNEL as PROVINCIAL_RATINGS
from tongban.exchange.connectors.provincial_ratings.rules import VERBS as RATING_VERBS
from tongban.exchange.connectors.provincial_ratings.subscribers import report as report_rating
from tongban.exchange.connectors.provincial_rectification.commands.reporting import (
    carry as to_provincial_rectification,
)
from tongban.exchange.connectors.provincial_rectification.rules import CHAIN as RECTIFIED_CHAIN
from tongban.exchange.connectors.provincial_rectification.rules import CHANNEL as RECTIFICATION
from tongban.exchange.connectors.provincial_rectification.rules import VERBS as RECTIFIED_VERBS
from tongban.exchange.connectors.provincial_rectification.subscribers import report as report_task
from tongban.exchange.connectors.provincial_supervision.commands.reporting import carry as to_province
from tongban.exchange.connectors.provincial_supervision.rules import CHAINS as SUPERVISION_CHAINS
from tongban.exchange.connectors.provincial_supervision.rules import CHANNEL as SUPERVISION
from tongban.exchange.connectors.provincial_supervision.rules import VERBS as SUPERVISION_VERBS
from tongban.exchange.connectors.provincial_supervision.subscribers import report as report_supervision
from tongban.exchange.notices.commands import carrier, text_carrier
from tongban.exchange.notices.ports import BOUND
from tongban.foundation.ledger.subscriptions import Carrier, Subscription
from tongban.handling.bundles.subscribers import (
    FOLLOWED,
    ORDERS,
    SENDS,
    follow_case,
    order_what_follows,
    send_what_waited,
)
from tongban.handling.cases.subscribers import (
    close_served,
    revoke_license,
    serve_electronically,
    tell_of_list_change,
)
from tongban.handling.contacts.commands import texting
from tongban.handling.contacts.subscribers import coaching_is_measured
from tongban.handling.crossing.commands.letters import carry as to_partner_city
from tongban.handling.crossing.rules.letters import CHANNEL as PARTNER_CITY
from tongban.handling.crossing.subscribers import TOLD, tell_receiving_place
from tongban.handling.dossiers.subscribers import contents_are_removed, give_slip
from tongban.handling.financing.subscribers import end_matches, note_lent
from tongban.handling.halls.subscribers import tell_of_closed_place, tell_of_closing, write_down_overtime
from tongban.handling.intermediaries.rules.flow import ITEM_FLOW as INTERMEDIARY_CREDIT
from tongban.handling.intermediaries.subscribers import follow_credit, note_breach, watch_shares
from tongban.handling.posting.subscribers import OVER, stop_what_is_over
from tongban.handling.projects.subscribers import FOLLOWED as OF_STAGES
from tongban.handling.projects.subscribers import follow_stage
from tongban.handling.reimbursements.subscribers import FAILED, release_invoices
from tongban.oversight.evaluations.commands.opening import DESK, bring_to_desk
from tongban.oversight.evaluations.subscribers import (
    HELPED,
    SERVED,
    VISITED,
    bad_rating_is_opened,
    case_was_served,
    outreach_ended,
    visit_ended,
)
from tongban.oversight.reading.subscribers import catch_canary
from tongban.oversight.regulation.rules.interplay import OF_CASES, OF_LICENSES
from tongban.oversight.regulation.subscribers import (
    mark_revoked,
    open_checks,
    push_decision,
    push_license_act,
    put_on_record,
    settle_proposals,
)
from tongban.oversight.workforce.subscribers import leave_begins_or_ends, list_change_is_taught
from tongban.registers.licenses.subscribers import files_are_made

SUBSCRIPTIONS: tuple[Subscription, ...] = (
    Subscription(
        "cases.serve_electronically",
        serve_electronically,
        chains=("case",),
        verbs=frozenset({"issue", "make_good"}),
    ),
    Subscription("cases.close_served", close_served, chains=("case",), verbs=frozenset({"serve", "collect"})),
    Subscription("cases.revoke_license", revoke_license, chains=("case",), verbs=frozenset({"revoke"})),
    Subscription("cases.tell_of_list_change", tell_of_list_change, chains=("list",), verbs=frozenset({"publish"})),
    Subscription("halls.tell_of_closing", tell_of_closing, chains=("list",), verbs=frozenset({"publish"})),
    Subscription("reimbursements.release_invoices", release_invoices, chains=("case",), verbs=FAILED),
    Subscription(
        "halls.tell_of_closed_place", tell_of_closed_place, chains=("venue",), verbs=frozenset({"close_place"})
    ),
    Subscription("halls.write_down_overtime", write_down_overtime, chains=("shift",), verbs=frozenset({"sign_off"})),
    Subscription("bundle_cases.follow_case", follow_case, chains=("case",), verbs=FOLLOWED),
    Subscription("bundle_cases.order_what_follows", order_what_follows, chains=("case",), verbs=ORDERS),
    Subscription("bundle_cases.send_what_waited", send_what_waited, chains=("bundle",), verbs=SENDS),
    Subscription("posting.stop_what_is_over", stop_what_is_over, chains=("case",), verbs=OVER),
    Subscription("projects.follow_stage", follow_stage, chains=("case",), verbs=OF_STAGES),
    Subscription("dossiers.give_slip", give_slip, chains=("case",), verbs=frozenset({"close"})),
    Subscription(
        "dossiers.contents_are_removed",
        contents_are_removed,
        chains=("destruction",),
        verbs=frozenset({"carry_out"}),
    ),
    Subscription(
        "contacts.coaching_is_measured", coaching_is_measured, chains=("case",), verbs=frozenset({"ask_correction"})
    ),
    Subscription(
        "financing.end_matches",
        end_matches,
        chains=("financing-need",),
        verbs=frozenset({"end", "expire", "meet"}),
    ),
    Subscription("financing.note_lent", note_lent, chains=("financing-match",), verbs=frozenset({"lend"})),
    Subscription(
        "intermediaries.note_breach",
        note_breach,
        chains=("intermediary-need",),
        verbs=frozenset({"decline", "lapse", "deliver"}),
    ),
    Subscription(
        "intermediaries.watch_shares",
        watch_shares,
        chains=("intermediary-need",),
        verbs=frozenset({"choose", "draw", "open_bids"}),
    ),
    Subscription(
        "intermediaries.follow_credit",
        follow_credit,
        chains=("intermediary-credit",),
        verbs=frozenset(each.verb for each in INTERMEDIARY_CREDIT),
    ),
    Subscription(
        "regulation.open_checks", open_checks, chains=("case",), verbs=frozenset({"grant", "finish_on_the_spot"})
    ),
    Subscription("regulation.mark_revoked", mark_revoked, chains=("commitment-check",), verbs=frozenset({"revoke"})),
    Subscription("regulation.put_on_record", put_on_record, chains=("commitment-check",), verbs=frozenset({"revoke"})),
    Subscription("regulation.push_decision", push_decision, chains=("case",), verbs=frozenset(OF_CASES)),
    Subscription("regulation.push_license_act", push_license_act, chains=("license",), verbs=frozenset(OF_LICENSES)),
    Subscription(
        "regulation.settle_proposals",
        settle_proposals,
        chains=("license",),
        verbs=frozenset({"deregister", "revoke", "strip"}),
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
    Subscription("crossing.tell_receiving_place", tell_receiving_place, chains=("case",), verbs=TOLD),
    Subscription("evaluations.case_was_served", case_was_served, chains=("case",), verbs=SERVED),
    Subscription("evaluations.outreach_ended", outreach_ended, chains=("outreach",), verbs=HELPED),
    Subscription("evaluations.visit_ended", visit_ended, chains=("ticket",), verbs=VISITED),
    Subscription(
        "evaluations.bad_rating_is_opened",
        bad_rating_is_opened,
        chains=("evaluation",),
        verbs=frozenset({"rate", "transcribe"}),
    ),
    Subscription(
        "workforce.leave_begins_or_ends",
        leave_begins_or_ends,
        chains=("leave",),
        verbs=frozenset({"grant_leave", "withdraw_leave"}),
    ),
    Subscription(
        "workforce.list_change_is_taught", list_change_is_taught, chains=("list",), verbs=frozenset({"publish"})
    ),
    Subscription("reading.catch_canary", catch_canary, chains=("reads",), verbs=frozenset({"read"})),
    Subscription(
        "credit_platform.collect_intermediary_credit",
        collect_intermediary_credit,
        chains=("intermediary-credit",),
        verbs=frozenset(each.verb for each in INTERMEDIARY_CREDIT),
    ),
    Subscription("credit_platform.report", report, chains=CREDIT_CHAINS, verbs=CREDIT_VERBS),
    Subscription(
        "provincial_supervision.report", report_supervision, chains=SUPERVISION_CHAINS, verbs=SUPERVISION_VERBS
    ),
    Subscription("provincial_rectification.report", report_task, chains=(RECTIFIED_CHAIN,), verbs=RECTIFIED_VERBS),
    Subscription("provincial_hotline.report", report_handed_order, chains=(HANDED_CHAIN,), verbs=HANDED_VERBS),
    Subscription("provincial_ratings.report", report_rating, chains=RATING_CHAINS, verbs=RATING_VERBS),
    Subscription("provincial_code.file_plate", file_plate, chains=(PLATE_CHAIN,), verbs=PLATE_VERBS),
)

CARRIERS: dict[str, Carrier] = {
    "message": carrier(BOUND[0]),
    "text": text_carrier(BOUND[0], number_of=texting.number_of, tell_sent=texting.tell_sent),
    ITEM_LIBRARY: to_item_library,
    PARTNER_CITY: to_partner_city,
    CREDIT: to_credit_platform,
    CREDIT_BATCH: carry_batch,
    PROVINCIAL_CODES: to_provincial_codes,
    SUPERVISION: to_province,
    PROVINCIAL_RATINGS: to_provincial_ratings,
    DESK: bring_to_desk,
    RECTIFICATION: to_provincial_rectification,
    PROVINCIAL_HOTLINE: to_provincial_hotline,
}
