"""Registering where a terminal stands (安放登记); once more with other values when it moves."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import Fault as Wrong
from tongban.foundation.kernel.errors import Invalid, NotYours
from tongban.foundation.ledger.commands import record
from tongban.handling.devices.models import Placement
from tongban.handling.devices.rules.states import BASIS, KEEPERS, PlaceType, Service
from tongban.handling.halls.models import Kiosk

_LONGEST = (("place_name", "地点名称", 60), ("owner", "归谁管", 80), ("address", "地址", 120))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a terminal stands, as it was given; degrees are WGS 84."""

    place_type: str
    place_name: str
    owner: str
    address: str
    latitude: Decimal | None
    longitude: Decimal | None
    is_all_day: bool
    services: tuple[str, ...]
    has_sample_position: bool = False


@transaction.atomic
def place_device(kiosk: Kiosk, place: Place, *, by: Actor, at: datetime) -> Placement:
    """安放登记: the terminal stands there from now on; `Invalid` with everything that is wrong."""
    if not by.roles & KEEPERS | by.roles & {Role.SYSTEM}:
        raise NotYours("终端由市政务服务管理局登记。")
    if faults := _faults(place):
        raise Invalid("安放登记还有地方要改。", faults=faults)
    values = {
        "place_type": place.place_type,
        "place_name": place.place_name.strip(),
        "owner": place.owner.strip(),
        "address": place.address.strip(),
        "latitude": place.latitude,
        "longitude": place.longitude,
        "has_sample_position": place.has_sample_position,
        "is_all_day": place.is_all_day,
        "services": sorted(set(place.services)),
    }
    made, _ = Placement.objects.update_or_create(kiosk=kiosk, defaults=values)
    told = {name: str(value) if isinstance(value, Decimal) else value for name, value in values.items()}
    record(f"placement:{kiosk.code.hex}", "place_device", by=by, at=at, basis=BASIS, facts=told)
    return made


def _faults(place: Place) -> list[Wrong]:
    found = []
    if place.place_type not in set(PlaceType):
        found.append(Wrong("/place_type", "choice", "请选放在哪类场所。"))
    for name, label, most in _LONGEST:
        if not 1 <= len(getattr(place, name).strip()) <= most:
            found.append(Wrong(f"/{name}", "required", f"请写{label}，不超过{most}个字。"))
    for name, value, low, high in (("latitude", place.latitude, 35, 45), ("longitude", place.longitude, 90, 110)):
        if value is None or not low <= value <= high:
            found.append(Wrong(f"/{name}", "position", "请写坐标的度数（WGS 84），例如：39.7738，98.2893。"))
    if not place.services or not set(place.services) <= set(Service):
        found.append(Wrong("/services", "choice", "至少选一样这台机器能办的。"))
    return found
