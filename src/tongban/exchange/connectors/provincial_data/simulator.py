"""A simulated platform of the province (模拟的省数据共享平台), for the demo city and tests: it says that it is one.

It makes a batch of sample enterprises for each day. Faults make the line behave as a real one does: no answer, batches
that come twice or late, rows that were lost or changed on the way, rows that are wrong at the source.
"""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tongban.foundation.kernel.clock import LOCAL, local_day

from .ports import PlatformUnavailable, SentBatch
from .rules import digest_of

NAME = "模拟的省数据共享平台（不是真的平台，只供演示和测试）"
DAYS = 3
ROWS = 20
REPORTS, WATER = "annual-reports", "water-accounts"
_STATES = ("1", "1", "1", "2", "3")
_FIRST = datetime(2026, 1, 1, tzinfo=LOCAL)


@dataclass(frozen=True, slots=True)
class DataFaults:
    """How badly it behaves (故障): shares from 0 to 1; the same seed gives the same run."""

    seed: int = 0
    loss: float = 0.0
    duplicates: float = 0.0
    delay: float = 0.0
    cut: float = 0.0
    bad_rows: float = 0.0


class SimulatedPlatform:
    """The platform without a network; `stops_at` is the day after which it makes no more batches."""

    name = NAME
    is_simulated = True

    def __init__(self, faults: DataFaults | None = None, stops_at: datetime | None = None) -> None:
        self.faults = faults or DataFaults()
        self._stops_at = stops_at
        self._dice = random.Random(self.faults.seed)  # noqa: S311 - repeatable, and no secret

    def batches(self, dataset: str, *, after: int, at: datetime) -> list[SentBatch]:
        """One batch a day, the last few; as badly as the line is."""
        if self._happens(self.faults.loss):
            raise PlatformUnavailable()
        until = min(at, self._stops_at) if self._stops_at else at
        last = (local_day(until) - local_day(_FIRST)).days
        numbers = range(after + 1 if after else last - DAYS + 1, last + 1)
        found = [self._batch(dataset, each) for each in numbers if not self._happens(self.faults.delay)]
        return [each for each in found for _ in range(2 if self._happens(self.faults.duplicates) else 1)]

    def _batch(self, dataset: str, number: int) -> SentBatch:
        rows = tuple(self._row(dataset, number, place) for place in range(ROWS))
        digest = digest_of(rows)
        if self._happens(self.faults.cut):
            rows = rows[:-1]
        return SentBatch(dataset, number, _FIRST + timedelta(days=number, hours=1), rows, ROWS, digest)

    def _row(self, dataset: str, number: int, place: int) -> dict[str, Any]:
        """A sample enterprise; what it says changes with the day of the batch."""
        row = {"TYSHXYDM": f"91620200MA{place:04d}YL{place % 10}X"}
        if dataset == WATER:
            row |= _water_account(place)
        elif dataset == REPORTS:
            row |= {"NBND": "2025", "NBZT": "12"[(number + place) % 4 == 0]}
        else:
            row |= {
                "QYMC": f"样例企业{place + 1}号",
                "JYZT": _STATES[(number + place) % len(_STATES)],
                "CLRQ": f"2020-{place % 12 + 1:02d}-15",
                "ZS": f"雄关区样例路{place + 1}号",
            }
        if self._happens(self.faults.bad_rows):
            row |= {"TYSHXYDM": ""} if place % 2 else {"JYZT": "X", "NBZT": "X"}
        return row

    def _happens(self, share: float) -> bool:
        return share > 0 and self._dice.random() < share


def _water_account(place: int) -> dict[str, str]:
    """The account of a sample enterprise at the water works; of each fourth they do not know the code."""
    row = {
        "HH": f"SY{place + 1:06d}",
        "YHMC": f"样例企业{place + 1}号",
        "YSDZ": f"嘉峪关市雄关区样例路{place + 1}号",
    }
    if place % 4 == 0:
        row |= {"TYSHXYDM": "", "YHMC": f"嘉峪关市样例企业{place + 1}号{('有限公司', '分店')[place % 8 == 0]}"}
    return row
