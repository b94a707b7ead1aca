"""The place of a sub-centre that is not merged (一体化管理的分中心场所): a place like every other. R-070."""

from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow
from tongban.registers.agencies.models import Venue
from tongban.registers.agencies.queries.register import CITY_CENTER
from tongban.registers.agencies.rules import VenueLevel
from tongban.registers.places.models import SubCentre
from tongban.registers.places.rules.subcentres import LONGEST_ADDRESS, LONGEST_PHONE, Way

from .subcentres import refuse_strangers, told

KEY = "sub-{}"


@transaction.atomic
def open_place(centre: SubCentre, *, address: str, phone: str, by: Actor, at: datetime) -> SubCentre:
    """登记场所: from now on its windows are rostered, call, are rated and counted as those of every other place.

    It keeps the hours of the city's centre until they are changed. `NotNow` for one that is merged or undecided.
    """
    refuse_strangers(by)
    where, call, faults = address.strip(), phone.strip(), []
    if not 4 <= len(where) <= LONGEST_ADDRESS:
        faults.append(Fault("/address", "required", f"请写地址，到门牌号，4到{LONGEST_ADDRESS}个字。"))
    if not 7 <= len(call) <= LONGEST_PHONE:
        faults.append(Fault("/phone", "required", f"请写电话，7到{LONGEST_PHONE}位。"))
    if faults:
        raise Invalid(faults=faults)
    found = SubCentre.objects.select_for_update(of=("self",)).select_related("agency").get(pk=centre.pk)
    if found.decision is not Way.INTEGRATE or found.agency is None:
        raise NotNow("只有决定纳入一体化管理的分中心才登记自己的场所；并入市中心的，人和窗口都在市中心。")
    if found.venue_id is not None:
        raise NotNow("这个分中心的场所已经登记过。")
    like = Venue.objects.get(key=CITY_CENTER)
    found.venue = Venue.objects.create(
        key=KEY.format(found.key),
        name=found.name,
        level=VenueLevel.CITY,
        division_id=like.division_id,
        agency=found.agency,
        address=where,
        phone=call,
        hours=like.hours,
        weekly_hours=like.weekly_hours,
    )
    found.save(update_fields=["venue"])
    told(found, "open_place", {"venue": found.venue.key, "address": where}, by=by, at=at)
    return found
