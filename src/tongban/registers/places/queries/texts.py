"""Where an old name still stands in what is published (旧名称残留); R-065."""

from dataclasses import dataclass
from datetime import date

import msgspec

from tongban.registers.catalog.queries import current_guides

from .names import former_names


@dataclass(frozen=True, slots=True)
class Leftover:
    """A guide in force that still says an old name, and which."""

    implementation_code: str
    name: str
    old_name: str


def leftovers(*, on: date) -> list[Leftover]:
    """Every guide in force with a name that no longer counts (one statement once the catalogue is warm)."""
    old = former_names(on=on)
    if not old:
        return []
    found = []
    for guide in current_guides():
        text = msgspec.json.encode(guide.option).decode()
        found += [Leftover(guide.implementation_code, guide.name, name) for name in old if name in text]
    return found
