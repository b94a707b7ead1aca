"""Checks of a place (服务场所符合性): what its entry in the register says; pure."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

WORKDAYS = ("1", "2", "3", "4", "5")


class Place(Protocol):
    """An entry of the register of places (服务场所登记)."""

    @property
    def address(self) -> str: ...
    @property
    def phone(self) -> str: ...
    @property
    def weekly_hours(self) -> Any: ...
    @property
    def accessibility(self) -> Any: ...
    @property
    def floors(self) -> Any: ...
    @property
    def latitude(self) -> Any: ...


def _has_address(place: Place) -> bool:
    return bool(place.address.strip())


def _has_phone(place: Place) -> bool:
    return bool(place.phone.strip())


def _is_open_on_workdays(place: Place) -> bool:
    return all(place.weekly_hours.get(day) for day in WORKDAYS)


def _is_on_the_map(place: Place) -> bool:
    return place.latitude is not None


def _tells_barriers(place: Place) -> bool:
    """It says what there is for people in wheelchairs and the like, be it yes or no."""
    return bool(place.accessibility)


def _may_be_entered(place: Place) -> bool:
    return any(place.accessibility.values())


def _has_floor_guide(place: Place) -> bool:
    return bool(place.floors)


PLACE_CHECKS: Mapping[str, Callable[[Place], bool]] = {
    "address": _has_address,
    "phone": _has_phone,
    "hours": _is_open_on_workdays,
    "map": _is_on_the_map,
    "barriers": _tells_barriers,
    "access": _may_be_entered,
    "floors": _has_floor_guide,
}
