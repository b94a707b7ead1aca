"""What the demo city handed down to its towns, communities and villages (演示下沉事项)."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.written import read_yaml
from tongban.registers.agencies.models import Agency, Venue
from tongban.registers.catalog.queries import cards
from tongban.registers.grassroots.commands import Signed, hand_down, load_agreements
from tongban.registers.grassroots.models import Agreement
from tongban.registers.grassroots.queries.lists import DOWN
from tongban.registers.grassroots.rules.agreements import Line, Terms

FILE = "handed_down.yaml"
Row = Mapping[str, Any]


def load_grassroots(folder: Path, *, at: datetime) -> None:
    """The agreements of the file, once: those of every place at a stroke, those that lend powers one by one."""
    if Agreement.objects.exists():
        return
    data = read_yaml((folder / FILE).read_bytes())
    bodies = {each.key: each for each in Agency.objects.all()}
    places = list(Venue.objects.filter(level__in=DOWN).order_by("pk"))
    codes = {f"{each.basic_code}-{each.option_code[-2:]}": each.option_code for each in cards()}
    signed = [
        Signed(bodies[row["agency"]], place, _terms(row, data, codes, row["number"].format(ordinal=ordinal)))
        for row in data["everywhere"]
        for ordinal, place in enumerate(places, start=1)
    ]
    load_agreements(signed, by=SYSTEM, at=at)
    by_key = {each.key: each for each in places}
    for row in data["authorised"]:
        for ordinal, key in enumerate(row["venues"], start=row["first"]):
            seal = row["seal"].format(venue=by_key[key].division.name)
            terms = _terms({**row, "mode": "authorised"}, data, codes, row["number"].format(ordinal=ordinal), seal)
            hand_down(bodies[row["agency"]], to=by_key[key], terms=terms, by=SYSTEM, at=at)


def _terms(row: Row, data: Row, codes: Mapping[str, str], number: str, seal: str = "") -> Terms:
    lines = tuple(Line(codes[each["code"]], each["field"], each["capacity"]) for each in row["matters"])
    return Terms(row["mode"], number, seal, data["valid_from"], None, lines)
