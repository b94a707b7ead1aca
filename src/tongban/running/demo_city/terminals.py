"""Terminals of the demo city and where they stand (演示终端布点), and settings on their way to them (分批下发).

Some were in use before and reported once; they are silent until a browser stands in for them (`/kiosk/bind`), so that
none claims to work. The first settings went to one, then to all; the next ones are on trial, and are taken back by
themselves when the terminal of the trial does not report.
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.written import read_yaml
from tongban.handling.devices.commands import Place, begin_trial, load_paper, place_device, report_condition, widen
from tongban.handling.devices.rules.reports import Told
from tongban.handling.devices.rules.states import Service
from tongban.handling.halls.commands.kiosks import note_seen, register_kiosk, stand_in
from tongban.handling.halls.models import Kiosk
from tongban.registers.agencies.models import Venue
from tongban.registers.catalog.queries import revision

from .contacts import _staff

FILE = "terminals.yaml"
SHEETS = 400


def load_terminals(folder: Path, *, at: datetime) -> int:
    """Told once, with the halls; how many."""
    data = read_yaml((folder / FILE).read_bytes())
    venues = {each.key: each for each in Venue.objects.filter(key__in={row["venue"] for row in data["terminals"]})}
    used: list[Kiosk] = []
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
        if row.get("is_used", False):
            used.append(stand_in(made, by=SYSTEM, at=at)[0])
    _roll_out(used, data["rollouts"], at=at)
    return len(data["terminals"])


def _roll_out(used: Sequence[Kiosk], told: Sequence[dict[str, Any]], *, at: datetime) -> None:
    """Settings for one terminal first, and for all once that runs with them; the last ones are still on trial."""
    by = _staff("zhengyawen")
    for kiosk in used:
        load_paper(kiosk, SHEETS, by=by, at=at)
        note_seen(kiosk, revision=revision(), at=at)
        report_condition(kiosk, Told(0, 3, {Service.GUIDES: 6, Service.NUMBERS: 4}), at=at)
    for row in told[:-1]:
        made = begin_trial(used[:1], **row, by=by, at=at)
        _run_with(used[:1], made.config.number, at=at)
        widen(made, by=by, at=at)
        _run_with(used[1:], made.config.number, at=at)
    begin_trial(used[:1], **told[-1], by=by, at=at)


def _run_with(kiosks: Sequence[Kiosk], number: int, *, at: datetime) -> None:
    """By the first report a terminal is given the settings, by the next it says that it runs with them."""
    for kiosk in kiosks:
        for each in (0, number):
            report_condition(kiosk, Told(each), at=at)
