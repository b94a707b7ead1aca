"""The links in guides (指南里的外部链接), asked by the same checker as the entrances, at named hosts only."""

from collections.abc import Sequence

from tongban.registers.entrances.ports import BOUND
from tongban.registers.entrances.rules import Health, is_sample


class OutsideLinks:
    """Answers the nightly look through guides: only those that were asked and failed (R-018)."""

    def silent(self, addresses: Sequence[str]) -> dict[str, str]:
        told = BOUND["links"].look([each for each in addresses if not is_sample(each)])
        return {address: seen.words for address, seen in told.items() if seen.health is Health.FAILING}
