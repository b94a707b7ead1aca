"""The demo city shows a fee to pay, one that was paid, and parcels (R-205)."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from tongban.exchange.connectors.payments.simulator import Simulator as Payments
from tongban.exchange.connectors.post.simulator import Simulator as Post
from tongban.exchange.lines.misbehaving import LineFaults
from tongban.foundation.kernel.clock import LOCAL
from tongban.handling.cases.tests.driving import issued
from tongban.handling.fees.bound import BOUND as PAYMENTS
from tongban.handling.fees.models import Charge, PaymentDay
from tongban.handling.posting.bound import BOUND as POST
from tongban.handling.posting.models import Shipment
from tongban.running.demo_city.paying import load_paying

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-205")]
NOW = datetime(2026, 11, 27, 11, 0, tzinfo=LOCAL)


@pytest.fixture(autouse=True)
def lines() -> Iterator[None]:
    before = (PAYMENTS.line, POST.line)
    PAYMENTS.line, POST.line = Payments(LineFaults()), Post(LineFaults())
    yield
    PAYMENTS.line, POST.line = before


def test_each_place_of_the_way_is_there(cast) -> None:
    for _ in range(2):
        issued(cast)
    load_paying(at=NOW)
    assert sorted(Charge.objects.values_list("status", flat=True)) == ["due", "paid"]
    assert sorted(Shipment.objects.values_list("status", flat=True)) == ["sent", "wanted"]
    assert Shipment.objects.get(status="sent").events.exists()
    assert PaymentDay.objects.get().status == "even"


def test_a_city_without_simulators_has_none_of_it() -> None:
    PAYMENTS.line, POST.line = None, None
    load_paying(at=NOW)
    assert not Charge.objects.exists()
    assert not Shipment.objects.exists()
