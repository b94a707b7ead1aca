"""Names and signs of the demo city's places (演示更名和门牌): what they were called, and signs on their way."""

from datetime import datetime
from pathlib import Path

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.written import read_yaml
from tongban.registers.agencies.models import Venue
from tongban.registers.agencies.rules import VenueLevel
from tongban.registers.places.commands import (
    deliver_sign,
    load_centres,
    load_provisions,
    load_renames,
    order_signs,
    set_spec,
)
from tongban.registers.places.commands.names import Former
from tongban.registers.places.models import Rename, Sign

FILE, SUB_CENTRES, PROVISIONS = "signs.yaml", "subcentres.yaml", "provisions.yaml"


def load_places(folder: Path, *, at: datetime) -> None:
    """Told once."""
    if Rename.objects.exists():
        return
    data = read_yaml((folder / FILE).read_bytes())
    told = data["renames"]
    rows = Venue.objects.exclude(level=VenueLevel.CITY).select_related("division").order_by("pk")
    places = list(rows)
    before = [
        Former(each, told["former"][each.level].format(division=each.division.name), told["switch_on"], told["number"])
        for each in places
    ]
    load_renames(before, by=SYSTEM, at=at)
    set_spec(**data["spec"], by=SYSTEM, at=at)
    order_signs(places, **data["batch"], by=SYSTEM, at=at)
    for sign in Sign.objects.filter(venue__key__in=data["delivered"]).order_by("pk"):
        deliver_sign(sign, by=SYSTEM, at=at)
    load_centres(read_yaml((folder / SUB_CENTRES).read_bytes())["subcentres"], by=SYSTEM, at=at)
    kept = read_yaml((folder / PROVISIONS).read_bytes())
    load_provisions(kept["standards"], kept["given"], kept["tasks"], year=kept["year"], by=SYSTEM, at=at)
