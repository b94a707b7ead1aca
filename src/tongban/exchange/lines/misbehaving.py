"""How badly a simulator behaves (模拟系统的故障): shares from 0 to 1 and a seed, set by whoever may, on record."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import Fault, Invalid, NotYours
from tongban.foundation.ledger.commands import record as record_act

from .ports import KEEPERS

LARGEST_SEED = 2**31 - 1
RATES = ("loss", "duplicates", "delay", "bad_receipts")


@dataclass(frozen=True, slots=True)
class LineFaults:
    """How badly a line with receipts behaves (故障): shares from 0 to 1; the same seed gives the same run."""

    seed: int = 0
    loss: float = 0.0
    duplicates: float = 0.0
    delay: float = 0.0
    bad_receipts: float = 0.0


class KeptFaults(models.Model):
    """A simulator's own: how badly it behaves (模拟系统的故障); at most one row."""

    seed = models.PositiveIntegerField(default=0)
    loss = models.FloatField(default=0)
    duplicates = models.FloatField(default=0)
    delay = models.FloatField(default=0)
    bad_receipts = models.FloatField(default=0)

    class Meta:
        abstract = True


@dataclass(frozen=True, slots=True)
class Knobs:
    """The faults of a simulated line with receipts (模拟系统的旋钮): where they are kept, what is called what."""

    kept: type[KeptFaults]
    called: str
    chain: str

    def faults(self) -> LineFaults:
        """What was set last; none while nothing was."""
        row = self.kept._default_manager.order_by("-pk").values("seed", *RATES).first()
        return LineFaults(**row) if row else LineFaults()

    def set_faults(self, wanted: LineFaults, *, by: Actor, at: datetime) -> None:
        """Let the simulator misbehave; never a real system."""
        refusal = f"模拟{self.called}的故障由监督岗或者系统管理员设置。"
        set_faults(self.kept, wanted, rates=RATES, may=KEEPERS, refusal=refusal, chain=self.chain, by=by, at=at)


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
