"""不动产登记一件事 and 医疗费用结算一件事: tax before the certificate, utilities that follow, debts, one that fails."""

from datetime import timedelta
from typing import Any

import pytest

from tongban.exchange.connectors.outside_bodies.models import SimulatedOrder
from tongban.exchange.connectors.outside_bodies.simulator import SETTLED_AFTER, Faults, SimulatedBody
from tongban.exchange.connectors.tax_office.simulator import SimulatedTaxOffice, TaxFaults, pay
from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.ledger.models import Entry
from tongban.handling.bundles.bound import BOUND
from tongban.handling.bundles.commands import accepting, following, reporting
from tongban.handling.bundles.models import BundleCase
from tongban.handling.bundles.queries.control import control
from tongban.handling.bundles.rules.reports import trouble_with
from tongban.handling.bundles.subscribers import order_what_follows
from tongban.handling.bundles.tests.joining import (
    VALUES,
    after,
    again,
    begun,
    case_of,
    decided,
    department,
    filled,
    finished,
    fresh,
)
from tongban.handling.cases.commands import delivering, examining
from tongban.handling.cases.together import GateShut

pytestmark = pytest.mark.django_db
UTILITIES = ("water", "power", "gas", "heat")


def sold(cast: Any) -> BundleCase:
    values = filled("real-estate", {**VALUES, "utilities": "yes"})
    bundle = begun(cast("liqiang"), values=values).bundle
    accepting.accept(bundle, by=cast("wangfang"), at=after(0, 11))
    return again(bundle)


def heard(bundle: BundleCase, key: str, *, at: Any) -> None:
    """The ledger's news that the result of this member is made."""
    order_what_follows(Entry.objects.filter(chain=case_of(bundle, key).chain, verb="issue").latest("pk"))
    following.follow(case_of(bundle, key).number, at=at)


@pytest.mark.req("R-120", "R-170")
def test_tax_comes_before_the_certificate_and_the_certificate_moves_water_power_gas_and_heat(cast, bodies):
    BOUND["tax_paid"] = SimulatedTaxOffice(TaxFaults(delay=timedelta()))
    bundle = sold(cast)
    contract = case_of(bundle, "contract")
    finished(contract, department(contract), at=after(0, 14))
    heard(bundle, "contract", at=after(0, 14))
    registration = case_of(bundle, "registration")
    hands = department(registration)
    with pytest.raises(GateShut, match="完税"):
        decided(registration, hands, at=after(0, 15))
    assert not SimulatedOrder.objects.exists(), "nobody moves before the flat has its new owner"
    pay(registration.number, amount=7_500_00, by=SYSTEM, at=after(0, 15))
    reporting.ask_sources(again(bundle), by=SYSTEM, at=after(0, 15))
    paid = case_of(bundle, "registration")
    assert paid.awaits == ""
    granted_and_issued(paid, hands)
    heard(bundle, "registration", at=after(0, 16))
    assert {each.event for each in SimulatedOrder.objects.all()} == {f"{key}_moved" for key in UTILITIES}
    assert [case_of(bundle, key).awaits for key in UTILITIES] == [""] * 4
    for key in UTILITIES:
        case = case_of(bundle, key)
        finished(case, department(case), at=after(0, 17))
    told = control(again(bundle), at=after(0, 17))
    assert all(each.branch.is_made for each in told.lines if each.branch.key != "tax")
    assert max(each.visits_required for each in told.family.options.values()) <= 1


def granted_and_issued(case: Any, hands: Any) -> None:
    examining.grant(case, opinion="准予登记。", by=hands.decider, at=after(0, 16))
    delivering.issue(fresh(case), result_number="甘2026嘉峪关样例1", face={}, by=hands.examiner, at=after(0, 16))


@pytest.mark.req("R-120")
def test_who_keeps_the_old_names_is_asked_nothing_of_them(cast):
    bundle = begun(cast("liqiang")).bundle
    assert {each.branch.key for each in control(bundle, at=after(0, 11)).lines} == {"contract", "tax", "registration"}


@pytest.mark.req("R-119")
def test_one_that_is_refused_blocks_no_other(cast):
    values = filled("medical", {"elsewhere": "yes", "poor": "yes"})
    bundle = begun(cast("liqiang"), code="medical", values=values).bundle
    accepting.accept(bundle, by=cast("wangfang"), at=after(0, 11))
    refused = case_of(bundle, "aid")
    decided(refused, department(refused), at=after(0, 12), grant=False)
    following.follow(refused.number, at=after(0, 12))
    for key in ("filing", "refund", "serious"):
        case = case_of(bundle, key)
        finished(case, department(case), at=after(0, 13))
    told = control(again(bundle), at=after(0, 14))
    assert {each.branch.key for each in told.lines if each.branch.is_made} == {"filing", "refund", "serious"}
    assert not any(each.waiting for each in told.lines)


@pytest.mark.req("R-170")
def test_what_is_owed_on_an_account_comes_before_its_transfer():
    body, now = SimulatedBody("heat_moved", faults=Faults(seed=4, debts=1.0), takes=timedelta()), after(0, 11)
    whose = {"case_number": "JYG20261123000017", "payer_code": "620200199001011234"}
    first = body.reports(*whose.values(), at=now)[0]
    assert (first.outcome, first.amount > 0) == ("open", True)
    assert trouble_with(first, **whose, public_key=body.public_key, at=now) == (
        f"还欠{first.amount / 100:.2f}元，缴清以后自动接着办。"
    )
    paid_at = now + SETTLED_AFTER
    done = body.reports(*whose.values(), at=paid_at)[0]
    assert (done.outcome, done.happened_at) == ("done", paid_at)
    assert trouble_with(done, **whose, public_key=body.public_key, at=paid_at) == ""
    seals = SimulatedBody("seal_made", faults=Faults(debts=1.0), takes=timedelta())
    assert seals.reports(*whose.values(), at=now)[0].outcome == "done", "who keeps no account knows of no debt"
