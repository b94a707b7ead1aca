"""Fees and parcels for the pages to show: those of the demo city, and an order of 李强 that waits to be paid."""

from collections.abc import Callable

from tongban.exchange.connectors.payments.models import SimulatedPayment
from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.foundation.ledger.commands import record
from tongban.foundation.ledger.models import Parked
from tongban.handling.cases.models import Case
from tongban.handling.cases.tests.driving import issued as driven
from tongban.handling.fees.commands.orders import open_order
from tongban.handling.fees.commands.paying import page_of
from tongban.handling.fees.models import Charge, Order, PaymentDay
from tongban.handling.posting.commands.wishing import want
from tongban.handling.posting.models import Shipment
from tongban.running.demo_city.paying import load_paying


def people_the_payments(cast: Callable[[str], Actor], issued: Case) -> dict[str, str]:
    """Samples for the addresses: to be paid, begun, paid; a parcel that waits and one on its way; what was parked."""
    driven(cast)
    load_paying(at=now())
    owed = Charge.objects.select_related("case").get(status="due")
    begun = open_order(owed, by=cast("liqiang"), at=now())
    page_of(begun, at=now())
    paid = Order.objects.select_related("charge__case").get(status="paid")
    home = {"name": "李强", "phone": "13893700001", "address": "甘肃省嘉峪关市雄关街道样例路1号"}
    if not Shipment.objects.filter(case=issued).exists():
        want(issued, **home, by=cast("liqiang"), at=now())
    waiting = Shipment.objects.get(case=issued)
    entry = record("payments:parked", "look", by=cast("wangfang"), at=now())
    Parked.objects.create(subscriber="halls.tell_of_closing", entry=entry, at=now(), error="ValueError: 样例")
    return {
        "fee_case": owed.case.number,
        "order": str(begun.code),
        "order_number": SimulatedPayment.objects.get(number=begun.number).number,
        "paid_case": paid.charge.case.number,
        "parcel": str(waiting.code),
        "parcel_sent": str(Shipment.objects.filter(status="sent").values_list("code", flat=True)[0]),
        "payment_day": PaymentDay.objects.get().day.isoformat(),
    }
