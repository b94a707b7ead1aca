"""Terminals of the demo city and where they stand (演示终端布点); none is bound, so none claims to work."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.written import read_yaml
from tongban.handling.devices.commands import Place, place_device
from tongban.handling.halls.commands.kiosks import register_kiosk
from tongban.registers.agencies.models import Venue

FILE = "terminals.yaml"


def load_terminals(folder: Path, *, at: datetime) -> int:
    """Told once, with the halls; how many."""
    data = read_yaml((folder / FILE).read_bytes())
    venues = {each.key: each for each in Venue.objects.filter(key__in={row["venue"] for row in data["terminals"]})}
    for row in data["terminals"]:
        latitude, longitude = (Decimal(str(each)) for each in row["at"])
        made = register_kiosk(row["name"], venue=venues[row["venue"]], by=SYSTEM, at=at)
        place = Place(
            place_type=row["place_type"],
            place_name=row["place_name"],
            owner=row["owner"],
            address=row["address"],
            latitude=latitude,
            longitude=longitude,
            is_all_day=row.get("is_all_day", False),
            services=tuple(data["services"]),
            has_sample_position=True,
        )
        place_device(made, place, by=SYSTEM, at=at)
    return len(data["terminals"])
