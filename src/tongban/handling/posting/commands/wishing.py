"""That a result is to be sent, and where to (要求邮寄): the applicant's own word, or said at a window for them."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import NotNow
from tongban.foundation.kernel.vault import vault
from tongban.foundation.ledger.commands import advance, begin
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.commands.steps import option_of
from tongban.handling.cases.models import Case
from tongban.handling.cases.rules.states import ENDS, Status
from tongban.handling.posting.models import Shipment
from tongban.handling.posting.queries.shipments import ADDRESS, NAME, PHONE
from tongban.handling.posting.rules.addresses import Recipient, recipient_from
from tongban.handling.posting.rules.flow import FLOW
from tongban.handling.posting.rules.states import ShipmentStatus


@transaction.atomic
def want(case: Case, *, name: str, phone: str, address: str, by: Actor, at: datetime) -> Shipment:
    """要求邮寄: until the result was handed over, or again when a parcel came back; saying it anew changes where to."""
    told = recipient_from(name, phone, address)
    held = Shipment.objects.select_for_update().filter(case=case, status=ShipmentStatus.WANTED).first()
    if held is not None:
        step = FLOW.take("change_address", held, by=by)
        advance(held, step, by=by, at=at, changes=_sealed(held, told))
        return held
    if (refusal := why_not(case)) is not None:
        raise NotNow(refusal)
    nth = Shipment.objects.filter(case=case).count() + 1
    made = Shipment(number=f"JS{case.number}-{nth}", case=case, status=ShipmentStatus.NEW, wanted_at=at)
    step = FLOW.take("want_post", made, by=by)
    made.status = ShipmentStatus.WANTED
    for column, value in _sealed(made, told).items():
        setattr(made, column, value)
    try:
        with transaction.atomic():
            begin(made, step, by=by, at=at, facts={"case": case.number})
    except IntegrityError:
        raise NotNow("这件办件已经要求邮寄或者寄出了，请刷新看看。") from None
    return made


@transaction.atomic
def cancel(shipment: Shipment, *, by: Actor, at: datetime) -> Entry:
    """不邮寄了: it is fetched at the window then, or has been."""
    step = FLOW.take("cancel_post", shipment, by=by)
    return advance(shipment, step, by=by, at=at)


def why_not(case: Case) -> str | None:
    """Why a result cannot be sent (为什么不能邮寄), in words; None where it can."""
    if not option_of(case).may_deliver_by_post:
        return "办事指南没有提供邮寄，请到窗口领取，或者选别的送达方式。"
    last = Shipment.objects.filter(case=case).order_by("-pk").values_list("status", flat=True).first()
    if last == ShipmentStatus.SENT:
        return "已经寄出了。"
    if last == ShipmentStatus.RETURNED:
        return None
    if case.state is Status.SERVED or case.state in ENDS:
        return "这个办件已经送达或者结束了，不能再要求邮寄。"
    return None


def _sealed(shipment: Shipment, told: Recipient) -> dict[str, Any]:
    owner, masked = shipment.code.hex, told.masked
    return {
        "name_sealed": vault().seal(told.name, purpose=NAME, owner=owner),
        "name_masked": masked.name,
        "phone_sealed": vault().seal(told.phone, purpose=PHONE, owner=owner),
        "phone_masked": masked.phone,
        "address_sealed": vault().seal(told.address, purpose=ADDRESS, owner=owner),
        "address_masked": masked.address,
    }
