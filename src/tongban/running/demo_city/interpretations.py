"""Interpretations of the demo city (演示解读): two in public, by two people each, and one in the calendar."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.written import read_yaml
from tongban.handling.interpretations import commands
from tongban.handling.interpretations.rules.content import Draft
from tongban.registers.catalog.queries import cards

from .contacts import _staff

REVIEWER = "linjing"


def load_interpretations(file: Path, *, at: datetime) -> None:
    """Told once, with the policies."""
    if not file.exists():
        return
    known = {f"{each.basic_code}-{each.option_code[-2:]}": each.option_code for each in cards()}
    for row in read_yaml(file.read_bytes())["interpretations"]:
        _write(row, known, at)


def _write(row: dict[str, Any], known: dict[str, str], at: datetime) -> None:
    days, writer = row.get("planned_in_days", 0), _staff(row["drafter"])
    draft = Draft(
        title=row["title"],
        body=row["body"].strip(),
        planned_on=local_day(at) + timedelta(days=days),
        items=tuple(known[each] for each in row.get("items", ()) if each in known),
        policies=tuple(row.get("policies", ())),
    )
    made = commands.start(draft, is_sample=True, by=writer, at=at)
    if not days:
        commands.propose(made, by=writer, at=at)
        commands.publish(made, by=_staff(REVIEWER), at=at)
