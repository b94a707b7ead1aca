"""Licences that the demo city's people have already (演示证照): taken into the register with the numbers they have."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.written import read_yaml
from tongban.registers.agencies.models import Agency
from tongban.registers.licenses.commands import Content, take_in
from tongban.registers.licenses.models import LicenseType
from tongban.registers.licenses.rules.validity import Term
from tongban.registers.parties.models import Party
from tongban.registers.parties.queries import find_party

FILE = "held_licenses.yaml"
BEFORE = timedelta(days=120)  # they are in the register before the first case uses one


def load_licenses(folder: Path, people: Mapping[str, Any], *, at: datetime) -> int:
    """The licences of the file; called for a city that was just founded. The number taken in."""
    rows = read_yaml((folder / FILE).read_bytes())["held"]
    types = {each.key: each for each in LicenseType.objects.all()}
    bodies = {each.key: each for each in Agency.objects.all()}
    papers = {each["key"]: each for each in (*people["persons"], *people["enterprises"])}
    known: dict[str, Party] = {}
    for row in rows:
        paper = papers[row["holder"]]
        if row["holder"] not in known:
            found = find_party(id_kind=paper["id_kind"], id_number=paper["id_number"])
            assert found is not None, row["holder"]
            known[row["holder"]] = found
        take_in(
            types[row["type"]],
            holder=known[row["holder"]],
            issuer=bodies[row["issuer"]],
            content=Content(row["face"], _term(row), str(row.get("number", ""))),
            serial=row["serial"],
            by=SYSTEM,
            at=at - BEFORE,
        )
    return len(rows)


def _term(row: Mapping[str, Any]) -> Term:
    last = row.get("valid_to")
    return Term(date.fromisoformat(row["valid_from"]), date.fromisoformat(last) if last else None)
