"""What policies ask of other houses (外部事实、后台试算): `config/wiring.py` binds the answers at start."""

from collections.abc import Collection
from datetime import date
from typing import Protocol


class BarredAmong(Protocol):
    """Whose credit record is open (失信限制), of many at once; without an answer it is not known of anybody."""

    def __call__(self, party_ids: Collection[int], on: date) -> Collection[int]:
        """Those of them who are barred on the day."""


BARRED: list[BarredAmong] = []


class BeginsTrial(Protocol):
    """Has a trial counted in the background (后台试算), soon; without one the minute's timer takes it up."""

    def __call__(self, trial_id: int) -> None: ...


TRIALS: list[BeginsTrial] = []
