"""Which matters may be promised (告知承诺的范围): `config/wiring.py` binds the published list at start."""

from datetime import date

from tongban.registers.catalog.guides import Guide

from .ports import PromiseList
from .rules.promising import is_open

BOUND: list[PromiseList] = []


def is_offered(found: Guide, *, on: date) -> bool:
    """May applicants promise on this day: the guide says so, and the published list of the day too (R-143)."""
    return is_open(found.option.commitment, on=on) and all(allows(found.option_code, on) for allows in BOUND)
