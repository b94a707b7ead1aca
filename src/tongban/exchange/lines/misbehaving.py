"""How badly a simulator behaves (模拟系统的故障): shares from 0 to 1 and a seed, set by whoever may, on record."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import models, transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import Fault, Invalid, NotYours
from tongban.foundation.ledger.commands import record as record_act

LARGEST_SEED = 2**31 - 1


@transaction.atomic
def set_faults(
    kept: type[models.Model],
    wanted: Any,
    *,
    rates: Sequence[str],
    may: Collection[Role],
    refusal: str,
    chain: str,
    by: Actor,
    at: datetime,
) -> None:
    """Let a simulator misbehave as `wanted` (a dataclass with the columns of `kept`); never a real system.

    `NotYours` with `refusal` for others, `Invalid` for every share that is none and for a seed out of range.
    """
    if not by.roles.intersection(may):
        raise NotYours(refusal)
    wrong = [name for name in rates if not 0 <= getattr(wanted, name) <= 1]
    found = [Fault(f"/{name}", "share", "比例填0到1，例如0.3是三成。") for name in wrong]
    if not 0 <= wanted.seed <= LARGEST_SEED:
        found.append(Fault("/seed", "seed", f"序号是0到{LARGEST_SEED}的整数。"))
    if found:
        raise Invalid(faults=found)
    kept._default_manager.all().delete()
    kept._default_manager.create(**asdict(wanted))
    record_act(chain, "set_faults", by=by, at=at, facts=asdict(wanted))
