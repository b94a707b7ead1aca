"""Where licences are looked up before anybody asks for them (免提交): `config/wiring.py` binds the sources at start."""

from collections.abc import Collection
from datetime import date

from .ports import HeldLicense, Holdings

BOUND: list[Holdings] = []


def held_licenses(party_id: int, license_types: Collection[str], *, on: date) -> dict[str, HeldLicense]:
    """One licence of each type that some source has of this party, the first source first."""
    found: dict[str, HeldLicense] = {}
    for ask in BOUND:
        wanted = set(license_types) - found.keys()
        if wanted:
            found |= {each.license_type: each for each in reversed(ask(party_id, wanted, on))}
    return found
