"""Which matters may be promised (告知承诺的范围): `config/wiring.py` binds the published list and the cap at start."""

from dataclasses import replace
from datetime import date

import msgspec

from tongban.foundation.kernel.errors import NotNow
from tongban.registers.catalog.guides import Guide

from .ports import Capped, PromiseCap, PromiseList
from .rules.promising import is_open

BOUND: list[PromiseList] = []
CAPS: list[PromiseCap] = []


class PromisesSuspended(NotNow):
    """No more promises are taken until some of the open ones are checked (超过风险上限，暂停告知承诺): R-147."""

    code = "promises_suspended"
    sentence = "这件事没有核查的承诺太多，超过了风险上限，暂停告知承诺。您可以按一般方式办理，时限不变。"


def is_offered(found: Guide, *, on: date) -> bool:
    """May applicants promise on this day: the guide says so, and the published list of the day too (R-143)."""
    return is_open(found.option.commitment, on=on) and all(allows(found.option_code, on) for allows in BOUND)


def as_offered(found: Guide, *, on: date) -> Guide:
    """The guide as it may be used on this day: a promise that cannot be given is nowhere offered on it (R-143)."""
    rule = found.option.commitment
    if not rule.is_offered or is_offered(found, on=on):
        return found
    unoffered = msgspec.structs.replace(rule, is_offered=False)
    return replace(found, option=msgspec.structs.replace(found.option, commitment=unoffered))


def cap_reached(option_code: str, *, on: date) -> Capped | None:
    """What one more promise would go beyond, if anything (one statement where a cap is bound)."""
    return next((found for ask in CAPS if (found := ask(option_code, on)) is not None), None)


def suspended(found: Guide, *, on: date) -> Capped | None:
    """Why nobody may promise for now, though the matter is on the list; None otherwise."""
    capped = cap_reached(found.option_code, on=on) if is_offered(found, on=on) else None
    return capped if capped is not None and capped.is_suspended else None
